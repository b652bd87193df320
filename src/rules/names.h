#pragma once

#include "rules/problems.h"
#include "stratlint/vocabulary.h"

namespace stratlint {

std::optional<Mark> find_mark(std::string_view name);

/// What a word of a rule file names; throws SyntaxError with a suggestion if it names nothing.
Scope known_scope(Word word);
Role known_role(Word word);
Mark known_mark(Word word);
Rule::Amount::Kind known_amount(Word word);

}  // namespace stratlint
