#pragma once

#include <string>

#include "emit/json_value.h"
#include "stratlint/fact.h"

namespace stratlint {

/// The value of a fact for people: `~ 11.4 GB`, `< 2 %`, `1f1b`.
std::string fact_value_text(const Fact& fact, const Vocabulary& vocabulary);

/// A fact as `facts` and `plan` write it in JSON.
Json json_fact(const SourceFile& source, const Vocabulary& vocabulary, const Fact& fact);

}  // namespace stratlint
