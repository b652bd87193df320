#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "cli.h"

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;
using namespace stratlint;

// One rule for each severity, which a document can trip by the number of its layers.
void write_test_rules(const fs::path& folder) {
  const std::pair<const char*, int> severities[] = {{"error", 13}, {"warning", 14}, {"note", 15}};
  for (const auto& [severity, layers] : severities) {
    const fs::path rule = folder / "rules/test" / severity;
    fs::create_directories(rule);
    std::ofstream(rule / "rule.strat") << "rule test/" << severity << " {\n  doc \"Counts that bring bad luck.\"\n"
                                       << "  kind formula\n  severity " << severity << "\n  judge model.layers\n"
                                       << "  require model.layers != " << layers << "\n  recomputed 12\n"
                                       << "  message \"" << layers << " layers\"\n}\n";
  }
}

std::string layers(int count) {
  return "The model has " + std::to_string(count) + " layers.\n";
}

TEST_F(Cli, CleanDocument) {
  write("plan.md", right_document);
  const Result result = run("check plan.md");
  EXPECT_EQ(result.out, "1 file is clean.\n");
  EXPECT_EQ(result.err, "");
  EXPECT_EQ(result.code, 0);
}

TEST_F(Cli, FindingsInEveryFormat) {
  write("plan.md", wrong_document);
  const Result text = run("check plan.md");
  EXPECT_THAT(text.out, AllOf(StartsWith("error["), HasSubstr("--> plan.md:3:"), HasSubstr("8 × 8 = 65"),
                              HasSubstr("Found 1 problem (1 error) in 1 file.\nMore about a rule: "
                                        "stratlint explain arithmetic/equation\n")));
  EXPECT_EQ(text.code, 1);
  const Result quiet = run("check -q plan.md");
  EXPECT_EQ(quiet.out, text.out.substr(0, text.out.find("Found")));
  const Result concise = run("check --format concise plan.md");
  EXPECT_THAT(concise.out, StartsWith("plan.md:3:"));
  EXPECT_EQ(std::count(concise.out.begin(), concise.out.end(), '\n'), 1);
  EXPECT_EQ(concise.code, 1);
  const Result result = run("check --format json plan.md");
  EXPECT_EQ(result.code, 1);
  const json report = json::parse(result.out);
  EXPECT_EQ(report["files"].size(), 1u);
  ASSERT_EQ(report["files"][0]["findings"].size(), 1u);
  EXPECT_EQ(report["files"][0]["findings"][0]["range"]["start"]["line"], 3);
  EXPECT_EQ(report["summary"], json::parse(R"({"files":1,"errors":1,"warnings":0,"notes":0})"));
}

TEST_F(Cli, FailOnSetsTheExitCode) {
  write_test_rules(folder());
  write("error.md", layers(13));
  write("warning.md", layers(14));
  write("note.md", layers(15));
  const std::pair<const char*, std::vector<int>> cases[] = {
      {"", {1, 0, 0}},
      {"--fail-on error", {1, 0, 0}},
      {"--fail-on warning", {1, 1, 0}},
      {"--fail-on note", {1, 1, 1}},
      {"--fail-on never", {0, 0, 0}},
  };
  for (const auto& [option, codes] : cases) {
    const std::string check = std::string("check -q --rules rules ") + option;
    EXPECT_EQ(run(check + " error.md").code, codes[0]) << option;
    EXPECT_EQ(run(check + " warning.md").code, codes[1]) << option;
    EXPECT_EQ(run(check + " note.md").code, codes[2]) << option;
  }
  EXPECT_THAT(run("check --strict --rules rules note.md").out, StartsWith("note[test/note]: 15 layers\n"));
}

TEST_F(Cli, RulesFoldersAddAndDefaultsCanBeLeftOut) {
  write_test_rules(folder());
  write("plan.md", wrong_document);
  EXPECT_EQ(run("check --no-default-rules plan.md").code, 0);
  EXPECT_EQ(run("check --rules rules plan.md").code, 1);
  EXPECT_THAT(run("rules --rules rules").out, HasSubstr("test/warning"));
  EXPECT_THAT(run("rules").out, Not(HasSubstr("test/warning")));
}

TEST_F(Cli, WrongRuleFilesAreShownWithACaret) {
  write("rules/test/broken/rule.strat", "rule test/broken {\n  kind formla\n}\n");
  write("plan.md", right_document);
  const Result result = run("check --rules rules plan.md");
  EXPECT_EQ(result.code, 2);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err, R"(error[rule-file]: unknown kind `formla`
 --> rules/test/broken/rule.strat:2:8
  |
2 |   kind formla
  |        ^^^^^^
  = help: did you mean `formula`?

)");
}

TEST_F(Cli, RuleFolderThatIsMissing) {
  const Result result = run("check --rules nowhere -");
  EXPECT_EQ(result.err, "stratlint: cannot read the rules in nowhere: No such file or directory\n");
  EXPECT_EQ(result.code, 2);
}

