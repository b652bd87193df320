#include "driver/history.h"

#include <fmt/format.h>

#include <filesystem>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "driver/process.h"

namespace stratlint {

namespace {

// The output of git, without the line break at its end. Throws what git said.
std::string git(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "git");
  ProcessResult result = run_process(arguments);
  if (result.code == 0) return std::move(result.out);
  const std::string reason = result.err.substr(0, result.err.find('\n'));
  throw std::runtime_error(reason.empty() ? fmt::format("git ended with code {}", result.code) : "git: " + reason);
}

std::string line(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

std::vector<std::string> fields(const std::string& text) {
  std::vector<std::string> result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\0', at);
    result.push_back(text.substr(at, end - at));
    at = end == text.npos ? text.size() : end + 1;
  }
  return result;
}

}  // namespace

std::optional<History> History::open(const std::string& revision, bool merge_base, std::string& error) {
  try {
    History history;
    history.top_ = line(git({"rev-parse", "--show-toplevel"}));
    const std::string base = merge_base ? line(git({"merge-base", "--", revision, "HEAD"})) : revision;
    history.revision_ = line(git({"rev-parse", "--verify", "--quiet", "--end-of-options", base + "^{commit}"}));
    for (std::string& file : fields(git({"-C", history.top_, "ls-tree", "-r", "-z", "--name-only", history.revision_}))) {
      history.files_.insert(std::move(file));
    }
    // Status and path, of renamed files both paths.
    const auto changes = fields(git({"-C", history.top_, "diff", "--name-status", "-z", "--find-renames", "--no-ext-diff", history.revision_, "--"}));
    for (std::size_t i = 0; i + 1 < changes.size(); i += 2) {
      const bool moved = changes[i].starts_with('R') || changes[i].starts_with('C');
      const std::string& then = changes[i + 1];
      if (moved && i + 2 < changes.size()) ++i;
      history.changed_[changes[i + 1]] = then;
    }
    return history;
  } catch (const std::runtime_error& failure) {
    error = failure.what();
    if (error == "git ended with code 1") error = fmt::format("git knows no commit `{}`", revision);
    return std::nullopt;
  }
}

History::Before History::before(const std::string& path, bool on_disk) const {
  std::error_code error;
  const auto whole = std::filesystem::weakly_canonical(std::filesystem::absolute(path, error), error);
  std::string name = whole.lexically_relative(top_).generic_string();
  const auto change = changed_.find(name);
  if (change == changed_.end() && on_disk && files_.contains(name)) return {true, std::nullopt};
  if (change != changed_.end()) name = change->second;
  if (!files_.contains(name)) return {};
  return {false, git({"-C", top_, "cat-file", "blob", revision_ + ":" + name})};
}

}  // namespace stratlint
