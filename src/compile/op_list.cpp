#include "compile/op_list.h"

#include <fmt/format.h>

#include <algorithm>

#include "cost/physics/collectives.h"

namespace stratlint::compile {

std::string shape(std::initializer_list<Dim> dims) {
  std::string out;
  for (const Dim& dim : dims) out += fmt::format("{}{}={}", out.empty() ? "[" : ", ", dim.name, cost::number(dim.size));
  return out + "]";
}

CollectiveCost collective_cost(Collective collective, double buffer, double ranks, const cost::Link& link) {
  const cost::Bytes bytes(buffer);
  switch (collective) {
    case Collective::none:
      return {};
    case Collective::all_reduce:
      return {cost::ring_all_reduce_time(bytes, ranks, link).value, cost::all_reduce_factor(ranks) * buffer};
    case Collective::all_gather:
    case Collective::reduce_scatter:
      return {cost::all_gather_time(bytes, ranks, link).value, cost::all_gather_factor(ranks) * buffer};
    case Collective::all_to_all:
      return {cost::all_to_all_time(bytes, ranks, link).value, cost::all_to_all_factor(ranks) * buffer};
    case Collective::ring:
      return {((ranks - 1) * cost::send_time(bytes, link)).value, (ranks - 1) * buffer};
  }
  return {};
}

std::uint16_t OpList::add(OpPair pair, std::vector<std::uint16_t> after) {
  pair.forward.after = std::move(after);
  pairs_.push_back(std::move(pair));
  return static_cast<std::uint16_t>(pairs_.size() - 1);
}

std::uint16_t OpList::compute(Work work, After after) {
  const Machine& machine = context_.setup.machine;
  const auto roofline = [&](double flops, double bytes) { return std::max((cost::Flops(flops) / machine.flops).value, (cost::Bytes(bytes) / machine.memory_bandwidth).value); };
  OpPair pair;
  pair.forward.name = work.name;
  pair.forward.title = work.title;
  pair.forward.kind = work.kind;
  pair.forward.input = std::move(work.input);
  pair.forward.output = std::move(work.output);
  pair.forward.flops = work.flops;
  pair.forward.bytes = work.bytes;
  pair.forward.time = roofline(work.flops, work.bytes);
  Op& twin = pair.backward = pair.forward;
  twin.name += "_grad";
  twin.title += ", gradients";
  std::swap(twin.input, twin.output);
  if (twin.kind == OpKind::route) twin.kind = OpKind::aggregate;
  else if (twin.kind == OpKind::aggregate) twin.kind = OpKind::route;
  const double again = work.flops > 0 ? 2 : 1;
  twin.flops *= again;
  twin.bytes *= again;
  twin.time = roofline(twin.flops, twin.bytes);
  return add(std::move(pair), after);
}

void OpList::time_collective(Op& op, Collective collective, double buffer) const {
  const auto kind = static_cast<std::size_t>(op.group);
  const Machine& machine = context_.setup.machine;
  const CollectiveCost cost = collective_cost(collective, buffer, context_.placement.groups[kind].size, context_.links[kind] == LinkClass::node ? machine.node : machine.network);
  op.collective = collective;
  op.time = cost.seconds;
  op.bytes = cost.bytes;
}

std::uint16_t OpList::collective(Exchange exchange, std::uint16_t after) {
  if (context_.placement.groups[static_cast<std::size_t>(exchange.group)].size <= 1) return after;
  OpPair pair;
  Op& op = pair.forward;
  op.name = exchange.name;
  op.title = exchange.title;
  op.kind = OpKind::collective;
  op.group = exchange.group;
  op.stream = exchange.stream;
  op.input = op.output = std::move(exchange.shape);
  op.plan_time = exchange.plan_time;
  pair.backward = op;
  pair.backward.name += "_grad";
  pair.backward.title += ", gradients";
  pair.in_forward = exchange.forward != Collective::none;
  pair.in_backward = exchange.backward != Collective::none;
  time_collective(pair.forward, exchange.forward, exchange.buffer);
  time_collective(pair.backward, exchange.backward, exchange.buffer);
  return add(std::move(pair), {after});
}

void OpList::gate(std::uint16_t op, std::uint16_t by) {
  Op& gated = pairs_[op].forward;
  gated.gated_by = by;
  if (std::find(gated.after.begin(), gated.after.end(), by) == gated.after.end()) gated.after.push_back(by);
}

}  // namespace stratlint::compile
