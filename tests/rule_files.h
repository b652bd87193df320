#pragma once

#include <string>
#include <utility>
#include <vector>

#include "stratlint/rule.h"

namespace stratlint {

/// Words for the tests of rules: few keys, one of every type.
inline const char* const test_vocabulary = R"(
key axis.tp : count exact assumed 1 { title "TP" means "ranks that share one layer" axis "TP" }
key axis.pp : count exact { title "PP" means "stages" axis "PP" }
key axis.dp : count exact { title "DP" means "replicas" axis "DP" }
key cluster.gpus : count exact { title "GPUs" means "devices in use" noun "GPUs" }
key batch.microbatches : count exact { title "micro-batches" means "per replica and step" label "micro-batches" }
key gpu.memory : byte scope gpu { title "GPU memory" means "of one device" label "VRAM" }
key memory.total : byte scope gpu { title "total memory" means "in use on one device" label "total memory" }
key memory.part : byte scope gpu { title "part" means "one part of the memory" label "part" }
key time.total : second { title "time" means "of a step" label "step time" }
key perf.bubble : fraction { title "bubble" means "idle share" label "bubble" }
key perf.mfu : fraction better higher { title "MFU" means "of the peak" label "MFU" }
key perf.tokens_per_s : token/s better higher { title "throughput" means "tokens in a second" label "throughput" }
key link.bandwidth : byte/s { title "bandwidth" means "of a link" label "bandwidth" }
key schedule.kind : name { title "schedule" means "order of the passes" value "1f1b" "1F1B" value "gpipe" "GPipe" }
key model.gated : boolean { title "gated" means "three matrices" label "gated" }
key dtype.weights : name { title "dtype" means "of the weights" value "bf16" 2 B "BF16" value "fp4" 0.5 B value "odd" "odd one" }
key recompute : name { title "recompute" means "what is computed twice" value "none" "no recompute" value "full" "full recompute" }
)";

inline const std::vector<ComputedKey>& test_computed_keys() {
  static const std::vector<ComputedKey> keys = {
      {"bubble.fraction", {}}, {"bubble.ratio", {}}, {"memory.total", {1, 0, 0}}};
  return keys;
}

inline LoadResult load(const std::vector<std::vector<RuleFile>>& layers, bool examples_required = false) {
  std::vector<RuleLayer> all;
  for (const std::vector<RuleFile>& files : layers) all.push_back({files, examples_required});
  return load_rules(all, test_computed_keys());
}

/// `4:11 warning: message [label] (place: related label) help` of every problem, a line each.
inline std::string print(const std::vector<LoadProblem>& problems) {
  std::string out;
  for (const LoadProblem& problem : problems) {
    const Finding& finding = problem.finding;
    const auto place = [&](Span span) {
      const Position position = problem.source->position(span.begin);
      return std::to_string(position.line) + ":" + std::to_string(position.column);
    };
    if (!out.empty()) out += "\n";
    out += place(finding.primary) + "-" + std::to_string(finding.primary.size()) + " ";
    if (finding.severity != Severity::error) out += std::string(name(finding.severity)) + ": ";
    out += finding.message;
    if (!finding.primary_label.empty()) out += " [" + finding.primary_label + "]";
    for (const Label& label : finding.related) out += " (" + place(label.span) + " " + label.message + ")";
    if (!finding.help.empty()) out += " help: " + finding.help;
  }
  return out;
}

}  // namespace stratlint
