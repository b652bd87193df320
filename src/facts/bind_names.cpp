#include <algorithm>

#include "facts/sentence_binder.h"

// Values that are names (`1F1B`, `BF16`), and pins.
namespace stratlint::facts {

bool SentenceBinder::negated(const PhraseMatch& match) const {
  if (match.first == 0) return false;
  for (const PhraseMatch& before : matches_from(match.first - 1, match.first))
    for (const Meaning& meaning : before.meanings)
      if (before.words == 1 && meaning.kind == Meaning::Kind::mark && static_cast<Mark>(meaning.id) == Mark::negation) return true;
  return false;
}

void SentenceBinder::bind_names(std::vector<Fact>& facts) {
  std::size_t first = facts.size();
  for (const PhraseMatch& match : matches_) {
    if (!match.has(Meaning::Kind::value)) continue;
    for (const Meaning& meaning : match.meanings) {
      if (meaning.kind != Meaning::Kind::value) continue;
      const auto key_id = static_cast<KeyId>(meaning.id);
      const bool repeated = std::any_of(facts.begin() + static_cast<std::ptrdiff_t>(first), facts.end(),
                                        [&](const Fact& f) { return f.key == key_id && f.value_name == meaning.value; });
      if (repeated || facts.size() - first > 64 || negated(match)) continue;
      clause_ = 0;
      while (clause_ + 1 < clauses_.size() && match.first >= clauses_[clause_ + 1].first) ++clause_;
      Fact fact;
      fact.key = key_id;
      fact.value_name = meaning.value;
      const Key& key = vocabulary_.key(key_id);
      if (key.type == ValueType::boolean) {
        fact.quantity.value = vocabulary_.values()[meaning.value] == "false" ? 0 : 1;
        fact.quantity.low = fact.quantity.high = fact.quantity.value;
      }
      fact.scope = key.scope;
      fact.role = role_of(match.first);
      fact.plan = context_.plan;
      fact.strength = 60;
      fact.span = {token(match.first).span.begin, token(match.last).span.end};
      fact.sentence = sentence_id_;
      facts.push_back(fact);
    }
  }
}

void SentenceBinder::bind_pin(std::vector<Fact>& facts) {
  const KeyId id = vocabulary_.find_key(source_.text(sentence_->name));
  if (id == no_key) return;
  const Key& key = vocabulary_.key(id);
  Fact fact;
  fact.key = id;
  fact.scope = key.scope;
  fact.pinned = true;
  fact.strength = 250;
  fact.sentence = sentence_id_;
  for (std::uint32_t at = 0; at < sentence_->token_count; ++at) {
    if (token(at).span.begin < sentence_->name.end || token(at).span.empty()) continue;
    if (key.type == ValueType::name || key.type == ValueType::boolean) {
      const std::string_view text = source_.text({token(at).span.begin, sentence_->span.end});
      const auto& values = vocabulary_.values();
      const auto found = std::find(values.begin(), values.end(), text);
      if (key.type == ValueType::boolean) {
        fact.quantity.value = text == "true" || text == "True" || text == "yes" || text == "1" ? 1 : 0;
        fact.quantity.low = fact.quantity.high = fact.quantity.value;
      } else if (found != values.end()) {
        fact.value_name = static_cast<std::uint16_t>(found - values.begin());
      } else {
        return;
      }
      fact.span = {token(at).span.begin, sentence_->span.end};
      facts.push_back(fact);
      return;
    }
    if (token(at).kind != Token::Kind::statement) continue;
    const Statement& statement = x_.statements[token(at).statement];
    const std::uint32_t node = x_.sides[statement.first_side].root;
    if (x_.nodes[node].kind != Node::Kind::number) return;
    fact.quantity = x_.nodes[node].quantity;
    if (!fits(key, fact.quantity)) return;
    fact.quantity.dimension = key.dimension;
    fact.span = x_.nodes[node].span;
    fact.statement = token(at).statement;
    fact.node = node;
    facts.push_back(fact);
    return;
  }
}

}  // namespace stratlint::facts
