#include "driver/cache.h"

#include <sys/stat.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "driver/read_file.h"
#include "driver/replace_file.h"
#include "driver/rule_folders.h"
#include "driver/verdict_bytes.h"

namespace stratlint {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view magic = "stratlint verdicts 1\n";
constexpr std::size_t largest = 256 << 20;  // bytes; then only what is new is kept

template <typename T>
std::string_view bytes_of(const T& value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

template <typename T>
T read(std::string_view& bytes) {
  T value;
  std::memcpy(static_cast<void*>(&value), bytes.data(), sizeof value);
  bytes.remove_prefix(sizeof value);
  return value;
}

// Which program this is: a new build may judge in another way under the same version.
void add_program(ContentHash& hash) {
  struct stat info {};
  if (::stat("/proc/self/exe", &info) != 0) return;
  hash.add(bytes_of(info.st_size));
  hash.add(bytes_of(info.st_mtim));
  hash.add(bytes_of(info.st_ino));
}

}  // namespace

Cache::Cache(std::string path, const Config& config, std::string_view convention) : path_(std::move(path)) {
  run_.add(STRATLINT_VERSION);
  add_program(run_);
  run_.add(convention);
  run_.add(bytes_of(config.default_rules.value));
  for (const Setting<std::string>& folder : config.rules_dirs) {
    for (const RuleFile& file : read_rule_folder(folder.value).files) {
      run_.add(file.path);
      run_.add(file.bytes);
    }
  }
  file_ = read_input({path_, "", false}).bytes;
  std::string_view rest = file_;
  if (!rest.starts_with(magic)) return;
  rest.remove_prefix(magic.size());
  if (rest.size() < sizeof run_ || read<ContentHash>(rest) != run_) return;
  while (rest.size() >= sizeof(ContentHash) + sizeof(std::uint32_t)) {
    const auto key = read<ContentHash>(rest);
    const auto size = read<std::uint32_t>(rest);
    if (size > rest.size()) return;
    known_.emplace(key, rest.substr(0, size));
    rest.remove_prefix(size);
  }
}

ContentHash Cache::key(std::string_view bytes, const Selection& selection, Severity least) const {
  ContentHash hash;
  hash.add(bytes);
  for (const auto& severity : selection.severities) hash.add(severity ? name(*severity) : "off");
  hash.add(name(least));
  hash.add(selection.names_skipped ? "skipped" : "");
  return hash;
}

std::optional<Verdict> Cache::find(const ContentHash& key) const {
  const auto known = known_.find(key);
  return known == known_.end() ? std::nullopt : read_verdict(known->second);
}

void Cache::add(const ContentHash& key, const Verdict& verdict) {
  std::string bytes = verdict_bytes(verdict);
  const std::lock_guard lock(mutex_);
  fresh_.try_emplace({key.high, key.low}, std::move(bytes));
}

std::string Cache::save() const {
  if (fresh_.empty()) return {};
  std::string bytes(magic);
  bytes += bytes_of(run_);
  const auto append = [&](const ContentHash& key, std::string_view verdict) {
    const auto size = static_cast<std::uint32_t>(verdict.size());
    bytes += bytes_of(key);
    bytes += bytes_of(size);
    bytes += verdict;
  };
  for (const auto& [key, verdict] : fresh_) append({key.first, key.second}, verdict);
  if (file_.size() < largest) {
    for (const auto& [key, verdict] : known_) append(key, verdict);
  }
  std::error_code error;
  fs::create_directories(fs::path(path_).parent_path(), error);
  return replace_file(path_, bytes);
}

std::string default_cache_folder() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  if (cache != nullptr && *cache != '\0') return (fs::path(cache) / "stratlint").native();
  const char* home = std::getenv("HOME");
  return (fs::path(home == nullptr ? "/tmp" : home) / ".cache/stratlint").native();
}

}  // namespace stratlint
