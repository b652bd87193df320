#include "labels.h"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace stratlint::accuracy {

namespace {

/// Calls `read` with the words of every line that is no comment.
template <typename Read>
void for_each_line(const std::filesystem::path& path, Read read) {
  std::ifstream in(path);
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (const std::size_t comment = line.find('#'); comment != std::string::npos) line.resize(comment);
    std::istringstream text(line);
    std::vector<std::string> words;
    for (std::string word; text >> word;) words.push_back(word);
    if (words.empty()) continue;
    if (words.size() < 2 || !read(words))
      throw std::runtime_error(path.string() + ":" + std::to_string(number) + ": cannot read `" + line + "`");
  }
}

/// `80GB`, `3.2TB/s`, `45%`, `128`, `1.2e24`.
bool read_value(const std::string& text, double& value) {
  char* end = nullptr;
  value = std::strtod(text.c_str(), &end);
  if (end == text.c_str()) return false;
  if (*end == '\0') return true;
  const auto unit = find_written_unit(end);
  if (unit) value *= unit->factor;
  return unit.has_value();
}

bool read_fact(const std::vector<std::string>& words, const Vocabulary& vocabulary, FactLabel& fact) {
  if (words.size() < 3 || words.size() > 5) return false;
  fact.line = static_cast<std::uint32_t>(std::strtoul(words[0].c_str(), nullptr, 10));
  fact.key = vocabulary.find_key(words[1]);
  if (fact.line == 0 || fact.key == no_key || !read_value(words[2], fact.value)) return false;
  fact.text = words[2];
  fact.scope = vocabulary.key(fact.key).scope;
  for (std::size_t i = 3; i < words.size(); ++i) {
    if (const auto scope = find_scope(words[i])) fact.scope = *scope;
    else if (const auto role = find_role(words[i])) fact.role = *role;
    else return false;
  }
  return true;
}

}  // namespace

Labels read_labels(const std::filesystem::path& facts, const Vocabulary& vocabulary) {
  Labels labels;
  for_each_line(facts, [&](const std::vector<std::string>& words) {
    FactLabel fact;
    if (!read_fact(words, vocabulary, fact)) return false;
    labels.facts.push_back(fact);
    return true;
  });
  std::filesystem::path findings = facts;
  for_each_line(findings.replace_extension(".findings"), [&](const std::vector<std::string>& words) {
    labels.findings.push_back({static_cast<std::uint32_t>(std::strtoul(words[0].c_str(), nullptr, 10)), words[1]});
    return words.size() == 2;
  });
  return labels;
}

}  // namespace stratlint::accuracy
