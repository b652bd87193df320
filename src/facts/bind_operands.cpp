#include <algorithm>
#include <cmath>
#include <optional>

#include "facts/label_unit.h"
#include "facts/sentence_binder.h"
#include "facts/signs.h"

// What the factors, addends and quotients of written expressions say.
namespace stratlint::facts {

/// An addend without a unit has that of its sum.
Quantity SentenceBinder::in_unit_of_sum(const Quantity& addend) const {
  return addend.percent ? addend : read_in(addend, {sum_->factor, sum_->dimension, sum_->count, sum_->binary_steps, sum_->percent});
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
  // `tp 8 * pp 4 * dp 128 = 4096`
  const bool other_degree = !facts.empty() && facts.back().statement == token(at).statement && facts.back().key != inner.key && vocabulary_.key(facts.back().key).degree;
  if (inner && inner.last + 1 == at && vocabulary_.key(inner.key).degree && other_degree) {
    add(facts, inner, at, factor, x_.nodes[factor].quantity);
    return false;
  }
  if (!inner || inner.first <= clauses_[clause_].first) return false;
  const bool sign = separates(token(inner.first - 1).symbol);
  const std::uint32_t link = sign ? inner.first - 1 : link_before(inner.first, clauses_[clause_].first);
  const Binding outer = link < inner.first ? label_before(link, x_.nodes[last].quantity) : Binding{};
  if (!outer || outer.key == inner.key) return false;
  add(facts, inner, at, factor, x_.nodes[factor].quantity);
  add(facts, outer, at, last, x_.nodes[last].quantity);
  return true;
}

/// `holds 32 / 2 = 16 attention heads`: a quotient that only its noun names is a share of the model, not the model's count.
void SentenceBinder::drop_share(std::uint32_t root, std::vector<Fact>& facts, std::size_t before) const {
  if (x_.nodes[root].kind != Node::Kind::binary || x_.nodes[root].op != Operator::divide || facts.size() <= before) return;
  const Fact& result = facts.back();
  const Key& key = vocabulary_.key(result.key);
  // Nor are they what `num_local_experts = 192 / 8 = 24` comes to.
  if (key.exact && (result.strength == strength::noun ? key.name.starts_with("model.") : key.name == "model.experts")) facts.pop_back();
}

/// `Layers per stage: 4 stages × 12 layers = 48 layers`: what the stages have together is no share of one, whatever the label says.
void SentenceBinder::undo_share(std::uint32_t root, std::vector<Fact>& facts, std::size_t before) const {
  if (x_.nodes[root].kind != Node::Kind::binary || x_.nodes[root].op != Operator::multiply || facts.size() <= before) return;
  const Key& key = vocabulary_.key(facts.back().key);
  const std::size_t per = key.name.find("_per_");
  if (!key.exact || per == std::string::npos) return;
  const std::string whole = key.name.substr(per + 5);
  const auto counts = [&](std::uint32_t id) { return x_.nodes[id].kind == Node::Kind::number && source_.text(x_.nodes[id].annotation).find(whole) != std::string_view::npos; };
  const std::uint32_t left = x_.nodes[root].left, right = x_.nodes[root].right;
  if ((!counts(left) && !counts(right)) || facts.back().node == left || facts.back().node == right) return;
  const auto own = facts.begin() + static_cast<std::ptrdiff_t>(before);
  const auto part = std::find_if(own, facts.end() - 1, [&](const Fact& fact) { return fact.node == (counts(left) ? right : left) && vocabulary_.key(fact.key).name.find("_per_") == std::string::npos; });
  if (part == facts.end() - 1) facts.pop_back();
  else facts.back().key = part->key;
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
    case Operator::modulo:
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

/// Whether a factor counts tokens.
bool SentenceBinder::counts_tokens(std::uint32_t root) const {
  std::uint32_t first = root;
  while (x_.nodes[first].kind == Node::Kind::binary) first = x_.nodes[first].left;
  constexpr std::uint32_t most = 32;  // nodes
  for (std::uint32_t id = first; id <= root && id - first < most; ++id)
    if (x_.nodes[id].kind == Node::Kind::number && x_.nodes[id].quantity.count == CountUnit::token && x_.nodes[id].quantity.dimension.none()) return true;
  return false;
}

bool SentenceBinder::bind_operands(std::uint32_t at, std::uint32_t root, bool related, std::vector<Fact>& facts) {
  // `TP 8 × PP 4` and `16 nodes × 8 GPUs` count GPUs.
  bool product = true, axis = false;
  std::uint32_t operands = 0;
  const TopicSet topics_of_line = context_.topics;
  const bool traffic = counts_tokens(root);
  if (counts_nodes(root)) context_.topics |= node_product_;
  std::vector<std::uint32_t>& open = open_nodes(root);
  while (!open.empty() && operands < 64) {
    const std::uint32_t id = open.back();
    open.pop_back();
    if (x_.nodes[id].kind == Node::Kind::binary) {
      open.push_back(x_.nodes[id].right);
      open.push_back(x_.nodes[id].left);
      product = product && x_.nodes[id].op == Operator::multiply;
      continue;
    }
    Node node = x_.nodes[id];
    // `46.6 (weights) + 12.4 (activations) = 59 GB`
    if (sum_ != nullptr && node.kind == Node::Kind::number) node.quantity = in_unit_of_sum(node.quantity);
    ++operands;
    // In `parameters per GPU 175 / 64` the GPU is what they are counted by.
    const bool by = source_.bytes().substr(0, node.annotation.begin).ends_with("per ");
    const Binding binding = node.annotation.empty() || by ? Binding{} : annotation_of(node);
    const bool counts = binding && (vocabulary_.key(binding.key).degree || vocabulary_.key(binding.key).name.starts_with("cluster."));
    product = product && (counts || !binding);
    axis = axis || counts;
    // In `2/16 experts active` the words name the quotient.
    const bool quotient = !related && x_.nodes[root].op == Operator::divide && !lists_two(root);
    // `world=4 × 4 × 2=32`: what all of it comes to has the name, save that of a degree.
    const bool whole = related && binding && !vocabulary_.key(binding.key).degree && source_.bytes().substr(node.annotation.end).starts_with('=');
    // `8192 tokens × 6 experts × 4096 × 2 bytes`: nobody multiplies tokens by a degree.
    const bool degree = binding && vocabulary_.key(binding.key).degree && node.annotation.begin >= node.span.end;
    if (traffic && degree) continue;
    if (binding && node.kind == Node::Kind::number && !quotient && !whole) add(facts, binding, at, id, node.quantity);
  }
  context_.topics = topics_of_line;
  // So does `2 × 4 × 8 = 64 GPUs`, whatever the factors are called.
  return product && operands > (axis ? 1u : 2u);
}

}  // namespace stratlint::facts
