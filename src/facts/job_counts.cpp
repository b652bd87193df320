#include "facts/job_counts.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "facts/sentence_binder.h"

namespace stratlint::facts {

namespace {

/// What the stated nodes, and the stated degrees, come to: the one value of each key, multiplied.
std::vector<double> derived_counts(const Vocabulary& vocabulary, const FactBase& base) {
  const auto product = [&](std::initializer_list<std::string_view> needed, std::initializer_list<std::string_view> others) {
    double result = 1;
    const auto multiply = [&](std::string_view name, bool must) {
      std::set<double> values;
      for (const Fact& fact : base.facts)
        if (fact.key == vocabulary.find_key(name) && fact.plan == 0 && fact.role == Role::claim) values.insert(fact.quantity.value);
      result *= values.size() == 1 ? *values.begin() : values.empty() && !must ? 1 : 0;
    };
    for (const std::string_view name : needed) multiply(name, true);
    for (const std::string_view name : others) multiply(name, false);
    return result;
  };
  return {product({"cluster.nodes", "cluster.gpus_per_node"}, {}), product({"axis.tp", "axis.dp"}, {"axis.pp", "axis.cp"})};
}

}  // namespace

void settle_job_counts(const Vocabulary& vocabulary, FactBase& base) {
  const KeyId gpus = vocabulary.find_key("cluster.gpus"), job = vocabulary.find_key("cluster.job_gpus");
  if (gpus == no_key || job == no_key) return;
  const auto& facts = base.facts;
  if (std::none_of(facts.begin(), facts.end(), [&](const Fact& f) { return f.key == job; })) return;
  std::map<double, int> times;  // each count is stated, of whatever
  std::set<double> known, labelled, said;  // of the plan or an old one, as a label says it, of the job
  for (const Fact& fact : facts) {
    const double value = fact.quantity.value;
    if (fact.key == gpus && (fact.role == Role::claim || fact.role == Role::superseded)) known.insert(value);
    if (fact.role != Role::claim || (fact.key != gpus && fact.key != job)) continue;
    ++times[value];
    if (fact.key == gpus && fact.plan == 0 && (fact.pinned || fact.strength >= strength::label)) labelled.insert(value);
    if (fact.key == job && fact.plan == 0) said.insert(value);
  }
  std::set<double> firm = labelled;
  for (const double value : known)
    if (times[value] > 1) firm.insert(value);
  // `32 nodes of 8 GPUs, 256 in all`
  for (const double value : derived_counts(vocabulary, base))
    if (known.contains(value) || said.contains(value)) firm.insert(value);
  // More than two values are a document that compares configurations.
  std::set<double> all = firm;
  all.insert(said.begin(), said.end());
  const bool contradicts = firm.size() == 1 && all.size() == 2;
  // What is only inherited from another number contradicts nothing.
  for (Fact& fact : base.facts) {
    const bool apart = contradicts && fact.plan == 0 && fact.role == Role::claim && fact.strength >= strength::factor && !known.contains(fact.quantity.value) && !firm.contains(fact.quantity.value);
    if (fact.key == job && !apart) fact.key = gpus;
  }
}

}  // namespace stratlint::facts
