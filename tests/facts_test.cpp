#include "fact_lines.h"

namespace stratlint {
namespace {

TEST(Keys, OfLabelsBeforeTheNumber) {
  expect_facts({
      {"Attention heads: 16", "model.heads 16 total claim main"},
      {"- **Hidden size**: 4096", "model.hidden 4096 total claim main"},
      {"hidden dimension of 4096", "model.hidden 4096 total claim main"},
      {"Number of layers = 32", "model.layers 32 total claim main"},
      {"Tensor Parallelism (TP): 8", "axis.tp 8 total claim main"},
      {"VRAM: 80GB", "gpu.memory 80 GB gpu claim main"},
      {"VRAM: 80", ""},               // no unit
      {"Attention heads: 16.5", ""},  // a count is whole
      {"Attention heads: 16GB", ""},
  });
}

TEST(Keys, OfNounsBehindTheNumber) {
  expect_facts({
      {"the plan uses 64 GPUs", "cluster.gpus 64 total claim main"},
      {"a model with 32 layers", "model.layers 32 total claim main"},
      {"with 16 attention heads", "model.heads 16 total claim main"},
      {"64 apples", ""},
      {"page 64", ""},
  });
}

TEST(Keys, OfDegrees) {
  expect_facts({
      {"TP8", "axis.tp 8 total claim main"},
      {"TP8-EP4-PP2", "axis.tp 8 total claim main\naxis.ep 4 total claim main\naxis.pp 2 total claim main"},
      {"TP(8) × EP(4)", "axis.tp 8 total claim main\naxis.ep 4 total claim main"},
      {"8 (expert) × 4 (tensor)", "axis.ep 8 total claim main\naxis.tp 4 total claim main"},
      {"8-way tensor parallelism", "axis.tp 8 total claim main"},
  });
}

TEST(Scopes, AreSaidOrUsual) {
  expect_facts({
      {"Throughput: 100 tokens/s", "perf.tokens_per_s 100 tokens/s total claim main"},
      {"Throughput: 100 tokens/s per GPU", "perf.tokens_per_s 100 tokens/s gpu claim main"},
      {"Throughput per GPU: 100 tokens/s", "perf.tokens_per_s 100 tokens/s gpu claim main"},
      {"Total throughput: 100 tokens/s", "perf.tokens_per_s 100 tokens/s total claim main"},
      {"Weights: 4GB", "memory.weights 4 GB gpu claim main"},
      {"Weights: 4GB per layer", "memory.weights 4 GB layer claim main"},
      {"Total weights: 4GB in total", "memory.weights 4 GB total claim main"},
  });
}

TEST(Roles, SayWhyANumberStandsThere) {
  expect_facts({
      {"4 pipeline stages, reduced from 8 pipeline stages",
       "axis.pp 4 total claim main\naxis.pp 8 total superseded main"},
      {"Target throughput: 100 tokens/s", "perf.tokens_per_s 100 tokens/s total requirement main"},
      {"# Alternatives\n\nAttention heads: 16", "model.heads 16 total hypothetical main"},
      {"# Plan\n\n## Alternatives\n\n16 layers\n\n## Model\n\n32 layers",
       "model.layers 16 total hypothetical main\nmodel.layers 32 total claim main"},
      {"# Related work\n\n16 layers", "model.layers 16 total foreign main"},
      {"# Previous strategy\n\n16 layers", "model.layers 16 total superseded main"},
      {"# Errors found\n\n16 layers", "model.layers 16 total quoted main"},
      {"Number of layers: 32, not 16", "model.layers 32 total claim main\nmodel.layers 16 total superseded main"},
  });
}

TEST(Scopes, AreNotThoseOfATitle) {
  expect_facts({
      {"# Training / GPU\n\n16 layers", "model.layers 16 total claim main"},
      {"# Memory per GPU\n\n16 layers", "model.layers 16 total claim main"},
  });
}

TEST(Plans, OpenAtHeadingsAndRows) {
  expect_facts({
      {"32 layers\n\n## Baseline\n\nTP8\n\n## Other\n\nTP4",
       "model.layers 32 total claim main\naxis.tp 8 total claim baseline\naxis.tp 4 total claim main"},
      {"| TP | PP |\n|---|---|\n| 8 | 2 |\n| 4 | 4 |",
       "axis.tp 8 total claim row 1 of the table on line 1\naxis.pp 2 total claim row 1 of the table on line 1\n"
       "axis.tp 4 total claim row 2 of the table on line 1\naxis.pp 4 total claim row 2 of the table on line 1"},
  });
}

TEST(Tables, LabelAndUnitStandInTheHeader) {
  expect_facts({
      {"| Item | Value |\n|---|---|\n| Layers | 32 |\n| Hidden size | 4096 |",
       "model.layers 32 total claim main\nmodel.hidden 4096 total claim main"},
      {"| Part | Memory (GB) |\n|---|---|\n| Weights | 4.2 |", "memory.weights 4.2 GB gpu claim main"},
  });
}

TEST(Pins, AreFirm) {
  expect_facts({
      {"```stratlint\naxis.tp = 8\n```\n", "axis.tp 8 total claim main pinned"},
      {"---\nstratlint:\n  axis.tp: 8\n---\n", "axis.tp 8 total claim main pinned"},
      {"```stratlint\nmodel.gated = true\n```\n", "model.gated 1 total claim main pinned"},
      {"```stratlint\naxis.nonsense = 8\naxis.tp = 8GB\n```\n", ""},
      {"```stratlint\nmodel.dropout: true\n```\n", "model.dropout 1 total claim main pinned"},
      {"```stratlint\nmodel.dropout: false\n```\n", "model.dropout 0 total claim main pinned"},
      {"```stratlint\nmodel.mtp_layers: yes\n```\n", "model.mtp_layers 1 total claim main pinned"},
      {"```stratlint\ngpu.memory: true\n```\n", ""},
  });
  const Analysis analysis("x.md", "TP4\n\n```stratlint\naxis.tp = 8\n```\n", default_rules().vocabulary);
  const auto firmest = analysis.facts.candidates(0, default_rules().vocabulary.find_key("axis.tp"));
  ASSERT_FALSE(firmest.empty());
  EXPECT_EQ(analysis.facts.facts[firmest[0]].quantity.value, 8);
}

TEST(Config, EntriesAreLabels) {
  expect_facts({
      {"```yaml\nnum_layers: 32\n```\n", "model.layers 32 total claim main"},
      {"```bash\nrun --num-layers 32\n```\n", "model.layers 32 total claim main"},
      {"```python\nhidden_size = 4096  # of 32 layers\n```\n",
       "model.hidden 4096 total claim main\nmodel.layers 32 total claim main"},
      {"```cpp\nint num_layers = 32;\n```\n", ""},
  });
}

}  // namespace
}  // namespace stratlint