TEST_F(Cli, RuleFileThatCannotBeRead) {
  fs::create_directory(folder() / "rules");
  fs::create_symlink("nowhere", folder() / "rules/words.strat");
  const Result result = run("check --rules rules -");
  EXPECT_EQ(result.err, "stratlint: cannot read rules/words.strat: No such file or directory\n");
  EXPECT_EQ(result.code, 2);
}

struct Usage {
  const char* arguments;
  const char* message;
};

TEST_F(Cli, WrongUsage) {
  write("plan.md", right_document);
  const Usage cases[] = {
      {"chek plan.md", "stratlint: unknown command `chek`; did you mean `check`?\nTry `stratlint --help`.\n"},
      {"plan.md", "stratlint: unknown command `plan.md`; to check it: stratlint check plan.md\n"},
      {"zzzzzz", "stratlint: unknown command `zzzzzz`; one of: check, facts, plan, dag, rules, explain, config, completions\n"},
      {"--colour", "stratlint: unknown option `--colour`\n"},
      {"check --fromat json", "stratlint: unknown option `--fromat`; did you mean `--format`?\n"},
      {"check --fromat=json", "stratlint: unknown option `--fromat`; did you mean `--format`?\n"},
      {"check -x", "stratlint: unknown option `-x`\nTry `stratlint check --help`.\n"},
      {"check --format jsn", "stratlint: --format: unknown value `jsn`; did you mean `json`?\n"},
      {"check --fail-on bad", "stratlint: --fail-on: unknown value `bad`; one of: error, warning, note, never\n"},
      {"check --color pink", "stratlint: --color: unknown value `pink`; one of: auto, always, never\n"},
      {"check --jobs many", "stratlint: --jobs: Value many not in range 0 to 1024\n"},
      {"check --jobs 2000", "stratlint: --jobs: Value 2000 not in range 0 to 1024\n"},
      {"check --jobs", "stratlint: --jobs: 1 required N missing\n"},
      {"facts", "stratlint: PATH is required\n"},
      {"facts --format concise plan.md", "stratlint: --format: unknown value `concise`; one of: text, json\n"},
      {"explain", "stratlint: ID is required\n"},
      {"explain a b", "stratlint: unexpected argument `b`\n"},
      {"explain no/such-rule-at-all", "stratlint: unknown rule `no/such-rule-at-all`"},
      {"", "Usage: stratlint COMMAND"},
  };
  for (const Usage& c : cases) {
    const Result result = run(c.arguments);
    EXPECT_EQ(result.code, 2) << c.arguments;
    EXPECT_EQ(result.out, "") << c.arguments;
    EXPECT_THAT(result.err, HasSubstr(c.message)) << c.arguments;
  }
}

TEST_F(Cli, HelpAndVersion) {
  for (const char* command : {"", "check", "facts", "rules", "explain"}) {
    const Result result = run(std::string(command) + " --help");
    EXPECT_EQ(result.code, 0);
    EXPECT_EQ(result.err, "");
    EXPECT_THAT(result.out, HasSubstr(std::string("Usage: stratlint ") + command));
    std::istringstream lines(result.out);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80u) << line;
  }
  EXPECT_THAT(run("check -h").out,
              AllOf(HasSubstr("--fail-on LEVEL"), HasSubstr("Examples:"), HasSubstr("Exit codes")));
  EXPECT_THAT(run("--version").out, StartsWith("stratlint " STRATLINT_VERSION "\n"));
}

TEST_F(Cli, PlanTakesAnotherDevice) {
  write("plan.md", "# Plan\n\n```stratlint\ngpu.memory: 64 GB\n```\n");
  const Result result = run("plan --format json --hardware H200 plan.md");
  EXPECT_EQ(result.code, 0);
  const json facts = json::parse(result.out)["plans"][0]["facts"];
  ASSERT_EQ(facts.size(), 1u);
  EXPECT_EQ(facts[0]["value"], "H200 SXM 141GB");
  const Result unknown = run("plan --hardware H2000 plan.md");
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.err, testing::StartsWith("stratlint: --hardware: no device `H2000` in the catalogue, which has: "));
  EXPECT_THAT(unknown.err, testing::HasSubstr("H200 SXM 141GB"));
}

TEST_F(Cli, ConventionsOverrideTheDocument) {
  write("plan.md", "# Plan\n\n```bash\n--tensor-model-parallel-size 2 --pipeline-model-parallel-size 4 --expert-model-parallel-size 8\n```\n\nDP = 8. Total GPUs: 512\n");
  const Result folded = run("check plan.md");
  EXPECT_EQ(folded.code, 1);
  EXPECT_THAT(folded.out, testing::HasSubstr("read as: folded: 64"));
  EXPECT_EQ(run("check --convention product plan.md").code, 0);
  EXPECT_THAT(run("facts --convention product plan.md").out, testing::HasSubstr("layout.convention  product"));
  EXPECT_THAT(run("plan --convention product plan.md").out, testing::HasSubstr("product"));
  for (const char* command : {"check", "facts", "plan"}) {
    const Result unknown = run(std::string(command) + " --convention prodct plan.md");
    EXPECT_EQ(unknown.code, 2);
    EXPECT_EQ(unknown.err, "stratlint: --convention: unknown value `prodct`; did you mean `product`?\n");
  }
}

