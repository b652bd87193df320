#include <fmt/format.h>

#include <exception>

#include "score.h"
#include "stratlint/cost.h"

// accuracy LABELS DOCUMENTS: how well the documents of a folder are read, and what differs from their labels.
int main(int argc, char** argv) {
  using namespace stratlint;
  if (argc != 3) {
    fmt::print(stderr, "usage: accuracy LABELS DOCUMENTS\n");
    return 2;
  }
  if (!std::filesystem::is_directory(argv[2])) {
    fmt::print("{} is not here: skipped\n", argv[2]);
    return 0;
  }
  try {
    const RuleLayer layer{embedded_rule_files(), true};
    const LoadResult loaded = load_rules({&layer, 1}, computed_keys());
    const accuracy::Score score = accuracy::score_folder(argv[1], argv[2], loaded.rules);
    fmt::print("{}\nWhat differs from the labels:\n\n{}", accuracy::tables(score), accuracy::differences(score));
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 3;
  }
  return 0;
}
