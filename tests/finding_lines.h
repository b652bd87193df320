#pragma once

#include "pipeline.h"

namespace stratlint {

/// `line rule: message` of every finding, a line each.
inline std::string finding_lines(const std::string& text) {
  const Checked document("x.md", text);
  const SourceFile& source = document.analysis.source;
  std::string out;
  for (const Finding& finding : document.verdict.findings) {
    if (!out.empty()) out += "\n";
    out += std::to_string(source.line_of(finding.primary.begin)) + " " + finding.rule + ": " + finding.message;
  }
  return out;
}

struct FindingRow {
  std::string text;
  std::string findings;
};

inline void expect_findings(const std::vector<FindingRow>& rows) {
  for (const FindingRow& row : rows) EXPECT_EQ(finding_lines(row.text), row.findings) << row.text;
}

}  // namespace stratlint
