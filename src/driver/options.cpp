#include "driver/options.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <utility>

#include "base/suggest.h"
#include "driver/exit_code.h"
#include "driver/help.h"

namespace stratlint {

namespace {

template <typename T>
using Choices = std::vector<std::pair<std::string_view, T>>;

struct OptionText {
  std::string name, type, group, text;
};

// An option that takes one of a few words, the usual one first.
template <typename T>
void add_choice(CLI::App& app, T& target, const Choices<T>& choices, const OptionText& texts) {
  std::vector<std::string_view> words;
  for (const auto& choice : choices) words.push_back(choice.first);
  const std::string text = fmt::format("{}: {} [{}]", texts.text, fmt::join(words, ", "), words.front());
  const auto set = [name = texts.name, &target, choices, words](const std::string& word) {
    for (const auto& [known, value] : choices) {
      if (known != word) continue;
      target = value;
      return;
    }
    throw CLI::ValidationError(fmt::format("{}: unknown value `{}`; {}", name, word, suggest(word, words)));
  };
  app.add_option_function<std::string>(texts.name, set, text)->type_name(texts.type)->group(texts.group);
}

void add_common(CLI::App& app, Options& options) {
  const Choices<When> when = {{"auto", When::automatic}, {"always", When::always}, {"never", When::never}};
  add_choice(app, options.color, when, {"--color", "WHEN", "Output", "colours in text"});
  const auto add_rules_dirs = [&options](const std::vector<std::string>& folders) {
    for (const std::string& folder : folders) options.config.rules_dirs.push_back({folder, "--rules"});
  };
  app.add_option_function<std::vector<std::string>>("--rules", add_rules_dirs, "add the rules of a folder; may be repeated")
      ->allow_extra_args(false)
      ->type_name("DIR")
      ->group("Settings");
  app.add_flag_callback(
         "--no-default-rules", [&options] { options.config.default_rules = {false, "--no-default-rules"}; }, "leave out the rules that are built in")
      ->group("Settings");
  app.add_option("--config", options.config_path, "settings; else stratlint.toml is searched upwards")->type_name("FILE")->group("Settings");
  app.add_flag_callback("--no-config", [&options] { options.find_config = false; }, "use no stratlint.toml")->group("Settings");
  app.add_flag("-v,--verbose", options.verbose, "say on stderr what is being done")->group("Running");
  app.set_help_flag("-h,--help", "print this help and exit")->group("Running");
  app.allow_extras();  // unknown options are reported by us, with what was meant
}

void add_documents(CLI::App& app, Options& options) {
  app.add_option("--jobs", options.jobs, "threads; 0: one per hardware thread [0]")
      ->check(CLI::Range(0, 1024).description(""))
      ->type_name("N")
      ->group("Running");
  app.add_option("--stdin-filename", options.stdin_filename, "what to call standard input")
      ->type_name("NAME")
      ->group("Running");
}

const ReportFormat* find_format(std::string_view name, std::string_view option) {
  std::vector<std::string_view> names;
  for (const ReportFormat& format : report_formats()) {
    if (format.name == name) return &format;
    names.push_back(format.name);
  }
  throw CLI::ValidationError(fmt::format("{}: unknown value `{}`; {}", option, name, suggest(name, names)));
}

void add_reports(CLI::App& app, Options& options) {
  app.add_option_function<std::string>(
         "--format", [&options](const std::string& name) { options.report = find_format(name, "--format"); },
         "how to print findings, see below [text]")
      ->type_name("FORMAT")
      ->group("Output");
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
}

// Which findings are reported, and which of them count.
void add_triage(CLI::App& app, Options& options) {
  const Choices<Setting<std::optional<Severity>>> severities = {{"error", {Severity::error, "--fail-on"}},
                                                                {"warning", {Severity::warning, "--fail-on"}},
                                                                {"note", {Severity::note, "--fail-on"}},
                                                                {"never", {std::nullopt, "--fail-on"}}};
  constexpr const char* group = "Findings";
  const auto flag = [&](const char* name, const char* text, const std::function<void()>& set) { app.add_flag_callback(name, set, text)->group(group); };
  add_choice(app, options.config.fail_on, severities, {"--fail-on", "LEVEL", group, "exit code 1 for"});
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
  since("--since-merge-base", "BRANCH", "only what was not wrong where BRANCH was left", true);
}

std::string describe_formats() {
  std::string text = "Formats:\n";
  for (const ReportFormat& format : report_formats()) text += fmt::format("  {:<12} {}\n", format.name, format.text);
  return text;
}

void add_check(CLI::App& app, Options& options) {
  CLI::App* check = app.add_subcommand("check", "report what cannot be true in documents");
  check->add_option("PATH", options.paths, "file or folder; - for standard input [.]")->type_name("[PATH...]");
  add_reports(*check, options);
  check->add_flag("--show-skipped", options.show_skipped, "name the rules that lack a fact (text)")->group("Output");
  check->add_flag("-q,--quiet", options.quiet, "findings only, no summary")->group("Output");
  check->add_flag("--timing", options.timing, "what each stage took, on standard error")->group("Output");
  add_triage(*check, options);
  add_documents(*check, options);
  add_common(*check, options);
  check->footer(
      describe_formats() +
      "\nExamples:\n"
      "  stratlint check plan.md\n"
      "  stratlint check --format github --output sarif=findings.sarif docs/\n"
      "  git show HEAD:plan.md | stratlint check --stdin-filename plan.md -\n"
      "\n"
      "Folders are searched for *.md and *.markdown; hidden ones are skipped.\n"
      "Exit codes: 0 clean, 1 findings at or above --fail-on, 2 wrong usage or\n"
      "rule files, 3 a file could not be read or the output not be written.");
  check->parse_complete_callback([&options] { options.command = Command::check; });
}

void add_facts(CLI::App& app, Options& options) {
  CLI::App* facts = app.add_subcommand("facts", "show what was read from documents, and where");
  facts->add_option("PATH", options.paths, "file or folder; - for standard input")->required()->type_name("PATH...");
  const Choices<Format> formats = {{"text", Format::text}, {"json", Format::json}};
  add_choice(*facts, options.format, formats, {"--format", "FORMAT", "Output", "how to print facts"});
  add_documents(*facts, options);
  add_common(*facts, options);
  facts->footer("Example:\n  stratlint facts plan.md");
  facts->parse_complete_callback([&options] { options.command = Command::facts; });
}

void add_plan(CLI::App& app, Options& options) {
  CLI::App* plan = app.add_subcommand("plan", "recompute everything that follows from a plan");
  plan->add_option("PATH", options.paths, "document; - for standard input")->required()->expected(1)->type_name("PATH");
  const Choices<Format> formats = {{"text", Format::text}, {"json", Format::json}};
  add_choice(*plan, options.format, formats, {"--format", "FORMAT", "Output", "how to print the plan"});
  plan->add_option("--stdin-filename", options.stdin_filename, "what to call standard input")->type_name("NAME")->group("Running");
  add_common(*plan, options);
  plan->footer(
      "Prints the plan as it was read, and parameters, FLOPs, memory, pipeline\n"
      "bubble, communication and times beside what the document claims, each with\n"
      "formula, convention and source.\n"
      "\n"
      "Example:\n  stratlint plan plan.md");
  plan->parse_complete_callback([&options] { options.command = Command::plan; });
}

void add_rules(CLI::App& app, Options& options) {
  CLI::App* rules = app.add_subcommand("rules", "list the rules");
  add_common(*rules, options);
  rules->parse_complete_callback([&options] { options.command = Command::rules; });
}

void add_explain(CLI::App& app, Options& options) {
  CLI::App* explain = app.add_subcommand("explain", "tell what a rule means, with formula and examples");
  explain->add_option("ID", options.rule, "the rule: what findings have in brackets")->required()->type_name("ID");
  add_common(*explain, options);
  explain->footer("Example:\n  stratlint explain gpu/axis-product");
  explain->parse_complete_callback([&options] { options.command = Command::explain; });
}

std::vector<std::string_view> known_options(const CLI::App& app) {
  std::vector<std::string_view> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back(name);
  }
  return names;
}

int usage_error(const CLI::App& app, const std::string& message) {
  const std::string command = app.get_parent() == nullptr ? "stratlint" : "stratlint " + app.get_name();
  std::fprintf(stderr, "stratlint: %s\nTry `%s --help`.\n", message.c_str(), command.c_str());
  return exit_usage;
}

int unexpected_argument(const CLI::App& app, std::string argument) {
  if (!argument.starts_with('-')) return usage_error(app, fmt::format("unexpected argument `{}`", argument));
  argument = argument.substr(0, argument.find('='));
  const std::size_t letters = argument.find_first_not_of('-');
  const std::string_view near = letters == argument.npos ? "" : nearest(argument.substr(letters), known_options(app));
  const std::string hint = near.empty() ? "" : fmt::format("; did you mean `--{}`?", near);
  return usage_error(app, fmt::format("unknown option `{}`{}", argument, hint));
}

int unknown_command(const CLI::App& app, const std::string& name) {
  if (name.starts_with('-')) return unexpected_argument(app, name);
  std::error_code error;
  if (std::filesystem::exists(name, error)) {
    return usage_error(app, fmt::format("unknown command `{}`; to check it: stratlint check {}", name, name));
  }
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  return usage_error(app, fmt::format("unknown command `{}`; {}", name, suggest(name, {names.begin(), names.end()})));
}

void describe(CLI::App& app, Options& options) {
  app.formatter(std::make_shared<HelpFormatter>());
  app.set_help_flag("-h,--help", "print this help and exit");
  app.set_version_flag("--version", "stratlint " STRATLINT_VERSION, "print the version and exit");
  app.allow_extras();
  add_check(app, options);
  add_facts(app, options);
  add_plan(app, options);
  add_rules(app, options);
  add_explain(app, options);
  app.require_subcommand(0, 1);
  app.footer("Examples:\n  stratlint check docs/\n  stratlint check --help");
}

// What no option or argument took; CLI11 also counts the `--` that ends the options.
std::optional<std::string> first_extra(const CLI::App& app) {
  for (const std::string& extra : app.remaining()) {
    if (extra != "--") return extra;
  }
  return std::nullopt;
}

}  // namespace

std::optional<int> parse_options(int argc, const char* const* argv, Options& options) {
  CLI::App app("Checks the arithmetic of documents that plan a model on many accelerators.", "stratlint");
  describe(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& request) {
    app.exit(request);
    return exit_clean;
  } catch (const CLI::ParseError& error) {
    const auto commands = app.get_subcommands();
    return usage_error(commands.empty() ? app : *commands.front(), error.what());
  }
  if (const auto extra = first_extra(app)) return unknown_command(app, *extra);
  const auto commands = app.get_subcommands();
  if (commands.empty()) {
    std::fputs(app.help().c_str(), stderr);
    return exit_usage;
  }
  if (const auto extra = first_extra(*commands.front())) return unexpected_argument(*commands.front(), *extra);
  if (options.command == Command::check && options.paths.empty()) options.paths.emplace_back(".");
  return std::nullopt;
}

}  // namespace stratlint
