#include <algorithm>

#include "check/implied.h"

namespace stratlint {

namespace {

/// `p2p_ms` in front of what it stands for.
std::string_view quoted_name(std::string_view text) {
  constexpr std::size_t nearest = 4;  ///< bytes of markup before it
  const std::size_t open = text.substr(0, nearest).find('`');
  if (open == std::string_view::npos) return {};
  const std::size_t close = text.find('`', open + 1);
  return close == std::string_view::npos ? std::string_view{} : text.substr(open + 1, close - open - 1);
}

/// The entry that a comment stands behind, or whose name a line starts with.
std::uint32_t explained_entry(const Scene& scene, const Sentence& sentence) {
  const Extraction& x = scene.x();
  if (sentence.kind == Sentence::Kind::comment) return sentence.lead != no_id && x.sentences[sentence.lead].kind == Sentence::Kind::entry ? sentence.lead : no_id;
  const std::string_view name = quoted_name(scene.source().text(sentence.span));
  if (name.empty()) return no_id;
  const auto names = [&](const Sentence& entry) {
    std::string_view own = entry.kind == Sentence::Kind::entry ? scene.source().text(entry.name) : std::string_view{};
    if (own.size() > 2 && own.front() == '"') own = own.substr(1, own.size() - 2);
    return own == name;
  };
  const auto found = std::find_if(x.sentences.begin(), x.sentences.end(), names);
  return found == x.sentences.end() ? no_id : static_cast<std::uint32_t>(found - x.sentences.begin());
}

}  // namespace

FactId explained_fact(const Scene& scene, const Sentence& sentence, Dimension dimension) {
  const std::uint32_t entry = explained_entry(scene, sentence);
  if (entry == no_id) return no_id;
  const std::vector<Fact>& facts = scene.facts().facts;
  const auto found = std::find_if(facts.begin(), facts.end(), [&](const Fact& fact) { return fact.sentence == entry && fact.node != no_id && fact.quantity.dimension == dimension; });
  return found == facts.end() ? no_id : static_cast<FactId>(found - facts.begin());
}

}  // namespace stratlint
