#include <fmt/format.h>

#include <iterator>

#include "driver/completions.h"

namespace stratlint {

namespace {

// Text that troff must not read as its own.
std::string plain(std::string_view text) {
  std::string out;
  bool line_start = true;
  for (const char c : text) {
    if (line_start && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\') out += "\\e";
    else if (c == '-') out += "\\-";
    else out += c;
    line_start = c == '\n';
  }
  return out;
}

void append_options(std::string& out, const CLI::App& command) {
  for (const CLI::Option* option : command.get_options()) {
    std::string names;
    for (const std::string& name : option->get_snames()) names += "-" + name + ", ";
    for (const std::string& name : option->get_lnames()) names += "--" + name;
    const std::string type = option->get_items_expected_max() > 0 || !option->nonpositional() ? option->get_type_name() : "";
    fmt::format_to(std::back_inserter(out), ".TP\n\\fB{}\\fR{}\\fI{}\\fR\n{}\n", plain(names), names.empty() || type.empty() ? "" : " ", plain(type),
                   plain(option->get_description()));
  }
}

}  // namespace

std::string man_page(const CommandLine& line) {
  std::string out = fmt::format(".TH STRATLINT 1 \"\" \"stratlint {}\" \"User Commands\"\n.SH NAME\nstratlint \\- {}\n.SH SYNOPSIS\n"
                                ".B stratlint\n.I COMMAND\n.RI [ OPTIONS ]\n.SH DESCRIPTION\n{}\n",
                                STRATLINT_VERSION, "checks the arithmetic of documents that plan a model on many accelerators", plain(line.app.get_description()));
  out += ".SH COMMANDS\n";
  for (const CLI::App* command : line.app.get_subcommands([](const CLI::App*) { return true; })) {
    fmt::format_to(std::back_inserter(out), ".SS stratlint {}\n{}\n", plain(command->get_name()), plain(command->get_description()));
    append_options(out, *command);
    if (!command->get_footer().empty()) fmt::format_to(std::back_inserter(out), ".PP\n.nf\n{}\n.fi\n", plain(command->get_footer()));
  }
  out += fmt::format(".SH FILES\n.TP\n\\fBstratlint.toml\\fR\nthe settings of a project, searched from the working folder upwards\n"
                     ".SH SEE ALSO\n.UR {0}\n.UE\n",
                     STRATLINT_HOMEPAGE);
  return out;
}

}  // namespace stratlint
