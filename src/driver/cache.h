#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "driver/content_hash.h"
#include "stratlint/config.h"

namespace stratlint {

/// Verdicts of earlier runs, by the content of the document and all that they depend on besides: the program itself, the
/// rules, the settings that hold for the document. One file; runs that end at the same time replace it one after the other,
/// and what the later one does not have is worked out again.
class Cache {
 public:
  Cache(std::string path, const Config& config, std::string_view convention);

  ContentHash key(std::string_view bytes, const Selection& selection, Severity least) const;
  /// May be called by several threads.
  std::optional<Verdict> find(const ContentHash& key) const;
  void add(const ContentHash& key, const Verdict& verdict);
  /// Writes the file if there is something new. Returns why it failed, or nothing.
  std::string save() const;

 private:
  struct Same {
    std::size_t operator()(const ContentHash& hash) const { return hash.low; }
  };
  const std::string path_;
  ContentHash run_;  ///< of the program and its rules
  std::string file_;
  std::unordered_map<ContentHash, std::string_view, Same> known_;  ///< into `file_`
  std::mutex mutex_;
  std::map<std::pair<std::uint64_t, std::uint64_t>, std::string> fresh_;
};

/// Where the cache is unless somebody says so: below XDG_CACHE_HOME, else ~/.cache.
std::string default_cache_folder();

}  // namespace stratlint
