#include "fact_lines.h"

// Tables that go on about the same configurations, sentences that name one, lists of specifications, names with units.
namespace stratlint {
namespace {

const std::string layouts = "| Run | TP | PP |\n|---|---|---|\n| r-1 | 4 | 2 |\n| r-2 | 8 | 4 |\n\n";
const std::string layout_facts = "axis.tp 4 total claim r-1\naxis.pp 2 total claim r-1\naxis.tp 8 total claim r-2\naxis.pp 4 total claim r-2";

TEST(Rows, OfTheSameNamesAreTheSamePlans) {
  expect_facts({
      {layouts + "| Run | MFU |\n|---|---|\n| r-1 | 40% |\n| r-2 | 45% |", layout_facts + "\nperf.mfu 40 % total claim r-1\nperf.mfu 45 % total claim r-2"},
      // One name alone may be chance.
      {layouts + "| Run | MFU |\n|---|---|\n| r-1 | 40% |\n| other | 45% |",
       "axis.tp 4 total claim row 1 of the table on line 1\naxis.pp 2 total claim row 1 of the table on line 1\n"
       "axis.tp 8 total claim row 2 of the table on line 1\naxis.pp 4 total claim row 2 of the table on line 1\n"
       "perf.mfu 40 % total claim r-1\nperf.mfu 45 % total claim other"},
  });
}

TEST(Rows, ThatContradictEachOtherAreOthers) {
  expect_facts({{layouts + "| Run | TP | MFU |\n|---|---|---|\n| r-1 | 1 | 40% |\n| r-2 | 2 | 45% |",
                 "axis.tp 4 total claim row 1 of the table on line 1\naxis.pp 2 total claim row 1 of the table on line 1\n"
                 "axis.tp 8 total claim row 2 of the table on line 1\naxis.pp 4 total claim row 2 of the table on line 1\n"
                 "axis.tp 1 total claim row 1 of the table on line 6\nperf.mfu 40 % total claim row 1 of the table on line 6\n"
                 "axis.tp 2 total claim row 2 of the table on line 6\nperf.mfu 45 % total claim row 2 of the table on line 6"}});
}

TEST(Rows, AreNamedByTheFirstWordsOfASentence) {
  const std::string table = "| Run | TP | PP |\n|---|---|---|\n| #1 | 4 | 2 |\n| #2 | 8 | 4 |\n\n";
  const std::string facts =
      "axis.tp 4 total claim row 1 of the table on line 1\naxis.pp 2 total claim row 1 of the table on line 1\n"
      "axis.tp 8 total claim row 2 of the table on line 1\naxis.pp 4 total claim row 2 of the table on line 1\n";
  expect_facts({
      {table + "For #2 the MFU is 45%.", facts + "perf.mfu 45 % total claim row 2 of the table on line 1"},
      {table + "For #21 the MFU is 45%.", facts + "perf.mfu 45 % total claim main"},
      {table + "All of them but one or two reach, as #2 does, an MFU of 45%.", facts + "perf.mfu 45 % total claim main"},
  });
}

TEST(Titles, AreNoSectionsOfTheirOwn) {
  expect_facts({
      {"# Scaling study\n\nTP=8", "axis.tp 8 total claim main"},
      {"# Study\n\n## Scaling\n\nTP=8", "axis.tp 8 total hypothetical main"},
  });
}

TEST(Cells, WithABoundSayWhatIsWanted) {
  expect_facts({{"| Check | Wanted | Got |\n|---|---|---|\n| Throughput | ≥ 500 tokens/s | 600 tokens/s |",
                 "perf.tokens_per_s 500 tokens/s total requirement main\nperf.tokens_per_s 600 tokens/s total claim main"}});
}

TEST(Specifications, NeedNoWordsBehindADevice) {
  expect_facts({
      {"It runs on H200 SXM (141 GB, 4.8 TB/s, 989 TFLOPS dense).",
       "gpu.memory 141 GB gpu claim main\ngpu.mem_bandwidth 4.8 TB/s gpu claim main\ngpu.peak_flops 989 TFLOP/s gpu claim main\ngpu.name H200 SXM 141GB total claim main"},
      {"It sends 141 GB, 4.8 TB/s.", ""},
  });
}

TEST(Shares, OfAWholeAreNotTheWhole) {
  expect_facts({{"PP 2 puts 24 of the 48 layers on each stage.", "axis.pp 2 total claim main\nlayout.layers_per_stage 24 total claim main\nmodel.layers 48 total claim main"}});
}

TEST(Counts, AreNotNarrowedByWhatFollows) {
  expect_facts({{"It has 27.1B parameters, 56 layers.", "model.params 27.1B total claim main\nmodel.layers 56 total claim main"}});
}

TEST(Comparisons, HaveScopesOnTheirSides) {
  expect_facts({{"- [x] Throughput: 2,900 tokens/s per GPU > 2,600 tokens/s",
                 "perf.tokens_per_s 2900 tokens/s gpu claim main\nperf.tokens_per_s 2600 tokens/s gpu requirement main"}});
}

TEST(Equations, DivideByDegreesInParentheses) {
  expect_facts({{"Weights: 156B × 2 bytes / (TP 4 × PP 8) = 9.75 GB", "axis.tp 4 total claim main\naxis.pp 8 total claim main\nmemory.weights 9.75 GB gpu claim main"}});
}

TEST(Counts, PerNumberAreRatios) {
  expect_facts({{"GPUs: 1 GPU per 1024 tokens", ""}});
}

TEST(NamesOfEntries, HoldUnits) {
  const auto yaml = [](const std::string& text) { return "```yaml\n" + text + "\n```"; };
  expect_facts({
      {yaml("peak_tflops_bf16: 989"), "gpu.peak_flops 989 TFLOP/s gpu claim main\ndtype.weights bf16 total claim main"},
      {yaml("hbm_bandwidth_tbs: 3.35"), "gpu.mem_bandwidth 3.35 TB/s gpu claim main"},
      {yaml("weights_gb_per_gpu: 4.5"), "memory.weights 4.5 GB gpu claim main"},
      {yaml("kv_cache_kb_per_token: 320"), "memory.kv_cache 320 KB token claim main"},
      {yaml("nvlink_gb_per_s: 450"), "link.intra_node 450 GB/s gpu claim main"},
      {yaml("gbs: 512"), "batch.global 512 total claim main"},
  });
}

TEST(Launchers, GiveTheirFlagsAMeaning) {
  const auto shell = [](const std::string& text) { return "```bash\n" + text + "\n```"; };
  expect_facts({
      {shell("deepspeed --num_nodes 4 --num_gpus 8 train.py"), "cluster.nodes 4 total claim main\ncluster.gpus_per_node 8 total claim main"},
      {shell("launch --num_nodes 4 --num_gpus 32 train.py"), "cluster.nodes 4 total claim main\ncluster.gpus 32 total claim main"},
      // Without a language, flags make a script of it.
      {"```\nrun.sh \\\n  --num-layers 48 --hidden-size 6144 \\\n  --num-attention-heads 48\n```", "model.layers 48 total claim main\nmodel.hidden 6144 total claim main\nmodel.heads 48 total claim main"},
  });
}

TEST(Sections, WhoseEntriesAreExplainedAskForNothing) {
  expect_facts({
      {"```yaml\nbudget:\n  training_days: 20  # on 64 GPUs\n```", "training.time 20 days total claim main\ncluster.gpus 64 total claim main"},
      {"```yaml\nbudget:\n  training_days: 20\n```", "training.time 20 days total requirement main"},
  });
}

}  // namespace
}  // namespace stratlint
