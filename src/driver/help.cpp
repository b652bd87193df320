#include "driver/help.h"

#include <fmt/format.h>

#include <iterator>

namespace stratlint {

namespace {

constexpr std::size_t name_width = 24;

void append_row(std::string& out, std::string_view name, std::string_view text) {
  fmt::format_to(std::back_inserter(out), "  {:<{}} {}\n", name, name_width, text);
}

void append_group(std::string& out, const CLI::App& app, const std::string& group) {
  const auto options = app.get_options(
      [&](const CLI::Option* option) { return option->nonpositional() && option->get_group() == group; });
  if (options.empty()) return;
  fmt::format_to(std::back_inserter(out), "\n{}:\n", group);
  for (const CLI::Option* option : options) {
    std::string names;
    for (const std::string& name : option->get_snames()) names += "-" + name + ", ";
    for (const std::string& name : option->get_lnames()) names += "--" + name;
    append_row(out, names + (option->get_items_expected_max() > 0 ? " " + option->get_type_name() : ""),
               option->get_description());
  }
}

}  // namespace

std::string HelpFormatter::make_help(const CLI::App* app, std::string name, CLI::AppFormatMode) const {
  const auto positionals = app->get_options([](const CLI::Option* option) { return option->get_positional(); });
  const auto commands = app->get_subcommands([](const CLI::App*) { return true; });
  std::string out = app->get_description() + "\n\nUsage: " + name + (commands.empty() ? " [OPTIONS]" : " COMMAND");
  for (const CLI::Option* option : positionals) out += " " + option->get_type_name();
  out += '\n';
  if (!positionals.empty()) out += '\n';
  for (const CLI::Option* option : positionals) append_row(out, option->get_type_name(), option->get_description());
  if (!commands.empty()) out += "\nCommands:\n";
  for (const CLI::App* command : commands) append_row(out, command->get_name(), command->get_description());
  for (const std::string& group : app->get_groups()) append_group(out, *app, group);
  return app->get_footer().empty() ? out : out + "\n" + app->get_footer() + "\n";
}

}  // namespace stratlint
