#include "driver/completions.h"

#include <fmt/format.h>

#include <iterator>
#include <vector>

namespace stratlint {

namespace {

std::vector<const CLI::App*> commands(const CommandLine& line) {
  return line.app.get_subcommands([](const CLI::App*) { return true; });
}

std::vector<const CLI::Option*> options(const CLI::App& app) {
  return app.get_options([](const CLI::Option* option) { return option->nonpositional(); });
}

std::vector<std::string> names(const CLI::Option& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.get_snames()) names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) names.push_back("--" + name);
  return names;
}

bool takes_value(const CLI::Option& option) {
  return option.get_items_expected_max() > 0;
}

std::string quoted(std::string text) {
  for (std::size_t at = text.find('\''); at != text.npos; at = text.find('\'', at + 4)) text.replace(at, 1, "'\\''");
  return "'" + text + "'";
}

std::string bash(const CommandLine& line) {
  std::string words, cases;
  for (const CLI::App* command : commands(line)) {
    words += " " + command->get_name();
    std::string known;
    for (const CLI::Option* option : options(*command)) known += fmt::format(" {}", fmt::join(names(*option), " "));
    fmt::format_to(std::back_inserter(cases), "    {}) known='{}' ;;\n", command->get_name(), known.substr(1));
  }
  std::string values;
  for (const CLI::App* command : commands(line)) {
    for (const CLI::Option* option : options(*command)) {
      const auto choices = line.words.find(option);
      if (choices == line.words.end()) continue;
      fmt::format_to(std::back_inserter(values), "    {}:{}) COMPREPLY=($(compgen -W '{}' -- \"$current\")); return ;;\n", command->get_name(),
                     fmt::join(names(*option), fmt::format("|{}:", command->get_name())), fmt::join(choices->second, " "));
    }
  }
  return fmt::format(R"(# bash completion of stratlint
_stratlint() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}} command=${{COMP_WORDS[1]}} known=
  if [ "$COMP_CWORD" = 1 ]; then
    COMPREPLY=($(compgen -W '{} --help --version' -- "$current"))
    return
  fi
  case $command:$before in
{}  esac
  case $command in
{}  esac
  if [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$known" -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}}
complete -o filenames -F _stratlint stratlint
)",
                     words.substr(1), values, cases);
}

std::string zsh(const CommandLine& line) {
  const auto escaped = [](const std::string& text) {
    std::string out;
    for (const char c : text) {
      if (c == '[' || c == ']' || c == ':') out += '\\';
      out += c;
    }
    return out;
  };
  std::string described, cases;
  for (const CLI::App* command : commands(line)) {
    fmt::format_to(std::back_inserter(described), "    {}\n", quoted(command->get_name() + ":" + escaped(command->get_description())));
    std::string arguments;
    for (const CLI::Option* option : options(*command)) {
      const auto choices = line.words.find(option);
      std::string value;
      if (takes_value(*option)) value = fmt::format(":{}:{}", option->get_type_name(), choices == line.words.end() ? "_files" : fmt::format("({})", fmt::join(choices->second, " ")));
      for (const std::string& name : names(*option)) {
        fmt::format_to(std::back_inserter(arguments), " \\\n        {}", quoted(fmt::format("*{}[{}]{}", name, escaped(option->get_description()), value)));
      }
    }
    fmt::format_to(std::back_inserter(cases), "    {})\n      _arguments{} \\\n        '*:file:_files' ;;\n", command->get_name(), arguments);
  }
  return fmt::format(R"(#compdef stratlint
_stratlint() {{
  local -a commands=(
{}  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
{}  esac
}}
_stratlint "$@"
)",
                     described, cases);
}

std::string fish(const CommandLine& line) {
  std::string out = "# fish completion of stratlint\ncomplete -c stratlint -n __fish_use_subcommand -l help -d 'print help'\n"
                    "complete -c stratlint -n __fish_use_subcommand -l version -d 'print the version'\n";
  for (const CLI::App* command : commands(line)) {
    fmt::format_to(std::back_inserter(out), "complete -c stratlint -f -n __fish_use_subcommand -a {} -d {}\n", command->get_name(), quoted(command->get_description()));
    for (const CLI::Option* option : options(*command)) {
      fmt::format_to(std::back_inserter(out), "complete -c stratlint -n '__fish_seen_subcommand_from {}'", command->get_name());
      for (const std::string& name : option->get_snames()) out += " -s " + name;
      for (const std::string& name : option->get_lnames()) out += " -l " + name;
      const auto choices = line.words.find(option);
      if (choices != line.words.end()) fmt::format_to(std::back_inserter(out), " -x -a {}", quoted(fmt::format("{}", fmt::join(choices->second, " "))));
      else if (takes_value(*option)) out += " -r";
      fmt::format_to(std::back_inserter(out), " -d {}\n", quoted(option->get_description()));
    }
  }
  return out;
}

}  // namespace

std::string completion_script(const CommandLine& line, std::string_view shell) {
  return shell == "bash" ? bash(line) : shell == "zsh" ? zsh(line) : fish(line);
}

}  // namespace stratlint
