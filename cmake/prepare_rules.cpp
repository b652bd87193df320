// Run by PrepareRules.cmake: loads the embedded rules and writes them into one C++ source, in the form that a start reads.
// Rules with errors stop the build.
#include <fmt/format.h>

#include <cstdio>
#include <fstream>

#include "stratlint/cost.h"
#include "stratlint/rule.h"

namespace {

using namespace stratlint;

// Every byte as an escape, in lines of 32.
std::string literal(std::string_view bytes) {
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 32) {
    out += "\n    \"";
    for (const char byte : bytes.substr(at, 32)) out += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
    out += '"';
  }
  return out;
}

bool usable(const std::vector<LoadProblem>& problems) {
  bool good = true;
  for (const LoadProblem& problem : problems) {
    const Position at = problem.source->position(problem.finding.primary.begin);
    std::fputs(fmt::format("rules/{}:{}:{}: {}: {}\n", problem.source->path(), at.line, at.column, name(problem.finding.severity), problem.finding.message).c_str(), stderr);
    good = good && problem.finding.severity != Severity::error;
  }
  return good;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const RuleLayer layer{embedded_rule_files(), true};
  LoadResult loaded = load_rules({&layer, 1}, computed_keys());
  if (!usable(loaded.problems)) return 1;
  const std::string bytes = rule_bytes(std::move(loaded.rules));
  std::ofstream out(argv[1], std::ios::binary);
  out << "#include \"driver/prepared_rules.h\"\n\nnamespace stratlint {\n\nconst std::string_view prepared_rules(" << literal(bytes) << ",\n    "
      << bytes.size() << ");\n\n}  // namespace stratlint\n";
  return out.flush() ? 0 : 1;
}
