#include "check/number_run.h"

#include <algorithm>
#include <cctype>
#include <numeric>

#include "check/words_near.h"

namespace stratlint {

namespace {

using Kind = Rule::Amount::Kind;

/// `rank 3`, `layer 10`: which one it is, not how many there are; `each rank 3 experts` counts them.
bool names_one(const Scene& scene, const StatedNumber& stated) {
  const Quantity& quantity = scene.x().nodes[stated.node].quantity;
  if (!quantity.integer || quantity.has_unit || quantity.percent || stated.operand) return false;
  const std::string_view text = scene.source().bytes();
  const auto word_before = [&](std::uint32_t& end) {
    while (end > 0 && text[end - 1] == ' ') --end;
    std::uint32_t first = end;
    while (first > 0 && std::isalpha(static_cast<unsigned char>(text[first - 1])) != 0) --first;
    const std::string_view word = text.substr(first, end - first);
    end = first;
    return word;
  };
  std::uint32_t end = scene.x().nodes[stated.node].span.begin;
  const std::string_view word = word_before(end);
  if (word.empty() || word.back() == 's' || !classes_of(scene, word).has(scene.vocabulary().find_classes("numbered_things"))) return false;
  return !classes_of(scene, word_before(end)).has(scene.vocabulary().find_classes("counted_each"));
}

/// `TP 2 × PP 8 = 16`
bool multiplies_degrees(const Scene& scene, const Statement& statement) {
  const Extraction& x = scene.x();
  const auto is_degree = [&](std::uint32_t node) {
    const FactId fact = scene.facts().fact_of_node[node];
    return fact != no_id && scene.vocabulary().key(scene.facts().facts[fact].key).degree;
  };
  std::uint32_t node = x.sides[statement.first_side].root;
  while (x.nodes[node].kind == Node::Kind::binary && x.nodes[node].op == Operator::multiply && is_degree(x.nodes[node].right)) node = x.nodes[node].left;
  return is_degree(node);
}

}  // namespace

KnownNumber know(const Scene& scene, const StatedNumber& stated) {
  KnownNumber number{stated};
  const FactId id = scene.facts().fact_of_node[stated.node];
  const Fact* fact = id == no_id ? nullptr : &scene.facts().facts[id];
  const Quantity& written = scene.x().nodes[stated.node].quantity;
  // The name of what it is may hold the unit.
  number.quantity = fact == nullptr || written.has_unit || written.integer ? &written : &fact->quantity;
  number.key = fact == nullptr ? nullptr : &scene.vocabulary().key(fact->key);
  number.kinds = number.worked ? kinds_of_result(*number.quantity, number.key != nullptr || counts_something(scene, stated) || multiplies_degrees(scene, scene.x().statements[stated.statement])) : kinds_of(*number.quantity);
  number.role = scene.facts().role_of_statement[stated.statement];
  const std::string_view before = scene.source().bytes().substr(0, scene.x().nodes[stated.node].span.begin);
  // `(−27 %)` tells which way it went.
  const bool negative = written.percent && (before.ends_with("(-") || before.ends_with("(−"));
  number.plain = !negative && !names_one(scene, stated) && !number.quantity->range && number.quantity->bound == Bound::none && (number.quantity->value > 0 || number.quantity->percent);
  return number;
}

NumberRun::NumberRun(const Scene& scene)
    : scene_(scene), x_(scene.x()), of_them_(scene.vocabulary().find_classes("of_them")), no_tokens_(scene.vocabulary().find_classes("no_tokens")), result_words_(scene.vocabulary().find_classes("result_words")) {}

void NumberRun::take(std::span<KnownNumber> numbers, bool row, bool several_sentences) {
  numbers_.resize(numbers.size());
  std::iota(numbers_.begin(), numbers_.end(), numbers.data());
  row_ = row;
  several_sentences_ = several_sentences;
}

bool NumberRun::leave_out_parentheses() {
  return std::erase_if(numbers_, [](const KnownNumber* number) { return number->aside; }) > 0;
}

bool NumberRun::fold_products() {
  folded_.clear();
  products_.clear();
  const auto is_factor = [](const KnownNumber* number) { return number->operand && !number->quantity->has_unit && number->quantity->integer && !number->quantity->percent; };
  for (std::size_t first = 0; first < numbers_.size(); ++first) {
    const Statement& statement = x_.statements[numbers_[first]->statement];
    const std::uint32_t root = x_.sides[statement.first_side].root;
    std::size_t end = first;
    Quantity product = *numbers_[first]->quantity;
    product.value = 1;
    for (; end < numbers_.size() && numbers_[end]->statement == numbers_[first]->statement && is_factor(numbers_[end]); ++end) product.value *= numbers_[end]->quantity->value;
    if (end < first + 2 || statement.side_count != 1 || x_.nodes[root].kind != Node::Kind::binary || !multiplies(root)) continue;
    product.low = product.high = product.value;
    products_.push_back(product);
    KnownNumber folded = *numbers_[first];
    folded.node = root;
    folded.operand = false;
    folded.key = nullptr;
    folded.quantity = &products_.back();
    folded.kinds = kinds_of(product);
    folded.near.reset();
    folded_.push_back(folded);
    numbers_[first] = &folded_.back();
    numbers_.erase(numbers_.begin() + static_cast<std::ptrdiff_t>(first) + 1, numbers_.begin() + static_cast<std::ptrdiff_t>(end));
  }
  return !folded_.empty();
}

/// Whether nothing but products stands in an expression.
bool NumberRun::multiplies(std::uint32_t root) const {
  std::uint32_t first = root;
  while (x_.nodes[first].kind == Node::Kind::binary) first = x_.nodes[first].left;
  for (std::uint32_t id = first; id <= root; ++id)
    if (x_.nodes[id].kind == Node::Kind::binary && x_.nodes[id].op != Operator::multiply) return false;
  return true;
}

bool NumberRun::leave_out_counts() {
  return std::erase_if(numbers_, [](const KnownNumber* number) { return number->key != nullptr && number->key->exact && !number->operand; }) > 0;
}

bool NumberRun::leave_out_products() {
  double product = 1;
  for (const KnownNumber* number : numbers_)
    if (number->operand) product *= number->quantity->value;
  const auto is_result = [&](const KnownNumber* number) { return !number->operand && number->quantity->value == product; };
  return std::any_of(numbers_.begin(), numbers_.end(), is_result) && std::erase_if(numbers_, [](const KnownNumber* number) { return number->operand; }) > 0;
}

bool NumberRun::may_be(const Rule& rule, std::size_t at, KnownNumber& number) const {
  const Rule::Amount& amount = rule.amounts[at];
  const Key* key = number.key;
  if ((number.kinds & bit(amount.kind)) == 0 && !may_borrow(amount.kind, at + 1 == rule.amounts.size(), number)) return false;
  // What has a name on a line of its own is judged by rules about names.
  if (several_sentences_ && (key != nullptr || (amount.kind == Kind::count && amount.near.empty()))) return false;
  if (key == nullptr && !amount.near.empty() && !stands_near(number, amount.near)) return false;
  // `64 clients per replica` are no tokens.
  if (amount.kind == Kind::tokens && amount.near.empty() && key == nullptr && number.quantity->count == CountUnit::none && !number.quantity->has_unit && words_behind(scene_, number).has(no_tokens_)) return false;
  if (amount.kind == Kind::share && row_ && !number.quantity->percent) return false;
  if (amount.keys.empty()) return true;
  if (key == nullptr) return std::find(amount.keys.begin(), amount.keys.end(), "none") != amount.keys.end();
  return matches_pattern(amount.keys, key);
}

bool NumberRun::stands_near(KnownNumber& number, const WordClasses& asked) const {
  if (!number.near) number.near = words_near(scene_, number);
  return number.near->has(asked);
}

/// `62,200 -> 71,650 tokens/s`, `163.7/192 GB`, but not `32 GPUs of 989 TFLOPS`. The columns of a row have units of their own.
bool NumberRun::may_borrow(Kind kind, bool last, const KnownNumber& number) const {
  const Quantity& q = *number.quantity;
  if (last && kind != Kind::bytes) return false;  // what all of it comes to says so itself
  if (row_ || !shares_unit(kind) || q.has_unit || q.percent || !q.dimension.none() || q.count != CountUnit::none) return false;
  if (kind == Kind::measure) return number.key == nullptr && !number.operand && leads_to(kind, number) && lender(kind) != nullptr;
  if (number.key != nullptr && number.key->dimension != dimension_of(kind)) return false;
  if (kind == Kind::bytes ? !number.operand : counts_something(scene_, number)) return false;
  // In `46.4B × 2 / 48: 1.93 GB` the divisor has no unit of what stands behind it.
  if (kind == Kind::bytes && std::none_of(numbers_.begin(), numbers_.end(), [&](const KnownNumber* other) { return other->statement == number.statement && (other->kinds & bit(kind)) != 0; })) return false;
  if (kind == Kind::time && !leads_to(kind, number)) return false;
  if (number.operand && kind != Kind::bytes) return false;  // `3/4 of that` has the unit of nothing
  if (kind != Kind::bytes && words_behind(scene_, number).has(of_them_)) return false;
  return lender(kind) != nullptr;
}

/// `90 of every 600 ms`, but not `from step 47,000 on 311 steps of 12.9 min`.
bool NumberRun::leads_to(Kind kind, const KnownNumber& number) const {
  // `loss 8.9 | 21.8 s` has a name of its own.
  if (is_named(scene_, number)) return false;
  const auto next = std::find(numbers_.begin(), numbers_.end(), &number) + 1;
  if (next == numbers_.end() || ((*next)->kinds & bit(kind)) == 0) return false;
  // `at 128 it was 13 ms`
  return !classes_of(scene_, scene_.source().text({x_.nodes[number.node].span.end, std::max(x_.nodes[number.node].span.end, x_.nodes[(*next)->node].span.begin)})).has(result_words_);
}

const Quantity* NumberRun::lender(Kind kind) const {
  const auto found = std::find_if(numbers_.begin(), numbers_.end(), [&](const KnownNumber* number) { return (number->kinds & bit(kind)) != 0; });
  return found == numbers_.end() ? nullptr : (*found)->quantity;
}

Quantity NumberRun::amount(Kind kind, const KnownNumber& number) const {
  return (number.kinds & bit(kind)) != 0 ? *number.quantity : in_unit(*number.quantity, *lender(kind));
}

bool NumberRun::is_product() const {
  const auto is_operand = [](const KnownNumber* number) { return number->operand; };
  const auto is_share = [](const KnownNumber* number) { return number->operand && number->quantity->percent; };
  return numbers_.size() == 3 && std::count_if(numbers_.begin(), numbers_.end(), is_operand) == 2 && std::any_of(numbers_.begin(), numbers_.end(), is_share);
}

}  // namespace stratlint
