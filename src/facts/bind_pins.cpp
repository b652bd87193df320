#include "facts/sentence_binder.h"

// What a `stratlint` fence says: a key and its value.
namespace stratlint::facts {

namespace {

Quantity truth(bool yes) {
  Quantity out;
  out.value = out.low = out.high = yes ? 1 : 0;
  return out;
}

/// A size without a name, `dtype.optimizer: 12 B`: a bare number is in bytes, and the `B` of `12B` means no billions.
Quantity in_bytes(Quantity size) {
  if (size.has_unit) return size;
  constexpr double billion = 1e9;
  if (size.factor == billion)
    for (double* part : {&size.value, &size.low, &size.high, &size.factor}) *part /= billion;
  size.dimension = {.byte = 1, .flop = 0, .second = 0};
  size.has_unit = true;
  return size;
}

}  // namespace

/// The value itself, or what the words mean: `BF16`, `bfloat16`. `H100` means several devices.
std::vector<std::uint16_t> SentenceBinder::pinned_values(KeyId key, Span text) {
  for (const NamedValue& named : vocabulary_.named_values())
    if (named.key == key && vocabulary_.values()[named.value] == source_.text(text)) return {named.value};
  std::vector<std::uint16_t> values;
  const KeyId like = vocabulary_.key(key).like;
  for (const PhraseMatch& match : annotation_finder_.find_in(text)) {
    if (match.first != 0 || match.last + 1 != annotation_finder_.text_words()) continue;
    for (const Meaning& meaning : match.meanings)
      if (meaning.kind == Meaning::Kind::value && static_cast<KeyId>(meaning.id) == (like == no_key ? key : like)) values.push_back(meaning.value);
  }
  return values;
}

/// Names, a truth value, or a number that is said as one: `model.dropout: true`. False if the text is none of these.
bool SentenceBinder::bind_pinned_words(const Key& key, Span text, Fact fact, std::vector<Fact>& facts) {
  const std::string_view word = source_.text(text);
  const bool yes = word == "true" || word == "True" || word == "yes", no = word == "false" || word == "False" || word == "no";
  fact.span = text;
  if (key.type == ValueType::name) {
    const auto values = pinned_values(fact.key, text);
    for (const std::uint16_t value : values) {
      fact.value_name = value;
      fact.quantity = size_of(fact.key, value);
      facts.push_back(fact);
    }
    return !values.empty();
  }
  if (key.type == ValueType::boolean) {
    fact.quantity = truth(yes || word == "1");
  } else if ((yes || no) && key.dimension.none()) {
    fact.quantity = truth(yes);
    fact.quantity.integer = true;
  } else {
    return false;
  }
  facts.push_back(fact);
  return true;
}

bool SentenceBinder::fits_pin(const Key& key, const Quantity& quantity) const {
  // A count that cannot be, `axis.tp: 0`, is still what the plan says; taking another one in silence would be worse.
  if (key.type == ValueType::number && key.dimension.none()) return quantity.dimension.none() && !quantity.percent;
  if (key.type != ValueType::name) return fits(key, quantity);
  return !key.dimension.none() && quantity.dimension == key.dimension && quantity.value > 0;
}

void SentenceBinder::bind_pin(std::vector<Fact>& facts) {
  const KeyId id = vocabulary_.find_key(source_.text(sentence_->name));
  if (id == no_key) return;
  const Key& key = vocabulary_.key(id);
  Fact fact;
  fact.key = id;
  fact.scope = key.scope;
  fact.pinned = true;
  fact.strength = strength::pin;
  fact.sentence = sentence_id_;
  for (std::uint32_t at = 0; at < sentence_->token_count; ++at) {
    if (token(at).span.begin < sentence_->name.end || token(at).span.empty()) continue;
    if (bind_pinned_words(key, {token(at).span.begin, sentence_->span.end}, fact, facts)) return;
    if (key.type == ValueType::boolean) return;
    if (token(at).kind != Token::Kind::statement) continue;
    const Statement& statement = x_.statements[token(at).statement];
    const std::uint32_t node = x_.sides[statement.first_side].root;
    if (x_.nodes[node].kind != Node::Kind::number) return;
    fact.quantity = x_.nodes[node].quantity;
    if (key.type == ValueType::name) fact.quantity = in_bytes(fact.quantity);
    if (!fits_pin(key, fact.quantity)) return;
    fact.quantity.dimension = key.dimension;
    fact.span = x_.nodes[node].span;
    fact.statement = token(at).statement;
    fact.node = node;
    return facts.push_back(fact);
  }
}

}  // namespace stratlint::facts
