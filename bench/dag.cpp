// What a DAG costs on a plan of 16,384 GPUs and 126 layers: folded with its schedule (bar: 0.5 s), and the exact form of its first 512 ranks as JSON lines and DOT
// (bar: a million operations a second); beside copying as many bytes. CPU of one thread, median of five rounds.
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <vector>

#include "driver/documents.h"
#include "stratlint/cost.h"
#include "stratlint/emit_dag.h"
#include "stratlint/rank_program.h"

namespace {

constexpr const char* plan = R"(# Plan

```stratlint
model.layers: 126
model.hidden: 16384
model.heads: 128
model.kv_heads: 8
model.head_dim: 128
model.ffn: 53248
model.vocab: 128256
model.seq_len: 8192
axis.tp: 8
axis.pp: 16
axis.dp: 128
cluster.gpus: 16384
batch.microbatches: 128
batch.micro: 1
gpu.name: H100 SXM
schedule.kind: 1f1b
```
)";

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

template <class Work>
double cost(Work work) {
  std::vector<double> rounds;
  for (int round = 0; round < 5; ++round) {
    const double start = cpu_seconds();
    work();
    rounds.push_back(cpu_seconds() - start);
  }
  std::nth_element(rounds.begin(), rounds.begin() + 2, rounds.end());
  return rounds[2];
}

/// An exact form, beside counting the same bytes.
template <class Emit>
void measure(const char* form, Emit emit, double operations) {
  std::size_t bytes = 0;
  const double written = cost([&] {
    bytes = 0;
    emit([&](std::string_view text) {
      bytes += text.size();
      return true;
    });
  });
  const std::vector<char> text(1 << 20, 'x');
  const double copied = cost([&] {
    std::string copy;
    for (std::size_t done = 0; done < bytes; done += text.size()) copy.assign(text.data(), text.size());
  });
  fmt::print("{}: {:.1f} M operations, {:.1f} GB in {:.2f} s: {:.1f} M operations/s (bar: 1); {:.1f} times a copy of as many bytes\n", form, operations / 1e6, static_cast<double>(bytes) / 1e9, written, operations / written / 1e6, written / copied);
}

}  // namespace

int main() {
  using namespace stratlint;
  const std::vector<RuleLayer> layers{{embedded_rule_files()}};
  const RuleSet rules = std::move(load_rules(layers, computed_keys()).rules);
  const Analysis analysis("plan", plan, rules.vocabulary);
  Compilation compilation;
  const double folded = cost([&] { compilation = compile_dag(analysis.facts, rules.vocabulary, {}); });
  if (!compilation.dag) return 1;
  const Dag& dag = *compilation.dag;
  fmt::print("folded: {} nodes, schedule and checks in {:.3f} s (bar: 0.5)\n", dag.nodes.size(), folded);
  constexpr RankRange ranks{0, 511};
  double operations = 0;
  for (const RankProgram& program : rank_programs(dag)) {
    operations = static_cast<double>(program.ops.size()) * 512;
    break;
  }
  measure("JSON lines", [&](const Sink& sink) { emit_dag_json_lines(dag, ranks, sink); }, operations);
  measure("DOT", [&](const Sink& sink) { emit_dag_dot(dag, ranks, sink); }, operations);
}
