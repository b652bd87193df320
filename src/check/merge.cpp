#include <algorithm>
#include <cmath>

#include "check/candidate.h"

namespace stratlint {

namespace {

constexpr std::size_t most_labels = 12;

/// The more specific group explains a place better: a wrong product of degrees is more than wrong arithmetic.
int specificity(const Candidate& c) {
  const std::string group = c.rule->group();
  static constexpr const char* order[] = {"gpu", "axis", "model", "batch", "memory", "pipeline", "compute", "bandwidth", "comm", "perf", "consistency", "arithmetic"};
  for (int i = 0; i < 12; ++i)
    if (group == order[i]) return i;
  return 11;
}

bool same(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b)); }

void add_label(Finding& finding, Span span, const std::string& text) {
  if (finding.related.size() >= most_labels || span == finding.primary) return;
  for (const Label& label : finding.related)
    if (label.span == span) return;
  finding.related.push_back({span, text});
}

class Merger {
 public:
  explicit Merger(const Scene& scene) : facts_(scene.facts()) {}

  std::vector<Finding> run(std::vector<Candidate> candidates) {
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
      const auto severity = [](const Candidate& c) { return -static_cast<int>(c.rule->severity); };
      if (severity(a) != severity(b)) return severity(a) < severity(b);
      if (specificity(a) != specificity(b)) return specificity(a) < specificity(b);
      // Wrong arithmetic is the cause where a count follows from it.
      if (a.arithmetic != b.arithmetic) return a.arithmetic;
      return a.finding.primary < b.finding.primary;
    });
    for (Candidate& c : candidates)
      if (!absorbed(c)) kept_.push_back(std::move(c));
    std::vector<Finding> result;
    for (Candidate& c : kept_) {
      show_repetitions(c);
      result.push_back(std::move(c.finding));
    }
    std::stable_sort(result.begin(), result.end(), [](const Finding& a, const Finding& b) { return a.primary < b.primary; });
    return result;
  }

 private:
  bool same_fact(FactId a, FactId b) const {
    if (a == no_id || b == no_id) return false;
    const Fact& x = facts_.facts[a];
    const Fact& y = facts_.facts[b];
    return a == b || (x.key == y.key && x.scope == y.scope && same(x.quantity.value, y.quantity.value));
  }

  /// True if a finding already kept explains this one; it becomes a label there.
  bool absorbed(const Candidate& c) {
    for (Candidate& cause : kept_) {
      const bool place = cause.finding.primary.overlaps(c.finding.primary);
      const bool repeated = cause.rule == c.rule && same_fact(cause.blamed, c.blamed);
      const bool same_sum = cause.arithmetic && c.arithmetic && same(cause.claimed, c.claimed) && same(cause.recomputed, c.recomputed);
      const bool blames = cause.blamed != no_id && c.blamed != no_id && same_fact(cause.blamed, c.blamed) && same(cause.recomputed, c.recomputed);
      const bool follows = std::any_of(c.inputs.begin(), c.inputs.end(), [&](FactId input) { return same_fact(cause.blamed, input); });
      if (!place && !repeated && !same_sum && !blames && !follows) continue;
      if (!place) add_label(cause.finding, c.finding.primary, follows && !repeated && !same_sum ? "rests on it" : "the same again");
      return true;
    }
    return false;
  }

  /// Where else the document says the blamed value.
  void show_repetitions(Candidate& c) const {
    if (c.blamed == no_id) return;
    const Fact& blamed = facts_.facts[c.blamed];
    for (const FactId id : facts_.all(c.plan, blamed.key, blamed.role))
      if (id != c.blamed && same_fact(id, c.blamed)) add_label(c.finding, facts_.facts[id].span, "the same again");
  }

  const FactBase& facts_;
  std::vector<Candidate> kept_;
};

}  // namespace

std::vector<Finding> merge_by_cause(const Scene& scene, std::vector<Candidate> candidates) { return Merger(scene).run(std::move(candidates)); }

}  // namespace stratlint
