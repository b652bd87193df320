#include <algorithm>
#include <cmath>
#include <optional>

#include "facts/sentence_binder.h"
#include "facts/signs.h"

// What written expressions say: of their operands, of their results, and of how the axes multiply.
namespace stratlint::facts {

/// `MLP: 1024 → 4096 → 1024`: the ends are the width of the residual stream.
void SentenceBinder::bind_chains(std::vector<Fact>& facts, std::size_t before) {
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

/// `weights 14.6 GB + KV cache 21 GB`: where other addends have their names before them, the first has, too. True if they have.
bool SentenceBinder::bind_first_addend(std::uint32_t at, std::uint32_t root, std::vector<Fact>& facts) {
  bool named = false;
  for (; x_.nodes[root].kind == Node::Kind::binary && x_.nodes[root].op == Operator::add; root = x_.nodes[root].left) {
    const Node& right = x_.nodes[x_.nodes[root].right];
    named = named || (right.kind == Node::Kind::number && !right.annotation.empty() && right.annotation.begin == right.span.begin);
  }
  const Node& first = x_.nodes[root];
  if (!named || first.kind != Node::Kind::number || !first.annotation.empty()) return named;
  const Binding binding = adjacent_of(at, first.quantity);
  if (binding) add(facts, binding, at, root, first.quantity);
  return true;
}

/// `Memory per GPU: weights 14.6 GB + KV cache 21 GB = 35.6 GB`: the name of the sum stands before the colon.
Binding SentenceBinder::label_of_sum(std::uint32_t at, const Quantity& quantity) const {
  const std::uint32_t first = clauses_[clause_].first;
  std::uint32_t end = at;
  while (end > first && !separates(token(end - 1).symbol)) --end;
  if (end == first) return {};
  const Binding label = label_in(*sentence_, matches_from(first, end), first, end - 1, quantity, context_.topics);
  // `单卡显存：权重 14.2 + 梯度 28.4 = 42.6 GB`: what a device has is no sum.
  return label && vocabulary_.key(label.key).name.starts_with("gpu.") ? Binding{} : label;
}

/// The longest phrase of a label that ends right before a token and fits the number.
Binding SentenceBinder::label_before(std::uint32_t end, const Quantity& quantity) const {
  constexpr std::uint32_t longest = 8;
  Binding best;
  for (const PhraseMatch& match : matches_from(std::max(clauses_[clause_].first, end - std::min(end, longest)), end)) {
    if (match.last + 1 != end || match.number != no_id || match.words <= best.words) continue;
    for (const Meaning& meaning : match.meanings) {
      const auto id = static_cast<KeyId>(meaning.id);
      if (meaning.kind != Meaning::Kind::key || !labels(meaning.place) || !holds(meaning, context_.topics) || !fits(vocabulary_.key(id), quantity)) continue;
      best = {id, strength::label, match.words, match.first, match.last};
    }
  }
  return best;
}

/// `A global batch is micro-batch 1 × 8 steps × DP 128 = 1024`: of two names the first is that of the result, the second that of the first factor.
bool SentenceBinder::bind_named_product(std::uint32_t at, const Statement& statement, std::vector<Fact>& facts) {
  const std::uint32_t root = x_.sides[statement.first_side].root, last = x_.sides[statement.first_side + statement.side_count - 1].root;
  if (statement.side_count < 2 || x_.nodes[root].kind != Node::Kind::binary || x_.nodes[root].op != Operator::multiply || x_.nodes[last].kind != Node::Kind::number) return false;
  std::uint32_t factor = root;
  while (x_.nodes[factor].kind == Node::Kind::binary && x_.nodes[factor].op == Operator::multiply) factor = x_.nodes[factor].left;
  if (x_.nodes[factor].kind != Node::Kind::number || !x_.nodes[factor].annotation.empty()) return false;
  const Binding inner = label_before(at, x_.nodes[factor].quantity);
  if (!inner || inner.first <= clauses_[clause_].first) return false;
  const bool sign = separates(token(inner.first - 1).symbol);
  const std::uint32_t link = sign ? inner.first - 1 : link_before(inner.first, clauses_[clause_].first);
  const Binding outer = link < inner.first ? label_before(link, x_.nodes[last].quantity) : Binding{};
  if (!outer || outer.key == inner.key) return false;
  add(facts, inner, at, factor, x_.nodes[factor].quantity);
  add(facts, outer, at, last, x_.nodes[last].quantity);
  return true;
}

void SentenceBinder::bind_chain(std::uint32_t at, const Statement& statement, std::vector<Fact>& facts) {
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
  if (module_match_ == no_key || facts.empty() || vocabulary_.key(facts.back().key).name != "cluster.gpus") return;
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

/// `holds 32 / 2 = 16 attention heads`: a quotient that only its noun names is a share of the model, not the model's count.
void SentenceBinder::drop_share(std::uint32_t root, std::vector<Fact>& facts, std::size_t before) const {
  if (x_.nodes[root].kind != Node::Kind::binary || x_.nodes[root].op != Operator::divide || facts.size() <= before) return;
  const Fact& result = facts.back();
  const Key& key = vocabulary_.key(result.key);
  // Nor are they what `num_local_experts = 192 / 8 = 24` comes to.
  if (key.exact && (result.strength == strength::noun ? key.name.starts_with("model.") : key.name == "model.experts")) facts.pop_back();
}

/// `4 stages × 128 GPUs = 512 GPUs`: a factor of what all of them come to is that of a part.
void SentenceBinder::drop_factor(std::uint32_t root, std::vector<Fact>& facts, std::size_t before) const {
  if (x_.nodes[root].kind != Node::Kind::binary || x_.nodes[root].op != Operator::multiply || facts.size() <= before) return;
  const Fact result = facts.back();
  if (!vocabulary_.key(result.key).exact) return;
  const auto own = facts.begin() + static_cast<std::ptrdiff_t>(before);
  facts.erase(std::remove_if(own, facts.end(), [&](const Fact& fact) { return fact.key == result.key && fact.node != result.node && fact.quantity.value < result.quantity.value; }), facts.end());
}

/// `32 heads / 8 KV heads` lists two counts, `512/512 GPUs` says that these are all, `2/16 experts` is a quotient.
bool SentenceBinder::lists_two(std::uint32_t root) const {
  const Node& left = x_.nodes[x_.nodes[root].left];
  const Node& right = x_.nodes[x_.nodes[root].right];
  const bool all = left.kind == Node::Kind::number && right.kind == Node::Kind::number && left.quantity.value == right.quantity.value;
  return x_.nodes[root].op == Operator::divide && (all || !left.annotation.empty());
}

/// `16 GPUs × 1 module each`: the words behind an expression without a result name its last operand.
void SentenceBinder::bind_last_operand(std::uint32_t at, std::uint32_t root, std::vector<Fact>& facts) {
  std::uint32_t last = root;
  while (x_.nodes[last].kind == Node::Kind::binary && (x_.nodes[last].op == Operator::multiply || lists_two(last))) last = x_.nodes[last].right;
  const Node& node = x_.nodes[last];
  if (node.kind != Node::Kind::number || !node.annotation.empty()) return;
  Binding named = noun_of(at, node.quantity, context_.topics);
  if (!named) named = axis_behind(at, node.quantity);
  if (named) add(facts, named, at, last, node.quantity);
}

/// `Hidden dimension: 1024 ÷ 8 = 128 per GPU`: the label names what is divided, if the result is something else.
void SentenceBinder::bind_dividend(std::uint32_t at, std::uint32_t root, std::vector<Fact>& facts, KeyId result) {
  if (x_.nodes[root].kind != Node::Kind::binary || x_.nodes[root].op != Operator::divide) return;
  const std::uint32_t dividend = x_.nodes[root].left;
  const Node& node = x_.nodes[dividend];
  if (node.kind != Node::Kind::number || !node.annotation.empty()) return;
  const Binding label = label_of(at, node.quantity);
  if (!label || label.key == result || !vocabulary_.key(label.key).exact) return;
  Fact fact;
  fact.key = label.key;
  fact.quantity = node.quantity;
  fact.scope = vocabulary_.key(label.key).scope;
  fact.role = role_of(at);
  fact.plan = context_.plan;
  fact.strength = strength::factor;
  fact.span = node.span;
  fact.sentence = sentence_id_;
  fact.statement = token(at).statement;
  fact.node = dividend;
  facts.push_back(fact);
}

/// What an expression of numbers and of names with known values comes to.
std::optional<double> SentenceBinder::computed(std::uint32_t id, std::span<const Fact> facts) {
  const Node& node = x_.nodes[id];
  if (node.kind == Node::Kind::number) return node.quantity.has_unit ? std::nullopt : std::optional(node.quantity.value);
  if (node.kind == Node::Kind::name) {
    Node named = node;
    named.annotation = node.span;
    named.quantity.value = named.quantity.low = named.quantity.high = 1;
    named.quantity.integer = true;
    const auto& found = annotation_finder_.find_in(node.span);
    for (auto fact = facts.rbegin(); fact != facts.rend(); ++fact)
      for (const PhraseMatch& match : found)
        for (const Meaning& m : match.meanings)
          if (m.kind == Meaning::Kind::key && labels(m.place) && match.first == 0 && match.last + 1 == annotation_finder_.text_words() &&
              static_cast<KeyId>(m.id) == fact->key && fact->plan == context_.plan && fact->role == Role::claim)
            return fact->quantity.value;
    return std::nullopt;
  }
  const auto left = computed(node.left, facts), right = computed(node.right, facts);
  if (!left || !right) return std::nullopt;
  switch (node.op) {
    case Operator::add: return *left + *right;
    case Operator::subtract: return *left - *right;
    case Operator::multiply: return *left * *right;
    case Operator::divide: return *right == 0 ? std::nullopt : std::optional(*left / *right);
    case Operator::power: return std::nullopt;
  }
  return std::nullopt;
}

/// `world_size = tp * pp * dp`, `layers_per_stage = 60 // 3`.
bool SentenceBinder::bind_computed(std::uint32_t at, std::uint32_t root, std::vector<Fact>& facts) {
  const auto value = computed(root, facts);
  if (!value || !std::isfinite(*value)) return false;
  Quantity quantity;
  quantity.value = quantity.low = quantity.high = *value;
  quantity.integer = *value == std::floor(*value);
  const Binding label = label_of(at, quantity);
  if (!label) return false;
  Fact* fact = add(facts, label, at, root, quantity);
  if (fact) fact->origin = Origin::derived;
  return fact != nullptr;
}

/// `128 sequences × 4096 tokens`: the units name both.
void SentenceBinder::bind_sequences(std::uint32_t at, std::uint32_t root, std::vector<Fact>& facts) {
  if (x_.nodes[root].op != Operator::multiply) return;
  const auto counts = [&](std::uint32_t id, CountUnit unit) {
    return x_.nodes[id].kind == Node::Kind::number && x_.nodes[id].annotation.empty() && x_.nodes[id].quantity.count == unit;
  };
  const std::uint32_t left = x_.nodes[root].left, right = x_.nodes[root].right;
  if (!counts(left, CountUnit::sequence) || !counts(right, CountUnit::token)) return;
  for (const std::uint32_t id : {left, right}) {
    const Binding binding = unit_noun_of(x_.nodes[id]);
    if (binding) add(facts, binding, at, id, x_.nodes[id].quantity);
  }
}

/// `16 heads × 64`, `Heads: 16 × 64 = 1024`: the words name one factor, and with it the other.
bool SentenceBinder::bind_factors(std::uint32_t at, std::uint32_t root, std::vector<Fact>& facts) {
  const Node& product = x_.nodes[root];
  if (product.op != Operator::multiply) return false;
  const Node &left = x_.nodes[product.left], &right = x_.nodes[product.right];
  const auto bare = [](const Node& node) { return node.kind == Node::Kind::number && node.annotation.empty() && !node.quantity.has_unit; };
  if (left.kind != Node::Kind::number || !bare(right)) return false;
  if (!left.annotation.empty()) {
    const Binding named = annotation_of(left);
    const KeyId beside = factor_beside(annotation_finder_.find_in(left.annotation), right.quantity);
    if (!named || beside == no_key) return false;
    add(facts, named, at, product.left, left.quantity);
    add(facts, {beside, strength::factor, 1, no_id, no_id}, at, product.right, right.quantity);
    return true;
  }
  if (!bare(left)) return false;
  const TopicSet topics_of_line = context_.topics;
  context_.topics |= head_product_;
  const Binding label = label_of(at, left.quantity);
  context_.topics = topics_of_line;
  if (!label || label.first == no_id) return false;
  const KeyId beside = factor_beside(matches_from(label.first, label.last + 1), right.quantity);
  if (beside == no_key) return false;
  // In `Head dim: 32 × 128` the name is that of the second factor.
  if (label.key != beside) add(facts, {label.key, strength::axis, 1, no_id, no_id}, at, product.left, left.quantity);
  add(facts, {beside, strength::factor, 1, no_id, no_id}, at, product.right, right.quantity);
  return true;
}

/// `Nodes: 24 × 8 GPUs`: the label names the first factor.
bool SentenceBinder::bind_labelled_nodes(std::uint32_t at, std::uint32_t root, std::vector<Fact>& facts) {
  const Node& product = x_.nodes[root];
  if (product.kind != Node::Kind::binary || product.op != Operator::multiply) return false;
  const Node& first = x_.nodes[product.left];
  if (first.kind != Node::Kind::number || !first.quantity.integer || !first.annotation.empty() || x_.nodes[product.right].kind != Node::Kind::number) return false;
  Quantity count = first.quantity;
  Binding named = label_of(at, count);
  if (!named && !outer_taken_) named = outer_of(at, count);
  if (!named || named.key != nodes_) return false;
  return add(facts, named, at, product.left, count) != nullptr;
}

/// `16 nodes × 8 GPUs`: whether a factor counts machines.
bool SentenceBinder::counts_nodes(std::uint32_t root) {
  std::vector<std::uint32_t>& open = open_nodes(root);
  for (std::uint32_t operands = 0; !open.empty() && operands < 16; ++operands) {
    const Node& node = x_.nodes[open.back()];
    open.pop_back();
    if (node.kind == Node::Kind::binary) {
      if (node.op != Operator::multiply) return false;
      open.push_back(node.right);
      open.push_back(node.left);
    } else if (!node.annotation.empty() && annotation_of(node).key == nodes_) {
      return true;
    }
  }
  return false;
}

bool SentenceBinder::bind_operands(std::uint32_t at, std::uint32_t root, bool related, std::vector<Fact>& facts) {
  // `TP 8 × PP 4` and `16 nodes × 8 GPUs` count GPUs.
  bool product = true, axis = false;
  std::uint32_t operands = 0;
  const TopicSet topics_of_line = context_.topics;
  if (counts_nodes(root)) context_.topics |= node_product_;
  std::vector<std::uint32_t>& open = open_nodes(root);
  while (!open.empty() && operands < 64) {
    const std::uint32_t id = open.back();
    open.pop_back();
    const Node& node = x_.nodes[id];
    if (node.kind == Node::Kind::binary) {
      open.push_back(node.right);
      open.push_back(node.left);
      product = product && node.op == Operator::multiply;
      continue;
    }
    ++operands;
    const Binding binding = node.annotation.empty() ? Binding{} : annotation_of(node);
    const bool counts = binding && (vocabulary_.key(binding.key).degree || vocabulary_.key(binding.key).name.starts_with("cluster."));
    product = product && (counts || !binding);
    axis = axis || counts;
    // In `2/16 experts active` the words name the quotient.
    const bool quotient = !related && x_.nodes[root].op == Operator::divide && !lists_two(root);
    if (binding && node.kind == Node::Kind::number && !quotient) add(facts, binding, at, id, node.quantity);
  }
  context_.topics = topics_of_line;
  // So does `2 × 4 × 8 = 64 GPUs`, whatever the factors are called.
  return product && operands > (axis ? 1u : 2u);
}

}  // namespace stratlint::facts
