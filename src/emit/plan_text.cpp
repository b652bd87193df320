#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "emit/cells.h"
#include "emit/columns.h"
#include "emit/fact_value.h"
#include "emit/palette.h"
#include "emit/plan_summary.h"

namespace stratlint {

namespace {

using Rows = std::vector<std::vector<std::string>>;

void append_title(std::string& out, const TextStyle& style, std::string_view title) {
  append_toned(out, style, Tone::strong, title);
  out += '\n';
}

std::string value_text(const Computed& computed, const ComputedKey& key) {
  return format_value(computed.value, computed.dimension, CountUnit::none, key.percent);
}

/// What the plan says, with the line; other values that it also says.
Rows read_rows(const PlanReport& report, PlanId plan, const TextStyle& style) {
  const FactBase& facts = *report.facts.facts;
  const Vocabulary& vocabulary = *report.facts.vocabulary;
  Rows rows;
  for (const auto& key : facts_in_use(facts, plan, vocabulary)) {
    const Fact& used = facts.facts[key.front()];
    std::string location;
    if (!used.span.empty()) append_location(location, style, report.facts.path, report.facts.source->position(used.span.begin));
    std::string others;
    for (auto other = key.begin() + 1; other != key.end(); ++other) others += fmt::format("{}{}", others.empty() ? "also " : ", ", fact_value_text(facts.facts[*other], vocabulary));
    rows.push_back({vocabulary.key(used.key).name, printable(fact_value_text(used, vocabulary)), name(used.origin), location, printable(others)});
  }
  return rows;
}

/// The reading that comes nearest to the claim, if it is not the usual one and comes near: the plan may follow another convention.
const Computed* nearer_reading(const Recomputed& one, double claimed) {
  constexpr double near = 0.1;
  const auto distance = [&](const Computed& reading) { return std::abs(reading.value - claimed); };
  const auto nearest = std::min_element(one.values.begin(), one.values.end(), [&](const Computed& a, const Computed& b) { return distance(a) < distance(b); });
  const bool fits = distance(*nearest) <= near * claimed && distance(*nearest) < distance(one.values.front());
  return fits ? &*nearest : nullptr;
}

/// Claimed beside recomputed.
Rows computed_rows(const PlanReport& report, PlanId plan) {
  const FactBase& facts = *report.facts.facts;
  Rows rows{{"", "claimed", "recomputed", "ratio"}};
  for (const Recomputed& one : report.recomputed[plan]) {
    if (one.values.empty()) continue;
    std::vector<std::string>& row = rows.emplace_back();
    row = {std::string(one.key->title), "", value_text(one.values.front(), *one.key), ""};
    if (one.claimed == no_id) continue;
    const Fact& fact = facts.facts[one.claimed];
    row[1] = printable(fact_value_text(fact, *report.facts.vocabulary));
    if (one.values.front().value != 0) row[3] = fmt::format("{:.3g}", fact.quantity.value / one.values.front().value);
    if (const Computed* other = nearer_reading(one, fact.quantity.value)) row.push_back(fmt::format("or {}: {}", value_text(*other, *one.key), other->convention));
  }
  return rows;
}

/// Formula, numbers, convention, source; a step that several values share is shown once.
void append_derivations(std::string& out, const PlanReport& report, PlanId plan, const TextStyle& style) {
  constexpr std::size_t most_readings = 3;
  std::set<std::string> shown;
  for (const Recomputed& one : report.recomputed[plan]) {
    if (one.values.empty()) continue;
    const Computed& usual = one.values.front();
    out += "  ";
    append_toned(out, style, Tone::label, one.key->title);
    fmt::format_to(std::back_inserter(out), " ({}) = {}\n", one.key->name, one.key->formula);
    for (const Line& line : usual.derivation)
      if (const auto [text, added] = shown.insert(line.text()); added) fmt::format_to(std::back_inserter(out), "    {}\n", *text);
    fmt::format_to(std::back_inserter(out), "    convention: {}\n", usual.convention);
    std::size_t others = 0;
    for (auto other = one.values.begin() + 1; other != one.values.end(); ++other) {
      if (other->value == usual.value || ++others > most_readings) continue;
      fmt::format_to(std::back_inserter(out), "    or {}: {}\n", value_text(*other, *one.key), other->convention);
    }
    if (others > most_readings) fmt::format_to(std::back_inserter(out), "    and {} more readings (--format json)\n", others - most_readings);
    fmt::format_to(std::back_inserter(out), "    source: {}\n", one.key->source);
  }
}

void append_missing(std::string& out, const PlanReport& report, PlanId plan, const TextStyle& style) {
  const std::vector<std::string> wanted = wanted_keys(report.recomputed[plan], *report.facts.vocabulary);
  Rows rows;
  for (const Recomputed& one : report.recomputed[plan])
    if (one.values.empty() && !one.missing.empty()) rows.push_back({std::string(one.key->title), printable(fmt::format("{}", fmt::join(one.missing, ", ")))});
  if (rows.empty()) return;
  append_title(out, style, "Not recomputed, and what is missing");
  append_columns(out, rows, "  ");
  if (wanted.empty()) return;
  out += "\n  To state what is missing, paste this into the document and fill it in:\n\n  ```stratlint\n";
  for (const std::string& key : wanted) {
    const Key& known = report.facts.vocabulary->key(report.facts.vocabulary->find_key(key));
    fmt::format_to(std::back_inserter(out), "  {}:   # {}\n", key, known.definition);
  }
  out += "  ```\n";
}

}  // namespace

std::string emit_plan_text(const PlanReport& report, const TextStyle& style) {
  std::string out;
  for (std::size_t i = 0; i < report.recomputed.size(); ++i) {
    const auto plan = static_cast<PlanId>(i);
    if (i > 0) out += '\n';
    std::string title;
    append_printable(title, fmt::format("{}: plan {}", report.facts.path, report.facts.facts->plans[i].name));
    append_title(out, style, title);
    const Rows facts = read_rows(report, plan, style);
    out += '\n';
    append_title(out, style, "As read");
    if (facts.empty()) out += "  nothing that stratlint has words for\n";
    append_columns(out, facts, "  ");
    const Rows computed = computed_rows(report, plan);
    if (computed.size() > 1) {
      out += '\n';
      append_title(out, style, "What follows");
      append_columns(out, computed, "  ");
      std::set<std::string> assumptions;
      for (const Recomputed& one : report.recomputed[i])
        if (!one.values.empty()) assumptions.insert(one.values.front().assumptions.begin(), one.values.front().assumptions.end());
      if (!assumptions.empty()) fmt::format_to(std::back_inserter(out), "\n  Assumed: {}\n", fmt::join(assumptions, "; "));
      out += '\n';
      append_title(out, style, "How");
      append_derivations(out, report, plan, style);
    }
    out += '\n';
    append_missing(out, report, plan, style);
  }
  return out;
}

}  // namespace stratlint
