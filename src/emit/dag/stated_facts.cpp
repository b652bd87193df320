#include <fmt/format.h>

#include "emit/fact_value.h"
#include "stratlint/emit_dag.h"

namespace stratlint {

std::vector<StatedFact> stated_facts(const DagReport& report) {
  std::vector<StatedFact> out;
  for (const FactId id : report.dag->facts) {
    if (id >= report.facts->facts.size() || report.facts->facts[id].span.empty()) continue;
    const Fact& fact = report.facts->facts[id];
    const Key& key = report.vocabulary->key(fact.key);
    out.push_back({key.name, fmt::format("{} {} (line {})", key.title, fact_value_text(fact, *report.vocabulary), report.source->position(fact.span.begin).line)});
  }
  return out;
}

}  // namespace stratlint
