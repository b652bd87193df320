#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "base/utf8.h"
#include "cli.h"
#include "pipeline.h"

// Help, completions, the manual page and the list of rules: texts that are made, and must not go stale.

namespace stratlint {
namespace {

using ::testing::HasSubstr;

const fs::path source_folder = STRATLINT_SOURCE_DIR;

std::size_t longest_line(const std::string& text) {
  std::size_t longest = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const auto later_bytes = std::count_if(line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; });
    longest = std::max(longest, line.size() - static_cast<std::size_t>(later_bytes));
  }
  return longest;
}

class Help : public Cli, public testing::WithParamInterface<const char*> {};

TEST_P(Help, IsAsExpectedAndNarrow) {
  const std::string command = GetParam();
  const Result help = run(command + " --help");
  EXPECT_EQ(help.code, 0);
  EXPECT_LE(longest_line(help.out), 80u) << help.out;
  if (!command.empty()) EXPECT_THAT(help.out, HasSubstr("\nExample"));
  expect_golden(help.out, source_folder / "tests/expected/help" / (command.empty() ? "stratlint" : command));
}

INSTANTIATE_TEST_SUITE_P(Of, Help, testing::Values("", "check", "facts", "plan", "dag", "rules", "explain", "config", "completions"),
                         [](const auto& info) { return *info.param == '\0' ? std::string("all") : std::string(info.param); });

TEST_F(Cli, VersionNamesLibraries) {
  const Result version = run("--version");
  EXPECT_THAT(version.out, testing::StartsWith("stratlint " STRATLINT_VERSION "\ncmark-gfm 0."));
  EXPECT_THAT(version.out, testing::AllOf(HasSubstr("PEGTL 3."), HasSubstr("toml++ 3."), HasSubstr("CLI11 2."), HasSubstr("fmt "), HasSubstr("nlohmann-json 3."), HasSubstr("spdlog 1.")));
}

TEST_F(Cli, CompletionsNameEveryOption) {
  const std::string help = run("check --help").out;
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const Result script = run(std::string("completions ") + shell);
    EXPECT_EQ(script.code, 0);
    for (const char* name : {"since-merge-base", "baseline", "fix", "format", "config", "explain", "sarif", "rdjson"}) EXPECT_THAT(script.out, HasSubstr(name)) << shell;
  }
  EXPECT_THAT(run("completions powershell").err, HasSubstr("unknown shell `powershell`; one of: bash, zsh, fish, man"));
}

// Asks the script as bash does.
TEST_F(Cli, BashCompletesCommandsOptionsAndWords) {
  write("plan.md", "");
  const auto complete = [&](const std::string& words) {
    write("try.sh", "eval \"$('" STRATLINT_BINARY "' completions bash)\"\nCOMP_WORDS=(" + words + ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_stratlint\necho \"${COMPREPLY[@]}\"\n");
    return run("--version >/dev/null; bash try.sh").out;
  };
  EXPECT_EQ(complete("stratlint ch"), "check\n");
  EXPECT_EQ(complete("stratlint check --since-"), "--since-merge-base\n");
  EXPECT_EQ(complete("stratlint check --format s"), "sarif\n");
  EXPECT_EQ(complete("stratlint check --fail-on n"), "note never\n");
  EXPECT_EQ(complete("stratlint facts --format j"), "json\n");
  EXPECT_EQ(complete("stratlint check pl"), "plan.md\n");
}

TEST_F(Cli, ManualPageHasNoMistakes) {
  const Result page = run("completions man");
  expect_golden(page.out, source_folder / "docs/stratlint.1");
  if (std::system("command -v groff >/dev/null") != 0) GTEST_SKIP() << "groff is not installed";
  const Result shown = run("completions man | groff -man -Tascii -ww");
  EXPECT_EQ(shown.err, "");
  EXPECT_THAT(shown.out, HasSubstr("User Commands"));
}

TEST_F(Cli, RulesInEveryFormat) {
  expect_golden(run("rules --format markdown").out, source_folder / "docs/rule-list.md");
  const std::string json = run("rules --format json").out;
  EXPECT_THAT(json, HasSubstr(R"("id":"gpu/axis-product","group":"gpu","severity":"error","kind":"equation")"));
  EXPECT_THAT(run("explain gpu/axis-product").out, HasSubstr("<!-- stratlint-disable-next-line gpu/axis-product -- why this is right -->\n"));
}

TEST_F(Cli, ConfigSaysWhoSetWhat) {
  write("team.toml", "fail-on = \"warning\"\nexclude = \"old\"\n");
  write("stratlint.toml", "extends = \"team.toml\"\nbaseline = \"b.json\"\n[rules]\ngpu = \"off\"\n[[overrides]]\npaths = \"drafts\"\nrule-set = \"strict\"\nrules = {gpu = \"note\"}\n");
  const std::string top = fs::canonical(folder()).native() + "/";
  const auto row = [](const std::string& setting, const std::string& origin) { return setting + std::string(setting.size() < 40 ? 40 - setting.size() : 0, ' ') + " # " + origin + "\n"; };
  EXPECT_EQ(run("config --strict").err, "stratlint: unknown option `--strict`\nTry `stratlint config --help`.\n");
  const std::string all = run("config").out;
  EXPECT_THAT(all, testing::AllOf(HasSubstr(row("rule-set = \"default\"", "default")), HasSubstr(row("fail-on = \"warning\"", "team.toml")), HasSubstr(row("\"gpu\" = \"off\"", "stratlint.toml")),
                                  HasSubstr("[[overrides]]"), HasSubstr("# team.toml\n]"), HasSubstr("b.json")));
  const std::string drafts = run("config drafts/x.md").out;
  EXPECT_THAT(drafts, testing::AllOf(HasSubstr(row("rule-set = \"strict\"", "stratlint.toml")), HasSubstr(row("\"gpu\" = \"note\"", "stratlint.toml")), testing::Not(HasSubstr("overrides"))));
  EXPECT_THAT(run("config --rules mine").out + run("config --rules mine").err, HasSubstr("cannot read the rules in mine"));
  EXPECT_EQ(run("config --schema").out, read_bytes(source_folder / "docs/stratlint.schema.json"));
}

TEST_F(Cli, StatisticsCountRules) {
  write("a.md", "8 × 8 = 65\n\n9 × 9 = 82\n");
  write("b.md", "8 × 8 = 65\n\nTP(4) × EP(8) × PP(4) = 64 GPUs\n");
  EXPECT_EQ(run("check --statistics -q --format concise").err, "findings  files  rule\n       3      2  arithmetic/equation\n       1      1  gpu/axis-product\n");
}

}  // namespace
}  // namespace stratlint
