#include "base/glob.h"

#include <vector>

namespace stratlint {

namespace {

std::vector<std::string_view> parts(std::string_view path) {
  std::vector<std::string_view> result;
  while (!path.empty()) {
    const std::size_t end = path.find('/');
    if (end != 0) result.push_back(path.substr(0, end));
    path.remove_prefix(end == path.npos ? path.size() : end + 1);
  }
  return result;
}

/// Within one folder. The last star is where to go on from after a mismatch, so the work is the product of the sizes.
bool name_match(std::string_view pattern, std::string_view name) {
  std::size_t p = 0, n = 0, star = pattern.npos, resume = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = n;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == name[n])) {
      ++p;
      ++n;
    } else if (star != pattern.npos) {
      p = star + 1;
      n = ++resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == pattern.npos;
}

/// The same over folders, where `**` is the star.
bool path_match(const std::vector<std::string_view>& pattern, const std::vector<std::string_view>& path) {
  std::size_t p = 0, n = 0, star = std::string_view::npos, resume = 0;
  while (n < path.size()) {
    if (p < pattern.size() && pattern[p] == "**") {
      star = p++;
      resume = n;
    } else if (p < pattern.size() && name_match(pattern[p], path[n])) {
      ++p;
      ++n;
    } else if (p == pattern.size() && p > 0 && pattern[p - 1] != "**") {
      return true;  // a folder, and what is in it
    } else if (star != std::string_view::npos) {
      p = star + 1;
      n = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == "**") ++p;
  return p == pattern.size();
}

}  // namespace

bool glob_match(std::string_view pattern, std::string_view path) {
  auto wanted = parts(pattern);
  if (wanted.empty()) return false;
  if (pattern.find('/') == pattern.npos) wanted.insert(wanted.begin(), "**");
  return path_match(wanted, parts(path));
}

}  // namespace stratlint
