#include "emit/report_formats.h"

#include <iterator>

namespace stratlint {

namespace {

std::string nothing_before(const ReportContext&) {
  return {};
}

std::string nothing_after(const Summary&, const ReportContext&) {
  return {};
}

std::string text_file(const FileReport& report, const ReportContext& context) {
  return emit_text(report, context.style);
}

std::string text_tail(const Summary& summary, const ReportContext& context) {
  return context.quiet ? "" : emit_text_summary(summary, context.style);
}

std::string concise_file(const FileReport& report, const ReportContext&) {
  return emit_concise(report);
}

std::string json_head(const ReportContext&) {
  return emit_json_head();
}

std::string json_file(const FileReport& report, const ReportContext& context) {
  return emit_json_file(report, context.root);
}

std::string json_tail(const Summary& summary, const ReportContext&) {
  return emit_json_tail(summary);
}

std::string array_begin(const ReportContext&) {
  return "[\n";
}

std::string array_end(const Summary&, const ReportContext&) {
  return "\n]\n";
}

constexpr std::string_view comma = ",\n";
constexpr std::size_t most_in_sarif = 25'000;    // GitHub refuses files with more
constexpr std::size_t most_in_markdown = 1'000;  // a page of a job holds 1 MiB

constexpr ReportFormat formats[] = {
    {"text", "for people: source lines, derivation, help", nothing_before, text_file, text_tail},
    {"concise", "a line for each finding", nothing_before, concise_file, nothing_after},
    {"json", "one object with everything there is", json_head, json_file, json_tail, comma},
    {"jsonl", "an object a line", nothing_before, JsonLines::file, JsonLines::tail},
    {"sarif", "SARIF 2.1.0, for code scanning", Sarif::head, Sarif::file, Sarif::tail, comma, most_in_sarif},
    {"github", "annotations of GitHub Actions", nothing_before, Github::file, Github::tail},
    {"gitlab", "Code Quality report of GitLab", array_begin, Gitlab::file, array_end, comma},
    {"junit", "JUnit XML, for Jenkins and others", Junit::head, Junit::file, Junit::tail},
    {"checkstyle", "Checkstyle XML", Checkstyle::head, Checkstyle::file, Checkstyle::tail},
    {"rdjson", "reviewdog, with suggestions", Rdjson::head, Rdjson::file, Rdjson::tail, comma},
    {"markdown", "tables for the page of a CI job", Markdown::head, Markdown::file, Markdown::tail, {}, most_in_markdown},
};

}  // namespace

std::span<const ReportFormat> report_formats() {
  return formats;
}

}  // namespace stratlint
