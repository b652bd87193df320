#include <gtest/gtest.h>

#include "fact_lines.h"

namespace stratlint {
namespace {

TEST(Names, OfTypesAreToldApartByTheirWords) {
  expect_facts({
      {"Weights in BF16", "dtype.weights bf16 total claim main"},
      {"BF16 weights, FP8 KV cache", "dtype.weights bf16 total claim main\ndtype.kv fp8 total claim main"},
      {"KV cache dtype: fp8", "dtype.kv fp8 total claim main"},
      {"KV cache: FP8", "dtype.kv fp8 total claim main"},
      {"Gradients: FP32", "dtype.grads fp32 total claim main"},
      {"Optimizer dtype: fp32", "dtype.optimizer fp32 total claim main"},
      {"BF16-activations", "dtype.activations bf16 total claim main"},
      {"`--kv-cache-dtype fp8`", "dtype.kv fp8 total claim main"},
      {"```yaml\nkv_cache_dtype: \"fp8\"\n```\n", "dtype.kv fp8 total claim main"},
      {"| Run | KV cache dtype |\n|---|---|\n| Long | fp8 |", "dtype.kv fp8 total claim main"},
      // Words that do not reach up to the value name nothing.
      {"KV cache of 2 GB next to FP8", "memory.kv_cache 2 GB gpu claim main\ndtype.weights fp8 total claim main"},
      {"KV cache in the pages of the FP8 engine", "dtype.weights fp8 total claim main"},
  });
}

TEST(Names, MayBePinnedByTheirWordsOrTheirSize) {
  const auto pinned = [](const std::string& pin) { return fact_lines("```stratlint\n" + pin + "\n```\n"); };
  EXPECT_EQ(pinned("dtype.weights: bf16"), "dtype.weights bf16 total claim main pinned");
  EXPECT_EQ(pinned("dtype.weights: BFloat16"), "dtype.weights bf16 total claim main pinned");
  EXPECT_EQ(pinned("dtype.kv: NVFP4"), "dtype.kv fp4 total claim main pinned");
  EXPECT_EQ(pinned("dtype.grads: tf32"), "dtype.grads tf32 total claim main pinned");
  for (const char* size : {"12", "12 B", "12B", "12 bytes"})
    EXPECT_EQ(pinned(std::string("dtype.optimizer: ") + size), "dtype.optimizer 12 B total claim main pinned") << size;
  EXPECT_EQ(pinned("dtype.kv: 0.5"), "dtype.kv 0.5 B total claim main pinned");
  EXPECT_EQ(pinned("schedule.kind: one forward one backward"), "schedule.kind 1f1b total claim main pinned");
  EXPECT_EQ(pinned("schedule.kind: 1F1B  # as before"), "schedule.kind 1f1b total claim main pinned");
  EXPECT_EQ(pinned("flops.causal: half"), "flops.causal half total claim main pinned");
  // Another key's value, a word too many, no size, no bytes, a key whose values have no size.
  for (const char* pin : {"dtype.kv: 1f1b", "dtype.kv: fp8 or so", "dtype.kv: 0", "dtype.kv: 3 ms", "dtype.kv: 5%", "schedule.kind: 2"})
    EXPECT_EQ(pinned(pin), "") << pin;
}

TEST(Names, CarryTheirSize) {
  const Vocabulary& words = default_rules().vocabulary;
  const auto quantity = [&](const std::string& text) {
    const Analysis analysis("x.md", text, words);
    EXPECT_EQ(analysis.facts.facts.size(), 1u) << text;
    return analysis.facts.facts.empty() ? Quantity() : analysis.facts.facts[0].quantity;
  };
  for (const char* text : {"BF16", "KV cache dtype: fp16", "```stratlint\ndtype.kv: bf16\n```", "```stratlint\ndtype.kv: 2\n```"}) {
    const Quantity size = quantity(text);
    EXPECT_EQ(size.value, 2) << text;
    EXPECT_EQ(size.low, 2) << text;
    EXPECT_EQ(size.high, 2) << text;
    EXPECT_TRUE(size.has_unit) << text;
    EXPECT_EQ(unit_name(size.dimension), "B") << text;
  }
  EXPECT_EQ(quantity("INT4").value, 0.5);
  EXPECT_EQ(unit_name(quantity("the GPipe schedule").dimension), "1");
  EXPECT_FALSE(quantity("the GPipe schedule").has_unit);
}

}  // namespace
}  // namespace stratlint
