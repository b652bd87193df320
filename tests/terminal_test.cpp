#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

// Runs the program on a pseudo terminal: what a person sees.

namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Terminal : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "stratlint-pty-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
    std::ofstream(folder_ / "plan.md") << "The product is 8 × 8 = 65. " << std::string(200, 'x') << "\n";
  }
  void TearDown() override { fs::remove_all(folder_); }

  const fs::path& folder() const { return folder_; }

  // All that the terminal gets from a shell command.
  std::string run(const std::string& command, unsigned short columns = 80) const {
    winsize size{24, columns, 0, 0};
    int terminal = -1;
    const pid_t child = ::forkpty(&terminal, nullptr, nullptr, &size);
    if (child == 0) {
      const std::string line =
          "unset NO_COLOR TERM_PROGRAM VTE_VERSION KITTY_WINDOW_ID WT_SESSION KONSOLE_VERSION; "
          "export TERM=xterm; cd '" +
          folder_.string() + "' && " + command;
      ::execl("/bin/sh", "sh", "-c", line.c_str(), nullptr);
      ::_exit(127);
    }
    EXPECT_GT(child, 0);
    std::string out;
    char buffer[4096];
    for (ssize_t count; (count = ::read(terminal, buffer, sizeof buffer)) > 0;) {
      out.append(buffer, static_cast<std::size_t>(count));
    }
    ::close(terminal);
    ::waitpid(child, nullptr, 0);
    return out;
  }

 private:
  fs::path folder_;
};

const char* const check = "'" STRATLINT_BINARY "' check plan.md";
const std::string with_check(const std::string& before, const std::string& after = "") {
  return before + " " + check + " " + after;
}

TEST_F(Terminal, ColorsUnlessUnwanted) {
  EXPECT_THAT(run(check), HasSubstr("\x1b[1;31merror["));
  EXPECT_THAT(run(with_check("NO_COLOR=1")), Not(HasSubstr("\x1b")));
  EXPECT_THAT(run(with_check("TERM=dumb")), Not(HasSubstr("\x1b")));
  EXPECT_THAT(run(with_check("", "--color never")), Not(HasSubstr("\x1b")));
  EXPECT_THAT(run(with_check("NO_COLOR=1", "--color always")), HasSubstr("\x1b[1;31merror["));
  EXPECT_THAT(run(with_check("NO_COLOR=")), HasSubstr("\x1b[1;31merror["));
  EXPECT_THAT(run(with_check("", "| cat")), Not(HasSubstr("\x1b")));
}

TEST_F(Terminal, LinksWhereTheyAreKnown) {
  EXPECT_THAT(run(check), Not(HasSubstr("\x1b]8;;")));
  const std::string link = "\x1b]8;;file://" + fs::canonical(folder()).string() + "/plan.md\x1b\\plan.md:1:";
  for (const char* known : {"TERM_PROGRAM=vscode", "VTE_VERSION=6800", "KITTY_WINDOW_ID=1", "WT_SESSION=x"}) {
    EXPECT_THAT(run(with_check(known)), HasSubstr(link)) << known;
  }
  EXPECT_THAT(run(with_check("VTE_VERSION=4000")), Not(HasSubstr("\x1b]8;;")));
  EXPECT_THAT(run(with_check("TERM_PROGRAM=vscode", "--color never")), Not(HasSubstr("\x1b]8;;")));
}

TEST_F(Terminal, LinesAreCutToItsWidth) {
  const auto longest_x = [](const std::string& out) {
    std::size_t longest = 0, run = 0;
    for (const char c : out) longest = std::max(longest, run = c == 'x' ? run + 1 : 0);
    return longest;
  };
  EXPECT_GT(longest_x(run(check, 200)), longest_x(run(check, 60)));
  EXPECT_LT(longest_x(run(check, 60)), 60u);
  EXPECT_THAT(run(check, 60), HasSubstr("…"));
}

TEST_F(Terminal, NoLinksOnADumbOne) {
  EXPECT_THAT(run(with_check("TERM=dumb VTE_VERSION=6800")), Not(HasSubstr("\x1b")));
  EXPECT_THAT(run(with_check("TERM=dumb VTE_VERSION=6800", "--color always")), Not(HasSubstr("\x1b]8;;")));
  EXPECT_THAT(run(with_check("VTE_VERSION=6800", "--color always | cat")), Not(HasSubstr("\x1b]8;;")));
}

// Letters of the longest line up to `end`; of a text without colours.
std::size_t longest_line(const std::string& out, const std::string& end = "") {
  std::size_t longest = 0;
  std::istringstream lines(out);
  for (std::string line; std::getline(lines, line) && (end.empty() || !line.starts_with(end));) {
    const auto begins_letter = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80 && c != '\r'; };
    longest = std::max(longest, static_cast<std::size_t>(std::count_if(line.begin(), line.end(), begins_letter)));
  }
  return longest;
}

TEST_F(Terminal, TextsAreBrokenAtItsWidth) {
  const std::string rules = "'" STRATLINT_BINARY "' rules --color never";
  const std::string explain = "'" STRATLINT_BINARY "' explain gpu/axis-product --color never";
  for (const unsigned short width : {50, 80, 120}) {
    EXPECT_LE(longest_line(run(with_check("", "--color never"), width)), width);
    EXPECT_LE(longest_line(run(rules, width)), width);
    EXPECT_GT(longest_line(run(rules + " | cat", width)), 120u);
    EXPECT_LE(longest_line(run(explain, width), "Formula"), width);
  }
  EXPECT_GT(longest_line(run(explain, 200), "Formula"), 120u);
}

TEST_F(Terminal, ProgressOfLongRuns) {
  const std::string slow = "(sleep 5; echo) | '" STRATLINT_BINARY "' check ";
  EXPECT_THAT(run(slow + "- plan.md"), AllOf(HasSubstr("\r1 of 2 files"), HasSubstr("\r\x1b[K")));
  EXPECT_THAT(run(slow + "--format concise - plan.md"), Not(HasSubstr(" of 2 files")));
  EXPECT_THAT(run(check), Not(HasSubstr(" of 1 files")));
}

}  // namespace
