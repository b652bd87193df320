#include "finding_lines.h"

// Comments and remarks that say how a value of a configuration comes about, rows of parts, shares beside an equation.
namespace stratlint {
namespace {

std::string yaml(const std::string& text) { return "```yaml\n" + text + "\n```"; }

TEST(Comments, DeriveTheirEntry) {
  expect_findings({
      {yaml("global_batch_size: 1536  # 2 x 24 x 32"), ""},
      {yaml("global_batch_size: 2304  # 2 x 24 x 32"), "2 arithmetic/equation: 2 x 24 x 32 is 1536, but 2304 is written"},
      {yaml("global_batch_size: 2304  # micro 2 x accum 24 x dp 32"), "2 arithmetic/equation: 2 x accum 24 x dp 32 is 1536, but 2304 is written"},
      {yaml("memory_total_gb: 26.8  # weights 5.8 + grads 5.8 + optimizer 8.8 + activations 6.4"), ""},
      {yaml("memory_total_gb: 32.7  # weights 5.8 + grads 5.8 + optimizer 8.8 + activations 6.4"),
       "2 arithmetic/equation: 5.8 + grads 5.8 + optimizer 8.8 + activations 6.4 is 26.8 GB, but 32.7 GB is written"},
      {yaml("sustained_pflops: 228  # 512 x 989 TFLOPS x 45%"), ""},
      {yaml("sustained_pflops: 328  # 512 x 989 TFLOPS x 45%"), "2 arithmetic/equation: 512 x 989 TFLOPS x 45% is 227.9 PFLOP/s, but 328 PFLOP/s is written"},
  });
}

TEST(Comments, GiveTheTwoSizesOfAShare) {
  expect_findings({
      {yaml("memory_utilization: \"39%\"  # 75.2 GB of 192 GB"), ""},
      {yaml("memory_utilization: \"21%\"  # 75.2 GB of 192 GB"), "2 arithmetic/percent: 75.2 GB of 192 GB is 39.2 %, but 21% is written"},
  });
}

TEST(Comments, MayBeAboutSomethingElse) {
  expect_findings({
      {yaml("num_nodes: 16  # 8 x 80 GB each"), ""},
      {yaml("pp: 4  # 4 x 12 layers"), ""},
      {yaml("num_nodes: 16  # see issue 4, 2 x 3"), ""},
      {yaml("memory_gb: 123.7  # 80 x 1.55 on the host"), ""},
  });
}

TEST(Remarks, OnEntriesOfAFence) {
  const std::string fence = "```json\n{\n  \"global_batch\": 2304\n}\n```\n\n";
  expect_findings({
      {fence + "- `global_batch`: 2 x 36 x 32", ""},
      {fence + "- `global_batch`: 2 x 24 x 32", "3 arithmetic/equation: 2 x 24 x 32 is 1536, but 2304 is written"},
      {fence + "- `other_batch`: 2 x 24 x 32", ""},
  });
}

TEST(Rows, AreAddedUp) {
  const std::string head = "| Run | Weights (GB) | Gradients (GB) | Activations (GB) | Sum (GB) |\n|---|---|---|---|---|\n";
  expect_findings({
      {head + "| a | 4.0 | 4.0 | 8.0 | 16.0 |\n| b | 2.0 | 2.0 | 6.0 | 10.0 |", ""},
      {head + "| a | 4.0 | 4.0 | 8.0 | 16.0 |\n| b | 2.0 | 2.0 | 6.0 | 14.0 |", "4 arithmetic/total: the parts add up to 10 GB, but the total says 14.0"},
  });
}

TEST(Equations, OfRatesThatAreRounded) {
  expect_findings({
      {"1680 sequences/s × 2048 tokens = 3430k tokens/s", ""},
      {"1680 sequences/s × 2048 tokens = 3400k tokens/s", "1 arithmetic/equation: 1680 sequences/s × 2048 tokens is 3440.6 k tokens/s, but 3400k tokens/s is written"},
  });
}

TEST(Equations, TakeAShareThatStandsBeforeThem) {
  expect_findings({
      {"Compute at 50%: 64 × 100 TFLOPS = 3.2 PFLOPS", ""},
      {"Compute at 50%: 64 × 100 TFLOPS = 4.2 PFLOPS", "1 arithmetic/equation: 64 × 100 TFLOPS is 6.4 PFLOPS, but 4.2 PFLOPS is written"},
  });
}

}  // namespace
}  // namespace stratlint
