#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "check/candidate.h"

namespace stratlint {

namespace {

/// The more specific group explains a place better: a wrong product of degrees is more than wrong arithmetic.
int specificity(const Candidate& c) {
  const std::string group = c.rule->group();
  static constexpr const char* order[] = {"gpu", "axis", "model", "batch", "memory", "pipeline", "compute", "bandwidth", "comm", "perf", "consistency", "arithmetic"};
  for (int i = 0; i < 12; ++i)
    if (group == order[i]) return i;
  return 11;
}

/// Nine digits: what differs less is one value.
std::int64_t rounded(double value) {
  if (value == 0 || !std::isfinite(value)) return 0;
  int exponent = 0;
  const double mantissa = std::frexp(value, &exponent);
  return static_cast<std::int64_t>(std::llround(mantissa * 1e9)) * 4096 + exponent;
}

class Merger {
 public:
  explicit Merger(const Scene& scene) : facts_(scene.facts()) {}

  std::vector<Finding> run(std::vector<Candidate> candidates) {
    // What rests on the result of wrong arithmetic is told after it.
    std::set<FactValue> miscalculated;
    for (const Candidate& c : candidates)
      if (c.arithmetic && c.blamed != no_id) miscalculated.insert(value_of(c.blamed));
    const auto rests = [&](const Candidate& c) {
      return !c.arithmetic && std::any_of(c.inputs.begin(), c.inputs.end(), [&](FactId input) { return miscalculated.contains(value_of(input)); });
    };
    // What a written equation explains, a value from elsewhere does not; of a share the limit says more.
    std::map<std::uint32_t, std::int64_t> worked;
    for (const Candidate& c : candidates)
      if (c.arithmetic && c.rule->kind == RuleKind::equation && c.claimed > 2) worked.emplace(c.finding.primary.begin, rounded(c.recomputed));
    const auto differs = [&](const Candidate& c) {
      const auto sum = c.arithmetic || c.rule->kind != RuleKind::formula ? worked.end() : worked.find(c.finding.primary.begin);
      return sum != worked.end() && sum->second != rounded(c.recomputed);
    };
    for (Candidate& c : candidates) c.rests = rests(c) || differs(c);
    settle_mutual(candidates);
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
      if (a.rests != b.rests) return b.rests;
      const auto severity = [](const Candidate& c) { return -static_cast<int>(c.rule->severity); };
      if (severity(a) != severity(b)) return severity(a) < severity(b);
      if (specificity(a) != specificity(b)) return specificity(a) < specificity(b);
      // Wrong arithmetic is the cause where a count follows from it.
      if (a.arithmetic != b.arithmetic) return a.arithmetic;
      return a.finding.primary < b.finding.primary;
    });
    for (Candidate& c : candidates)
      if (!absorbed(c)) keep(std::move(c));
    std::vector<Finding> result;
    for (Candidate& c : kept_) {
      show_repetitions(c);
      result.push_back(std::move(c.finding));
    }
    std::stable_sort(result.begin(), result.end(), [](const Finding& a, const Finding& b) { return a.primary < b.primary; });
    return result;
  }

 private:
  using FactValue = std::tuple<KeyId, Scope, std::int64_t>;
  using Sum = std::pair<std::int64_t, std::int64_t>;

  FactValue value_of(FactId id) const {
    const Fact& fact = facts_.facts[id];
    return {fact.key, fact.scope, rounded(fact.quantity.value)};
  }

  /// Of numbers that blame each other the one is wrong that the document says less often, or says last: what follows stands behind what it follows from.
  void settle_mutual(std::vector<Candidate>& candidates) const {
    std::map<FactValue, std::vector<std::size_t>> blaming;
    for (std::size_t id = 0; id < candidates.size(); ++id)
      if (candidates[id].blamed != no_id && !candidates[id].arithmetic) blaming[value_of(candidates[id].blamed)].push_back(id);
    for (Candidate& c : candidates) {
      if (c.blamed == no_id || c.arithmetic) continue;
      const FactValue own = value_of(c.blamed);
      for (const FactId input : c.inputs) {
        const auto others = blaming.find(value_of(input));
        if (others == blaming.end() || others->first == own) continue;
        constexpr std::size_t few = 4;  // a file may have thousands of the same
        for (std::size_t i = 0; i < std::min(few, others->second.size()); ++i) {
          const Candidate& other = candidates[others->second[i]];
          const bool mutual = other.plan == c.plan && other.rule->severity == c.rule->severity && specificity(other) == specificity(c) &&
                              std::any_of(other.inputs.begin(), other.inputs.end(), [&](FactId of) { return value_of(of) == own; });
          if (mutual && trusted_more(c, other)) c.rests = true;
        }
      }
    }
  }

  bool trusted_more(const Candidate& c, const Candidate& other) const {
    const std::size_t own = times_stated(c), others = times_stated(other);
    return own != others ? own > others : c.finding.primary < other.finding.primary;
  }

