#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
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

/// Other bytes in the place of a span.
struct Edit {
  Span span;
  std::string text;
};

/// What would make a claim true.
struct Fix {
  std::string message;  ///< what is done: `write 64 GPUs`
  std::vector<Edit> edits;
  bool safe = false;  ///< nobody could want anything else
};

/// What a finding is about, in words that outlive edits elsewhere in the document: no line numbers, no recomputed
/// values. Two versions of a document are compared by it.
struct ClaimKey {
  std::string rule;
  std::string claim;          ///< the statement that is blamed, without markup, blanks and letter case
  std::string heading;        ///< the headings above it, in the same spelling, joined by ` > `
  std::uint32_t ordinal = 0;  ///< among findings that are equal in all else
  auto operator<=>(const ClaimKey&) const = default;
};

/// 32 hexadecimal digits that stand for a claim in a file; the same on every machine and for every version.
std::string fingerprint(std::string_view path, const ClaimKey& key);

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
  ClaimKey key;
  std::optional<Fix> fix;
};

/// A rule that could not run on a plan because facts are missing.
struct Skipped {
  std::string rule;
  std::string plan;
  std::vector<std::string> missing;
};

/// A finding that is not reported, and who said so.
struct Suppressed {
  enum class By : std::uint8_t { comment, baseline };
  Finding finding;
  By by = By::comment;
  std::string reason;
};

/// Everything that a check says about one file, sorted by position.
struct Verdict {
  std::vector<Finding> findings;
  std::vector<Skipped> skipped;
  /// What was cut because of a limit, in words; empty for ordinary documents.
  std::vector<std::string> limits;
  std::vector<Suppressed> suppressed = {};
  std::size_t below_level = 0;   ///< findings that are less severe than what was asked for
  std::size_t known_before = 0;  ///< findings that the version before had too
};

}  // namespace stratlint
