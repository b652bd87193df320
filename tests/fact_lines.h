#pragma once

#include "pipeline.h"

namespace stratlint {

/// `key value scope role plan` of every fact, a line each, in document order. Numbers as they are shown to people.
inline std::string fact_lines(const std::string& text) {
  const Vocabulary& words = default_rules().vocabulary;
  const Analysis analysis("x.md", text, words);
  std::string out;
  for (const Fact& fact : analysis.facts.facts) {
    const Key& key = words.key(fact.key);
    const Quantity& q = fact.quantity;
    const std::string value = fact.value_name != 0 ? words.values()[fact.value_name]
                                                          : format_value(q.value, q.dimension, q.count, q.percent);
    if (!out.empty()) out += "\n";
    out += key.name + " " + value + " " + name(fact.scope) + " " + name(fact.role) + " " +
           analysis.facts.plans[fact.plan].name + (fact.pinned ? " pinned" : "");
  }
  return out;
}

struct FactRow {
  std::string text;
  std::string facts;
};

inline void expect_facts(const std::vector<FactRow>& rows) {
  for (const FactRow& row : rows) EXPECT_EQ(fact_lines(row.text), row.facts) << row.text;
}

}  // namespace stratlint
