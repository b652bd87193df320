#include "finding_lines.h"

// What counts of GPUs, nodes, modules, heads and layers are said to come to, in a sentence, a list or a row.
namespace stratlint {
namespace {

TEST(WorkedProducts, ComeToWhatStandsBehindThem) {
  const auto wrong = [](const std::string& product, const std::string& is, const std::string& written) {
    return "1 gpu/worked-product: " + product + " is " + is + ", but " + written + " is written";
  };
  expect_findings({
      {"TP 2 × PP 2 × DP 8 (32 ranks)", ""},
      {"TP 2 × PP 2 × DP 8 (48 ranks)", wrong("TP 2 × PP 2 × DP 8", "32", "48")},
      {"TP(2) × DP(8) -> 24 workers", "1 gpu/axis-product: TP(2) × DP(8) is 16, but 24 is written"},
      {"Multiply 2 by 2 by 8: 2 x 2 x 8. You get 48 GPUs.", wrong("2 x 2 x 8", "32", "48")},
      {"2 x 2 x 8 相乘得到 48 个 rank。", wrong("2 x 2 x 8", "32", "48")},
      {"8 stages x 6 layers, 40 total", wrong("8 stages x 6", "48", "40")},
      {"2 x 2 x 8 does not make 48 GPUs.", ""},
      {"2 x 2 x 8 ranks, 4 GPUs per node", ""},
      {"4 × 8 (16 GPUs)", ""},  // two factors and a remark, which may be of anything
      {"4 × 8, and the loader gets 16 GPUs for itself", ""},
      {"EP 4\n\nTP 2 × PP 2 × DP 8 (128 ranks)", ""},  // of all axes
  });
}

TEST(Products, OfAListOrARow) {
  const std::string list = "GPUs in total: 48\n\n- Nodes: 6\n- GPUs per node: 8\n", header = "| Nodes | GPUs per node | GPUs |\n|---|---|---|\n";
  expect_findings({
      {list + "- Total: 48 cards", ""},
      {list + "- Total: 40 cards", "5 gpu/nodes-in-sentence: 6 × 8 are 48 GPUs, but 40 is written"},
      {header + "| 6 | 8 | 48 |", ""},
      {"GPUs in total: 48\n\n" + header + "| 6 | 8 | 40 |", "5 gpu/nodes-in-sentence: 6 × 8 are 48 GPUs, but 40 is written"},
      {"GPUs in total: 48\n\n- Nodes: 6\n- GPUs per node: 8\n- Spare: 4 cards", ""},
  });
}

TEST(Modules, OfWhichEachGpuHoldsSome) {
  expect_findings({
      {"modules 12, cards 6 (one replica), 2 modules/GPU", ""},
      {"modules 10, cards 6 (one replica), 2 modules/GPU", "1 gpu/modules-per-gpu-in-sentence: 6 GPUs with 2 modules each hold 12 modules, but 10 is written"},
  });
}

TEST(Widths, OfHeadsThatFillThem) {
  const std::string free = "It has 40 heads of dimension 64 and a hidden size of 5120";
  expect_findings({
      {free + ".", ""},
      {"It has 40 heads of dimension 128, which together make up the hidden size of 5120.", ""},
      {"It has 40 heads of dimension 64, which together make up the hidden size of 5120.", "1 model/heads-in-sentence: 40 heads of 64 are 2560 wide together, but 5120 is written"},
  });
}

TEST(Evens, OfRemarksAndOtherTongues) {
  expect_findings({
      {"3 May: eval server up with TP=5 (48 heads split equally)", "1 axis/even-in-sentence: 48 do not divide by 5, but are said to"},
      {"评测用 TP=5，48 个 head 均分，不做 padding。", "1 axis/even-in-sentence: 48 do not divide by 5, but are said to"},
      {"48 个 head 不能均分到 5 个 rank 上。", ""},
      {"```bash\n# eval only: 48 heads\nvllm serve x --tensor-parallel-size 5\n```", "3 axis/divides: TP = 5 does not divide 48 attention heads"},
      {"```bash\n# eval only: 48 heads\nvllm serve x --tensor-parallel-size 6\n```", ""},
  });
}

TEST(Divisions, MayBeCalledCutting) {
  expect_findings({
      {"Cutting 48 layers into 4 pieces gives pieces of 12 layers.", ""},
      {"Cutting 48 layers into 4 pieces gives pieces of 16 layers.", "1 arithmetic/division: 48 over 4 are 12 each, but 16 is written"},
  });
}

}  // namespace
}  // namespace stratlint
