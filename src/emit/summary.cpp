#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "emit/palette.h"
#include "emit/report_formats.h"
#include "emit/wrap.h"
#include "stratlint/emit.h"

namespace stratlint {

namespace {

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string found(const Summary& summary) {
  std::vector<std::string> kinds;
  if (summary.errors > 0) kinds.push_back(counted(summary.errors, "error"));
  if (summary.warnings > 0) kinds.push_back(counted(summary.warnings, "warning"));
  const std::size_t problems = summary.errors + summary.warnings;
  std::string text = "Found ";
  if (problems > 0) text += fmt::format("{} ({})", counted(problems, "problem"), fmt::join(kinds, ", "));
  if (summary.notes > 0) text += (problems > 0 ? " and " : "") + counted(summary.notes, "note");
  return text;
}

// What is silent must be heard of: ` Not reported: 3 in the baseline, 1 silenced by a comment.`
std::string unreported(const Summary& summary) {
  std::vector<std::string> kinds;
  if (summary.silenced > 0) kinds.push_back(fmt::format("{} silenced by comments", summary.silenced));
  if (summary.in_baseline > 0) kinds.push_back(fmt::format("{} in the baseline", summary.in_baseline));
  if (summary.known_before > 0) kinds.push_back(fmt::format("{} in the version before", summary.known_before));
  if (summary.below_level > 0) kinds.push_back(fmt::format("{} (--strict)", counted(summary.below_level, "note")));
  return kinds.empty() ? "" : fmt::format(" Not reported: {}.", fmt::join(kinds, ", "));
}

}  // namespace

void Summary::add(const FileReport& report) {
  ++files;
  for (const Suppressed& finding : report.verdict.suppressed) ++(finding.by == Suppressed::By::comment ? silenced : in_baseline);
  for (const Finding& finding : report.verdict.findings) {
    RuleCount& count = rules[finding.rule];
    if (count.findings++ == 0) count.files = 1;
  }
  known_before += report.verdict.known_before;
  below_level += report.verdict.below_level;
  if (report.source == nullptr) ++unreadable;
  if (!report.verdict.findings.empty()) {
    ++affected;
    if (rule.empty()) rule = report.verdict.findings.front().rule;
  }
  for (const Finding& finding : report.verdict.findings) {
    ++(finding.severity == Severity::error ? errors : finding.severity == Severity::warning ? warnings : notes);
  }
}

Summary& Summary::operator+=(const Summary& other) {
  files += other.files;
  affected += other.affected;
  unreadable += other.unreadable;
  errors += other.errors;
  warnings += other.warnings;
  notes += other.notes;
  silenced += other.silenced;
  in_baseline += other.in_baseline;
  known_before += other.known_before;
  below_level += other.below_level;
  fixed += other.fixed;
  for (const auto& [id, count] : other.rules) {
    rules[id].findings += count.findings;
    rules[id].files += count.files;
  }
  if (rule.empty()) rule = other.rule;
  return *this;
}

std::string summary_line(const Summary& summary) {
  const std::size_t read = summary.files - summary.unreadable;
  std::string text;
  if (summary.affected > 0) {
    text = found(summary) + " in ";
    text += read == 1 ? "1 file." : fmt::format("{} of {}.", summary.affected, counted(read, "file"));
  } else if (read == 0) {
    text = "No file was checked.";
  } else if (read == 1) {
    text = "1 file is clean.";
  } else {
    text = fmt::format("{}{} files are clean.", summary.unreadable == 0 ? "All " : "", read);
  }
  if (summary.fixed > 0) text += fmt::format(" {} fixed.", summary.fixed);
  text += unreported(summary);
  if (summary.cut > 0) text += fmt::format(" {} more than the limit, not shown here.", counted(summary.cut, "finding"));
  if (summary.unreadable > 0) text += fmt::format(" {} could not be read.", counted(summary.unreadable, "file"));
  return text;
}

std::string emit_text_summary(const Summary& summary, const TextStyle& style) {
  Tone tone = Tone::strong;
  if (summary.affected > 0) tone = summary.errors > 0 ? Tone::error : summary.warnings > 0 ? Tone::warning : Tone::note;
  std::string out;
  append_hanging(out, style, tone, 0, 0, summary_line(summary));
  if (!summary.rule.empty()) {
    append_hanging(out, style, Tone::plain, 0, 0, fmt::format("More about a rule: stratlint explain {}", summary.rule));
  }
  return out;
}

}  // namespace stratlint
