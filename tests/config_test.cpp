#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/glob.h"
#include "cli.h"
#include "pipeline.h"
#include "stratlint/config.h"

namespace stratlint {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(Glob, Patterns) {
  struct Row {
    const char *pattern, *path;
    bool matches;
  };
  const Row rows[] = {
      {"plan.md", "plan.md", true},       {"plan.md", "a/b/plan.md", true},     {"*.md", "a/b/plan.md", true},      {"a/*.md", "a/plan.md", true},
      {"a/*.md", "a/b/plan.md", false},   {"a/**/*.md", "a/b/c/plan.md", true}, {"a/**/*.md", "a/plan.md", true},   {"a/**", "a/b/plan.md", true},
      {"a", "a/b/plan.md", true},         {"a/b", "a/b/plan.md", true},         {"a/b", "a/bc/plan.md", false},     {"b/a", "a/b/plan.md", false},
      {"plan?.md", "plan1.md", true},     {"plan?.md", "plan12.md", false},     {"**", "x", true},                  {"drafts/", "drafts/x.md", true},
      {"a*b*c.md", "aXbYc.md", true},     {"a*b*c.md", "aXbYd.md", false},      {"**/x/**", "a/x/b/c.md", true},    {"", "a.md", false},
      {"a/**/b/*.md", "a/b/b/x.md", true}, {"./a/*.md", "a/x.md", false},
  };
  for (const Row& row : rows) EXPECT_EQ(glob_match(row.pattern, row.path), row.matches) << row.pattern << " " << row.path;
}

struct Problem {
  const char *text, *message, *help;
};

void PrintTo(const Problem& problem, std::ostream* out) {
  *out << problem.text;
}

class ConfigProblems : public testing::TestWithParam<Problem> {};

TEST_P(ConfigProblems, AreNamedWithTheirPlace) {
  const ConfigFile file = parse_config("stratlint.toml", GetParam().text, "/top/");
  ASSERT_EQ(file.problems.size(), 1u);
  const Finding& finding = file.problems[0].finding;
  EXPECT_EQ(finding.message, GetParam().message);
  EXPECT_EQ(finding.help, GetParam().help);
  EXPECT_FALSE(finding.primary.empty() && std::string(GetParam().text).find("[") != 0) << finding.primary.begin;
}

INSTANTIATE_TEST_SUITE_P(
    Each, ConfigProblems,
    testing::Values(Problem{"rule-sets = 1", "unknown key `rule-sets`", "did you mean `rule-set`?"},
                    Problem{"rule-set = \"strct\"", "unknown value `strct`", "did you mean `strict`?"},
                    Problem{"rule-set = 3", "a value of another type is expected: one of: default, strict", ""},
                    Problem{"fail-on = \"warn\"", "unknown value `warn`", "one of: error, warning, note, never"},
                    Problem{"require-reasons = \"yes\"", "a value of another type is expected: true or false", ""},
                    Problem{"default-rules = 0", "a value of another type is expected: true or false", ""},
                    Problem{"baseline = []", "a value of another type is expected: a path", ""},
                    Problem{"extends = 1", "a value of another type is expected: a string or a list of strings", ""},
                    Problem{"exclude = [1]", "a value of another type is expected: a string", ""},
                    Problem{"rules-dir = {}", "a value of another type is expected: a string or a list of strings", ""},
                    Problem{"rules = 1", "a value of another type is expected: a table of rules", ""},
                    Problem{"rules = {\"gpu\" = \"eror\"}", "unknown value `eror`", "did you mean `error`?"},
                    Problem{"overrides = 1", "a value of another type is expected: a list of tables, [[overrides]]", ""},
                    Problem{"overrides = [1]", "a value of another type is expected: a table", ""},
                    Problem{"overrides = [{rule-set = \"strict\"}]", "the override names no `paths`", "for which documents?"},
                    Problem{"overrides = [{paths = \"a\", rule = 1}]", "unknown key `rule`", "did you mean `rules`?"}));

TEST(Config, SyntaxErrorsHaveAPlace) {
  const ConfigFile file = parse_config("stratlint.toml", "# ×\nfail-on = = 3\n", "/top/");
  ASSERT_EQ(file.problems.size(), 1u);
  EXPECT_EQ(file.problems[0].source->line_of(file.problems[0].finding.primary.begin), 2u);
  EXPECT_FALSE(file.problems[0].finding.message.empty());
}

TEST(Config, NamesOfRulesMustExist) {
  const ConfigFile file = parse_config("stratlint.toml", "[rules]\n\"gpu/axis-produkt\" = \"off\"\ngpu = \"note\"\n[[overrides]]\npaths = \"*\"\nrules = {memry = \"off\"}\n", "/top/");
  ASSERT_TRUE(file.problems.empty());
  const auto problems = check_rule_names(file.config, default_rules());
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(problems[0].finding.message, "unknown rule `gpu/axis-produkt`");
  EXPECT_EQ(problems[0].finding.help, "did you mean `gpu/axis-product`?");
  EXPECT_EQ(problems[0].source->text(problems[0].finding.primary), "\"gpu/axis-produkt\"");
  EXPECT_EQ(problems[1].finding.help, "did you mean `memory`?");
}

TEST(Config, LaterSettingsWin) {
  const RuleSet& rules = default_rules();
  const Config below = parse_config("a", "[rules]\ngpu = \"off\"\narithmetic = \"note\"\n", "/top/").config;
  const Config above = parse_config("b", "[rules]\n\"gpu/nodes\" = \"warning\"\n[[overrides]]\npaths = \"drafts\"\nrules = {\"gpu/nodes\" = \"error\"}\nrule-set = \"strict\"\n", "/top/").config;
  const Config config = merge(below, above);
  const auto level = [&](const char* id, const char* path) { return select(config, rules, path).severity(rules, *rules.find(id)); };
  EXPECT_EQ(level("gpu/axis-product", "/top/x.md"), std::nullopt);
  EXPECT_EQ(level("gpu/nodes", "/top/x.md"), Severity::warning);
  EXPECT_EQ(level("gpu/nodes", "/top/drafts/x.md"), Severity::error);
  EXPECT_EQ(level("gpu/nodes", "/elsewhere/drafts/x.md"), Severity::warning);
  EXPECT_EQ(level("arithmetic/equation", "/top/x.md"), Severity::note);
  EXPECT_EQ(level("memory/fits", "/top/x.md"), rules.find("memory/fits")->severity);
  EXPECT_EQ(least_severity(config, "/top/x.md"), Severity::warning);
  EXPECT_EQ(least_severity(config, "/top/drafts/x.md"), Severity::note);
  EXPECT_TRUE(select(Config{}, rules, "/top/x.md").severities.empty());
}

TEST(Config, TheSchemaNamesEveryKey) {
  const std::string schema = config_schema();
  for (const ConfigKey& key : config_keys()) EXPECT_THAT(schema, HasSubstr("\"" + std::string(key.name) + "\": {"));
  expect_golden(schema, std::filesystem::path(STRATLINT_SOURCE_DIR) / "docs/stratlint.schema.json");
}

const char* const wrong = "8 × 8 = 65\n";

TEST_F(Cli, SettingsAreFoundUpwards) {
  write("stratlint.toml", "[rules]\n\"arithmetic/equation\" = \"off\"\n");
  write("a/b/plan.md", wrong);
  EXPECT_EQ(run("check a/b/plan.md").code, 0);
  EXPECT_EQ(run("check a/b/plan.md --no-config").code, 1);
  EXPECT_EQ(run("check --no-config; cd a/b && '" STRATLINT_BINARY "' check").code, 0);
  write("other.toml", "fail-on = \"never\"\n");
  EXPECT_EQ(run("check a/b/plan.md --config other.toml").code, 0);
  EXPECT_THAT(run("check a/b/plan.md --config other.toml").out, StartsWith("error[arithmetic/equation]"));
}

TEST_F(Cli, SettingsExtendOthers) {
  write("team/base.toml", "fail-on = \"never\"\nexclude = \"old\"\n");
  write("stratlint.toml", "extends = \"team/base.toml\"\nexclude = [\"drafts/**\"]\n");
  write("plan.md", wrong);
  write("drafts/plan.md", wrong);
  write("team/old/plan.md", wrong);
  const Result result = run("check --format concise");
  EXPECT_EQ(result.out, "plan.md:1:9: error[arithmetic/equation] 8 × 8 is 64, but 65 is written\n");
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(run("check --fail-on error").code, 1);
  write("team/base.toml", "extends = \"../stratlint.toml\"\n");
  EXPECT_EQ(run("check").err, "stratlint: cannot use the settings in stratlint.toml: extends itself\n");
  write("team/base.toml", "extends = \"gone.toml\"\n");
  const Result gone = run("check");
  EXPECT_EQ(gone.err, "stratlint: cannot use the settings in team/gone.toml: No such file or directory\n");
  EXPECT_EQ(gone.code, 2);
}

TEST_F(Cli, WrongSettingsAreShownWithACaret) {
  write("stratlint.toml", "fail-onn = \"error\"\n");
  const Result result = run("check");
  EXPECT_EQ(result.code, 2);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err, R"(error[configuration]: unknown key `fail-onn`
 --> stratlint.toml:1:1
  |
1 | fail-onn = "error"
  | ^^^^^^^^
  = help: did you mean `fail-on`?

)");
}

