#include "driver/command_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <memory>

#include "driver/help.h"

namespace stratlint {

CLI::Option* add_words(CommandLine& line, CLI::App& app, const OptionText& texts, const std::vector<std::string>& words,
                       const std::function<void(std::size_t)>& set) {
  const auto choose = [name = texts.name, words, set](const std::string& word) {
    const auto found = std::find(words.begin(), words.end(), word);
    if (found != words.end()) return set(static_cast<std::size_t>(found - words.begin()));
    throw CLI::ValidationError(fmt::format("{}: unknown value `{}`; {}", name, word, suggest(word, {words.begin(), words.end()})));
  };
  CLI::Option* option = app.add_option_function<std::string>(texts.name, choose, texts.text)->type_name(texts.type)->group(texts.group);
  line.words[option] = words;
  return option;
}

void add_common(CommandLine& line, CLI::App& app, Options& options) {
  const Choices<When> when = {{"auto", When::automatic}, {"always", When::always}, {"never", When::never}};
  add_choice(line, app, options.color, when, {"--color", "WHEN", "Output", "colours in text"});
  const auto add_rules_dirs = [&options](const std::vector<std::string>& folders) {
    for (const std::string& folder : folders) options.config.rules_dirs.push_back({folder, "--rules"});
  };
  app.add_option("--config", options.config_path, "use FILE, not the next stratlint.toml upwards")->type_name("FILE")->group("Settings");
  app.add_flag_callback("--no-config", [&options] { options.find_config = false; }, "use no stratlint.toml")->group("Settings");
  app.add_option_function<std::vector<std::string>>("--rules", add_rules_dirs, "add the rules of a folder; may be repeated")
      ->allow_extra_args(false)
      ->type_name("DIR")
      ->group("Settings");
  app.add_flag_callback(
         "--no-default-rules", [&options] { options.config.default_rules = {false, "--no-default-rules"}; }, "leave out the rules that are built in")
      ->group("Settings");
  app.add_flag("-v,--verbose", options.verbose, "say on stderr what is being done")->group("Running");
  app.set_help_flag("-h,--help", "print this help and exit")->group("Running");
  app.allow_extras();  // unknown options are reported by us, with what was meant
}

void add_convention(CLI::App& app, Options& options) {
  app.add_option("--convention", options.convention, "layout of the axes, whatever documents say")
      ->type_name("NAME")
      ->group("Running");
}

void add_documents(CLI::App& app, Options& options) {
  add_convention(app, options);
  app.add_option("--jobs", options.jobs, "threads; 0: one per hardware thread [0]")
      ->check(CLI::Range(0, 1024).description(""))
      ->type_name("N")
      ->group("Running");
  app.add_option("--stdin-filename", options.stdin_filename, "what to call standard input")
      ->type_name("NAME")
      ->group("Running");
}

namespace {

/// `5`, `0-3`.
RankRange read_ranks(const std::string& text) {
  RankRange ranks;
  const char *at = text.data(), *end = at + text.size();
  const auto read = [&](std::uint32_t& rank) {
    const auto [next, error] = std::from_chars(at, end, rank);
    at = next;
    return error == std::errc();
  };
  bool good = read(ranks.first);
  ranks.last = ranks.first;
  if (good && at != end) good = *at++ == '-' && read(ranks.last);
  if (!good || at != end || ranks.last < ranks.first) throw CLI::ValidationError(fmt::format("--rank: `{}` is neither a rank nor ranks A-B", text));
  return ranks;
}

void add_facts(CommandLine& line, CLI::App& app, Options& options) {
  app.add_option("PATH", options.paths, "file or folder; - for standard input")->required()->type_name("PATH...");
  const Choices<Format> formats = {{"text", Format::text}, {"json", Format::json}};
  add_choice(line, app, options.format, formats, {"--format", "FORMAT", "Output", "how to print facts"});
  add_documents(app, options);
  add_common(line, app, options);
  app.footer("Example:\n  stratlint facts plan.md");
}

void add_plan(CommandLine& line, CLI::App& app, Options& options) {
  app.add_option("PATH", options.paths, "document; - for standard input")->required()->expected(1)->type_name("PATH");
  const Choices<Format> formats = {{"text", Format::text}, {"json", Format::json}};
  add_choice(line, app, options.format, formats, {"--format", "FORMAT", "Output", "how to print the plan"});
  app.add_option("--hardware", options.hardware, "another device than the document's")->type_name("NAME")->group("Running");
  add_convention(app, options);
  app.add_option("--stdin-filename", options.stdin_filename, "what to call standard input")->type_name("NAME")->group("Running");
  add_common(line, app, options);
  app.footer(
      "Prints the plan as it was read, and parameters, FLOPs, memory, pipeline\n"
      "bubble, communication and times beside what the document claims, each with\n"
      "formula, convention and source.\n"
      "\n"
      "Examples:\n  stratlint plan plan.md\n  stratlint plan --hardware 'H200' plan.md");
}

void add_dag(CommandLine& line, CLI::App& app, Options& options) {
  DagOptions& dag = options.dag;
  app.add_option("PATH", options.paths, "document or folder; - for standard input")->required()->expected(1)->type_name("PATH");
  app.add_option("-o,--output", dag.output, "where to write; - for standard output; of a folder: a\nfolder, which gets an index page")->required()->type_name("OUT")->group("Output");
  app.add_option("--format", dag.format, "see below [what the suffix of OUT says]")->type_name("FORMAT")->group("Output");
  const Choices<DagView> views = {{"overview", DagView::overview}, {"layer", DagView::layer}, {"pipeline", DagView::pipeline}, {"full", DagView::full}};
  add_choice(line, app, dag.view, views, {"--view", "VIEW", "Output", "view"});
  const Choices<std::optional<Mode>> modes = {{"auto", std::nullopt}, {"training", Mode::training}, {"prefill", Mode::prefill}, {"decode", Mode::decode}};
  add_choice(line, app, dag.mode, modes, {"--mode", "MODE", "Compilation", "what is run"});
  app.add_option("--hardware", options.hardware, "another device, NAME or NAME:GPUSxNODES")->type_name("NAME")->group("Compilation");
  app.add_flag("--accept-recomputed", dag.accept_recomputed, "where facts are wrong, go on with what was recomputed")->group("Compilation");
  const auto set_ranks = [&dag](const std::string& text) { dag.ranks = read_ranks(text); };
  app.add_option_function<std::string>("--rank", set_ranks, "full: one rank, or ranks A-B")->type_name("R")->group("Output");
  app.add_option("--stage", dag.stage, "layer, full: of this stage")->type_name("N")->group("Output");
  app.add_option("--layer", dag.layer, "layer: which one")->type_name("N")->group("Output");
  app.add_option("--interleave", dag.interleave, "layer: micro-batches side by side [1]")->check(CLI::Range(1, 16).description(""))->type_name("K")->group("Output");
  app.add_option("--stdin-filename", options.stdin_filename, "what to call standard input")->type_name("NAME")->group("Running");
  add_convention(app, options);
  add_common(line, app, options);
  app.footer(
      "Compiles the plan into the graph of what every GPU executes, with times,\n"
      "critical path, bubble and memory. A plan that is wrong in what shapes the\n"
      "graph is refused (exit code 1), and so is one that says too little.\n"
      "\n"
      "Formats: svg, png, pdf and dot draw the view, html has all views on one page;\n"
      "json has the folded graph, jsonl and `--view full` in dot the exact one, rank\n"
      "by rank; trace (.trace.json) the schedule, mermaid (.mmd) the stages.\n"
      "\n"
      "Examples:\n  stratlint dag plan.md -o plan.svg\n  stratlint dag plan.md -o plan.html\n  stratlint dag plan.md -o plan.trace.json     for ui.perfetto.dev\n  stratlint dag plan.md -o gpus.dot --view full --rank 0-3");
}

void add_rules(CommandLine& line, CLI::App& app, Options& options) {
  const Choices<Format> formats = {{"text", Format::text}, {"json", Format::json}, {"markdown", Format::markdown}};
  add_choice(line, app, options.format, formats, {"--format", "FORMAT", "Output", "how to print them"});
  add_common(line, app, options);
  app.footer("Examples:\n  stratlint rules\n  stratlint rules --format markdown > rules.md");
}

void add_explain(CommandLine& line, CLI::App& app, Options& options) {
  app.add_option("ID", options.rule, "the rule: what findings have in brackets")->required()->type_name("ID");
  add_common(line, app, options);
  app.footer("Example:\n  stratlint explain gpu/axis-product");
}

void add_config(CommandLine& line, CLI::App& app, Options& options) {
  app.add_option("PATH", options.paths, "a document, for what holds for it")->expected(0, 1)->type_name("[PATH]");
  app.add_flag("--schema", options.schema, "a JSON schema of stratlint.toml, for editors")->group("Output");
  add_common(line, app, options);
  app.footer("Examples:\n  stratlint config\n  stratlint config drafts/plan.md");
}

void add_completions(CommandLine& line, CLI::App& app, Options& options) {
  const std::vector<std::string> kinds = {"bash", "zsh", "fish", "man"};
  const auto set = [&options, kinds](const std::string& kind) {
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
      throw CLI::ValidationError(fmt::format("unknown shell `{}`; {}", kind, suggest(kind, {kinds.begin(), kinds.end()})));
    options.shell = kind;
  };
  app.add_option_function<std::string>("SHELL", set, "bash, zsh, fish; or man")->required()->type_name("SHELL");
  app.set_help_flag("-h,--help", "print this help and exit")->group("Running");
  app.allow_extras();
  app.footer("Examples:\n  eval \"$(stratlint completions bash)\"\n  stratlint completions man | man -l -");
}

struct CommandText {
  Command command;
  const char *name, *text;
  void (*add)(CommandLine&, CLI::App&, Options&);
};

constexpr CommandText commands[] = {
    {Command::check, "check", "report what cannot be true in documents", add_check},
    {Command::facts, "facts", "show what was read from documents, and where", add_facts},
    {Command::plan, "plan", "recompute everything that follows from a plan", add_plan},
    {Command::dag, "dag", "compile a plan into an execution graph", add_dag},
    {Command::rules, "rules", "list the rules", add_rules},
    {Command::explain, "explain", "tell what a rule means, with formula and examples", add_explain},
    {Command::config, "config", "print the settings, and what set them", add_config},
    {Command::completions, "completions", "print a script for a shell, or the manual page", add_completions},
};

bool is_command(std::string_view name) {
  return std::any_of(std::begin(commands), std::end(commands), [&](const CommandText& command) { return name == command.name; });
}

}  // namespace

CommandLine::CommandLine(Options& options, std::string_view first) {
  app.formatter(std::make_shared<HelpFormatter>());
  app.set_help_flag("-h,--help", "print this help and exit");
  app.set_version_flag("--version", "stratlint " STRATLINT_VERSION "\n" STRATLINT_LIBRARIES, "print the version and exit");
  app.allow_extras();
  const bool all = !is_command(first) || first == "completions";  // those name the options of the others
  for (const CommandText& command : commands) {
    CLI::App* described = app.add_subcommand(command.name, command.text);
    described->parse_complete_callback([&options, &command] { options.command = command.command; });
    if (all || first == command.name) command.add(*this, *described, options);
  }
  app.require_subcommand(0, 1);
  app.footer("Examples:\n  stratlint check docs/\n  stratlint check --help");
}

}  // namespace stratlint