TEST_F(Cli, OutputThatCannotBeWritten) {
  write("plan.md", wrong_document);
  if (fs::exists("/dev/full")) {
    const Result full = run("check plan.md >/dev/full");
    EXPECT_EQ(full.code, 3);
    EXPECT_EQ(full.err, "stratlint: cannot write the output: No space left on device\n");
    EXPECT_EQ(run("rules >/dev/full").code, 3);
  }
  const Result closed = run("check plan.md >&-");
  EXPECT_EQ(closed.code, 3);
  EXPECT_EQ(closed.err, "stratlint: cannot write the output: Bad file descriptor\n");
}

TEST_F(Cli, ReaderThatLeavesEarlyIsNoError) {
  std::string document;
  for (int i = 0; i < 5000; ++i) document += "- 8 × 8 = 65\n";
  write("plan.md", document);
  const Result result = run("check plan.md | head -n 1");
  EXPECT_THAT(result.out, StartsWith("error["));
  EXPECT_EQ(result.err, "");
}

TEST_F(Cli, ColorsOnlyWhenAsked) {
  write("plan.md", wrong_document);
  EXPECT_THAT(run("check plan.md").out, Not(HasSubstr("\x1b")));
  EXPECT_THAT(run("check --color never plan.md").out, Not(HasSubstr("\x1b")));
  EXPECT_THAT(run("check --color always plan.md").out, HasSubstr("\x1b[1;31merror["));
}

TEST_F(Cli, VerboseTalksOnStandardError) {
  write("plan.md", right_document);
  const Result result = run("check -v plan.md");
  EXPECT_EQ(result.out, run("check plan.md").out);
  EXPECT_THAT(result.err, AllOf(HasSubstr("documents: 1, threads: 1"), HasSubstr("read plan.md")));
}

TEST_F(Cli, TimingIsATableOnStandardError) {
  write("a.md", right_document);
  write("b.md", wrong_document);
  for (const char* jobs : {"1", "2"}) {
    const Result result = run(std::string("check --timing --jobs ") + jobs + " .");
    EXPECT_EQ(result.out, run("check .").out);
    EXPECT_EQ(result.code, 1);
    EXPECT_THAT(result.err, AllOf(StartsWith("        ms    share  stage\n"), HasSubstr("%  read\n"), HasSubstr("%  markdown\n"),
                                  HasSubstr("%  extract\n"), HasSubstr("%  facts\n"), HasSubstr("%  check: equations\n"),
                                  HasSubstr("%  check: gpu/nodes\n"), HasSubstr("%  emit\n"), HasSubstr("100.0 %  all, 2 files\n")));
  }
  EXPECT_THAT(run("check .").err, IsEmpty());
  EXPECT_EQ(run("facts --timing a.md").code, 2);
}

TEST_F(Cli, FactsAsTextAndJson) {
  write("plan.md", layers(32));
  EXPECT_THAT(run("facts plan.md").out, AllOf(HasSubstr("model.layers"), HasSubstr("32"), HasSubstr("plan.md:1:")));
  const json report = json::parse(run("facts --format json plan.md").out);
  EXPECT_EQ(report["schema_version"], 1);
  const json& facts = report["files"][0]["plans"][0]["facts"];
  ASSERT_FALSE(facts.empty());
  const json& fact = facts[0];
  EXPECT_EQ(fact["key"], "model.layers");
  EXPECT_EQ(fact["value"], 32);
  EXPECT_EQ(fact["unit"], "1");
  EXPECT_EQ(fact["role"], "claim");
  EXPECT_EQ(fact["origin"], "stated");
  EXPECT_EQ(fact["range"]["start"]["line"], 1);
  write("empty.md", "words\n");
  EXPECT_EQ(run("facts empty.md").out, "empty.md: no facts\n\n");
}

TEST_F(Cli, ExplainShowsTextFormulaAndExamples) {
  std::istringstream rules(run("rules").out);
  int count = 0;
  for (std::string line; std::getline(rules, line); ++count) {
    const std::string id = line.substr(0, line.find(' '));
    const Result result = run("explain " + id);
    EXPECT_EQ(result.code, 0) << id;
    EXPECT_THAT(result.out,
                AllOf(StartsWith(id + ": "), HasSubstr("\nWrong\n"), HasSubstr("\nRight\n"), HasSubstr("[" + id + "]")))
        << id;
  }
  EXPECT_GT(count, 0);
}

}  // namespace
