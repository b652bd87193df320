#include "rules/phrase_choices.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.h"

namespace stratlint {

void PhraseChoices::add(Word name, Word alternative) {
  if (alternative.text.find('{') != std::string_view::npos)
    throw SyntaxError{alternative, fmt::format("`{}` has a choice in a choice", alternative.text), {}};
  std::vector<std::string_view>& known = named_[name.text];
  if (std::find(known.begin(), known.end(), alternative.text) == known.end()) known.push_back(alternative.text);
}

std::vector<std::string> PhraseChoices::alternatives(Word phrase, std::string_view braced) const {
  std::vector<std::string> found;
  if (braced.find('|') == std::string_view::npos) {
    const auto named = named_.find(braced);
    if (named != named_.end()) return {named->second.begin(), named->second.end()};
    std::vector<std::string_view> names;
    for (const auto& [name, words] : named_) names.push_back(name);
    const std::string help = suggest(braced, names);
    throw SyntaxError{phrase, fmt::format("unknown choice `{}`", braced), help.empty() ? "`choice name \"…\" \"…\"` declares one, `{a|b}` needs none" : help};
  }
  for (std::size_t begin = 0; begin <= braced.size();) {
    std::size_t end = begin;
    for (int depth = 0; end < braced.size() && (depth > 0 || braced[end] != '|'); ++end) depth += braced[end] == '{' ? 1 : braced[end] == '}' ? -1 : 0;
    for (std::string& each : expand({braced.substr(begin, end - begin), phrase.span})) found.push_back(std::move(each));
    begin = end + 1;
  }
  return found;
}

/// Where the brace that opens there is closed.
std::size_t PhraseChoices::closing(std::string_view text, std::size_t open) {
  int depth = 0;
  for (std::size_t at = open; at < text.size(); ++at) {
    depth += text[at] == '{' ? 1 : text[at] == '}' ? -1 : 0;
    if (depth == 0) return at;
  }
  return std::string_view::npos;
}

std::vector<std::string> PhraseChoices::expand(Word phrase) const {
  std::vector<std::string> phrases{""};
  for (std::size_t at = 0; at < phrase.text.size();) {
    const std::size_t open = std::min(phrase.text.find('{', at), phrase.text.size());
    for (std::string& each : phrases) each += phrase.text.substr(at, open - at);
    if (open == phrase.text.size()) break;
    const std::size_t close = closing(phrase.text, open);
    if (close == std::string_view::npos) throw SyntaxError{phrase, "the choice has no end", "expected `}` behind its words"};
    const auto words = alternatives(phrase, phrase.text.substr(open + 1, close - open - 1));
    if (phrases.size() * words.size() > most_phrases)
      throw SyntaxError{phrase, fmt::format("the phrase stands for more than {} phrases", most_phrases), {}};
    std::vector<std::string> further;
    further.reserve(phrases.size() * words.size());
    for (const std::string& each : phrases)
      for (const std::string& word : words) further.push_back(each + word);
    phrases = std::move(further);
    at = close + 1;
  }
  return phrases;
}

}  // namespace stratlint
