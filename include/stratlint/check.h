#pragma once

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

/// Runs every rule on every plan; one cause gives one finding; sorted by position. `timing` gets what each kind of rule,
/// and each formula, took.
Verdict check(const Reading& reading, const RuleSet& rules, Timing* timing = nullptr);

}  // namespace stratlint
