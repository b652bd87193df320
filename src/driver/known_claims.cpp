#include "driver/known_claims.h"

#include <algorithm>
#include <filesystem>

#include "driver/read_file.h"
#include "driver/replace_file.h"

namespace stratlint {

namespace fs = std::filesystem;

KnownClaims::KnownClaims(const std::string& path, bool writing, std::string& error) : path_(path) {
  if (path.empty()) return;
  folder_ = fs::weakly_canonical(fs::absolute(path).parent_path()).native();
  if (writing && !fs::exists(path)) return;
  FileBytes file = read_input({path, "", false});
  error = file.error;
  if (!error.empty()) return;
  BaselineResult result = parse_baseline(file.bytes);
  known_ = std::move(result.baseline);
  error = result.error;
}

std::string KnownClaims::key(const std::string& document) const {
  return fs::weakly_canonical(fs::absolute(document)).lexically_relative(folder_).generic_string();
}

std::vector<ClaimKey> KnownClaims::of(const std::string& document) const {
  const auto known = known_.find(key(document));
  return known == known_.end() ? std::vector<ClaimKey>() : known->second;
}

void KnownClaims::add(const std::string& document, std::vector<ClaimKey> found, std::vector<ClaimKey> stale) {
  const std::string name = key(document);
  found_[name] = std::move(found);
  if (!stale.empty()) stale_[name] = std::move(stale);
}

bool KnownClaims::is_gone(const std::string& name) const {
  std::error_code error;
  return !found_.contains(name) && !fs::exists(fs::path(folder_) / name, error);
}

std::size_t KnownClaims::stale() const {
  std::size_t count = 0;
  for (const auto& [name, keys] : stale_) count += keys.size();
  for (const auto& [name, keys] : known_) count += is_gone(name) ? keys.size() : 0;
  return count;
}

std::string KnownClaims::write() const {
  Baseline baseline = known_;
  std::erase_if(baseline, [&](const auto& entry) { return is_gone(entry.first); });
  for (const auto& [name, keys] : found_) baseline[name] = keys;
  return replace_file(path_, print_baseline(baseline));
}

std::string KnownClaims::prune() const {
  Baseline baseline = known_;
  std::erase_if(baseline, [&](const auto& entry) { return is_gone(entry.first); });
  for (const auto& [name, keys] : stale_) {
    std::vector<ClaimKey>& known = baseline[name];
    for (const ClaimKey& key : keys) known.erase(std::find(known.begin(), known.end(), key));
  }
  return replace_file(path_, print_baseline(baseline));
}

}  // namespace stratlint
