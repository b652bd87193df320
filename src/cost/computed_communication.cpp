#include <fmt/format.h>

#include <algorithm>

#include "cost/computed_keys.h"
#include "cost/physics/collectives.h"

namespace stratlint::cost {

namespace {

struct Traffic {
  Model model;
  Layout layout;
  double sequence = 0, micro_batch = 0, bytes = 2;
};

std::optional<Traffic> read(PlanFacts& plan, bool workload, bool top_k) {
  const auto layouts = read_layouts(plan);
  Traffic t;
  t.model.hidden = plan.need("model.hidden").value_or(0);
  if (top_k) t.model.top_k = plan.need("model.top_k").value_or(0);
  if (workload) {
    t.sequence = read_sequence(plan).value_or(0);
    t.micro_batch = read_micro_batch(plan);
  }
  if (!plan.complete() || layouts.empty()) return std::nullopt;
  t.layout = layouts.front();
  t.bytes = plan.size_of("dtype.activations").value_or(2);
  return t;
}

/// Whether an axis has ranks that talk to each other; what nobody sends is not computed.
bool several(PlanFacts& plan, std::string_view axis) {
  return plan.positive_or(axis, 1) > 1;
}

std::optional<Link> read_link(PlanFacts& plan, bool inside_node) {
  const auto bandwidth = read_link_bandwidth(plan, inside_node);
  if (!bandwidth) return std::nullopt;
  return Link{*bandwidth, Seconds(plan.find_or("link.latency", 0))};
}

/// Whether a group of consecutive ranks fits into one node.
bool inside_node(PlanFacts& plan, double ranks) {
  return ranks <= read_gpus_per_node(plan);
}

Shown rate(const Link& link) {
  return {link.bandwidth.value, in_bytes_per_second};
}

Results timed(PlanFacts& plan, const Results& volume, std::optional<Link> link, Seconds time, std::string_view convention) {
  if (!link || volume.empty()) return {};
  Lines lines = volume.front().derivation;
  lines.push_back(line("at {} a GPU: {}", rate(*link), seconds_text(time.value)));
  return {result(plan, time.value, in_seconds, std::string(convention), std::move(lines))};
}

}  // namespace

Results tp_elements_per_layer(PlanFacts& plan) {
  if (!several(plan, "axis.tp")) return {};
  const auto t = read(plan, true, false);
  if (!t) return {};
  const double value = tp_elements_per_layer(t->model, t->layout, t->sequence, t->micro_batch), n = t->layout.tp;
  return {result(plan, value, {}, "forward and backward of one micro-batch, without recomputation",
                 {line("8 × {} × {} × {} × ({} − 1) / {} = {} elements", number(t->sequence), number(t->micro_batch), number(t->model.hidden), number(n), number(n), number(value))})};
}

Results pp_elements_per_microbatch(PlanFacts& plan) {
  if (plan.stated("axis.pp") && !several(plan, "axis.pp")) return {};
  const auto t = read(plan, true, false);
  if (!t) return {};
  const double value = pp_elements_per_microbatch(t->model, t->layout, t->sequence, t->micro_batch);
  return {result(plan, value, {}, "one boundary, one way",
                 {line("{} × {} × {} = {} elements", number(t->sequence), number(t->micro_batch), number(t->model.hidden), number(value))})};
}

Results dp_bytes(PlanFacts& plan) {
  if (serves(plan)) return {};
  const auto layouts = read_layouts(plan);
  if (layouts.empty() || layouts.front().dense_replicas() <= 1) return {};
  const auto models = read_models(plan, {.layers = true, .attention = true, .mlp = true});
  const int zero = static_cast<int>(plan.find_or("zero.stage", 0));
  Results out;
  if (layouts.empty() || models.empty()) return out;
  const Layout& layout = layouts.front();
  for (const PrecisionReading& precision : read_precisions(plan)) {
    const ModelStates s = model_states(count_parameters(models.front().model), layout, precision.bytes, 0);
    const Bytes dense(s.dense * precision.bytes.gradients), experts(s.experts * precision.bytes.gradients);
    const double value = dp_bytes(dense, layout.dense_replicas(), zero).value + dp_bytes(experts, layout.expert_replicas(), zero).value;
    Lines lines{line("{}2 × ({} − 1) / {} × {} of gradients = {}", zero == 3 ? "1.5 × " : "", number(layout.dense_replicas()), number(layout.dense_replicas()), bytes_text(dense.value),
                                               bytes_text(dp_bytes(dense, layout.dense_replicas(), zero).value))};
    if (s.experts > 0)
      lines.push_back(line("experts: 2 × ({} − 1) / {} × {} = {}", number(layout.expert_replicas()), number(layout.expert_replicas()), bytes_text(experts.value), bytes_text(dp_bytes(experts, layout.expert_replicas(), zero).value)));
    out.push_back(result(plan, value, in_bytes, fmt::format("one GPU, one step, {} B a gradient", precision.bytes.gradients), std::move(lines)));
  }
  return out;
}

Results ep_dispatch_bytes(PlanFacts& plan) {
  if (!several(plan, "axis.ep")) return {};
  const auto tokens = plan.positive("batch.tokens_per_gpu");
  const auto t = read(plan, !tokens, true);
  if (!t) return {};
  const double per_gpu = tokens ? *tokens : t->sequence * t->micro_batch / (t->layout.cp * (t->layout.sequence_parallel ? t->layout.tp : 1));
  const double value = ep_dispatch_bytes(t->model, t->layout, per_gpu, t->bytes).value, n = t->layout.ep;
  return {result(plan, value, in_bytes, fmt::format("one GPU, one MoE layer, one way, {} B an element", t->bytes),
                 {line("{} tokens × {} × {} × {} B × ({} − 1) / {} = {}", number(per_gpu), number(t->model.top_k), number(t->model.hidden), t->bytes, number(n), number(n), bytes_text(value))})};
}

Results cp_bytes_per_layer(PlanFacts& plan) {
  if (!several(plan, "axis.cp")) return {};
  auto t = read(plan, true, false);
  const auto models = read_models(plan, {.attention = true});
  if (!t || models.empty()) return {};
  t->model = models.front().model;
  const double value = cp_bytes_per_layer(t->model, t->layout, t->sequence, t->micro_batch, t->bytes).value;
  return {result(plan, value, in_bytes, "ring attention, forward, one GPU",
                 {line("({0} − 1) × 2 × {1} / {0} × {2} × {3} × {4} × {5} B / {6} = {7}", number(t->layout.cp), number(t->sequence), number(t->micro_batch), number(t->model.kv_heads), number(t->model.head_dim), t->bytes,
                              number(t->layout.tp), bytes_text(value))})};
}

Results tp_time_per_layer(PlanFacts& plan) {
  if (!several(plan, "axis.tp")) return {};
  const auto t = read(plan, true, false);
  if (!t) return {};
  const auto link = read_link(plan, inside_node(plan, t->layout.tp));
  const Bytes buffer(t->sequence * t->micro_batch / t->layout.cp * t->model.hidden * t->bytes);
  return timed(plan, tp_elements_per_layer(plan), link, link ? 4 * ring_all_reduce_time(buffer, t->layout.tp, *link) : Seconds(), "four ring all-reduces, forward and backward, at the full rate of the link");
}

Results ep_dispatch_time(PlanFacts& plan) {
  if (!several(plan, "axis.ep")) return {};
  const auto t = read(plan, false, true);
  const Results volume = ep_dispatch_bytes(plan);
  if (!t || volume.empty()) return {};
  const auto link = read_link(plan, inside_node(plan, t->layout.ep * t->layout.etp));
  if (!link) return {};
  const Bytes buffer(volume.front().value / all_to_all_factor(std::max(2.0, t->layout.ep)));
  return timed(plan, volume, link, all_to_all_time(buffer, t->layout.ep, *link), "one all-to-all of one MoE layer, at the full rate of the link");
}

Results pp_time_per_microbatch(PlanFacts& plan) {
  if (!several(plan, "axis.pp")) return {};
  const auto t = read(plan, true, false);
  if (!t) return {};
  const auto link = read_link(plan, inside_node(plan, read_gpus(plan, t->layout)));
  const Results volume = pp_elements_per_microbatch(plan);
  if (!link || volume.empty()) return {};
  return timed(plan, volume, link, send_time(Bytes(volume.front().value * t->bytes), *link), "one boundary, one way, at the full rate of the link");
}

Results dp_time(PlanFacts& plan) {
  if (serves(plan)) return {};
  const auto layouts = read_layouts(plan);
  const Results volume = dp_bytes(plan);
  if (layouts.empty() || volume.empty()) return {};
  const auto link = read_link(plan, inside_node(plan, read_gpus(plan, layouts.front())));
  if (!link) return {};
  return timed(plan, volume, link, Bytes(volume.front().value) / link->bandwidth, "bandwidth term of a ring, at the full rate of the link");
}

Results gpus_required(PlanFacts& plan) {
  Results out;
  // The degrees alone: a stated number of GPUs must not decide what they multiply to.
  const auto degree = [&](std::string_view key) { return plan.positive_or(key, 1); };
  Layout l{Convention::folded, degree("axis.tp"), degree("axis.pp"), 1, degree("axis.cp"), degree("axis.dp"), degree("axis.ep"), 1, false};
  if (!plan.complete()) return {};
  if (l.tp * l.pp * l.cp * l.dp * l.ep == 1 && !plan.stated("axis.tp") && !plan.stated("axis.pp") && !plan.stated("axis.dp") && !plan.stated("axis.ep")) {
    plan.lack("axis.tp");
    return {};
  }
  const std::string_view stated = plan.name_of("layout.convention");
  for (const Convention convention : {Convention::product, Convention::folded, Convention::serving, Convention::expert_wide, Convention::attention_dp}) {
    const bool usual = l.ep == 1 ? convention == Convention::folded : convention == Convention::product || convention == Convention::folded;
    if (stated.empty() ? !usual : stated != name(convention)) continue;
    l.convention = convention;
    const Line ep = convention == Convention::product ? line(" × EP {}", number(l.ep)) : line("");
    Line formula = line("TP {}{} × PP {} × CP {} × DP {}", number(l.tp), ep, number(l.pp), number(l.cp), number(l.dp));
    if (convention == Convention::expert_wide) formula = line("max(EP {}, TP {} × CP {} × DP {}) × PP {}", number(l.ep), number(l.tp), number(l.cp), number(l.dp), number(l.pp));
    if (convention == Convention::attention_dp) {
      l.dp = 1;
      formula = line("TP {} × PP {} × CP {}", number(l.tp), number(l.pp), number(l.cp));
    }
    out.push_back(result(plan, l.world_size(), {}, name(convention), {line("{} = {}", formula, number(l.world_size()))}));
  }
  return out;
}

}  // namespace stratlint::cost
