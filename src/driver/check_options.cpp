#include <fmt/format.h>

#include "driver/command_line.h"

namespace stratlint {

namespace {

const ReportFormat* find_format(std::string_view name, std::string_view option) {
  std::vector<std::string_view> names;
  for (const ReportFormat& format : report_formats()) {
    if (format.name == name) return &format;
    names.push_back(format.name);
  }
  throw CLI::ValidationError(fmt::format("{}: unknown value `{}`; {}", option, name, suggest(name, names)));
}

void add_reports(CommandLine& line, CLI::App& app, Options& options) {
  std::vector<std::string> names;
  for (const ReportFormat& format : report_formats()) names.emplace_back(format.name);
  add_words(line, app, {"--format", "FORMAT", "Output", "how to print findings, see below [text]"}, names,
            [&options](std::size_t chosen) { options.report = &report_formats()[chosen]; });
  const auto add = [&options](const std::vector<std::string>& outputs) {
    for (const std::string& output : outputs) {
      const std::size_t sign = output.find('=');
      if (sign == output.npos || sign + 1 == output.size()) throw CLI::ValidationError(fmt::format("--output: `{}` is not FORMAT=FILE", output));
      options.outputs.push_back({find_format(output.substr(0, sign), "--output"), output.substr(sign + 1)});
    }
  };
  app.add_option_function<std::vector<std::string>>("--output", add, "write a report to a file too; repeatable")
      ->allow_extra_args(false)
      ->type_name("FORMAT=FILE")
      ->group("Output");
  app.add_option("--max-findings", options.max_findings, "print the first N; 0: all [0]")->type_name("N")->group("Output");
  app.add_flag("--show-skipped", options.show_skipped, "name the rules that lack a fact (text)")->group("Output");
  app.add_flag("--statistics", options.statistics, "count the findings of each rule, on stderr")->group("Output");
  app.add_flag("-q,--quiet", options.quiet, "findings only, no summary")->group("Output");
  app.add_flag("--timing", options.timing, "what each stage took, on standard error")->group("Output");
}

// Which findings are reported, and which of them count.
void add_triage(CommandLine& line, CLI::App& app, Options& options) {
  const Choices<Setting<std::optional<Severity>>> severities = {{"error", {Severity::error, "--fail-on"}},
                                                                {"warning", {Severity::warning, "--fail-on"}},
                                                                {"note", {Severity::note, "--fail-on"}},
                                                                {"never", {std::nullopt, "--fail-on"}}};
  constexpr const char* group = "Findings";
  const auto flag = [&](const char* name, const char* text, const std::function<void()>& set) { app.add_flag_callback(name, set, text)->group(group); };
  add_choice(line, app, options.config.fail_on, severities, {"--fail-on", "LEVEL", group, "exit code 1 for"});
  flag("--strict", "report notes too", [&options] { options.config.strict = {true, "--strict"}; });
  flag("--require-reasons", "comments that silence rules must say why", [&options] { options.config.require_reasons = {true, "--require-reasons"}; });
  app.add_option_function<std::string>(
         "--baseline", [&options](const std::string& path) { options.config.baseline = {path, "--baseline"}; }, "leave out the claims in FILE")
      ->type_name("FILE")
      ->group(group);
  flag("--write-baseline", "put all claims of today into the baseline", [&options] { options.write_baseline = true; });
  flag("--prune-baseline", "take claims that are gone out of it", [&options] { options.prune_baseline = true; });
  const auto since = [&](const char* name, const char* type, const char* text, bool merge_base) {
    const auto set = [&options, merge_base](const std::string& revision) {
      options.since = revision;
      options.since_merge_base = merge_base;
    };
    app.add_option_function<std::string>(name, set, text)->type_name(type)->group(group);
  };
  since("--since", "REV", "only what was not wrong in a git revision", false);
  since("--since-merge-base", "REV", "only what was not wrong where this branch left REV", true);
}

void add_fixes(CLI::App& app, Options& options) {
  constexpr const char* group = "Fixes";
  app.add_flag("--fix", options.fix, "correct what only one value can replace")->group(group);
  app.add_flag("--unsafe-fixes", options.unsafe_fixes, "correct numbers that the plan chose, too")->group(group);
  app.add_flag("--diff", options.diff, "print what --fix would do, change nothing")->group(group);
}

std::string describe_formats() {
  std::string text = "Formats:\n";
  for (const ReportFormat& format : report_formats()) text += fmt::format("  {:<12} {}\n", format.name, format.text);
  return text;
}

}  // namespace

void add_check(CommandLine& line, CLI::App& app, Options& options) {
  app.add_option("PATH", options.paths, "file or folder; - for standard input [.]")->type_name("[PATH...]");
  add_reports(line, app, options);
  add_triage(line, app, options);
  add_fixes(app, options);
  add_documents(app, options);
  app.add_flag("--cache", options.cache, "remember what unchanged documents gave")->group("Running");
  app.add_option("--cache-dir", options.cache_folder, "where; else in the user's cache folder")->type_name("DIR")->group("Running");
  add_common(line, app, options);
  app.footer(
      describe_formats() +
      "\nExamples:\n"
      "  stratlint check plan.md\n"
      "  stratlint check --format github --output sarif=findings.sarif docs/\n"
      "  stratlint check --since-merge-base main\n"
      "  git show HEAD:plan.md | stratlint check --stdin-filename plan.md -\n"
      "\n"
      "Folders are searched for *.md and *.markdown; hidden ones are skipped.\n"
      "Exit codes: 0 clean, 1 findings at or above --fail-on, 2 wrong usage,\n"
      "settings or rule files, 3 a file could not be read or written.");
}

}  // namespace stratlint
