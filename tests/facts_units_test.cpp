#include "fact_lines.h"

// Units that stand apart from their numbers, and numbers that only their unit names.
namespace stratlint {
namespace {

TEST(Units, StandInTheLabel) {
  expect_facts({
      {"Latency (ms): 12", "perf.latency 12 ms batch claim main"},
      {"Latency [s]: 1.5", "perf.latency 1.5 s batch claim main"},
      {"Latency（ms）: 12", "perf.latency 12 ms batch claim main"},
      {"Communication time (us): 40", "time.comm 40 μs total claim main"},
      {"MFU (%): 45", "perf.mfu 45 % total claim main"},
      {"Memory bandwidth (TB/s): 2", "gpu.mem_bandwidth 2 TB/s gpu claim main"},
      {"Network bandwidth (Gbps): 400", "link.inter_node 50 GB/s gpu claim main"},
      {"Throughput (tokens/s): 500", "perf.tokens_per_s 500 tokens/s total claim main"},
      {"Throughput (tokens per second): 500", "perf.tokens_per_s 500 tokens/s total claim main"},
      {"Latency (steps): 12", ""},    // no unit
      {"Attention heads (ms): 12", ""},  // the unit does not fit
      {"Latency: 12", ""},
  });
}

TEST(Units, OfBillionsBehindABlank) {
  expect_facts({
      {"- **Parameters**: 27.2 B (untied)", "model.params 27.2B total claim main"},
      {"We have 27.2 B parameters.", "model.params 27.2B total claim main"},
  });
}

TEST(Units, OfTheNumberComeFirst) {
  expect_facts({
      {"Latency (ms): 12 s", "perf.latency 12 s batch claim main"},
      {"Throughput (tokens/s): 500 tokens/ms", "perf.tokens_per_s 500000 tokens/s total claim main"},
  });
}

TEST(Units, MakeTheLabel) {
  expect_facts({
      {"Tokens per second: ~38,000", "perf.tokens_per_s 38000 tokens/s total claim main"},
      {"Tokens/s: 5000", "perf.tokens_per_s 5000 tokens/s total claim main"},
      {"Sequences per second: 12", "perf.seqs_per_s 12 sequences/s total claim main"},
      {"Tokens per GPU per second: 500", "perf.tokens_per_s 500 tokens/s gpu claim main"},
      {"Tokens per GPU: 500", "batch.tokens_per_gpu 500 total claim main"},
      {"Seconds: 12", ""},
  });
}

TEST(Units, EndTheNameOfAnEntry) {
  expect_facts({
      {"```yaml\ngpu_memory_gb: 80\n```\n", "gpu.memory 80 GB gpu claim main"},
      {"```yaml\nlatency_ms: 12\n```\n", "perf.latency 12 ms batch claim main"},
      {"```yaml\nstep_time_s: 3\n```\n", "perf.step_time 3 s total claim main"},
      {"```yaml\ngpu_memory: 80\n```\n", ""},
      {"```yaml\nlayers_s: 3\n```\n", ""},
      {"Latency ms: 12", ""},  // prose puts units in brackets
  });
}

TEST(Units, ThatMayBeBitsOrBytesStayUnread) {
  expect_facts({
      {"```yaml\nmemory_bandwidth_tbps: 2\n```\n", ""},
      {"Memory bandwidth (tbps): 2", ""},
      {"| Item | Value (tbps) |\n|---|---|\n| Memory bandwidth | 2 |", ""},
      {"| Item | Value (TB/s) |\n|---|---|\n| Memory bandwidth | 2 |", "gpu.mem_bandwidth 2 TB/s gpu claim main"},
  });
}

TEST(Units, StandInTheHeader) {
  expect_facts({
      {"| Plan | tokens/s per GPU |\n|---|---|\n| A | 500 |\n| B | 700 |",
       "perf.tokens_per_s 500 tokens/s gpu claim A\nperf.tokens_per_s 700 tokens/s gpu claim B"},
      {"| Plan | Latency / ms |\n|---|---|\n| A | 12 |\n| B | 13 |",
       "perf.latency 12 ms batch claim A\nperf.latency 13 ms batch claim B"},
      {"| Part | sum GB |\n|---|---|\n| Weights | 40 |\n| Activations | 10 |",
       "memory.weights 40 GB gpu claim main\nmemory.activations 10 GB gpu claim main"},
      {"| Part | GB per GPU |\n|---|---|\n| Weights | 40 |", "memory.weights 40 GB gpu claim main"},
      {"| Step | MFU % |\n|---|---|\n| A | 45 |\n| B | 50 |",
       "perf.mfu 45 % total claim A\nperf.mfu 50 % total claim B"},
      {"| Part | sum |\n|---|---|\n| Weights | 40 |", ""},
      {"| Part | GB saved |\n|---|---|\n| Weights | 40 |", ""},  // the unit is not what the header ends with
  });
}

TEST(Units, NameAThroughputWhereAScopeIsSaid) {
  expect_facts({
      {"The cluster reaches 38,000 tokens/s in total.", "perf.tokens_per_s 38000 tokens/s total claim main"},
      {"The cluster reaches 38 seq/s in total.", "perf.seqs_per_s 38 sequences/s total claim main"},
      {"That makes 500 tokens/s per GPU.", "perf.tokens_per_s 500 tokens/s gpu claim main"},
      {"The rack does 500 tokens/s per node.", "perf.tokens_per_s 500 tokens/s node claim main"},
      {"It reaches 38,000 tokens/s.", ""},
      {"Each card reaches 1.5 GB/s per GPU.", ""},  // many keys are bandwidths
      {"That makes 500 tokens per GPU.", "batch.tokens_per_gpu 500 tokens total claim main"},
  });
}

TEST(Units, OfWhatANumberIsComparedWith) {
  const std::string limit = "\nperf.tokens_per_s 20000 tokens/s total requirement main";
  expect_facts({
      {"Throughput: 38,000 > 20,000 tokens/s", "perf.tokens_per_s 38000 tokens/s total claim main" + limit},
      {"Throughput: 38 > 20K tokens/s", "perf.tokens_per_s 38000 tokens/s total claim main" + limit},
      {"Throughput: 38 > 20 tokens/ms", "perf.tokens_per_s 38000 tokens/s total claim main" + limit},
      // The K is that of the other number.
      {"Throughput: 38,000 > 20K tokens/s", "perf.tokens_per_s 38000 tokens/s total claim main" + limit},
      {"Throughput: 38K > 20K tokens/s", "perf.tokens_per_s 38000 tokens/s total claim main" + limit},
  });
}

TEST(Units, FractionsMayBeMoreThanAll) {
  expect_facts({
      {"MFU 1.2 over the night", "perf.mfu 1.2 total claim main"},
      {"MFU 1.2x better", ""},
      {"MFU 1.5 points higher", ""},
      {"Pipeline bubble: 1.2", ""},
      {"The BF16 peak of the card is 989", "dtype.weights bf16 total claim main"},
      {"Useful compute: 23.1 PFLOP/s", "gpu.effective_flops 23.1 PFLOP/s gpu claim main"},
      {"- Measured: 610 TFLOP/s per GPU", "gpu.effective_flops 610 TFLOP/s gpu claim main"},
      {"单卡实测 610 TFLOPS", "perf.achieved_flops 610 TFLOP/s gpu claim main"},
  });
}

}  // namespace
}  // namespace stratlint
