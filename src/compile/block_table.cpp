#include "compile/block_table.h"

#include <algorithm>

#include "compile/op_list.h"
#include "cost/physics/collectives.h"

namespace stratlint::compile {

namespace {

OpBlock end_block(const char* name, OpKind kind) {
  Op op;
  op.name = op.title = name;
  op.kind = kind;
  return {name, kind == OpKind::input ? Pass::forward : Pass::step, {op}};
}

/// One side of a transfer between neighbours. The time is counted where it is sent.
OpBlock transfer_block(const OpContext& context, OpKind kind, Pass pass) {
  const Setup& setup = context.setup;
  const cost::Layout& layout = setup.layout;
  const double split = layout.sequence_parallel ? layout.tp : 1;
  const cost::Bytes bytes(setup.sequences * setup.tokens * setup.model.hidden * setup.element / split);
  const Machine& machine = setup.machine;
  Op op;
  op.kind = kind;
  op.group = GroupKind::pipeline;
  op.stream = kind == OpKind::send ? Stream::send : Stream::receive;
  op.name = kind == OpKind::send ? "send" : "receive";
  op.title = std::string(kind == OpKind::send ? "send " : "receive ") + (pass == Pass::forward ? "activations" : "gradients");
  op.input = op.output = shape({{"batch", setup.sequences}, {"seq", setup.tokens / split}, {"hidden", setup.model.hidden}});
  op.bytes = bytes.value;
  if (kind == OpKind::send) {
    op.time = cost::send_time(bytes, context.links[static_cast<std::size_t>(GroupKind::pipeline)] == LinkClass::node ? machine.node : machine.network).value;
    op.plan_time = setup.plan_times.transfer;
  }
  op.after = {block_input};
  return {op.name, pass, {op}};
}

/// Fills the table for one variant; the numbers come out the same for each.
class TableBuilder {
 public:
  TableBuilder(BlockTable& table, const OpContext& context) : table_(table), context_(context), first_(static_cast<std::uint32_t>(table.blocks.size())) {}

  std::uint32_t add(OpBlock block) {
    table_.blocks.push_back(std::move(block));
    return static_cast<std::uint32_t>(table_.blocks.size() - 1) - first_;
  }
  PassBlocks passes(const OpPairs& pairs, const char* name, cost::Recompute recompute) {
    PassBlocks out{add(forward_block(pairs, name)), {}, {}};
    if (context_.setup.mode != Mode::training) return out;
    if (OpBlock again = recompute_block(pairs, name, recompute); !again.ops.empty()) out.recompute = add(std::move(again));
    out.backward = add(backward_block(pairs, name));
    return out;
  }

 private:
  BlockTable& table_;
  const OpContext& context_;
  const std::uint32_t first_;
};

}  // namespace

BlockTable make_blocks(const Setup& setup, const Placement& placement, const std::vector<Links>& variants, const std::vector<StageSummary>& stages) {
  BlockTable table;
  const bool training = setup.mode == Mode::training;
  for (const Links& links : variants) {
    const OpContext context{setup, placement, links};
    TableBuilder builder(table, context);
    table.input = builder.add(end_block("input", OpKind::input));
    table.output = builder.add(end_block("output", OpKind::output));
    table.embedding = builder.passes(embedding_ops(context), "embedding", cost::Recompute::none);
    table.dense = builder.passes(dense_layer_ops(context), setup.model.experts > 1 ? "dense layer" : "layer", setup.recompute);
    if (setup.model.experts > 1) table.moe = builder.passes(moe_layer_ops(context), "MoE layer", setup.recompute);
    table.head = builder.passes(head_ops(context), "head", cost::Recompute::none);
    table.send_forward = builder.add(transfer_block(context, OpKind::send, Pass::forward));
    table.receive_forward = builder.add(transfer_block(context, OpKind::receive, Pass::forward));
    if (!training) continue;
    table.send_backward = builder.add(transfer_block(context, OpKind::send, Pass::backward));
    table.receive_backward = builder.add(transfer_block(context, OpKind::receive, Pass::backward));
    table.step.clear();
    for (std::uint32_t stage = 0; stage < placement.stages; ++stage) {
      cost::Parameters sum;
      for (const LayerRun& run : stages[stage].runs) {
        if (run.count == 0) continue;
        const cost::Parameters part = stage_parameters(setup.model, run.first, run.count, run.first == 0, run.first + run.count >= setup.model.layers);
        sum.attention += part.attention, sum.dense_mlp += part.dense_mlp, sum.shared_mlp += part.shared_mlp, sum.routed_mlp += part.routed_mlp, sum.router += part.router, sum.norms += part.norms;
        sum.positions += part.positions, sum.embedding += part.embedding, sum.output += part.output;
      }
      table.step.push_back(builder.add(step_block(context, sum)));
    }
  }
  return table;
}

std::vector<StageSummary> divide_layers(const Setup& setup, const Placement& placement) {
  std::vector<StageSummary> stages(placement.stages);
  const auto dense = static_cast<std::uint32_t>(std::clamp(setup.model.experts > 1 ? setup.model.dense_layers : setup.model.layers, 0.0, setup.model.layers));
  std::vector<std::uint32_t> first(setup.stage_layers.size());
  for (std::size_t part = 1; part < first.size(); ++part) first[part] = first[part - 1] + setup.stage_layers[part - 1];
  for (std::uint32_t stage = 0; stage < placement.stages; ++stage) {
    StageSummary& out = stages[stage];
    out.first_rank = stage * placement.stage_size();
    out.ranks = placement.stage_size();
    for (std::uint32_t chunk = 0; chunk < placement.chunks; ++chunk) {
      const std::uint32_t part = chunk * placement.stages + stage, begin = first[part], end = begin + setup.stage_layers[part];
      out.chunk_begin.push_back(static_cast<std::uint32_t>(out.runs.size()));
      if (part == 0) out.runs.push_back({{}, {}, {}, 0, 0});
      if (begin < std::min(end, dense)) out.runs.push_back({{}, {}, {}, begin, std::min(end, dense) - begin});
      if (std::max(begin, dense) < end) out.runs.push_back({{}, {}, {}, std::max(begin, dense), end - std::max(begin, dense)});
      if (part + 1 == first.size()) out.runs.push_back({{}, {}, {}, end, 0});
    }
    out.chunk_begin.push_back(static_cast<std::uint32_t>(out.runs.size()));
  }
  return stages;
}

void name_blocks(const BlockTable& table, const Setup& setup, std::vector<StageSummary>& stages) {
  for (StageSummary& stage : stages)
    for (LayerRun& run : stage.runs) {
      const bool moe = setup.model.experts > 1 && run.first >= setup.model.dense_layers;
      const PassBlocks& passes = run.count > 0 ? (moe ? table.moe : table.dense) : run.first == 0 ? table.embedding : table.head;
      run.forward = passes.forward;
      run.recompute = passes.recompute;
      run.backward = passes.backward;
    }
}

}  // namespace stratlint::compile
