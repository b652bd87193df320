#include "driver/options.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "base/suggest.h"
#include "driver/exit_code.h"
#include "driver/completions.h"

namespace stratlint {

namespace {

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

// What no option or argument took; CLI11 also counts the `--` that ends the options.
std::optional<std::string> first_extra(const CLI::App& app) {
  for (const std::string& extra : app.remaining()) {
    if (extra != "--") return extra;
  }
  return std::nullopt;
}

}  // namespace

std::optional<int> parse_options(int argc, const char* const* argv, Options& options) {
  CommandLine line(options, argc > 1 ? argv[1] : "");
  CLI::App& app = line.app;
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
  if (options.command == Command::completions) {
    std::fputs(options.shell == "man" ? man_page(line).c_str() : completion_script(line, options.shell).c_str(), stdout);
    return exit_clean;
  }
  if (options.command == Command::check && options.paths.empty()) options.paths.emplace_back(".");
  return std::nullopt;
}

}  // namespace stratlint
