// Which documents are read, and what becomes of those that cannot be.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
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
using ::testing::StartsWith;
using namespace stratlint;

TEST_F(Cli, NoPathMeansThisFolder) {
  write("plan.md", wrong_document);
  EXPECT_THAT(run("check --format concise").out, StartsWith("plan.md:3:"));
  EXPECT_THAT(run("check --format concise .").out, StartsWith("plan.md:3:"));
}

TEST_F(Cli, FoldersAreSearchedInOrder) {
  for (const char* name :
       {"b.md", "a/z.markdown", "a-b.md", "a/b/c.md", "a.txt", ".hidden.md", ".git/x.md", "a/.x/y.md"}) {
    write("docs/" + std::string(name), wrong_document);
  }
  fs::create_directory(folder() / "docs/folder.md");
  fs::create_directory_symlink("..", folder() / "docs/a/up");
  fs::create_directory_symlink("a", folder() / "docs/link");
  const Result result = run("check --format json docs");
  std::vector<std::string> paths;
  const json report = json::parse(result.out);
  for (const json& file : report["files"]) paths.push_back(file["path"]);
  EXPECT_THAT(paths, testing::ElementsAre("docs/a-b.md", "docs/a/b/c.md", "docs/a/z.markdown", "docs/b.md"));
  EXPECT_EQ(result.code, 1);
}

