#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "base/edit.h"
#include "cli.h"
#include "finding_lines.h"

// What `--fix` changes, and what it leaves to the author.

namespace stratlint {
namespace {

using ::testing::HasSubstr;

TEST(Edits, AreAppliedInOrder) {
  EXPECT_EQ(apply_edits("abcdef", {{{4, 5}, "EE"}, {{0, 1}, ""}}), "bcdEEf");
  EXPECT_EQ(apply_edits("abc", {{{0, 2}, "x"}, {{1, 3}, "y"}}), "xc");
  EXPECT_EQ(apply_edits("abc", {{{3, 3}, "d"}}), "abcd");
  EXPECT_EQ(apply_edits("abc", {{{2, 9}, "d"}}), "abc");
  EXPECT_EQ(apply_edits("", {}), "");
}

struct Row {
  const char *before, *safe, *unsafe;  // null: as before
};

class Fixes : public Cli, public testing::WithParamInterface<Row> {};

TEST_P(Fixes, ChangeWhatTheyMay) {
  const auto [before, safe, unsafe] = GetParam();
  const auto fixed = [&](const std::string& options) {
    write("plan.md", before);
    run("check --fix " + options);
    const std::string once = slurp(folder() / "plan.md");
    run("check --fix " + options);
    EXPECT_EQ(slurp(folder() / "plan.md"), once) << "not the same when done again";
    return once;
  };
  EXPECT_EQ(fixed(""), safe == nullptr ? before : safe);
  EXPECT_EQ(fixed("--unsafe-fixes"), unsafe != nullptr ? unsafe : safe != nullptr ? safe : before);
}

INSTANTIATE_TEST_SUITE_P(
    Each, Fixes,
    testing::Values(Row{"8 × 8 = 65\n", "8 × 8 = 64\n", nullptr},

                    Row{"It takes 12 ms + 30 ms = 52 ms.\n", "It takes 12 ms + 30 ms = 42 ms.\n", nullptr},
                    Row{"- [x] Latency: 53ms < 50ms\n- [x] 8 × 8 = 64\n", "- [ ] Latency: 53ms < 50ms\n- [x] 8 × 8 = 64\n", nullptr},
                    Row{"TP(4) × EP(8) × PP(4) = 64 GPUs\n", nullptr, "TP(4) × EP(8) × PP(4) = 128 GPUs\n"},
                    Row{"8 × 8 = 64\n", nullptr, nullptr},
                    Row{"8 × 8 = 65 <!-- stratlint-disable-line -- a joke -->\n", nullptr, nullptr}));

TEST_F(Cli, FixedFilesKeepTheirPermissionsAndLinks) {
  write("plan.md", "8 × 8 = 65\r\nno line break at the end");
  fs::create_symlink("plan.md", folder() / "link.md");
  ::chmod((folder() / "plan.md").c_str(), 0640);
  const Result result = run("check --fix link.md");
  EXPECT_EQ(result.out, "1 file is clean. 1 fixed.\n");
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(slurp(folder() / "plan.md"), "8 × 8 = 64\r\nno line break at the end");
  EXPECT_TRUE(fs::is_symlink(folder() / "link.md"));
  EXPECT_EQ(static_cast<int>(fs::status(folder() / "plan.md").permissions()), 0640);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder()), fs::directory_iterator()), 2) << "nothing else is left behind";
}

TEST_F(Cli, FilesThatCannotBeReplacedStayAsTheyAre) {
  if (::geteuid() == 0) GTEST_SKIP() << "nothing is forbidden to root";
  write("plan.md", "8 × 8 = 65\n");
  fs::permissions(folder(), fs::perms::owner_read | fs::perms::owner_exec);
  const Result result = run("check --fix plan.md");
  fs::permissions(folder(), fs::perms::owner_all);
  EXPECT_EQ(result.code, 3);
  EXPECT_THAT(result.err, HasSubstr("stratlint: cannot write plan.md: Permission denied\n"));
  EXPECT_EQ(slurp(folder() / "plan.md"), "8 × 8 = 65\n");
}

TEST_F(Cli, DiffShowsWhatFixWouldDo) {
  const std::string before = "1\n2\n3\n4\n8 × 8 = 65\n6\n7\n8\n9\n";
  write("plan.md", before);
  const Result result = run("check --diff plan.md");
  EXPECT_EQ(result.out, "--- plan.md\n+++ plan.md\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-8 × 8 = 65\n+8 × 8 = 64\n 6\n 7\n 8\n");
  EXPECT_EQ(result.code, 1);
  EXPECT_EQ(slurp(folder() / "plan.md"), before);
  EXPECT_EQ(run("check --diff -", "8 × 8 = 65").out, "--- <stdin>\n+++ <stdin>\n@@ -1,1 +1,1 @@\n-8 × 8 = 65\n\\ No newline at end of file\n+8 × 8 = 64\n\\ No newline at end of file\n");
  write("plan.md", "8 × 8 = 64\n");
  EXPECT_EQ(run("check --diff plan.md").out, "");
  EXPECT_EQ(run("check --diff plan.md").code, 0);
  EXPECT_EQ(run("check --fix -", "8 × 8 = 65").err, "stratlint: --fix changes files; for standard input there is --diff\n");
  EXPECT_EQ(run("check --fix --diff plan.md").code, 0);
}

TEST_F(Cli, OnlySafeFixesAreSuggested) {
  write("plan.md", "8 × 8 = 65\n\nTP(4) × EP(8) × PP(4) = 64 GPUs\n");
  const std::string rdjson = run("check --format rdjson").out;
  EXPECT_THAT(rdjson, HasSubstr(R"("suggestions":[{"range":{"start":{"line":1,"column":10},"end":{"line":1,"column":12}},"text":"64"}])"));
  EXPECT_EQ(rdjson.find("\"text\":\"128\""), std::string::npos);
}

}  // namespace
}  // namespace stratlint
