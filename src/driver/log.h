#pragma once

#include <string>

namespace stratlint {

/// What `-v` prints on standard error, with times. Silent and free unless enabled.
class Log {
 public:
  explicit Log(bool enabled) : enabled_(enabled) {}
  bool enabled() const { return enabled_; }
  void line(const std::string& text) const;

 private:
  bool enabled_;
};

}  // namespace stratlint
