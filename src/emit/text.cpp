#include <fmt/format.h>

#include <string_view>

#include "emit/cells.h"
#include "emit/excerpt.h"
#include "emit/palette.h"
#include "stratlint/emit.h"

namespace stratlint {

namespace {

// `   = note: text`; more lines of the text are aligned below its start.
void append_remark(std::string& out, const TextStyle& style, std::size_t gutter, std::string_view kind,
                   std::string_view text) {
  const std::string indent(gutter + 1, ' ');
  out += indent;
  append_toned(out, style, Tone::gutter, "=");
  out += ' ';
  append_toned(out, style, Tone::strong, fmt::format("{}:", kind));
  out += ' ';
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (begin > 0) out.append(indent.size() + 2 + kind.size() + 2, ' ');
    append_printable(out, text.substr(begin, end - begin));
    out += '\n';
    begin = end + 1;
  }
}

void append_remarks(std::string& out, const Finding& finding, const TextStyle& style, std::size_t gutter) {
  const auto note = [&](std::string_view text) { append_remark(out, style, gutter, "note", text); };
  if (!finding.derivation.empty()) note(fmt::format("{}", fmt::join(finding.derivation, "\n")));
  if (!finding.readings.empty()) {
    note(fmt::format("{}: {}", finding.readings.size() == 1 ? "read as" : "readings tried",
                     fmt::join(finding.readings, "; ")));
  } else if (!finding.convention.empty()) {
    note(fmt::format("read as: {}", finding.convention));
  }
  for (const std::string& text : finding.notes) note(text);
  if (!finding.plan.empty() && finding.plan != "main") note(fmt::format("plan: {}", finding.plan));
  if (!finding.help.empty()) append_remark(out, style, gutter, "help", finding.help);
}

void append_finding(std::string& out, const FileReport& report, const Finding& finding, const TextStyle& style) {
  std::string title = ": ";
  append_printable(title, finding.message);
  append_toned(out, style, tone(finding.severity), fmt::format("{}[{}]", name(finding.severity), finding.rule));
  append_toned(out, style, Tone::strong, title);
  out += '\n';

  const std::vector<Highlight> highlights = collect_highlights(*report.source, finding);
  const std::size_t gutter = gutter_width(highlights);
  out.append(gutter, ' ');
  append_toned(out, style, Tone::gutter, "--> ");
  append_location(out, style, report.path, report.source->position(finding.primary.begin));
  out += '\n';
  append_excerpt(out, *report.source, highlights, style, tone(finding.severity));
  append_remarks(out, finding, style, gutter);
  out += '\n';
}

void append_skipped(std::string& out, const FileReport& report, const Skipped& skipped, const TextStyle& style) {
  append_toned(out, style, Tone::note, fmt::format("skipped[{}]", skipped.rule));
  out += ": ";
  append_printable(out, report.path);
  if (skipped.plan != "main") append_printable(out, fmt::format(" (plan {})", skipped.plan));
  append_printable(out, fmt::format(" does not state {}", fmt::join(skipped.missing, ", ")));
  out += '\n';
}

}  // namespace

std::string emit_text(const FileReport& report, const TextStyle& style) {
  std::string out;
  if (report.source == nullptr) {
    append_toned(out, style, Tone::error, "error");
    out += ": cannot read ";
    append_printable(out, report.path);
    out += ": ";
    append_printable(out, report.error.value_or("unknown reason"));
    out += "\n\n";
    return out;
  }
  for (const Finding& finding : report.verdict.findings) append_finding(out, report, finding, style);
  const std::size_t before = out.size();
  for (const std::string& limit : report.verdict.limits) {
    append_toned(out, style, Tone::note, "note");
    append_printable(out, fmt::format(": {}: {}", report.path, limit));
    out += '\n';
  }
  if (style.show_skipped) {
    for (const Skipped& skipped : report.verdict.skipped) append_skipped(out, report, skipped, style);
  }
  if (out.size() > before) out += '\n';
  return out;
}

}  // namespace stratlint