TEST_F(Cli, NotesAreShownWhenAskedFor) {
  write("plan.md", "8 × 8 = 65 <!-- stratlint-disable-line arithmetic -->\n");
  EXPECT_EQ(run("check").out, "1 file is clean. Not reported: 1 silenced by comments, 1 note (--strict).\n");
  EXPECT_THAT(run("check --strict").out, AllOf(StartsWith("note[suppression/reason]"), HasSubstr("Found 1 note in 1 file. Not reported: 1 silenced by comments.\n")));
  EXPECT_EQ(run("check --strict").code, 0);
  EXPECT_EQ(run("check --fail-on note").code, 1);
  EXPECT_EQ(run("check --require-reasons").code, 1);
  write("stratlint.toml", "require-reasons = true\n");
  EXPECT_THAT(run("check").out, StartsWith("error[suppression/reason]"));
}

TEST_F(Cli, BaselinesAreWrittenUsedAndPruned) {
  write("plan.md", std::string(wrong) + "\n9 × 9 = 82\n");
  write("a/plan.md", wrong);
  EXPECT_EQ(run("check --write-baseline").err, "stratlint: which baseline? --baseline FILE says so\n");
  EXPECT_EQ(run("check --baseline b.json").err, "stratlint: cannot use the baseline b.json: No such file or directory\n");
  const Result written = run("check --baseline b.json --write-baseline");
  EXPECT_EQ(written.out, "All 2 files are clean. Not reported: 3 in the baseline.\n");
  EXPECT_EQ(written.code, 0);
  write("stratlint.toml", "baseline = \"b.json\"\n");
  EXPECT_EQ(run("check").code, 0);
  EXPECT_EQ(run("check --no-config").code, 1);
  EXPECT_EQ(run("check; cd a && '" STRATLINT_BINARY "' check .").code, 0);
  write("plan.md", "Words.\n\n7 × 7 = 50\n\n9 × 9 = 82\n");
  const Result changed = run("check --format concise plan.md");
  EXPECT_EQ(changed.out, "plan.md:3:9: error[arithmetic/equation] 7 × 7 is 49, but 50 is written\n");
  EXPECT_EQ(changed.err, "stratlint: warning: 1 claim of the baseline found no more; --prune-baseline takes it out\n");
  EXPECT_EQ(changed.code, 1);
  EXPECT_EQ(run("check --prune-baseline").err, "");
  EXPECT_EQ(run("check").err, "");
  EXPECT_THAT(slurp(folder() / "b.json"), AllOf(HasSubstr("9×9=82"), HasSubstr("a/plan.md"), Not(HasSubstr("\"plan.md\",\"rule\":\"arithmetic/equation\",\"claim\":\"8×8=65\""))));
  fs::remove(folder() / "a/plan.md");
  EXPECT_THAT(run("check").err, HasSubstr("1 claim of the baseline"));
  EXPECT_EQ(run("check --write-baseline").code, 0);
  EXPECT_THAT(slurp(folder() / "b.json"), AllOf(HasSubstr("7×7=50"), Not(HasSubstr("a/plan.md"))));
  write("b.json", "{}");
  EXPECT_EQ(run("check").code, 2);
}

