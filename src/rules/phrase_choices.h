#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rules/problems.h"

namespace stratlint {

/// Words that may stand for each other in some phrases, though not in all: `choice holds "holds" "stores"`, and in phrases
/// `each gpu {holds} #` or, without a name, `{each|every} gpu`. An empty alternative may be left out: `{a|}`; an alternative may hold a choice: `{gpu|{accelerator}}`.
class PhraseChoices {
 public:
  static constexpr std::size_t most_phrases = 4096;  ///< that one phrase may stand for

  /// Joins the alternatives that the name has already.
  void add(Word name, Word alternative);
  /// All phrases that one stands for. Throws SyntaxError for a choice without a name, an end or alternatives, and for too many phrases.
  std::vector<std::string> expand(Word phrase) const;

 private:
  std::vector<std::string> alternatives(Word phrase, std::string_view braced) const;
  static std::size_t closing(std::string_view text, std::size_t open);

  std::map<std::string_view, std::vector<std::string_view>> named_;
};

}  // namespace stratlint
