#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stratlint/check.h"

/// Between check and emit: which findings are news. Each stage takes a verdict and gives one; driver/pipeline.h has their
/// order.
namespace stratlint {

/// A comment that asks for silence: `<!-- stratlint-disable-next-line gpu/axis-product -- measured -->`.
struct Directive {
  enum class Kind : std::uint8_t { disable_line, disable_next_line, disable_file, disable, enable, unknown };
  struct Name {
    std::string text;
    Span span;
  };
  Kind kind = Kind::unknown;
  Name verb;                ///< `stratlint-disable-next-line`
  std::vector<Name> rules;  ///< ids and groups; none: every rule
  std::string reason;       ///< what follows `--`
  std::uint32_t end = 0;    ///< of the comment
};

/// The directives of a document in order, at most a thousand; those in code are text.
std::vector<Directive> read_directives(const Document& document);

/// Moves what directives silence to Verdict::suppressed, and adds what the suppression rules find: directives that
/// silence nothing, that name no rule, that give no reason.
Verdict suppress(Verdict verdict, const Document& document, const RuleSet& rules, const Selection& selection);

/// Without findings below a severity, which are only counted.
Verdict at_least(Verdict verdict, Severity least);

/// Claims that were known before, against the findings of today.
struct Comparison {
  std::vector<bool> known;      ///< for each finding
  std::vector<ClaimKey> stale;  ///< known claims that are found no more
};

/// Every known claim accounts for one finding: the one with the same key, else one of the same rule and statement under
/// other headings or in another order.
Comparison compare(std::span<const Finding> findings, std::span<const ClaimKey> known);

/// Moves findings that are known to Verdict::suppressed, or only counts them.
enum class Known : std::uint8_t { baseline, before };
Verdict without_known(Verdict verdict, const Comparison& comparison, Known why);

/// A baseline: for each path, relative to the folder of the file, the claims that are put up with.
using Baseline = std::map<std::string, std::vector<ClaimKey>>;
struct BaselineResult {
  Baseline baseline;
  std::string error;  ///< why the text is none
};
BaselineResult parse_baseline(std::string_view text);
std::string print_baseline(const Baseline& baseline);

}  // namespace stratlint
