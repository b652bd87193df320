#pragma once

#include "emit/json_value.h"
#include "stratlint/finding.h"

namespace stratlint {

struct FileReport;
struct Summary;

/// A finding as `--format json` and `jsonl` show it; docs/output.md names the fields.
Json json_finding(const FileReport& report, const Finding& finding, std::string_view root);

/// What a run adds up to.
Json json_summary(const Summary& summary);

}  // namespace stratlint
