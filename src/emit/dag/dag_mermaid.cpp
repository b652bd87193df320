#include <fmt/format.h>

#include <algorithm>

#include "stratlint/emit_dag.h"
#include "stratlint/quantity.h"

namespace stratlint {

namespace {

// Renderers in web pages stop at a few hundred edges: a long pipeline shows both ends.
constexpr std::size_t most_stages = 16;

std::string layers_text(const Dag& dag, const StageSummary& stage) {
  std::string out;
  for (const LayerRun& run : stage.runs)
    if (run.count > 0) out += fmt::format("{}{} {}-{}", out.empty() ? "" : ", ", dag.blocks[*run.forward].name, run.first, run.first + run.count - 1);
  return out;
}

}  // namespace

std::string emit_dag_mermaid(const Dag& dag) {
  const std::size_t count = dag.stages.size(), shown = std::min(count, most_stages), head = count > most_stages ? shown / 2 : shown;
  std::string out = fmt::format("flowchart LR\n  input([input]) --> s0\n");
  std::string before;
  for (std::size_t i = 0; i < count; ++i) {
    if (i == head && count > shown) {
      i = count - (shown - head);
      out += fmt::format("  more[\"… × {} stages\"]\n  {} --> more\n", i - head, before);
      before = "more";
    }
    const StageSummary& stage = dag.stages[i];
    out += fmt::format("  s{}[\"stage {}: GPUs {}<br/>{}\"]\n", i, i, ranks_text({stage.first_rank, stage.ranks, 1}), layers_text(dag, stage));
    if (!before.empty()) out += fmt::format("  {} -->|activations| s{}\n", before, i);
    before = fmt::format("s{}", i);
  }
  return out + fmt::format("  {} --> output([output])\n", before);
}

}  // namespace stratlint
