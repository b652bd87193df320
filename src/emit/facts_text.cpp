#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "emit/cells.h"
#include "emit/columns.h"
#include "emit/fact_value.h"
#include "emit/palette.h"
#include "stratlint/emit.h"

namespace stratlint {

namespace {

std::string qualifiers(const Fact& fact, const Key& key) {
  std::vector<std::string> words;
  if (fact.scope != key.scope)
    words.push_back(fact.scope == Scope::total ? "total" : fmt::format("per {}", name(fact.scope)));
  if (fact.role != Role::claim) words.emplace_back(name(fact.role));
  if (fact.pinned) words.emplace_back("pinned");
  return fmt::format("{}", fmt::join(words, ", "));
}

std::vector<std::string> row_of(const FactsReport& report, const Fact& fact, const TextStyle& style) {
  const Key& key = report.vocabulary->key(fact.key);
  std::string location;
  if (!fact.span.empty()) append_location(location, style, report.path, report.source->position(fact.span.begin));
  return {key.name, fact_value_text(fact, *report.vocabulary), qualifiers(fact, key), name(fact.origin), location};
}

}  // namespace

std::string emit_facts_text(const FactsReport& report, const TextStyle& style) {
  std::string out;
  if (report.source == nullptr) {
    append_toned(out, style, Tone::error, "error");
    append_printable(out, fmt::format(": cannot read {}: {}", report.path, report.error.value_or("unknown reason")));
    out += "\n\n";
    return out;
  }
  std::vector<std::vector<std::vector<std::string>>> plans(report.facts->plans.size());
  for (const Fact& fact : report.facts->facts) plans[fact.plan].push_back(row_of(report, fact, style));
  for (std::size_t i = 0; i < plans.size(); ++i) {
    std::string title;
    append_printable(title, fmt::format("{}: plan {}", report.path, report.facts->plans[i].name));
    if (plans[i].empty()) continue;
    append_toned(out, style, Tone::strong, title);
    out += '\n';
    append_columns(out, plans[i], "  ");
    out += '\n';
  }
  if (out.empty()) {
    append_printable(out, report.path);
    out += ": no facts\n\n";
  }
  return out;
}

}  // namespace stratlint
