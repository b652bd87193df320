#include <algorithm>

#include "facts/label_unit.h"
#include "facts/sentence_binder.h"
#include "facts/signs.h"

// In which order the words around a number are asked for its key.
namespace stratlint::facts {

namespace {

bool is_abbreviation(std::string_view word) {
  return word.size() > 2 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

/// `Replica = 8 × 4 = 32 GPUs`: what is counted as well (`4 replicas`) names the GPUs of one, or of all of them.
bool SentenceBinder::names_parts(const Binding& label) const {
  if (label.first == no_id || label.words != 1 || !vocabulary_.key(label.key).degree) return false;
  const auto words = matches_from(label.first, label.first + 1);
  return std::any_of(words.begin(), words.end(), [&](const PhraseMatch& match) {
    return match.words == 1 && std::any_of(match.meanings.begin(), match.meanings.end(), [&](const Meaning& meaning) {
      return meaning.kind == Meaning::Kind::key && meaning.place == Place::noun && static_cast<KeyId>(meaning.id) == label.key;
    });
  });
}

/// `layout.layers_per_stage` is a share of `model.layers`.
bool SentenceBinder::is_share(KeyId whole, KeyId part) const {
  for (std::size_t scope = 0; scope < scope_count; ++scope)
    if (vocabulary_.share(whole, static_cast<Scope>(scope)) == part) return true;
  return false;
}

Binding SentenceBinder::choose(std::uint32_t at, Quantity& quantity, const Node& node, TopicSet topics) {
  if (const Binding range = range_of(at, quantity)) return range;
  if (const Binding pattern = pattern_of(at, quantity)) {
    // In `with 8 GPUs each` the words behind say more than those around.
    const Binding noun = noun_of(at, quantity, topics);
    return noun && noun.words > 1 && noun.words + 2 > pattern.words && noun.key != pattern.key ? noun : pattern;
  }
  if (const Binding share = share_of(at, quantity, topics)) return share;
  if (const auto unit = quantity.has_unit ? std::nullopt : label_unit(at)) {
    const Quantity read = read_in(quantity, *unit);
    if (const Binding label = label_of(at, read)) {
      quantity = read;
      return label;
    }
    // `Tokens per GPU per second: 500`: words stand between the parts of the unit, which names the key alone.
    if (const Binding rate = unit_key(read)) {
      quantity = read;
      return rate;
    }
  }
  if (const Binding named = named_in_unit(at, quantity)) return named;
  const Binding noun = noun_of(at, quantity, topics);
  // `| Stage depth | 8 layers |`: the header says of which part.
  const bool lone = noun && at == 0 && noun.last + 1 == sentence_->token_count;
  if (lone && !outer_taken_ && vocabulary_.key(noun.key).exact)
    if (const Binding outer = outer_of(at, quantity); outer && is_share(noun.key, outer.key)) return outer;
  // A count in words is prose: only what it counts names it.
  const char first = source_.bytes()[node.span.begin];
  if ((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z')) return noun;
  const Binding label = label_of(at, quantity);
  if (label && !node.annotation.empty()) {
    // `Hidden size: 16384 (MLP hidden dimension)`: the remark knows better.
    const Binding remark = annotation_of(node);
    if (remark && remark.key != label.key && remark.words > 1) return remark;
  }
  if (label && !noun && node.annotation.empty() && !ends_column(at)) {
    // `Nodes: 4 × 8 GPUs = 32 GPUs`: what is counted stands behind the number.
    const auto counted = matches_from(at + 1, at + 2);
    const bool other = std::any_of(counted.begin(), counted.end(), [&](const PhraseMatch& match) {
      return match.has(Meaning::Kind::key) && std::any_of(match.meanings.begin(), match.meanings.end(), [&](const Meaning& m) {
        return m.kind == Meaning::Kind::key && m.place == Place::noun && vocabulary_.key(static_cast<KeyId>(m.id)).name == "cluster.gpus";
      });
    });
    if (other && (vocabulary_.key(label.key).name == "cluster.nodes" || names_parts(label))) return {};
  }
  // `Latency: 2.2 ms TPOT`: an abbreviation right behind the number says which.
  if (label && noun && noun.key != label.key && label.words == 1 && noun.first == at + 1 && is_abbreviation(source_.text(token(at + 1).span))) return noun;
  if (label && noun && noun.first == at + 1 && vocabulary_.key(noun.key).name == "cluster.gpus" && names_parts(label)) return noun;
  // `Cluster: 12 machines`: what machines and GPUs are counted, the noun says.
  const auto counts_hardware = [&](const Binding& binding) { return vocabulary_.key(binding.key).name.starts_with("cluster."); };
  if (label && noun && noun.key != label.key && noun.first == at + 1 && counts_hardware(label) && counts_hardware(noun)) return noun;
  // `Headroom: 114 GB needed vs 192 GB available`: right behind its number stands what an amount of memory is.
  const auto is_memory = [&](const Binding& binding) { return vocabulary_.key(binding.key).name.starts_with("memory."); };
  if (label && noun && noun.key != label.key && noun.first == at + 1 && is_memory(label) && is_memory(noun)) return noun;
  // `pipeline: 40 layers over 5 stages`: what is counted is no degree.
  const auto counts_dimension = [&](const Binding& binding) { return !vocabulary_.key(binding.key).degree && !counts_hardware(binding); };
  if (label && noun && noun.first == at + 1 && vocabulary_.key(label.key).degree && counts_dimension(noun) && source_.text(node.span).find(',') == std::string_view::npos) return noun;
  if (label && noun && noun.key != label.key) return noun.words > label.words ? noun : label;
  if (label) return label;
  if (noun) return noun;
  // `5 of 160 experts per GPU`: what names the part names it alone.
  if (is_whole(at)) return {};
  if (!node.annotation.empty()) {
    if (const Binding annotation = annotation_of(node)) return annotation;
  }
  if (const Binding fleet = fleet_of(at, quantity)) return fleet;
  if (const Binding size = size_of_name(at, quantity)) return size;
  if (const Binding named = behind_parenthesis(at, quantity)) return named;
  if (const Binding adjacent = adjacent_of(at, quantity)) return adjacent;
  if (const Binding axis = axis_behind(at, quantity)) return axis;
  if (const Binding all = end_of_degrees(at, quantity, topics)) return all;
  if (!outer_taken_) {
    if (const Binding outer = outer_of(at, quantity)) return outer;
  }
  if (const Binding formula = formula_of(at, quantity)) return formula;
  if (const Binding inherited = inherited_of(at, quantity)) return inherited;
  if (const Binding series = series_of(at, quantity)) return series;
  if (const Binding listed = specification_of(at, quantity)) return listed;
  return unit_key(quantity);
}

/// `TP2PP2DP8 = 32 GPUs`, `TP2-PP2-DP8: 32 GPUs`, `TP=8, DP=4, so that N = 32 GPUs`.
bool SentenceBinder::is_tied_to_degrees(std::uint32_t at) const {
  const auto ties = [](char32_t sign) { return sign == '=' || sign == ':' || sign == 0xFF1A; };
  if (at < 2 || !ties(token(at - 1).symbol)) return false;
  const Token& name = token(at - 2);
  const std::string_view letter = source_.text(name.span);
  return (name.statement != no_id && x_.statements[name.statement].glued) || (letter.size() == 1 && letter.front() >= 'A' && letter.front() <= 'Z');
}

/// `TP=4, PP=8, DP=16, 512 GPUs`, `TP=8, PP=2, DP=4, again 64 GPUs`, `TP4/PP8/DP16 -> 512 ranks`: what ends a list of degrees is all that they make.
Binding SentenceBinder::end_of_degrees(std::uint32_t at, const Quantity& quantity, TopicSet topics) const {
  const Clause& clause = clauses_[clause_];
  const bool starts = vague_words_before(at, clause.first) == clause.first || (at > 0 && points(token(at - 1).symbol));
  if (degrees_ < 2 || !(starts || is_tied_to_degrees(at))) return {};
  const Binding all = noun_of(at, quantity, topics | axis_product_);
  return all && all.last + 1 == clause.end ? all : Binding{};
}

/// `bubble = (p-1)/(m+p-1), p = 8, m = 24 → 22.6%`: an arrow leads back to what the line computes.
Binding SentenceBinder::formula_of(std::uint32_t at, const Quantity& quantity) const {
  if (at == 0 || token(at - 1).symbol != 0x2192) return {};
  std::uint32_t end = part_first_;
  while (end < at && token(end).symbol != '=' && token(end).symbol != ':') ++end;
  if (end + 1 >= at) return {};
  // `TP=4, PP=4, DP=24 → 384 ranks`: the name has its value already.
  if (token(end).symbol == '=' && token(end + 1).kind == Token::Kind::statement) {
    const Statement& valued = x_.statements[token(end + 1).statement];
    if (x_.nodes[x_.sides[valued.first_side].root].kind == Node::Kind::number) return {};
  }
  return label_in(*sentence_, matches_from(part_first_, end), part_first_, end, quantity, context_.topics);
}

}  // namespace stratlint::facts
