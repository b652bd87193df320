#pragma once

#include <string>
#include <string_view>

namespace stratlint {

/// Standard output or a file, buffered. After a failure everything further is dropped.
class Output {
 public:
  /// Standard output. `eager`: pass on every write at once, for a person who watches.
  explicit Output(bool eager) : eager_(eager) {}
  /// A file, which is emptied first.
  explicit Output(const std::string& path);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void write(std::string_view text);
  void flush();

  /// False once nobody reads any more or writing failed: there is no point in going on.
  bool good() const { return error_ == 0; }
  /// Why writing failed; empty if it did not, or if the reader just left early.
  std::string error() const;

 private:
  std::string buffer_;
  int descriptor_ = 1;
  int error_ = 0;
  bool eager_ = false;
};

}  // namespace stratlint
