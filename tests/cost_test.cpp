#include <cmath>

#include "pipeline.h"

namespace stratlint {
namespace {

/// What a document with these pins computes for a key, one value for each convention that is left open.
std::vector<Computed> computed(std::string_view key, const std::string& pins,
                               std::vector<std::string>* missing = nullptr) {
  const Vocabulary& words = default_rules().vocabulary;
  const Analysis analysis("x.md", "```stratlint\n" + pins + "```\n", words);
  return compute(key, analysis.facts, 0, words, missing);
}

double only(std::string_view key, const std::string& pins) {
  const auto all = computed(key, pins);
  EXPECT_EQ(all.size(), 1u) << key << "\n" << pins;
  return all.empty() ? 0 : all[0].value;
}

const char* const gpt3 = R"(model.layers = 96
model.hidden = 12288
model.heads = 96
model.ffn = 49152
model.vocab = 50257
)";
const char* const llama2_7b = R"(model.layers = 32
model.hidden = 4096
model.heads = 32
model.ffn = 11008
model.vocab = 32000
model.gated = true
model.tied_embeddings = false
)";
const char* const mixtral_8x7b = R"(model.layers = 32
model.hidden = 4096
model.heads = 32
model.kv_heads = 8
model.head_dim = 128
model.experts = 8
model.expert_ffn = 14336
model.top_k = 2
model.vocab = 32000
model.gated = true
model.tied_embeddings = false
)";

// Published sizes of models.
TEST(Parameters, OfKnownModels) {
  const struct {
    const char* key;
    std::string pins;
    double published;
    double tolerance;
  } rows[] = {
      {"params.total", std::string(gpt3) + "model.gated = false\nmodel.tied_embeddings = true\n", 174.6e9, 0.01},
      {"params.total", llama2_7b, 6.738e9, 0.001},
      {"params.total", mixtral_8x7b, 46.70e9, 0.001},
      {"params.active", mixtral_8x7b, 12.88e9, 0.001},
  };
  for (const auto& row : rows) EXPECT_NEAR(only(row.key, row.pins), row.published, row.published * row.tolerance);
}

TEST(Parameters, OfADenseModelAreAllActive) {
  EXPECT_EQ(only("params.active", llama2_7b), only("params.total", llama2_7b));
}

TEST(Parameters, EveryOpenConventionIsThere) {
  const auto all = computed("params.total", gpt3);
  ASSERT_EQ(all.size(), 4u);
  std::vector<double> values;
  for (const Computed& one : all) {
    EXPECT_NE(one.convention, "");
    EXPECT_FALSE(one.derivation.empty());
    EXPECT_EQ(one.inputs.size(), 5u);
    values.push_back(one.value);
  }
  const double matrix = 96.0 * 12288 * 49152, embedding = 50257.0 * 12288;
  // The likeliest first: a plain MLP of four times the hidden size, separate embeddings.
  EXPECT_EQ(values[0] - values[1], embedding);
  EXPECT_EQ(values[2] - values[0], matrix);
  EXPECT_EQ(values[3] - values[1], matrix);
}

TEST(Parameters, NameWhatIsMissing) {
  std::vector<std::string> missing;
  EXPECT_TRUE(computed("params.total", "model.layers = 32\n", &missing).empty());
  EXPECT_EQ(missing, (std::vector<std::string>{"model.hidden", "model.ffn"}));
  missing.clear();
  EXPECT_TRUE(computed("params.nonsense", llama2_7b, &missing).empty());
  EXPECT_TRUE(missing.empty());
}

TEST(KvCache, TakesTheSizeOfItsType) {
  const std::string pins = "model.layers = 10\nmodel.kv_heads = 2\nmodel.head_dim = 5\n";  // 200 values a token
  EXPECT_EQ(only("memory.kv_per_token", pins + "dtype.kv: fp8\n"), 200);
  EXPECT_EQ(only("memory.kv_per_token", pins + "dtype.kv: 0.5\ndtype.weights: bf16\n"), 100);
  EXPECT_EQ(only("memory.kv_per_token", pins + "dtype.weights: fp32\n"), 800);
  const auto open = computed("memory.kv_per_token", pins);
  ASSERT_EQ(open.size(), 2u);
  EXPECT_EQ(open[0].value, 400);
  EXPECT_EQ(open[1].value, 200);
}

TEST(Bubble, OfIdealAndOfTotalTime) {
  for (const int p : {1, 2, 4, 8, 64}) {
    for (const int m : {1, 2, 8, 32, 1000}) {
      const std::string pins = "axis.pp = " + std::to_string(p) + "\nbatch.microbatches = " + std::to_string(m) + "\n";
      EXPECT_DOUBLE_EQ(only("bubble.ratio", pins), (p - 1.0) / m) << pins;
      EXPECT_DOUBLE_EQ(only("bubble.fraction", pins), (p - 1.0) / (m + p - 1.0)) << pins;
      EXPECT_DOUBLE_EQ(only("bubble.ratio", pins + "axis.vpp = 2\n"), (p - 1.0) / (2 * m)) << pins;
    }
  }
  std::vector<std::string> missing;
  EXPECT_TRUE(computed("bubble.ratio", "axis.pp = 8\n", &missing).empty());
  EXPECT_EQ(missing, std::vector<std::string>{"batch.microbatches"});
}

}  // namespace
}  // namespace stratlint
