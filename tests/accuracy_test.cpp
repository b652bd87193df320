#include <gtest/gtest.h>

#include "accuracy/score.h"
#include "pipeline.h"

// The project's own labelled documents in the dialects of the field, tests/wild: NAME.md, what a person reads in it
// (NAME.facts), and what is wrong in it (NAME.findings).

namespace stratlint {
namespace {

const accuracy::Score& score() {
  static const std::filesystem::path folder = std::filesystem::path(STRATLINT_SOURCE_DIR) / "tests/wild";
  static const accuracy::Score result = accuracy::score_folder(folder, folder, default_rules());
  return result;
}

TEST(Accuracy, TablesAreUpToDate) {
  const std::string text =
      "# How well documents are read\n\n"
      "The documents of `tests/wild` against what a person reads in them, written by `make accuracy`. A fact counts once per document, key,\n"
      "value (within 1 %) and role, whichever plan it stands in; the table of scopes also asks for the scope. Claims and requirements are\n"
      "judged, so only they can be wrong; for the other roles the table tells how many were told apart.\n\n" +
      accuracy::tables(score());
  expect_golden(text, std::filesystem::path(STRATLINT_SOURCE_DIR) / "docs/accuracy.md");
}

TEST(Accuracy, ReadsMostOfWhatIsThereAndLittleElse) {
  EXPECT_GE(score().documents, 15);
  EXPECT_GE(score().facts.recall(), 0.87) << accuracy::differences(score());
  EXPECT_GE(score().facts.precision(), 0.95) << accuracy::differences(score());
}

TEST(Accuracy, LabelsNameKeysAndValues) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "labels";
  std::filesystem::create_directories(folder);
  const auto read = [&](const std::string& text) {
    std::ofstream(folder / "x.facts") << text;
    return accuracy::read_labels(folder / "x.facts", default_rules().vocabulary);
  };
  const accuracy::Labels labels = read("3 gpu.memory 80GB  # of one card\n\n4 perf.tokens_per_s 5tokens/ms gpu requirement\n");
  ASSERT_EQ(labels.facts.size(), 2u);
  EXPECT_EQ(labels.facts[0].value, 80e9);
  EXPECT_EQ(labels.facts[0].scope, Scope::gpu);
  EXPECT_EQ(labels.facts[1].value, 5000);
  EXPECT_EQ(labels.facts[1].role, Role::requirement);
  for (const char* wrong : {"3 gpu.memory\n", "3 gpu.nothing 80GB\n", "x gpu.memory 80GB\n", "3 gpu.memory 80XB\n", "3 gpu.memory 80GB sometimes\n"})
    EXPECT_THROW(read(wrong), std::runtime_error) << wrong;
}

}  // namespace
}  // namespace stratlint
