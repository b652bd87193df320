#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace stratlint {

namespace fs = std::filesystem;

struct Result {
  int code = -1;
  std::string out, err;
};

inline std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A document with an error, and one without.
inline constexpr const char* wrong_document = "# Layout\n\nThe product is 8 × 8 = 65.\n";
inline constexpr const char* right_document = "# Layout\n\nThe product is 8 × 8 = 64.\n";

/// Runs the program itself, in a folder of its own, through the shell.
class Cli : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "stratlint-cli-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    top_ = name;
    fs::create_directory(folder());
  }
  void TearDown() override { fs::remove_all(top_); }

  fs::path folder() const { return top_ / "work"; }

  void write(const std::string& name, const std::string& bytes) const {
    fs::create_directories((folder() / name).parent_path());
    std::ofstream(folder() / name, std::ios::binary) << bytes;
  }

  // `arguments` as one would type them; redirections too.
  Result run(const std::string& arguments, const std::string& input = "") const {
    std::ofstream(top_ / "in", std::ios::binary) << input;
    const std::string command =
        "cd '" + folder().string() + "' && { '" STRATLINT_BINARY "' " + arguments + "; } <../in " + ">../out 2>../err";
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), slurp(top_ / "out"), slurp(top_ / "err")};
  }

 private:
  fs::path top_;
};

}  // namespace stratlint
