#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>

#include "beside.h"
#include "pipeline.h"

// Reports of the program itself, judged by the schemas of those who read them. Schemas may be kept beside the source
// tree, in a folder `schemas`; python3-jsonschema and xmllint judge.

namespace stratlint {
namespace {

namespace fs = std::filesystem;

int run(const std::string& command) {
  const int status = std::system(command.c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

struct Folder {
  fs::path path;
  ~Folder() { fs::remove_all(path); }
};

/// Reports on the examples, on hostile bytes and on a file that is missing, written once.
const fs::path& reports() {
  static const Folder folder{[] {
    std::string name = (fs::temp_directory_path() / "stratlint-schemas-XXXXXX").string();
    EXPECT_NE(::mkdtemp(name.data()), nullptr);
    fs::create_directory(fs::path(name) / "odd & <names>");
    std::ofstream(fs::path(name) / "odd & <names>/50%.md") << "\x01 `\xff` ✅ 8 × 8 = 65 GPUs ]]> \"<&'\n";
    std::string command = "cd '" + name + "' && cp -r '" STRATLINT_SOURCE_DIR "/examples' . && '" STRATLINT_BINARY "' check --quiet";
    for (const ReportFormat& format : report_formats()) command += " --output " + std::string(format.name) + "=report." + std::string(format.name);
    EXPECT_EQ(run(command + " examples 'odd & <names>' gone.md >/dev/null"), 3);
    return fs::path(name);
  }()};
  return folder.path;
}

struct Judge {
  const char* format;
  const char* schema;
  const char* tool;     // is there if this succeeds
  const char* command;  // schema and report are its arguments
};

const char* const draft4 =
    "python3 -c 'import json,sys,jsonschema; "
    "errors=list(jsonschema.Draft4Validator(json.load(open(sys.argv[1]))).iter_errors(json.load(open(sys.argv[2])))); "
    "[print(list(e.path), e.message[:300]) for e in errors]; sys.exit(len(errors) > 0)'";
const char* const has_draft4 = "python3 -c 'import jsonschema' 2>/dev/null";
const char* const has_xmllint = "xmllint --version 2>/dev/null";

void PrintTo(const Judge& judge, std::ostream* out) {
  *out << judge.schema;
}

class Schemas : public testing::TestWithParam<Judge> {};

TEST_P(Schemas, ReportIsValid) {
  const auto schema = find_beside(std::string("schemas/") + GetParam().schema);
  if (!schema) GTEST_SKIP() << "no schemas beside the source tree";
  if (run(GetParam().tool) != 0) GTEST_SKIP() << "the validator is not installed";
  const fs::path report = reports() / (std::string("report.") + GetParam().format);
  EXPECT_EQ(run(std::string(GetParam().command) + " '" + schema->string() + "' '" + report.string() + "'"), 0);
}

INSTANTIATE_TEST_SUITE_P(All, Schemas,
                         testing::Values(Judge{"sarif", "sarif-2.1.0.json", has_draft4, draft4}, Judge{"rdjson", "rdjson.json", has_draft4, draft4},
                                         Judge{"junit", "junit-ant.xsd", has_xmllint, "xmllint --noout --schema"},
                                         Judge{"junit", "junit-jenkins.xsd", has_xmllint, "xmllint --noout --schema"}),
                         [](const auto& info) { return test_name(info.param.schema); });

TEST(Reports, CheckstyleIsXml) {
  if (run(has_xmllint) != 0) GTEST_SKIP() << "xmllint is not installed";
  EXPECT_EQ(run("xmllint --noout '" + (reports() / "report.checkstyle").string() + "'"), 0);
}

// GitLab takes no report with other severities, fingerprints that repeat, or absolute paths.
TEST(Reports, GitlabHasWhatItNeeds) {
  const auto issues = nlohmann::json::parse(read_bytes(reports() / "report.gitlab"));
  ASSERT_GE(issues.size(), 3u);
  const std::set<std::string> severities = {"info", "minor", "major", "critical", "blocker"};
  std::set<std::string> fingerprints;
  for (const auto& issue : issues) {
    EXPECT_FALSE(issue.at("description").get<std::string>().empty());
    EXPECT_TRUE(severities.contains(issue.at("severity")));
    EXPECT_TRUE(fingerprints.insert(issue.at("fingerprint")).second) << issue;
    const std::string path = issue.at("location").at("path");
    EXPECT_FALSE(path.starts_with("/") || path.starts_with("./")) << path;
    EXPECT_GE(issue["location"]["lines"].at("begin"), 1);
  }
}

TEST(Reports, JsonLinesAreObjects) {
  std::istringstream lines(read_bytes(reports() / "report.jsonl"));
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) EXPECT_TRUE(nlohmann::json::parse(line).is_object());
  EXPECT_GE(count, 3u);
}

// One run, ids that rules have, relative encoded paths, at most 25,000 results: what GitHub asks beyond the schema.
TEST(Reports, SarifHasWhatCodeScanningNeeds) {
  const auto sarif = nlohmann::json::parse(read_bytes(reports() / "report.sarif"));
  ASSERT_EQ(sarif.at("runs").size(), 1u);
  const auto& run = sarif["runs"][0];
  std::set<std::string> ids;
  for (const auto& rule : run.at("tool").at("driver").at("rules")) {
    ids.insert(rule.at("id"));
    EXPECT_TRUE(rule.at("shortDescription").at("text").get<std::string>().ends_with(".")) << rule["id"];
    EXPECT_TRUE(rule.at("helpUri").get<std::string>().starts_with("https://"));
    EXPECT_FALSE(rule.at("help").at("markdown").get<std::string>().empty());
  }
  EXPECT_EQ(ids.size(), default_rules().rules.size());
  EXPECT_TRUE(run.at("automationDetails").at("id").get<std::string>().ends_with("/"));
  EXPECT_EQ(run.at("columnKind"), "unicodeCodePoints");
  bool encoded = false;
  for (const auto& result : run.at("results")) {
    EXPECT_TRUE(ids.contains(result.at("ruleId")));
    EXPECT_TRUE(result.at("partialFingerprints").contains("stratlintClaim/v1"));
    const std::string uri = result.at("locations")[0].at("physicalLocation").at("artifactLocation").at("uri");
    EXPECT_EQ(uri.find_first_of(" <>"), std::string::npos) << uri;
    encoded = encoded || uri == "odd%20&%20%3Cnames%3E/50%25.md";
  }
  EXPECT_TRUE(encoded);
  EXPECT_EQ(run.at("invocations")[0].at("executionSuccessful"), false);
}

}  // namespace
}  // namespace stratlint
