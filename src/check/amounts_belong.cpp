#include "check/amounts_belong.h"

#include <algorithm>

#include "check/piece_words.h"
#include "check/words_near.h"

namespace stratlint {

namespace {

using Kind = Rule::Amount::Kind;

/// Measures are of one kind, whichever that is; what a rule takes for memory of any kind is all of one kind: activations are no share of weights.
bool same_measure(const ChosenAmounts& chosen) {
  const std::vector<Rule::Amount>& amounts = chosen.rule.amounts;
  const Key* part = nullptr;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    const Key* key = chosen.numbers[i]->key;
    const bool any_memory = std::find(amounts[i].keys.begin(), amounts[i].keys.end(), "memory.*") != amounts[i].keys.end();
    if (!any_memory || key == nullptr || key->name == "memory.total") continue;
    if (part != nullptr && part != key) return false;
    part = key;
  }
  const Quantity* first = nullptr;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    const KnownNumber& number = *chosen.numbers[i];
    if (amounts[i].kind != Kind::measure || (number.kinds & bit(Kind::measure)) == 0) continue;
    if (first != nullptr && (first->dimension != number.quantity->dimension || first->count != number.quantity->count)) return false;
    first = number.quantity;
  }
  return true;
}

/// Whether a sentence of the text ends there.
bool stops_in(std::string_view text) {
  return text.find(". ") != std::string_view::npos || text.find(".\n") != std::string_view::npos || text.find("。") != std::string_view::npos;
}

}  // namespace

AmountsBelong::AmountsBelong(const Scene& scene) : scene_(scene), back_words_(scene.vocabulary().find_classes("back_words")), of_words_(scene.vocabulary().find_classes("of_words")) {}

bool AmountsBelong::operator()(const ChosenAmounts& chosen) const {
  return same_measure(chosen) && !shares_others(chosen) && !shares_words(chosen) && !is_operand_of_others(chosen) && !is_room(chosen);
}

/// `split 64 ways; 3.8 GB per chip of the 32 GB.`: what a share is said to be of is the room of a device, where no word says whose it is.
bool AmountsBelong::is_room(const ChosenAmounts& chosen) const {
  constexpr std::size_t near = 32;  // bytes
  const KnownNumber& blamed = *chosen.numbers.back();
  if ((blamed.kinds & bit(Kind::bytes)) == 0 || chosen.numbers.size() < 3) return false;
  for (const KnownNumber* other : chosen.numbers) {
    if (other == &blamed || other->key != nullptr || (other->kinds & bit(Kind::bytes)) == 0) continue;
    const Span share = scene_.x().nodes[blamed.node].span, whole = scene_.x().nodes[other->node].span;
    if (whole.begin < share.end || whole.begin - share.end > near || counts_something(scene_, *other)) continue;
    if (classes_of(scene_, scene_.source().text({share.end, whole.begin})).has(of_words_)) return true;
  }
  return false;
}

/// `With 312 TFLOPS per GPU and 45 % MFU the server delivers 8 × 312 × 0.45 = 1,123 TFLOPS`: what an amount is worked out from is not worked out from it.
bool AmountsBelong::is_operand_of_others(const ChosenAmounts& chosen) const {
  constexpr std::uint32_t most_operands = 16;
  const Extraction& x = scene_.x();
  const auto printed = [](const Quantity& quantity) { return quantity.value / quantity.factor; };
  const double blamed = printed(*chosen.numbers.back()->quantity);
  for (std::size_t i = 0; i + 1 < chosen.numbers.size(); ++i) {
    const KnownNumber& other = *chosen.numbers[i];
    if (!other.worked) continue;
    const Statement& statement = x.statements[other.statement];
    std::uint32_t node = x.sides[statement.first_side].root;
    for (std::uint32_t operands = 0; x.nodes[node].kind == Node::Kind::binary && operands < most_operands; ++operands, node = x.nodes[node].left) {
      for (const std::uint32_t operand : {x.nodes[node].right, x.nodes[node].left})
        if (x.nodes[operand].kind == Node::Kind::number && printed(x.nodes[operand].quantity) == blamed) return true;
    }
  }
  return false;
}

/// `Rollout is 61 % of it. Colocating would take 245 s.`: a share is not that of what the next sentence says; nor, if it does not refer
/// to them (`That is 25 %`, `25 % of it`), of what the sentences before it say.
bool AmountsBelong::shares_others(const ChosenAmounts& chosen) const {
  const std::vector<Rule::Amount>& amounts = chosen.rule.amounts;
  const std::size_t last = amounts.size() - 1;
  if (last == 0 || amounts[last].kind != Kind::share) return false;
  const Span share = scene_.x().nodes[chosen.numbers[last]->node].span;
  bool beside = false;
  for (std::size_t i = 0; i < last; ++i) {
    const Span other = scene_.x().nodes[chosen.numbers[i]->node].span;
    const bool behind = other.begin > share.end;
    const std::string_view between = scene_.source().text(behind ? Span{share.end, other.begin} : Span{other.end, share.begin});
    const bool stops = stops_in(between);
    if (behind && stops) return true;
    beside = beside || !stops;
  }
  const bool part_of_whole = last == 2 && amounts[0].kind == amounts[1].kind && amounts[0].kind != Kind::count;
  return part_of_whole && !beside && !words_near(scene_, *chosen.numbers[last]).has(back_words_);
}

/// `| weights per GPU (TP8) | 50.7 GB | 101.5 GB |`: what the first cell of a row says of its amounts tells none from the others of its kind.
bool AmountsBelong::shares_words(const ChosenAmounts& chosen) const {
  if (!chosen.row) return false;
  const std::vector<Rule::Amount>& amounts = chosen.rule.amounts;
  const Extraction& x = scene_.x();
  const Sentence& label = x.sentences[*chosen.row];
  const WordClasses said = classes_in(scene_, label.first_token, label.first_token + label.token_count);
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    const bool told = !amounts[i].near.empty() && said.has(amounts[i].near) && x.statements[chosen.numbers[i]->statement].sentence != *chosen.row;
    if (told && std::count_if(amounts.begin(), amounts.end(), [&](const Rule::Amount& other) { return other.kind == amounts[i].kind; }) > 1) return true;
  }
  return false;
}

}  // namespace stratlint
