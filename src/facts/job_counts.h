#pragma once

#include "stratlint/fact.h"

namespace stratlint::facts {

/// `All 64 GPUs of this job` counts the GPUs of the plan. Only where one other count is firmly stated does it stay a fact of its
/// own, to be compared with that.
void settle_job_counts(const Vocabulary& vocabulary, FactBase& base);

}  // namespace stratlint::facts
