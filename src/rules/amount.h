#pragma once

#include <utility>

#include "rules/problems.h"

namespace stratlint {

/// Reads amounts like `80 GB`. A few units stand behind all of them, and each is looked up once.
class AmountReader {
 public:
  /// The value in base units; throws SyntaxError if it is no amount of that dimension.
  double read(Word text, Dimension dimension);

 private:
  const Unit& unit(Word text);

  std::vector<std::pair<std::string_view, Unit>> known_;
};

}  // namespace stratlint
