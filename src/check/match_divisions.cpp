#include <algorithm>
#include <cmath>

#include "check/implied.h"

namespace stratlint {

namespace {

constexpr double most_parts = 4096;
constexpr double most_factor = 16;  ///< what is further off counts something else

bool is_count(const Quantity& q) { return q.integer && !q.has_unit && !q.percent && !q.range && q.bound == Bound::none && q.value > 1; }

}  // namespace

/// `Slice 80 layers into 4 equal chunks and each stage gets 20`: a whole, its parts, and what each of them gets.
void match_division(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& part) {
  const Extraction& x = scene.x();
  const auto values = part.values;
  if (values.size() != 3) return;
  const auto quantity = [&](std::size_t i) -> const Quantity& { return x.nodes[values[i].node].quantity; };
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!is_count(quantity(i)) || x.statements[x.tokens[sentence.first_token + values[i].at].statement].side_count > 1) return;
  const double whole = quantity(0).value, parts = quantity(1).value, each = quantity(2).value;
  if (whole <= parts || whole <= each || parts > most_parts) return;
  if (!has_mark_in(scene, sentence, {part.first, values[1].at}, Mark::divide) || has_mark_in(scene, sentence, part, Mark::negation)) return;
  // `40 heads divide evenly by 2, so TP is 2`: a degree is no share.
  const FactId fact = scene.facts().fact_of_node[values[2].node];
  if (fact != no_id && scene.vocabulary().key(scene.facts().facts[fact].key).degree) return;
  if (parts + each == whole) return;  // `64 GPUs are split into a pool of 24 and one of 40`
  const double need = whole / parts;
  if (each >= std::floor(need) && each <= std::ceil(need)) return;
  if (each > need * most_factor || need > each * most_factor) return;
  const auto text = [&](std::size_t i) { return std::string(scene.source().text(x.nodes[values[i].node].span)); };
  const std::string expression = text(0) + " over " + text(1);
  report_implied(scene, rule, {values[2].node, x.tokens[sentence.first_token + values[2].at].statement, need, expression, text(0) + " / " + text(1) + " = " + format_value(need, {}), {values[0].node, values[1].node}});
}

}  // namespace stratlint
