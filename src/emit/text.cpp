#include <fmt/format.h>

#include <string_view>

#include "emit/cells.h"
#include "emit/excerpt.h"
#include "emit/line_numbers.h"
#include "emit/palette.h"
#include "emit/wrap.h"
#include "stratlint/emit.h"

namespace stratlint {

namespace {

constexpr std::size_t title_indent = 4;
constexpr std::size_t most_joined = 96;  // columns of readings that stand in one line

// `   = note: text`, or `   = text` without a kind; more lines of the text are aligned below its start.
void append_remark(std::string& out, const TextStyle& style, std::size_t gutter, Tone tone, std::string_view kind,
                   std::string_view text) {
  out.append(gutter + 1, ' ');
  append_toned(out, style, Tone::gutter, "=");
  out += ' ';
  std::size_t column = gutter + 3;
  if (!kind.empty()) {
    append_toned(out, style, tone, fmt::format("{}:", kind));
    out += ' ';
    column += kind.size() + 2;
  }
  append_hanging(out, style, Tone::plain, column, column, text);
}

// In one line, or each in a line of its own where that would be long.
std::string readings_text(const std::vector<std::string>& readings, const TextStyle& style, std::size_t gutter) {
  if (readings.size() == 1) return fmt::format("read as: {}", readings.front());
  const std::string joined = fmt::format("{}", fmt::join(readings, "; "));
  const std::size_t before = gutter + std::string_view(" = note: readings tried: ").size();
  const bool fits = !style.wrap || before + cell_width(joined) <= style.width;
  return fmt::format("readings tried:{}", fits && cell_width(joined) <= most_joined
                                              ? " " + joined
                                              : fmt::format("\n{}", fmt::join(readings, "\n")));
}

std::string hidden_text(const Highlights& highlights) {
  return fmt::format("… and {} more {} ({})", highlights.hidden, highlights.hidden == 1 ? "place" : "places",
                     name_lines(highlights.hidden_lines));
}

void append_remarks(std::string& out, const Finding& finding, const TextStyle& style, std::size_t gutter) {
  const auto note = [&](std::string_view text) { append_remark(out, style, gutter, Tone::strong, "note", text); };
  if (!finding.derivation.empty()) note(fmt::format("{}", fmt::join(finding.derivation, "\n")));
  if (!finding.readings.empty())
    note(readings_text(finding.readings, style, gutter));
  else if (!finding.convention.empty())
    note(fmt::format("read as: {}", finding.convention));
  for (const std::string& text : finding.notes) note(text);
  if (!finding.plan.empty() && finding.plan != "main") note(fmt::format("plan: {}", finding.plan));
  if (!finding.help.empty()) append_remark(out, style, gutter, Tone::help, "help", finding.help);
}

void append_title(std::string& out, const Finding& finding, const TextStyle& style) {
  const std::string head = fmt::format("{}[{}]", name(finding.severity), finding.rule);
  append_toned(out, style, tone(finding.severity), head);
  append_toned(out, style, Tone::strong, ":");
  out += ' ';
  append_hanging(out, style, Tone::strong, head.size() + 2, title_indent, printable(finding.message));
}

void append_finding(std::string& out, const FileReport& report, const Finding& finding, const TextStyle& style) {
  append_title(out, finding, style);
  const Highlights highlights = collect_highlights(*report.source, finding);
  const std::size_t gutter = gutter_width(highlights.shown);
  out.append(gutter, ' ');
  append_toned(out, style, Tone::gutter, "--> ");
  append_location(out, style, report.path, report.source->position(finding.primary.begin));
  out += '\n';
  append_excerpt(out, *report.source, highlights.shown, style, tone(finding.severity));
  if (highlights.hidden > 0) append_remark(out, style, gutter, Tone::plain, "", hidden_text(highlights));
  append_remarks(out, finding, style, gutter);
  out += '\n';
}

// `kind: text` at the left edge: what is said of a file and not of a place in it.
void append_remark_on_file(std::string& out, const TextStyle& style, Tone tone, std::string_view kind,
                           std::string_view text) {
  append_toned(out, style, tone, kind);
  out += ": ";
  append_hanging(out, style, Tone::plain, kind.size() + 2, title_indent, printable(text));
}

std::string skipped_text(const FileReport& report, const Skipped& skipped) {
  const std::string plan = skipped.plan == "main" ? "" : fmt::format(" (plan {})", skipped.plan);
  return fmt::format("{}{} does not state {}", report.path, plan, fmt::join(skipped.missing, ", "));
}

}  // namespace

std::string emit_text(const FileReport& report, const TextStyle& style) {
  std::string out;
  if (report.source == nullptr) {
    append_remark_on_file(out, style, Tone::error, "error",
                          fmt::format("cannot read {}: {}", report.path, report.error.value_or("unknown reason")));
    out += '\n';
    return out;
  }
  for (const Finding& finding : report.verdict.findings) append_finding(out, report, finding, style);
  const std::size_t before = out.size();
  for (const std::string& limit : report.verdict.limits) {
    append_remark_on_file(out, style, Tone::note, "note", fmt::format("{}: {}", report.path, limit));
  }
  if (style.show_skipped) {
    for (const Skipped& skipped : report.verdict.skipped) {
      append_remark_on_file(out, style, Tone::note, fmt::format("skipped[{}]", skipped.rule),
                            skipped_text(report, skipped));
    }
  }
  if (out.size() > before) out += '\n';
  return out;
}

}  // namespace stratlint
