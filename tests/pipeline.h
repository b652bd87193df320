#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "driver/documents.h"
#include "stratlint/cost.h"
#include "stratlint/emit.h"
#include "stratlint/triage.h"

namespace stratlint {

/// The rules that the binary carries, loaded once.
inline const RuleSet& default_rules() {
  static const RuleSet rules = [] {
    const RuleLayer layer{embedded_rule_files(), true};
    LoadResult result = load_rules({&layer, 1}, computed_keys());
    for (const LoadProblem& problem : result.problems) {
      ADD_FAILURE() << emit_text(
          {problem.source.get(), problem.source->path(), std::nullopt, {{problem.finding}, {}, {}}}, {});
    }
    return std::move(result.rules);
  }();
  return rules;
}

/// One document after the whole pipeline with the default rules.
struct Checked {
  Analysis analysis;
  Verdict verdict;

  Checked(const std::string& path, std::string bytes)
      : analysis(path, std::move(bytes), default_rules().vocabulary),
        verdict(suppress(check(analysis.reading(), default_rules()), analysis.document, default_rules(), {})) {}
  std::string text() const { return emit_text({&analysis.source, analysis.source.path(), std::nullopt, verdict}, {}); }
};

inline std::string read_bytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in) << "cannot read " << path;
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Compares with a golden file; STRATLINT_UPDATE=1 in the environment rewrites it.
inline void expect_golden(const std::string& actual, const std::filesystem::path& golden) {
  if (std::getenv("STRATLINT_UPDATE") != nullptr) {
    std::filesystem::create_directories(golden.parent_path());
    std::ofstream(golden, std::ios::binary) << actual;
    return;
  }
  ASSERT_TRUE(std::filesystem::exists(golden)) << golden << " is missing; STRATLINT_UPDATE=1 writes it:\n" << actual;
  EXPECT_EQ(actual, read_bytes(golden)) << golden << " differs; STRATLINT_UPDATE=1 rewrites it";
}

/// Letters, digits and underscores: what a test name may hold.
inline std::string test_name(std::string text) {
  for (char& c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return text;
}

}  // namespace stratlint
