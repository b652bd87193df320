#include <algorithm>
#include <cctype>
#include <cmath>
#include <iterator>

#include "check/arithmetic.h"
#include "check/implied.h"
#include "check/pieces.h"

namespace stratlint {

namespace {

/// Nothing but a comma, `and` or `or` stands between two numbers.
bool lists_on(const Scene& scene, const Sentence& sentence, std::uint32_t first, std::uint32_t last, const WordClasses& conjunctions) {
  constexpr std::uint32_t most = 2;  // tokens: `, or`
  if (last - first > most + 1) return false;
  for (std::uint32_t at = first + 1; at < last; ++at) {
    const Token& token = scene.x().tokens[sentence.first_token + at];
    const bool comma = token.symbol == ',' || token.symbol == '/' || token.symbol == 0x3001 || token.symbol == 0xFF0C;
    if (!comma && !(token.kind == Token::Kind::word && classes_of(scene, scene.source().text(token.span)).has(conjunctions))) return false;
  }
  return true;
}

/// `the 16-GPU option`
bool is_adjective(const Scene& scene, const SentenceValue& value) {
  const std::string_view behind = scene.source().bytes().substr(scene.x().nodes[value.node].span.end);
  return behind.size() > 1 && behind[0] == '-' && std::isalpha(static_cast<unsigned char>(behind[1])) != 0;
}

}  // namespace

/// `the 96 layers split evenly for PP 2, 5 or 8`: each of the degrees that are listed must divide each count of the rule's keys.
void match_even_list(const Scene& scene, const Rule& rule, const Sentence& sentence, std::span<const SentenceValue> all) {
  const Extraction& x = scene.x();
  std::vector<SentenceValue> values;
  std::copy_if(all.begin(), all.end(), std::back_inserter(values), [&](const SentenceValue& value) { return !is_adjective(scene, value); });
  const auto quantity = [&](std::size_t i) -> const Quantity& { return x.nodes[values[i].node].quantity; };
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!quantity(i).integer || quantity(i).has_unit || quantity(i).range || quantity(i).bound != Bound::none || quantity(i).value < 2) return;
  const WordClasses conjunctions = scene.vocabulary().find_classes("conjunction");
  const auto goes_on = [&](std::size_t i) { return lists_on(scene, sentence, values[i].at, values[i + 1].at, conjunctions); };
  std::size_t first = 0;
  while (first + 1 < values.size() && !goes_on(first)) ++first;
  std::size_t end = first + 1;
  while (end < values.size() && goes_on(end - 1)) ++end;
  if (end - first < 2 || end - first == values.size()) return;
  const auto is_whole = [&](std::size_t i) {
    const FactId fact = scene.facts().fact_of_node[values[i].node];
    return fact != no_id && matches_pattern(rule.operands, &scene.vocabulary().key(scene.facts().facts[fact].key));
  };
  for (std::size_t i = 0; i < values.size(); ++i)
    if (is_whole(i) == (i >= first && i < end)) return;
  for (std::size_t whole = 0; whole < values.size(); ++whole) {
    if (whole >= first && whole < end) continue;
    for (std::size_t part = first; part < end; ++part) {
      if (quantity(part).value >= quantity(whole).value || std::fmod(quantity(whole).value, quantity(part).value) == 0) continue;
      const auto text = [&](std::size_t i) { return std::string(scene.source().text(x.nodes[values[i].node].span)); };
      const double share = quantity(whole).value / quantity(part).value;
      return report_implied(scene, rule, {values[part].node, x.tokens[sentence.first_token + values[part].at].statement, share, text(whole), text(whole) + " / " + text(part) + " = " + format_value(share, {}), {values[whole].node}});
    }
  }
}

}  // namespace stratlint
