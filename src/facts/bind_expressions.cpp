#include <algorithm>
#include <cmath>

#include "facts/sentence_binder.h"

// What written expressions say of their results, and of how the axes multiply.
namespace stratlint::facts {

/// `MLP: 1024 → 4096 → 1024`: the ends are the width of the residual stream.
void SentenceBinder::bind_arrows(std::vector<Fact>& facts, std::size_t before) {
  constexpr std::uint32_t links = 5;
  if (block_width_ == no_key || (context_.topics & mlp_chain_).none() || sentence_->token_count < links) return;
  const auto arrow = [&](std::uint32_t at) { return token(at).symbol == 0x2192; };
  const auto count = [&](std::uint32_t at) -> const Node* {
    if (token(at).statement == no_id) return nullptr;
    const Statement& statement = x_.statements[token(at).statement];
    const Node& node = x_.nodes[x_.sides[statement.first_side].root];
    return statement.side_count == 1 && node.kind == Node::Kind::number && node.annotation.empty() ? &node : nullptr;
  };
  for (std::uint32_t at = 0; at + links <= sentence_->token_count; ++at) {
    if (!arrow(at + 1) || !arrow(at + 3)) continue;
    const Node *first = count(at), *inner = count(at + 2), *last = count(at + 4);
    if (!first || !inner || !last || first->quantity.value != last->quantity.value || inner->quantity.value == first->quantity.value) continue;
    if (!fits(vocabulary_.key(block_width_), first->quantity)) continue;
    while (clause_ + 1 < clauses_.size() && at >= clauses_[clause_ + 1].first) ++clause_;
    const std::uint32_t node = x_.sides[x_.statements[token(at).statement].first_side].root;
    // In `Each expert: 1024 → 4096 → 1024` the label names the chain, not its first number.
    const auto own = facts.begin() + static_cast<std::ptrdiff_t>(before);
    facts.erase(std::remove_if(own, facts.end(), [&](const Fact& f) { return f.node == node; }), facts.end());
    Fact* fact = add(facts, {block_width_, strength::noun, 0, no_id, no_id}, at, node, first->quantity);
    if (fact) fact->span.end = token(at + 4).span.end;
    const std::uint32_t middle = x_.sides[x_.statements[token(at + 2).statement].first_side].root;
    if (block_inner_ != no_key && fits(vocabulary_.key(block_inner_), inner->quantity)) add(facts, {block_inner_, strength::noun, 0, no_id, no_id}, at + 2, middle, inner->quantity);
  }
}

/// The measure that a chain says its addends come to: `14.2 GB + 28.4 GB = 42.6 GB`, `28.4 GB = 1.8 (weights) + 26.6 (KV cache)`; null if it is no sum.
const Quantity* SentenceBinder::sum_of_parts(const Statement& statement) const {
  if (statement.side_count < 2) return nullptr;
  const auto side = [&](std::uint32_t i) -> const Node& { return x_.nodes[x_.sides[statement.first_side + i].root]; };
  const Node &first = side(0), &last = side(statement.side_count - 1);
  const auto adds = [](const Node& node) { return node.kind == Node::Kind::binary && node.op == Operator::add; };
  const Node* sum = adds(first) ? &last : adds(last) ? &first : nullptr;
  return sum != nullptr && sum->kind == Node::Kind::number && !sum->quantity.dimension.none() ? &sum->quantity : nullptr;
}

void SentenceBinder::bind_chain(std::uint32_t at, const Statement& statement, std::vector<Fact>& facts) {
  const TopicSet topics_of_line = context_.topics;
  sum_ = sum_of_parts(statement);
  if (sum_ != nullptr) context_.topics |= part_sum_;
  bind_sides(at, statement, facts);
  sum_ = nullptr;
  context_.topics = topics_of_line;
}

void SentenceBinder::bind_sides(std::uint32_t at, const Statement& statement, std::vector<Fact>& facts) {
  const Side* sides = &x_.sides[statement.first_side];
  const std::uint32_t last = statement.side_count - 1;
  if (statement.side_count == 1 && x_.nodes[sides[0].root].kind == Node::Kind::number)
    return bind_value(at, sides[0].root, Role::claim, context_.topics, facts);

  if (last == 0 && sentence_->kind == Sentence::Kind::entry && bind_computed(at, sides[0].root, facts)) return;
  const Relation relation = sides[last].relation;
  const bool comparison = relation != Relation::none && relation != Relation::equal && relation != Relation::approx;
  bool axes = false;
  const std::size_t before = facts.size();
  const bool listed = !comparison && bind_listed(at, statement, facts);
  if (listed && last == 0) return;
  for (std::uint32_t i = 0; i < statement.side_count; ++i) {
    if (x_.nodes[sides[i].root].kind != Node::Kind::binary) continue;
    if (i == 0 && bind_factors(at, sides[i].root, facts)) continue;
    axes = bind_operands(at, sides[i].root, last > 0, facts);
    bind_sequences(at, sides[i].root, facts);
  }
  if (!comparison && bind_named_product(at, statement, facts)) return;
  if (bind_first_addend(at, sides[0].root, facts)) {
    const Node& sum = x_.nodes[sides[last].root];
    const Binding label = last > 0 && sum.kind == Node::Kind::number ? label_of_sum(at, sum.quantity) : Binding{};
    if (label) add(facts, label, at, sides[last].root, sum.quantity);
    return;
  }
  axes = axes || (listed && vocabulary_.key(facts[before].key).degree);
  if (comparison && x_.nodes[sides[0].root].kind == Node::Kind::number) {
    yardstick_ = &x_.nodes[sides[last].root].quantity;
    const std::size_t first = facts.size();
    bind_value(at, sides[0].root, Role::claim, context_.topics, facts);
    // `TPOT 25 ms < 20 ms SLA`: what is asked for stands on the other side.
    for (std::size_t i = first; i < facts.size(); ++i)
      if (facts[i].role == Role::requirement && context_.role != Role::requirement) facts[i].role = Role::claim;
    yardstick_ = nullptr;
  }
  const TopicSet topics_of_line = context_.topics;
  if (last == 0) {
    if (counts_nodes(sides[0].root) || bind_labelled_nodes(at, sides[0].root, facts)) context_.topics |= node_product_;
    bind_last_operand(at, sides[0].root, facts);
    context_.topics = topics_of_line;
  }
  if (!comparison && last > 0 && x_.nodes[sides[0].root].kind == Node::Kind::number) {
    // `128 GPUs = 4 × 2 × 16`
    const Node& worked = x_.nodes[sides[last].root];
    if (worked.kind == Node::Kind::binary && worked.op == Operator::multiply) context_.topics |= axis_product_;
    const Binding noun = annotation_of(x_.nodes[sides[0].root]);
    context_.topics = topics_of_line;
    if (noun) add(facts, noun, at, sides[0].root, x_.nodes[sides[0].root].quantity);
    else if (sum_ == &x_.nodes[sides[0].root].quantity) bind_value(at, sides[0].root, Role::claim, context_.topics, facts);
  }
  // `128 sequences of 4,096 tokens = 524,288 tokens`: the words in front are those of the first.
  const auto counts_tokens = [&](std::uint32_t side) { return x_.nodes[sides[side].root].kind == Node::Kind::number && x_.nodes[sides[side].root].quantity.count == CountUnit::token; };
  if (!comparison && last == 1 && counts_tokens(0) && counts_tokens(1) && x_.nodes[sides[0].root].quantity.value != x_.nodes[sides[1].root].quantity.value)
    return bind_value(at, sides[0].root, Role::claim, context_.topics, facts);
  if (!comparison && last > 0 && tells_twice(sides[0].root, sides[last].root)) bind_value(at, sides[0].root, Role::claim, context_.topics, facts);
  const Binding maker = !comparison && last > 0 ? maker_of(at, sides[0].root, sides[last].root) : Binding{};
  if (maker) {
    axes = true;
    const Quantity &degree = x_.nodes[sides[0].root].quantity, &all = x_.nodes[sides[last].root].quantity;
    add(facts, maker, at, sides[0].root, degree);
    if (is_bare_product(degree, all) && !noun_of(at, all, context_.topics | axis_product_)) return;
  }
  if (last > 0 && x_.nodes[sides[last].root].kind == Node::Kind::number) {
    const bool modules = !comparison && equates_modules(facts, before, sides[0].root);
    const TopicSet topics = context_.topics | (axes || modules ? axis_product_ : TopicSet{});
    if (!comparison) taken_ = {facts.data() + before, facts.size() - before};
    // The yardstick of a comparison is what is asked for, not what is claimed.
    bind_value(at, sides[last].root, comparison ? Role::requirement : Role::claim, topics, facts);
    taken_ = {};
    if (modules) bind_module_match(at, facts);
    drop_share(sides[last - 1].root, facts, before);
    undo_share(sides[last - 1].root, facts, before);
    drop_factor(sides[last - 1].root, facts, before);
    if (!comparison) bind_convention(at, statement, facts, before);
    if (!comparison) bind_dividend(at, sides[0].root, facts, facts.size() > before ? facts.back().key : no_key);
  }
}

/// `96 modules = 128 GPUs` says that there is one for every GPU; `1 module = 2 GPUs` does not.
bool SentenceBinder::equates_modules(const std::vector<Fact>& facts, std::size_t before, std::uint32_t first) const {
  return facts.size() > before && facts.back().key == modules_ && facts.back().node == first && x_.nodes[first].quantity.value > 1;
}

void SentenceBinder::bind_module_match(std::uint32_t at, std::vector<Fact>& facts) {
  if (module_match_ == no_key || facts.empty()) return;
  const std::string& counted = vocabulary_.key(facts.back().key).name;
  if (counted != "cluster.gpus" && counted != "layout.gpus_per_replica") return;
  const auto& values = vocabulary_.values();
  Fact fact = facts.back();
  fact.key = module_match_;
  fact.value_name = static_cast<std::uint16_t>(std::find(values.begin(), values.end(), "true") - values.begin());
  fact.quantity = {};
  fact.quantity.value = fact.quantity.low = fact.quantity.high = 1;
  fact.span = token(at).span;
  fact.node = no_id;
  facts.push_back(fact);
}

/// `369k tokens/s = 90 sequences/s`: one speed in two units, and both are said.
bool SentenceBinder::tells_twice(std::uint32_t first, std::uint32_t last) const {
  const Node &a = x_.nodes[first], &b = x_.nodes[last];
  return a.kind == Node::Kind::number && b.kind == Node::Kind::number && a.quantity.count != CountUnit::none && b.quantity.count != CountUnit::none && a.quantity.count != b.quantity.count;
}

/// `TP 8, DP 2 = 16 GPUs`: the degree before the sign, where what it makes counts something else.
Binding SentenceBinder::maker_of(std::uint32_t at, std::uint32_t first, std::uint32_t last) const {
  const Node &a = x_.nodes[first], &b = x_.nodes[last];
  if (a.kind != Node::Kind::number || b.kind != Node::Kind::number || a.quantity.value == b.quantity.value) return {};
  if (a.quantity.has_unit || a.quantity.count != CountUnit::none || !a.annotation.empty()) return {};
  const Binding close = adjacent_of(at, a.quantity), name = close ? close : label_of(at, a.quantity);
  if (!name || !vocabulary_.key(name.key).degree) return {};
  const Binding made = noun_of(at, b.quantity, context_.topics | axis_product_);
  return is_bare_product(a.quantity, b.quantity) || (made && !vocabulary_.key(made.key).degree) ? name : Binding{};
}

/// `TP 8, DP 2 = 16`: a multiple that nothing names is what all of the degrees make.
bool SentenceBinder::is_bare_product(const Quantity& degree, const Quantity& all) const {
  return all.integer && all.count == CountUnit::none && !all.has_unit && degree.integer && degree.value > 0 && all.value > degree.value && std::fmod(all.value, degree.value) == 0;
}

bool SentenceBinder::multiplies_ep(std::uint32_t root) {
  const std::vector<KeyId> keys = factor_keys(root);
  return keys.size() > 1 && std::all_of(keys.begin(), keys.end(), [&](KeyId key) { return vocabulary_.key(key).degree; }) &&
         std::any_of(keys.begin(), keys.end(), [&](KeyId key) { return vocabulary_.key(key).name == "axis.ep"; });
}

void SentenceBinder::bind_convention(std::uint32_t at, const Statement& statement, std::vector<Fact>& facts, std::size_t before) {
  const bool gpus = facts.size() > before && vocabulary_.key(facts.back().key).name == "cluster.gpus";
  if (!gpus) return;
  const KeyId convention = vocabulary_.find_key("layout.convention");
  const auto& values = vocabulary_.values();
  const auto product = std::find(values.begin(), values.end(), "product");
  if (convention == no_key || product == values.end()) return;
  for (std::uint32_t i = 0; i < statement.side_count; ++i) {
    const std::uint32_t root = x_.sides[statement.first_side + i].root;
    if (x_.nodes[root].kind != Node::Kind::binary || !multiplies_ep(root)) continue;
    Fact fact;
    fact.key = convention;
    fact.value_name = static_cast<std::uint16_t>(product - values.begin());
    fact.role = role_of(at);
    fact.origin = Origin::derived;
    fact.plan = context_.plan;
    fact.strength = strength::noun;
    fact.span = x_.nodes[root].span;
    fact.sentence = sentence_id_;
    facts.push_back(fact);
    return;
  }
}

}  // namespace stratlint::facts
