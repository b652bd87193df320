#include <algorithm>
#include <cmath>

#include "check/arithmetic.h"
#include "check/implied.h"
#include "check/pieces.h"

namespace stratlint {

namespace {

/// A phrase of the mark starts here: `no padding`, `不做 padding`.
bool starts_phrase(const Scene& scene, const Sentence& sentence, std::uint32_t at, std::uint32_t end, Mark mark) {
  std::uint32_t state = 0;
  for (; at < end; ++at) {
    const Token& token = scene.x().tokens[sentence.first_token + at];
    const std::uint32_t word = token.kind == Token::Kind::word ? scene.vocabulary().written_word(scene.source().text(token.span)) : 0;
    state = word == 0 ? 0 : scene.vocabulary().step(state, word);
    if (state == 0) return false;
    if (scene.vocabulary().sense(state).has(mark)) return true;
  }
  return false;
}

/// Days are no counts, and `64 heads divide by 8, so TP is 8` says one of them twice.
std::vector<SentenceValue> counts_in(const Scene& scene, const Sentence& sentence, const Passage& part) {
  std::vector<SentenceValue> values(part.values.begin(), part.values.end());
  const WordClasses months = scene.vocabulary().find_classes("month");
  // `EP=2,256 experts` are two numbers.
  const auto glued = [&](const SentenceValue& value) {
    const Span span = scene.x().nodes[value.node].span;
    return span.begin > 0 && scene.source().bytes()[span.begin - 1] == '=' && scene.source().text(span).find(',') != std::string_view::npos;
  };
  std::erase_if(values, glued);
  std::erase_if(values, [&](const SentenceValue& value) { return scene.x().nodes[value.node].quantity.value == 0; });  // `97 layers mod 2 = 0`
  std::erase_if(values, [&](const SentenceValue& value) { return is_day(scene, sentence.first_token + value.at, months); });
  const auto number = [&](const SentenceValue& value) { return scene.x().nodes[value.node].quantity.value; };
  if (values.size() == 3 && (number(values[2]) == number(values[0]) || number(values[2]) == number(values[1]))) values.pop_back();
  // `PP=5 is uniform, as 5 divides 30`
  if (values.size() == 3 && number(values[1]) == number(values[0])) values.erase(values.begin());
  return values;
}

/// `TP 5 later, an even split`: the plan's own degree is another one.
bool is_of_plan(const FactBase& facts, FactId id) {
  const Fact& fact = facts.facts[id];
  const auto known = facts.candidates(fact.plan, fact.key);
  return fact.role == Role::claim && !known.empty() && facts.facts[known.front()].quantity.value == fact.quantity.value;
}

/// Whether a rule about the degree says so if it does not divide the other.
bool divides_elsewhere(const Scene& scene, KeyId degree, KeyId whole) {
  if (!scene.vocabulary().key(degree).degree) return false;
  const auto& rules = scene.rules.of(RuleKind::formula);
  return std::any_of(rules.begin(), rules.end(), [&](const Rule* rule) {
    const auto asks = [&](KeyId key) { return std::any_of(rule->inputs.begin(), rule->inputs.end(), [&](const Rule::Input& input) { return input.key == key; }); };
    const auto spoken = [&](KeyId key) { return scene.spoken[index(key)]; };
    return rule->severity != Severity::note && rule->group() == "axis" && asks(degree) && asks(whole) && std::all_of(rule->needed.begin(), rule->needed.end(), spoken);
  });
}

bool stops_between(const Scene& scene, const Sentence& sentence, std::uint32_t first, std::uint32_t last) {
  for (std::uint32_t at = first + 1; at < last; ++at)
    if (const char32_t sign = scene.x().tokens[sentence.first_token + at].symbol; sign == '.' || sign == ';' || sign == 0x3002) return true;
  return false;
}

/// `Is 4472 divisible by 256?`
bool asks(const Scene& scene, const Sentence& sentence, std::uint32_t at) {
  constexpr std::uint32_t far = 32;  // tokens
  for (const std::uint32_t end = std::min(sentence.token_count, at + far); at < end; ++at) {
    const char32_t sign = scene.x().tokens[sentence.first_token + at].symbol;
    if (sign == '?' || sign == 0xff1f) return true;
    if (sign == '.' || sign == ';' || sign == 0x3002) return false;
  }
  return false;
}

/// `4472 is divisible by block size 16`: nothing but the words for it stands between the two.
bool says_directly(const Scene& scene, const Sentence& sentence, std::uint32_t first, std::uint32_t last) {
  constexpr std::uint32_t most_words = 6;
  if (last - first > most_words + 1) return false;
  for (std::uint32_t at = first + 1; at < last; ++at)
    if (scene.x().tokens[sentence.first_token + at].kind != Token::Kind::word) return false;
  if (asks(scene, sentence, last)) return false;
  return has_mark_in(scene, sentence, {first + 1, last}, Mark::even) && !has_mark_in(scene, sentence, {first + 1, last}, Mark::negation);
}

/// `do not divide evenly`: the word counts, whatever phrase it is part of.
bool denies(const Scene& scene, const Sentence& sentence, SentencePart part) {
  for (std::uint32_t at = part.first; at < part.end; ++at)
    if (has_mark_in(scene, sentence, {at, at + 1}, Mark::negation) && !starts_phrase(scene, sentence, at, part.end, Mark::even)) return true;
  return false;
}

}  // namespace

/// `TP = 7, the 64 heads split without remainder`: two counts of which the larger, of one of the rule's keys, is said to divide evenly.
void match_even(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& part) {
  const Extraction& x = scene.x();
  constexpr std::size_t most = 4, most_listed = 12;
  if (part.values.size() < 2 || part.values.size() > most_listed || !has_mark_in(scene, sentence, part, Mark::even) || has_mark_in(scene, sentence, part, Mark::cross) || has_mark_in(scene, sentence, part, Mark::objection)) return;
  const bool one_clause = !stops_between(scene, sentence, part.values.front().at, part.values.back().at);
  if (part.values.size() > 2 && one_clause && !denies(scene, sentence, part)) match_even_list(scene, rule, sentence, part.values);
  if (part.values.size() > most) return;
  const auto values = counts_in(scene, sentence, part);
  if (values.size() != 2) return;
  const auto quantity = [&](std::size_t i) -> const Quantity& { return x.nodes[values[i].node].quantity; };
  for (std::size_t i = 0; i < 2; ++i)
    if (!quantity(i).integer || quantity(i).range || quantity(i).bound != Bound::none || quantity(i).value < 2) return;
  const std::size_t whole = quantity(0).value >= quantity(1).value ? 0 : 1, parts = 1 - whole;
  if (std::fmod(quantity(whole).value, quantity(parts).value) == 0) return;
  const auto& facts = scene.facts();
  const FactId fact = facts.fact_of_node[values[whole].node], degree = facts.fact_of_node[values[parts].node];
  // Degrees of the plan are judged against its dimensions wherever they stand.
  if (degree != no_id && fact != no_id && is_of_plan(facts, degree) && is_of_plan(facts, fact) && divides_elsewhere(scene, facts.facts[degree].key, facts.facts[fact].key)) return;
  // `TP 13. The 64 heads divide evenly by it.`: what another sentence says must be a degree.
  if (stops_between(scene, sentence, values[0].at, values[1].at) && (degree == no_id || !scene.vocabulary().key(facts.facts[degree].key).degree)) return;
  // `5 divides 30`, `30 is divisible by 5`: who says so of a plan that is not chosen is as wrong.
  const Role role = facts.role_of_statement[x.tokens[sentence.first_token + values[0].at].statement];
  const bool direct = (role == Role::claim || role == Role::hypothetical) && says_directly(scene, sentence, values[0].at, values[1].at);
  const bool named = fact != no_id && matches_pattern(rule.operands, &scene.vocabulary().key(facts.facts[fact].key));
  if ((!named && !direct) || denies(scene, sentence, part)) return;
  const auto text = [&](std::size_t i) { return std::string(scene.source().text(x.nodes[values[i].node].span)); };
  const double share = quantity(whole).value / quantity(parts).value;
  report_implied(scene, rule, {values[parts].node, x.tokens[sentence.first_token + values[parts].at].statement, share, text(whole), text(whole) + " / " + text(parts) + " = " + format_value(share, {}), {values[whole].node}});
}

}  // namespace stratlint
