#pragma once

#include <optional>
#include <vector>

#include "stratlint/fact.h"
#include "stratlint/finding.h"
#include "stratlint/rule.h"
#include "stratlint/statement.h"
#include "stratlint/timing.h"

namespace stratlint {

/// Everything that was read from one document, as the rules see it.
struct Reading {
  const SourceFile* source = nullptr;
  const Document* document = nullptr;
  const Extraction* extraction = nullptr;
  const FactBase* facts = nullptr;
};

/// Which rules run, and how severe what they find is.
struct Selection {
  /// For each rule of the set its severity, or nothing: the rule is off. Empty: all, as their files say.
  std::vector<std::optional<Severity>> severities;
  bool names_skipped = true;  ///< the verdict says which rules lack a fact; working that out for nothing costs

  std::optional<Severity> severity(const RuleSet& rules, const Rule& rule) const {
    return severities.empty() ? rule.severity : severities[static_cast<std::size_t>(&rule - rules.rules.data())];
  }
};

/// Runs every rule on every plan; one cause gives one finding; sorted by position. `timing` gets what each kind of rule,
/// and each formula, took.
Verdict check(const Reading& reading, const RuleSet& rules, Timing* timing = nullptr, const Selection& selection = {});

}  // namespace stratlint
