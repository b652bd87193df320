#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

namespace stratlint {

/// The documents as they were in a revision of the git repository around the working folder.
class History {
 public:
  /// Asks git about a revision, or about where this branch left `branch`. What is wrong goes to `error`.
  static std::optional<History> open(const std::string& revision, bool merge_base, std::string& error);

  struct Before {
    bool same = false;                 ///< nothing changed
    std::optional<std::string> bytes;  ///< nothing: the document is new
  };
  /// May be called by several threads. `on_disk`: what is checked is the file of that path, not another text of its name.
  Before before(const std::string& path, bool on_disk) const;

 private:
  std::string top_, revision_;
  std::set<std::string, std::less<>> files_;                         ///< of the revision
  std::map<std::string, std::string, std::less<>> changed_;          ///< path now → path then
};

}  // namespace stratlint