TEST_F(Cli, ReportsGoToFilesToo) {
  write("plan.md", wrong);
  const Result result = run("check --format concise --output json=r.json --output github=r.txt");
  EXPECT_EQ(result.out, "plan.md:1:9: error[arithmetic/equation] 8 × 8 is 64, but 65 is written\n");
  EXPECT_THAT(slurp(folder() / "r.json"), StartsWith("{\"schema_version\":1"));
  EXPECT_THAT(slurp(folder() / "r.txt"), StartsWith("::error file=plan.md,line=1,"));
  EXPECT_THAT(run("check --output jsn=x").err, HasSubstr("--output: unknown value `jsn`; did you mean `json`?"));
  EXPECT_THAT(run("check --output json").err, HasSubstr("--output: `json` is not FORMAT=FILE"));
  const Result nowhere = run("check --output json=no/x.json");
  EXPECT_EQ(nowhere.err, "stratlint: cannot write no/x.json: No such file or directory\n");
  EXPECT_EQ(nowhere.code, 3);
}

TEST_F(Cli, MaxFindingsNeverCutsSilently) {
  write("plan.md", std::string(wrong) + "\n9 × 9 = 82\n\n7 × 7 = 50\n");
  const Result text = run("check --max-findings 2");
  EXPECT_THAT(text.out, AllOf(HasSubstr("9 × 9"), Not(HasSubstr("7 × 7")), HasSubstr("Found 3 problems (3 errors) in 1 file. 1 finding more than the limit, not shown here.")));
  EXPECT_EQ(run("check --max-findings 2 --format concise").err, "stratlint: warning: 1 more finding than the limit, not in the concise report\n");
  EXPECT_EQ(run("check --max-findings 0").err, "");
}

}  // namespace
}  // namespace stratlint
