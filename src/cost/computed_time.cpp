#include <fmt/format.h>

#include <algorithm>

#include "cost/computed_keys.h"
#include "cost/physics/kv_cache.h"
#include "cost/physics/model_states.h"
#include "cost/physics/utilization.h"

namespace stratlint::cost {

namespace {

constexpr double seconds_a_day = 86400;

Shown rate(FlopRate peak) {
  return {peak.value, in_flops_per_second};
}

}  // namespace

namespace {

/// Some FLOPs of a step over what the GPUs could do in its time.
Results utilization(PlanFacts& plan, Results (*flops_of_step)(PlanFacts&)) {
  if (serves(plan)) return {};
  const auto layouts = read_layouts(plan);
  const auto step = plan.need("perf.step_time");
  const Results flops = flops_of_step(plan);
  const auto peak = read_peak(plan);
  if (layouts.empty() || !step || !peak || flops.empty() || !plan.complete()) return {};
  const double gpus = read_gpus(plan, layouts.front());
  Results out;
  for (const Computed& f : flops) {
    const double value = flops_utilization(Flops(f.value), Seconds(*step), gpus, *peak);
    Lines lines = f.derivation;
    lines.push_back(line("{} / ({} × {} GPUs × {}) = {}", flops_text(f.value), seconds_text(*step), number(gpus), rate(*peak), percent_text(value)));
    out.push_back(result(plan, value, {}, f.convention, std::move(lines)));
  }
  return out;
}

}  // namespace

Results mfu(PlanFacts& plan) {
  return utilization(plan, train_flops_per_iteration);
}
Results hfu(PlanFacts& plan) {
  return utilization(plan, hardware_flops_per_iteration);
}

Results step_time_floor(PlanFacts& plan) {
  if (serves(plan)) return {};
  const auto layouts = read_layouts(plan);
  const Results flops = train_flops_per_iteration(plan);
  const auto peak = read_peak(plan);
  if (layouts.empty() || !peak || flops.empty() || !plan.complete()) return {};
  const double gpus = read_gpus(plan, layouts.front());
  Results out;
  for (const Computed& f : flops) {
    const double value = compute_floor(Flops(f.value), gpus, *peak).value;
    Lines lines = f.derivation;
    lines.push_back(line("{} / ({} GPUs × {}) = {}", flops_text(f.value), number(gpus), rate(*peak), seconds_text(value)));
    out.push_back(result(plan, value, in_seconds, joined(f.convention, "all GPUs at full peak, no bubble, no communication"), std::move(lines)));
  }
  return out;
}

Results prefill_floor(PlanFacts& plan) {
  if (trains(plan)) return {};
  const auto layouts = read_layouts(plan);
  const auto models = read_models(plan, {.layers = true, .attention = true, .mlp = true, .top_k = true});
  auto prompt = plan.positive("batch.prompt_len");
  if (!prompt) prompt = plan.need("model.seq_len");
  const auto peak = read_peak(plan);
  if (layouts.empty() || models.empty() || !prompt || !peak || !plan.complete()) return {};
  const Layout& layout = layouts.front();
  const double gpus = layout.world_size() / layout.dp;
  Model m = models.front().model;
  // Serving needs the logits of the last position only.
  const double logits = 2 * m.vocab * m.hidden;
  m.vocab = 0;
  const Flops flops = forward_flops(m, *prompt, true).total() + Flops(logits);
  const double value = compute_floor(flops, gpus, *peak).value;
  return {result(plan, value, in_seconds, "one prompt, causal half, logits of the last token, the GPUs of one replica at full peak",
                 {line("{} / ({} GPUs × {}) = {}", flops_text(flops.value), number(gpus), rate(*peak), seconds_text(value))})};
}

Results decode_floor(PlanFacts& plan) {
  if (trains(plan)) return {};
  const auto layouts = read_layouts(plan);
  const auto models = read_models(plan, {.layers = true, .attention = true, .mlp = true, .top_k = true});
  const auto precisions = read_precisions(plan);
  const auto bandwidth = read_memory_bandwidth(plan);
  if (layouts.empty() || models.empty() || !bandwidth || !plan.complete()) return {};
  const Layout& layout = layouts.front();
  const Model& m = models.front().model;
  const double sequences = read_sequences(plan, layout).front();
  ModelStates shard = model_states(count_parameters(m), layout, precisions.front().bytes, 0);
  double hit = 1;
  if (m.experts > 0) hit = experts_hit(m.experts, m.top_k, sequences) / m.experts;
  const Bytes weights(precisions.front().bytes.weights * (shard.dense + shard.experts * hit));
  const double context = plan.positive_or("model.seq_len", 0), kv_size = plan.size_of("dtype.kv").value_or(precisions.front().bytes.weights);
  const Bytes cache = context * sequences * kv_bytes_per_token_on_gpu(m, layout, kv_size);
  // A token passes every stage, and every stage reads its weights for each of p groups of sequences, but the cache of one group only.
  const Bytes all_weights = weights * layout.pp;
  const Shown rate{bandwidth->value, in_bytes_per_second};
  Lines lines{line("weights that {} sequences read on one GPU: {}{}", number(sequences), bytes_text(weights.value), layout.pp > 1 ? line(", in {} stages {}", number(layout.pp), bytes_text(all_weights.value)) : line(""))};
  Results out;
  const double value = memory_floor(all_weights, *bandwidth).value;
  Lines alone = lines;
  alone.push_back(line("{} / {} = {}", bytes_text(all_weights.value), rate, seconds_text(value)));
  out.push_back(result(plan, value, in_seconds, "one token of every sequence, weights read once at full memory bandwidth, cache not counted", std::move(alone)));
  if (context > 0) {
    const double with_cache = memory_floor(all_weights + cache, *bandwidth).value;
    lines.push_back(line("KV cache of {} tokens each: {}", number(context), bytes_text(cache.value)));
    lines.push_back(line("({} + {}) / {} = {}", bytes_text(all_weights.value), bytes_text(cache.value), rate, seconds_text(with_cache)));
    out.push_back(result(plan, with_cache, in_seconds, "weights and the cache of full-length sequences", std::move(lines)));
  }
  return out;
}

Results training_time(PlanFacts& plan) {
  const auto tokens = plan.need("training.tokens");
  const auto gpus = plan.need("cluster.gpus");
  const auto peak = read_peak(plan);
  auto share = plan.positive("perf.mfu");
  if (!share) share = plan.positive("gpu.efficiency");
  if (!share) share = plan.need("perf.mfu");
  auto parameters = plan.positive("model.active_params");
  const bool routed = parameters.has_value();
  if (!parameters) parameters = plan.positive("model.params");
  if (!parameters) {
    const Results active = cost::parameters(plan, ParameterShare::active);
    if (!active.empty()) parameters = active.front().value;
  }
  if (!plan.complete() || !parameters) return {};
  const bool full = plan.name_of("recompute") == "full";
  const double value = training_time_6nd(*parameters, *tokens, *gpus, *peak, *share, false).value;
  const auto derive = [&](int factor, double time) {
    return line("{} × {} × {} / ({} × {} × {}) = {}", factor, number(*parameters), number(*tokens), number(*gpus), rate(*peak), percent_text(*share), seconds_text(time));
  };
  Results out{result(plan, value, in_seconds, routed ? "6ND, N the active parameters" : "6ND", {derive(6, value)})};
  if (full) {
    const double recomputed = training_time_6nd(*parameters, *tokens, *gpus, *peak, *share, true).value;
    out.push_back(result(plan, recomputed, in_seconds, "8ND, full recomputation counted in the utilisation", {derive(8, recomputed)}));
  }
  // The same with all FLOPs of a token where the dimensions are known; what they lack is not missing here.
  PlanFacts exact = plan;
  const Results sequence = train_flops_per_sequence(exact);
  const double length = exact.find_or("model.seq_len", 0);
  if (exact.complete() && !sequence.empty() && length > 0) {
    const Flops all(sequence.front().value / length * *tokens);
    const double time = (all / (*gpus * *share * *peak)).value;
    out.push_back(result(exact, time, in_seconds, joined("all FLOPs of a token", sequence.front().convention),
                         {line("{} a token × {} tokens / ({} × {} × {}) = {}", flops_text(sequence.front().value / length), number(*tokens), number(*gpus), rate(*peak), percent_text(*share), seconds_text(time))}));
  }
  return out;
}

Results training_days(PlanFacts& plan) {
  Results out = training_time(plan);
  for (Computed& c : out) {
    c.derivation.push_back(line("{} / 86400 s = {} days", seconds_text(c.value), number(c.value / seconds_a_day)));
    c.value /= seconds_a_day;
    c.dimension = {};
    c.convention += ", in days";
  }
  return out;
}

}  // namespace stratlint::cost
