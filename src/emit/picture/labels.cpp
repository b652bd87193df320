#include "emit/picture/labels.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "stratlint/quantity.h"

namespace stratlint::picture {

namespace {

/// To three significant digits: a picture has no room for more.
double rounded(double value) {
  if (value == 0 || !std::isfinite(value)) return value;
  const double scale = std::pow(10, 2 - std::floor(std::log10(std::abs(value))));
  return std::round(value * scale) / scale;
}

}  // namespace

std::string seconds(double value) { return format_value(rounded(value), {.byte = 0, .flop = 0, .second = 1}); }
std::string bytes(double value) { return format_value(rounded(value), {.byte = 1, .flop = 0, .second = 0}); }
std::string flops(double value) { return format_value(rounded(value), {.byte = 0, .flop = 1, .second = 0}); }
std::string percent(double share) { return format_value(std::abs(share) < 1e-6 ? 0 : rounded(share), {}, CountUnit::none, true); }

std::string counted(double count, std::string_view thing) {
  return fmt::format("{} {}{}", format_value(count, {}), thing, count == 1 ? "" : thing.ends_with("ch") ? "es" : "s");
}

std::string file_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

std::string span_text(std::uint32_t first, std::uint32_t count) {
  return ranks_text({first, count, 1});
}

bool communicates(const Op& op) {
  return op.kind == OpKind::collective || op.kind == OpKind::send || op.kind == OpKind::receive;
}

BoxShape shape_of(const Op& op) {
  switch (op.kind) {
    case OpKind::collective: return op.collective == Collective::all_to_all ? BoxShape::hexagon : BoxShape::ellipse;
    case OpKind::send:
    case OpKind::receive: return BoxShape::double_ellipse;
    case OpKind::route:
    case OpKind::aggregate: return BoxShape::slanted;
    case OpKind::input:
    case OpKind::output: return BoxShape::rounded;
    default: return BoxShape::rectangle;
  }
}

Paint paint_of(const Op& op) {
  switch (op.kind) {
    case OpKind::expert: return Paint::expert;
    case OpKind::route:
    case OpKind::aggregate: return Paint::route;
    case OpKind::send:
    case OpKind::receive: return Paint::pipeline;
    case OpKind::collective: return op.stream == Stream::expert ? Paint::expert_comm : op.stream == Stream::data ? Paint::data_comm : Paint::tensor_comm;
    case OpKind::input:
    case OpKind::output: return Paint::other;
    default: return Paint::compute;
  }
}

const char* link_text(LinkClass link) {
  return link == LinkClass::node ? "in the node" : link == LinkClass::network ? "between nodes" : "on the GPU";
}

std::string group_text(const Dag& dag, GroupKind kind, std::uint32_t rank) {
  const RankSet group = dag.placement.groups[static_cast<std::size_t>(kind)].of(rank);
  return fmt::format("{} {}: GPUs {}", name(kind), group.size, ranks_text(group));
}

LinkClass link_of(const Dag& dag, const Op& op, std::uint32_t rank) {
  return op.group == GroupKind::none ? LinkClass::none : dag.placement.link(op.group, rank);
}

double memory_rate(const Dag& dag) {
  for (const OpBlock& block : dag.blocks)
    for (const Op& op : block.ops)
      if (op.flops == 0 && op.bytes > 0 && op.time > 0 && !communicates(op)) return op.bytes / op.time;
  return 0;
}

const char* bound_of(const Dag& dag, const Op& op, std::uint32_t rank) {
  if (communicates(op)) return link_of(dag, op, rank) == LinkClass::node ? "node link" : "network";
  const double rate = memory_rate(dag);
  return op.flops > 0 && (rate <= 0 || op.time > op.bytes / rate * 1.0001) ? "compute" : "memory";
}

std::string facts_of(const Dag& dag, const Op& op, std::uint32_t rank) {
  std::string out = fmt::format("{} ({})", op.title, op.name);
  if (op.group != GroupKind::none) {
    if (op.collective != Collective::none) out += fmt::format("\n{}", name(op.collective));
    out += fmt::format("\n{}, {}", group_text(dag, op.group, rank), link_text(link_of(dag, op, rank)));
  }
  if (!op.input.empty()) out += fmt::format("\n{} → {}", op.input, op.output);
  if (op.flops > 0) out += "\n" + flops(op.flops);
  if (op.bytes > 0) out += fmt::format("\n{} {}", bytes(op.bytes), communicates(op) ? "sent by each GPU" : "moved in memory");
  if (op.time > 0) out += "\n" + seconds(op.time);
  if (op.plan_time) out += fmt::format("\nthe plan says {}", seconds(*op.plan_time));
  if (const std::string origin = origin_text(dag, op); !origin.empty()) out += "\nfrom " + origin;
  return out;
}

std::string short_title(const Op& op) {
  if (op.kind == OpKind::collective) {
    switch (op.collective) {
      case Collective::all_to_all:
        return std::string(op.name.starts_with("combine") ? "combine" : "dispatch") + (op.name.find("_global") != std::string::npos ? ", nodes" : op.name.find("_node") != std::string::npos ? ", node" : "");
      default: return name(op.collective);
    }
  }
  const std::string_view name_of = op.name, base = name_of.substr(0, std::min(name_of.find("_grad"), name_of.find("_again")));
  if (base == "scores" || base == "softmax" || base == "attend") return "attention";
  if (base.ends_with("norm")) return "norm";
  if (base.ends_with("residual")) return "residual";
  if (base.ends_with("_act")) return "activation";
  if (base.ends_with("_down")) return "down";
  if (base == "expert_up") return "experts: up";
  if (base == "shared_up") return "shared experts: up";
  if (base == "mlp_up") return "MLP: up";
  if (base == "qkv") return "QKV";
  if (base == "out_proj") return "out-proj";
  if (base == "kv_write") return "KV write";
  if (base == "router") return "router";
  if (base == "split") return "split";
  if (base == "weighted_sum") return "weighted sum";
  if (base.ends_with("_local")) return "own experts";
  return op.title;
}

std::string class_text(const RankClass& ranks, std::uint32_t first_rank) {
  std::string out;
  std::size_t shown = 0;
  for (RankSet set : ranks.positions) {
    if (++shown > 3) return out + ", …";
    set.first += first_rank;
    out += (out.empty() ? "" : ", ") + ranks_text(set);
  }
  return out;
}

std::string run_text(const Dag& dag) {
  const std::string out = fmt::format("{} · {} · {} of {} × {} tokens", name(dag.mode), counted(dag.layers, "layer"), counted(dag.micro_batches, "micro-batch"),
                                      format_value(dag.sequences, {}), format_value(dag.sequence_length, {}));
  return dag.placement.stages > 1 ? out + ", " + dag.schedule : out;
}

}  // namespace stratlint::picture
