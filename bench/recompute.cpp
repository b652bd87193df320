// What everything that follows from one plan costs, beside the reading of the document and a plain Markdown parse of it: CPU of one thread, median of nine
// rounds. `recompute [FILE...]`; without a file a mixture of experts on 2,048 GPUs that has every key.
#include <cmark-gfm.h>
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <iterator>

#include "driver/documents.h"
#include "stratlint/cost.h"

namespace {

constexpr const char* plan = R"(# Plan

```stratlint
model.layers: 61
model.dense_layers: 3
model.hidden: 7168
model.heads: 128
model.kv_lora_rank: 512
model.q_lora_rank: 1536
model.qk_nope_dim: 128
model.qk_rope_dim: 64
model.v_dim: 128
model.ffn: 18432
model.expert_ffn: 2048
model.shared_expert_ffn: 2048
model.experts: 256
model.top_k: 8
model.vocab: 129280
model.seq_len: 4096
model.active_params: 37B
model.params: 671B
training.tokens: 14.8T
axis.tp: 4
axis.pp: 16
axis.ep: 64
axis.dp: 32
layout.convention: folded
cluster.gpus: 2048
cluster.gpus_per_node: 8
batch.global: 15360
batch.micro: 1
dtype.weights: bf16
gpu.peak_flops: 989 TFLOP/s
gpu.mem_bandwidth: 3.35 TB/s
gpu.memory: 80 GB
link.intra_node: 160 GB/s
link.inter_node: 50 GB/s
perf.mfu: 38.9%
perf.step_time: 20 s
```
)";

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Microseconds of one call.
template <class Work>
double cost(Work work) {
  constexpr int calls = 50;
  std::vector<double> rounds;
  for (int round = 0; round < 9; ++round) {
    const double start = cpu_seconds();
    for (int call = 0; call < calls; ++call) work();
    rounds.push_back((cpu_seconds() - start) / calls * 1e6);
  }
  std::nth_element(rounds.begin(), rounds.begin() + 4, rounds.end());
  return rounds[4];
}

void measure(const std::string& name, const std::string& bytes, const stratlint::Vocabulary& words) {
  const stratlint::Analysis analysis(name, bytes, words);
  std::size_t values = 0;
  for (const auto& one : stratlint::recompute(analysis.facts, 0, words)) values += one.values.empty() ? 0 : 1;
  const double parse = cost([&] { cmark_node_free(cmark_parse_document(bytes.data(), bytes.size(), CMARK_OPT_SOURCEPOS)); });
  const double read = cost([&] { const stratlint::Analysis again(name, bytes, words); });
  const double recompute = cost([&] { stratlint::recompute(analysis.facts, 0, words); });
  fmt::print("{}: {} values; Markdown parse {:.0f} µs, reading {:.0f} µs, recomputation {:.0f} µs: {:.2f} of the reading (bar: 1000 µs)\n", name, values, parse, read, recompute, recompute / read);
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<stratlint::RuleLayer> layers{{stratlint::embedded_rule_files()}};
  const stratlint::RuleSet rules = std::move(stratlint::load_rules(layers, stratlint::computed_keys()).rules);
  if (argc == 1) measure("built-in plan", plan, rules.vocabulary);
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    measure(argv[i], {std::istreambuf_iterator<char>(file), {}}, rules.vocabulary);
  }
}
