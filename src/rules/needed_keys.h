#pragma once

#include "stratlint/rule.h"

namespace stratlint {

/// The keys without a claim of each of which a formula can accuse nobody.
std::vector<KeyId> needed_keys(const Rule& rule, const Vocabulary& vocabulary);

}  // namespace stratlint
