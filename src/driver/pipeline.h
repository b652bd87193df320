#pragma once

#include <memory>
#include <span>
#include <vector>

#include "driver/cache.h"
#include "driver/documents.h"
#include "driver/history.h"
#include "driver/known_claims.h"
#include "stratlint/config.h"
#include "stratlint/emit.h"

namespace stratlint {

/// What the stages between a document and its report go by.
struct Pipeline {
  const RuleSet& rules;
  const Config& config;
  const KnownClaims& baseline;
  const std::optional<History>& history;
  bool write_baseline = false;  ///< every finding is going to be known
  NamedValue convention;        ///< of the layout, if the command line names one
  Cache* cache = nullptr;       ///< of the stages up to `at_least`
  bool names_skipped = false;   ///< a report says which rules could not run
};

/// A document and what is to be reported of it.
struct CheckedDocument {
  std::unique_ptr<const SourceFile> source;
  FileReport report;
  std::vector<ClaimKey> claims;  ///< of all findings, before the baseline
  std::vector<ClaimKey> stale;   ///< of the baseline, found no more
};

/// Takes documents through all stages, in the only order that there is:
///
///     check      every rule that is on for the document, with the severity that the settings give it
///     suppress   comments in the document silence findings
///     at_least   notes, unless they are asked for
///     baseline   what is put up with
///     since      what an earlier version had too
///
/// and then, in the order of the documents, `ReportStream` limits and emits what is left.
std::vector<CheckedDocument> check_documents(const Pipeline& pipeline, std::span<const Input> inputs, std::vector<FileBytes> files, Timing* timing);
CheckedDocument check_document(const Pipeline& pipeline, const Input& input, FileBytes file, Timing* timing);

}  // namespace stratlint
