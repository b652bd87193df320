#include "finding_lines.h"

// Statements that are judged together although they stand apart: parts and their sum, a requirement and a claim, one key's two values.
namespace stratlint {
namespace {

const std::string parts = "- Weights: 40 GB\n- Activations: 15 GB\n- Buffers: 6 GB\n\n";

TEST(Groups, MayBeSummedBelow) {
  expect_findings({
      {parts + "This adds up to 61 GB.", ""},
      {parts + "This adds up to 71 GB.", "5 arithmetic/total: the parts add up to 61 GB, but the total says 71 GB"},
      {parts + "The parts sum to 71 GB.", "5 arithmetic/total: the parts add up to 61 GB, but the total says 71 GB"},
      {parts + "Together they come to 71 GB.", "5 arithmetic/total: the parts add up to 61 GB, but the total says 71 GB"},
  });
}

TEST(Groups, MayHaveATotalThatDoesNotSayOfWhat) {
  expect_findings({
      {"# Memory\n\n- Weights: 40 GB\n- Activations: 15 GB\n- Buffers: 6 GB\n- Total: 61 GB", ""},
      {"# Memory\n\n- Weights: 40 GB\n- Activations: 15 GB\n- Buffers: 6 GB\n- Total: 71 GB", "6 arithmetic/total: the parts add up to 61 GB, but the total says 71 GB"},
      {"# Memory\n\n- Weights: 40 GB\n- Activations: 15 GB\n- Buffers: 6 GB\n- Total: 488 GB", ""},  // of eight GPUs
  });
}

TEST(Groups, OfSeveralGpusOrWithALargerLine) {
  expect_findings({
      {"- Weights: 17.5 GB\n- KV cache: 40.0 GB\n- Total: 460 GB", ""},
      {"- Weights: 17.5 GB\n- KV cache: 40.0 GB\n- Total: 115 GB", "3 arithmetic/total: the parts add up to 57.5 GB, but the total says 115 GB"},
      {"- All cards: 640 GB\n- Weights: 17.5 GB\n- KV cache: 40.0 GB\n- Total: 60 GB", ""},
  });
}

TEST(Sums, OfAddendsWithTheirNames) {
  expect_findings({
      {"weights 14.6 GB + kv 21.0 GB + act 2.4 GB = 38.0 GB", ""},
      {"weights 14.6 GB + kv 21.0 GB + act 2.4 GB = 48.0 GB", "1 arithmetic/equation: 14.6 GB + kv 21.0 GB + act 2.4 GB is 38 GB, but 48.0 GB is written"},
      {"weights 14.6 GB + the cache of all sequences in flight (FP8) 21.0 GB = 35.6 GB", ""},
      {"Weights 3.5 GB + KV cache 8.0 GB = 11.5 GB", ""},
  });
}

TEST(SameFacts, OfRecapitulations) {
  expect_findings({
      {"- Hidden dimension: 12,288\n- TP: 2\n\nRecap: 72 layers, hidden 12,288", ""},
      {"- TP: 8\n- PP: 4\n- DP: 16\n\nThe run has PP = 4, stages with PP = 4 are alike.\n\nCheck: PP=6 valid, 72 layers divisible by 6.", ""},
      {"- Hidden dimension: 12,288\n- TP: 2\n\nRecap: 72 layers, hidden 24,576", "4 consistency/same-fact: hidden size is 24,576 here, but 12288 elsewhere"},
      {"| Item | Value |\n|---|---|\n| Hidden dimension | 12,288 |\n\nRecap: a hidden size of 24,576", "5 consistency/same-fact: hidden size is 24,576 here, but 12288 elsewhere"},
      {"- TP: 2\n\n| Day | Entry |\n|---|---|\n| 3 May | config of the run: a tensor-parallel degree of 4 |", "5 consistency/same-fact: TP is 4 here, but 2 elsewhere"},
      {"- TP: 2\n\n| Day | Entry |\n|---|---|\n| 3 May | tried a tensor-parallel degree of 4 |", ""},
  });
}

TEST(Groups, OfReviewsAreQuoted) {
  const std::string review = "# Review comments on the plan\n\n> Total: 8 × 8 = 65\n\n";
  expect_findings({{review + "That is 64.", ""}, {review + "I read 64 there.", ""}, {review + "Where does this come from? Please correct it.", ""}, {review + "On which nodes does it run?", "3 arithmetic/equation: 8 × 8 is 64, but 65 is written"}, {"# Plan\n\n> Total: 8 × 8 = 65", "3 arithmetic/equation: 8 × 8 is 64, but 65 is written"}});
}

TEST(Pairs, LeaveComparisonsAlone) {
  expect_findings({{"- [x] Decode latency: 8 ms ≤ 100 ms target\n- [x] Prefill latency: 280 ms ≤ 1000 ms target", ""}});
}

TEST(Pairs, OfTrainingTimes) {
  expect_findings({
      {"| Requirement | Limit | Result | Met |\n|---|---|---|---|\n| Training time | < 17 days | 16.2 days | ✓ |", ""},
      {"| Requirement | Limit | Result | Met |\n|---|---|---|---|\n| Training time | < 17 days | 20.8 days | ✓ |",
       "3 perf/requirement-met: training time: < 17 days is required and ticked as met, but 20.8 days is reached"},
      {"The board asked for completion within 47 days; the plan takes 42.2 days and so meets the requirement.", ""},
      {"The board asked for completion within 40 days; the plan takes 42.2 days and so meets the requirement.",
       "1 perf/requirement-met: training time: 40 days is required and ticked as met, but 42.2 days is reached"},
  });
}

TEST(SameFacts, OfValuesThatAreCalledOldElsewhere) {
  expect_findings({{"TP=4, PP=4. With TP=4 and again TP=4 it runs. The old plan used TP=8; it was slow because TP=8 needs more all-reduces.", ""}});
}

TEST(Groups, AreNotSummedByOtherSentences) {
  expect_findings({
      {parts + "The card has 71 GB.", ""},
      {parts + "Some words between.\n\nThis adds up to 71 GB.", ""},
      {parts + "- This adds to what the runtime takes, 71 GB", ""},
      {"- Weights: 40 GB\n- Layers: 6\n- Activations: 15 GB\n\nThis adds up to 71 GB.", ""},  // unlike things
      {"- Weights: 40 GB\n\nThis adds up to 71 GB.", ""},  // one part
      {"This adds up to 71 GB.", ""},
      {parts + "This adds up to 40 GB + 15 GB + 6 GB = 61 GB.", ""},
  });
}

const std::string target = "# Targets\n\nLatency: 50 ms\n\n# Results\n\n";

TEST(Pairs, MeetAcrossSections) {
  const std::string missed = "9 perf/requirement-met: latency: 50 ms is required and ticked as met, but 62 ms is reached";
  const auto row = [&](const std::string& value, const std::string& met) {
    return target + "| Metric | Value | Met |\n|---|---|---|\n| Latency | " + value + " | " + met + " |";
  };
  expect_findings({
      {row("62 ms", "✓"), missed},
      {row("42 ms", "✓"), ""},
      {row("62 ms", "✗"), ""},
      {row("62 ms", ""), ""},
      {row("51 ms", "✓"), "9 perf/requirement-met: latency: 50 ms is required and ticked as met, but 51 ms is reached"},
      {row("50 ms", "✓"), ""},
      {row("~51 ms", "✓"), ""},   // about
      {row("<62 ms", "✓"), ""},   // any below
      {target + "Latency: 62 ms ✓", "7 perf/requirement-met: latency: 50 ms is required and ticked as met, but 62 ms is reached"},
      {target + "Latency: 62 ms", ""},
  });
}

// The line with the tick is told.
TEST(Pairs, MayBeTickedAsRequirements) {
  expect_findings({
      {"- TPOT: 23.7 ms\n\nSummary: ✅ TPOT no more than 20 ms", "3 perf/requirement-met: TPOT: 20 ms is required and ticked as met, but 23.7 ms is reached"},
      {"- TPOT: 17.7 ms\n\nSummary: ✅ TPOT no more than 20 ms", ""},
      {"- TPOT: 237 ms\n\nSummary: ✅ TPOT no more than 20 ms", ""},  // of something else
      {"- TPOT: 23.7 ms\n\nSummary: TPOT no more than 20 ms", ""},
  });
}

// One value that meets it is enough: the others speak of something else.
TEST(Pairs, NeedEveryClaimToMiss) {
  expect_findings({
      {target + "Latency: 62 ms ✓\n\nLatency: 45 ms", ""},
      {target + "Latency: 62 ms ✓\n\nLatency: 65 ms",
       "7 perf/requirement-met: latency: 50 ms is required and ticked as met, but 62 ms is reached"},
  });
}

// The tick stands in another row.
TEST(Pairs, AreTickedInTheirRow) {
  expect_findings({
      {target + "| Metric | Value | Met |\n|---|---|---|\n| Latency | 62 ms | |\n| MFU | 40% | ✓ |", ""},
      {"| Metric | Target | Value | Met |\n|---|---|---|---|\n| Latency | 50 ms | 62 ms | ✓ |\n| MFU | 30% | 40% | ✓ |",
       "3 perf/requirement-met: latency: 50 ms is required and ticked as met, but 62 ms is reached"},
      {"| Metric | Target | Value | Met |\n|---|---|---|---|\n| Latency | 50 ms | 62 ms | ✗ |\n| MFU | 30% | 40% | ✓ |", ""},
  });
}

TEST(SameFacts, OfTwoLabels) {
  expect_findings({
      {"Number of layers: 32\n\nNumber of layers: 48", "3 consistency/same-fact: layers is 48 here, but 32 elsewhere"},
      {"Number of layers: 32\n\nThe number of layers is 48.", "3 consistency/same-fact: layers is 48 here, but 32 elsewhere"},
      {"Number of layers: 32\n\nNumber of layers: 32", ""},
      {"Number of layers: 32\n\nThese 48 layers are slow.", "3 consistency/same-fact: layers is 48 layers here, but 32 elsewhere"},
      {"Number of layers: 32\n\nThese 16 layers are slow.", ""},  // a part of them
      {"Number of layers: 32\n\nOLMo-2 has 48 layers, for scale.", ""},
      {"Number of layers: 32 (old)\n\nNumber of layers: 48", ""},
      {"Number of layers: 32\n\nNumber of layers: 48\n\nNumber of layers: 64", ""},  // compares configurations
      {"| Model | Layers |\n|---|---|\n| small | 32 |\n| large | 48 |", ""},
      {"TP: 8\n\nTP: 4", ""},  // degrees are said anew for every configuration
  });
}

TEST(SameFacts, SaidOnceMoreOfAll) {
  expect_findings({
      {"Token budget: 3T\n\nThe full run goes through 1.5T training tokens.", "3 consistency/same-fact: training tokens is 1.5T training tokens here, but 3T tokens elsewhere"},
      {"Token budget: 3T\n\nThe pilot had 1.5T tokens of the whole run.", ""},  // of another
      {"Token budget: 3T\n\nBy May it has seen 1.5T tokens.", ""},             // and not of all
      {"Number of layers: 32\n\nThe estimate assumes 40 layers.", "3 consistency/same-fact: layers is 40 layers here, but 32 elsewhere"},
      {"The estimate assumes 40 layers.\n\nNumber of layers: 32", "1 consistency/same-fact: layers is 40 layers here, but 32 elsewhere"},
  });
}

TEST(Counts, OfAllGpusOnceMore) {
  const std::string plan = "- TP 8, PP 4, DP 6\n- GPUs: 192\n- GPUs per node: 8\n\n";
  expect_findings({
      {plan + "The burn-in ran on all 192 GPUs.", ""},
      {plan + "The burn-in ran on all 160 GPUs.", "5 gpu/count-elsewhere: 160 GPUs are counted here, but the plan has 192"},
      {plan + "The reservation covers 256 H100 cards.", "5 gpu/count-elsewhere: 256 GPUs are counted here, but the plan has 192"},
      {plan + "本方案全部 160 张卡已就绪。", "5 gpu/count-elsewhere: 160 GPUs are counted here, but the plan has 192"},
      {plan + "All 32 GPUs of a stage wait.", ""},
      {plan + "All 48 GPUs start at once.", ""},        // TP × DP
      {plan + "The pilot ran on all 160 GPUs.", ""},    // another run
      {plan + "All 160 GPUs of the 192 are healthy.", ""},
      {plan + "All 160 GPUs with TP 4 would do.", ""},
      {plan + "Our cluster has 1,024 GPUs in total.", ""},  // the plan takes some of them
      {plan + "We use 16 GPUs for the ablations.", ""},
      {plan + "The reward model occupies 24 GPUs.", ""},
      {"- GPUs: 192\n\nThe burn-in ran on all 160 GPUs.", ""},  // nothing bears out which of them is right
  });
}

TEST(SameFacts, OfSharesByADegree) {
  expect_findings({
      {"Attention heads: 64\n\nTP: 8\n\nAttention heads: 8", ""},
      {"Attention heads: 64\n\nTP: 4\n\nAttention heads: 8",
       "5 consistency/same-fact: attention heads is 8 here, but 64 elsewhere"},
      {"Attention heads: 8\n\nTP: 8\n\nAttention heads: 64", ""},
  });
}

TEST(SameFacts, OfAPinAndAnyWords) {
  const std::string pin = "```stratlint\nmodel.layers = 32\n```\n\n";
  expect_findings({
      {pin + "Number of layers: 48", "5 consistency/same-fact: layers is 48 here, but 32 elsewhere"},
      {pin + "48 layers", "5 consistency/same-fact: layers is 48 layers here, but 32 elsewhere"},
      {pin + "32 layers", ""},
      {pin + "# Alternatives\n\n48 layers", ""},
  });
}

}  // namespace
}  // namespace stratlint