  std::size_t times_stated(const Candidate& c) const {
    const Fact& blamed = facts_.facts[c.blamed];
    const auto all = facts_.all(c.plan, blamed.key, blamed.role);
    constexpr std::size_t many = 64;
    return static_cast<std::size_t>(std::count_if(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(many, all.size())), [&](FactId id) { return value_of(id) == value_of(c.blamed); }));
  }

  void keep(Candidate c) {
    const std::size_t id = kept_.size();
    if (!c.finding.primary.empty()) by_place_.emplace(c.finding.primary.begin, id);
    if (c.arithmetic) by_sum_.emplace(Sum{rounded(c.claimed), rounded(c.recomputed)}, id);
    if (c.blamed != no_id) by_blame_[value_of(c.blamed)].push_back(id);
    labels_.emplace_back();
    for (const Label& label : c.finding.related) labels_.back().insert(label.span);
    labels_.back().insert(c.finding.primary);
    kept_.push_back(std::move(c));
  }

  std::optional<std::size_t> cause_at(Span place) const {
    // Findings that are kept do not overlap, so the last one that starts before the end is the only one that can.
    const auto after = by_place_.lower_bound(place.end);
    if (after == by_place_.begin()) return std::nullopt;
    const auto [begin, id] = *std::prev(after);
    return kept_[id].finding.primary.overlaps(place) ? std::optional(id) : std::nullopt;
  }

  /// True if a finding already kept explains this one; it becomes a label there.
  bool absorbed(const Candidate& c) {
    std::optional<std::size_t> cause;
    bool again = false;
    const auto offer = [&](std::size_t id, bool repeated) {
      if (cause && *cause <= id) return;
      cause = id;
      again = repeated;
    };
    if (const auto id = cause_at(c.finding.primary)) offer(*id, true);
    if (c.arithmetic)
      if (const auto known = by_sum_.find({rounded(c.claimed), rounded(c.recomputed)}); known != by_sum_.end()) offer(known->second, true);
    if (c.blamed != no_id) {
      if (const auto known = by_blame_.find(value_of(c.blamed)); known != by_blame_.end())
        for (const std::size_t id : known->second)
          if (kept_[id].rule == c.rule || rounded(kept_[id].recomputed) == rounded(c.recomputed)) offer(id, true);
    }
    for (const FactId input : c.inputs)
      if (const auto known = by_blame_.find(value_of(input)); known != by_blame_.end()) offer(known->second.front(), false);
    if (!cause) return false;
    add_label(*cause, c.finding.primary, again ? "stated again" : "rests on it");
    return true;
  }

  /// What a finding points at already needs no second label.
  void add_label(std::size_t cause, Span span, const char* text) {
    const auto after = labels_[cause].lower_bound(span);
    if (after != labels_[cause].end() && after->overlaps(span)) return;
    if (after != labels_[cause].begin() && std::prev(after)->overlaps(span)) return;
    labels_[cause].insert(after, span);
    kept_[cause].finding.related.push_back({span, text});
  }

  /// Where else the document says the blamed value.
  void show_repetitions(Candidate& c) {
    if (c.blamed == no_id) return;
    const auto cause = static_cast<std::size_t>(&c - kept_.data());
    for (const FactId id : saying_the_same(c.plan, c.blamed))
      if (id != c.blamed) add_label(cause, facts_.facts[id].span, "stated again");
  }

  /// The facts of a key are sorted by value once, as every finding may ask for them.
  const std::vector<FactId>& saying_the_same(PlanId plan, FactId fact) {
    const auto all = facts_.all(plan, facts_.facts[fact].key, facts_.facts[fact].role);
    const auto [group, fresh] = by_value_.try_emplace(all.data());
    if (fresh)
      for (const FactId id : all) group->second[value_of(id)].push_back(id);
    return group->second[value_of(fact)];
  }

  const FactBase& facts_;
  std::vector<Candidate> kept_;
  std::vector<std::set<Span>> labels_;  ///< places that a finding shows already
  std::map<std::uint32_t, std::size_t> by_place_;
  std::map<Sum, std::size_t> by_sum_;
  std::map<FactValue, std::vector<std::size_t>> by_blame_;
  std::map<const FactId*, std::map<FactValue, std::vector<FactId>>> by_value_;
};

}  // namespace

void drop_confirmed(const Scene& scene, Found& found) {
  if (found.confirmed.empty() || found.candidates.empty()) return;
  std::sort(found.confirmed.begin(), found.confirmed.end());
  std::erase_if(found.candidates, [&](const Candidate& c) {
    const bool estimate = (c.rule->severity == Severity::warning || c.rule->unless_worked) && !c.arithmetic && c.blamed != no_id;
    return estimate && std::binary_search(found.confirmed.begin(), found.confirmed.end(), scene.facts().facts[c.blamed].node);
  });
}

std::vector<Finding> merge_by_cause(const Scene& scene, std::vector<Candidate> candidates) { return Merger(scene).run(std::move(candidates)); }

}  // namespace stratlint
