#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "stratlint/source.h"

namespace stratlint {

enum class Severity : std::uint8_t { note, warning, error };

const char* name(Severity severity);

/// A place that explains the finding, with what is to be seen there.
struct Label {
  Span span;
  std::string message;
};

/// A value that is claimed or recomputed: as text, in base units, and its unit's name.
struct Amount {
  std::string text;
  double value = 0;
  std::string unit;
};

/// One thing that cannot be true. Findings own their strings; spans refer to the checked file.
struct Finding {
  std::string rule;
  Severity severity = Severity::error;
  std::string plan;
  std::string message;  ///< stands alone: lower case start, numbers in it, no full stop
  Span primary;
  std::string primary_label;
  std::optional<Amount> claimed;
  std::optional<Amount> recomputed;
  std::string convention;
  std::vector<std::string> derivation;  ///< the formula with its numbers, one step a line
  std::vector<std::string> readings;    ///< every reading tried: `product: 128`
  std::vector<std::string> notes;
  std::string help;
  std::vector<Label> related;
};

/// A rule that could not run on a plan because facts are missing.
struct Skipped {
  std::string rule;
  std::string plan;
  std::vector<std::string> missing;
};

/// Everything that a check says about one file, sorted by position.
struct Verdict {
  std::vector<Finding> findings;
  std::vector<Skipped> skipped;
  /// What was cut because of a limit, in words; empty for ordinary documents.
  std::vector<std::string> limits;
};

}  // namespace stratlint