/// Documents are read many at a time: none of them changes what is said of another.
TEST_F(Cli, ManyDocumentsAreWhatEachOfThemIs) {
  std::string each;
  for (int i = 100; i < 300; ++i) {
    const std::string name = "docs/" + std::to_string(i) + ".md";
    write(name, (i % 3 == 0 ? std::string(wrong_document) : std::string(right_document)) + "\n" + std::to_string(i) + " × 2 = 7\n");
    each += run("check -q --format concise " + name).out;
  }
  write("docs/200-large.md", std::string(600'000, 'x') + "\n");
  EXPECT_EQ(run("check -q --format concise --jobs 1 docs").out, each);
  EXPECT_EQ(run("check -q --format concise --jobs 3 docs").out, each);
}

TEST_F(Cli, NamedFilesAreReadWhateverTheirSuffix) {
  write("plan.txt", wrong_document);
  EXPECT_EQ(run("check plan.txt").code, 1);
}

TEST_F(Cli, OneDocumentIsCheckedOnce) {
  write("a/plan.md", right_document);
  EXPECT_EQ(run("check a/plan.md ./a/plan.md a a/../a/plan.md").out, "1 file is clean.\n");
  EXPECT_EQ(run("check - -", right_document).out, "1 file is clean.\n");
}

TEST_F(Cli, FolderWithoutMarkdown) {
  fs::create_directory(folder() / "empty");
  const Result result = run("check empty");
  EXPECT_EQ(result.err, "stratlint: warning: no Markdown files in empty\n");
  EXPECT_EQ(result.out, "No file was checked.\n");
  EXPECT_EQ(result.code, 0);
}

TEST_F(Cli, StandardInput) {
  const Result result = run("check --format concise -", wrong_document);
  EXPECT_THAT(result.out, StartsWith("<stdin>:3:"));
  EXPECT_EQ(result.code, 1);
  EXPECT_THAT(run("check --format concise --stdin-filename a.md -", wrong_document).out, StartsWith("a.md:3:"));
}

TEST_F(Cli, UnreadableFilesDoNotStopTheOthers) {
  write("good.md", right_document);
  write("bad.md", wrong_document);
  fs::create_symlink("nowhere", folder() / "dangling.md");
  ASSERT_EQ(::mkfifo((folder() / "fifo").c_str(), 0600), 0);
  const Result result = run("check good.md missing.md dangling.md fifo /dev/null bad.md");
  EXPECT_EQ(result.code, 3);
  EXPECT_THAT(result.out, AllOf(HasSubstr("error: cannot read missing.md: No such file or directory\n"),
                                HasSubstr("error: cannot read dangling.md: No such file or directory\n"),
                                HasSubstr("error: cannot read fifo: not a regular file\n"),
                                HasSubstr("error: cannot read /dev/null: not a regular file\n"),
                                HasSubstr("Found 1 problem (1 error) in 1 of 2 files. 4 files could not be read.\n")));
  const Result concise = run("check --format concise missing.md");
  EXPECT_EQ(concise.out, "missing.md: error: cannot read: No such file or directory\n");
  const json report = json::parse(run("check --format json missing.md good.md").out);
  EXPECT_EQ(report["files"][0]["error"], "No such file or directory");
  EXPECT_EQ(report["files"][1]["error"], nullptr);
  EXPECT_EQ(report["summary"]["files"], 2);
  EXPECT_EQ(run("facts missing.md").out, "error: cannot read missing.md: No such file or directory\n\n");
  EXPECT_EQ(run("facts missing.md").code, 3);
}

TEST_F(Cli, FilesWithoutPermission) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  write("secret.md", right_document);
  write("closed/plan.md", right_document);
  fs::permissions(folder() / "secret.md", fs::perms::none);
  fs::permissions(folder() / "closed", fs::perms::none);
  EXPECT_THAT(run("check secret.md").out, HasSubstr("cannot read secret.md: Permission denied\n"));
  EXPECT_THAT(run("check closed").out, HasSubstr("cannot read closed: Permission denied\n"));
  EXPECT_EQ(run("check").code, 3);
  fs::permissions(folder() / "closed", fs::perms::owner_all);
}

TEST_F(Cli, FilesAboveFourGigabytes) {
  write("huge.md", "");
  std::error_code error;
  fs::resize_file(folder() / "huge.md", 4294967296u, error);  // sparse
  if (error) GTEST_SKIP() << "no room for a sparse file";
  const Result result = run("check huge.md");
  EXPECT_THAT(result.out, HasSubstr("error: cannot read huge.md: larger than 4 GiB\n"));
  EXPECT_EQ(result.code, 3);
}

TEST_F(Cli, AnyBytesAreADocument) {
  const std::string bytes[] = {
      "",
      "\n",
      std::string("\0", 1),
      std::string("8 \0 8 = 64\0\n", 12),
      "\xff\xfe\xc3\x28 8 × 8 = 64\n",
      "\xEF\xBB\xBF# Plan\r\n\r\n8 × 8 = 64\r\n",
      "1e999 × 8 = 64e999 GB\n-1e-999 GB + inf + nan GB\n",
      std::string(20000, '>') + " 8\n",
      std::string(20000, '[') + "8 × 8" + std::string(20000, '('),
      std::string(100000, '|') + "\n" + std::string(100000, '-'),
  };
  for (const std::string& document : bytes) {
    write("plan.md", document);
    for (const char* format : {"text", "concise", "json"}) {
      const Result result = run(std::string("check --fail-on never --format ") + format + " plan.md");
      EXPECT_EQ(result.code, 0) << document.substr(0, 40);
      EXPECT_EQ(result.err, "");
    }
    EXPECT_EQ(run("facts plan.md --format json").code, 0);
  }
}

TEST_F(Cli, SameBytesForAnyNumberOfThreads) {
  for (int i = 0; i < 300; ++i) {
    write("docs/" + std::to_string(i) + ".md",
          i % 3 == 0 ? std::string(wrong_document) + std::string(static_cast<std::size_t>(i) * 100, 'x') : right_document);
  }
  fs::create_symlink("nowhere", folder() / "docs/77.markdown");
  for (const char* format : {"text", "concise", "json"}) {
    const std::string check = std::string("check docs --format ") + format + " --jobs ";
    const Result one = run(check + "1");
    EXPECT_EQ(one.code, 3);
    EXPECT_GT(one.out.size(), 100u * 20);
    for (const char* jobs : {"2", "8", "0"}) EXPECT_EQ(run(check + jobs).out, one.out) << format << jobs;
  }
  EXPECT_EQ(run("facts docs --jobs 8").out, run("facts docs --jobs 1").out);
}

}  // namespace
