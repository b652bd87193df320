#include <fmt/format.h>

#include "emit/dag/rank_walk.h"
#include "emit/json_value.h"

namespace stratlint {

namespace {

constexpr std::size_t most_events = 1'000'000;

std::string microseconds(double seconds) {
  return fmt::format("{:.3f}", seconds * 1e6);
}

}  // namespace

void emit_dag_trace(const Dag& dag, const Sink& sink) {
  SinkBuffer out(sink);
  std::size_t events = 0;
  const auto begin = [&]() -> SinkBuffer& {
    out << (events++ == 0 ? "\n" : ",\n");
    out.next();
    return out;
  };
  out << "{\"displayTimeUnit\":\"ns\",\"otherData\":{\"configuration\":" << json_text(dag.configuration) << ",\"device\":" << json_text(dag.device) << "},\"traceEvents\":[";
  const auto process = [&](std::uint32_t stage, std::uint16_t rank_class) { return static_cast<std::uint64_t>(stage) * dag.classes.size() + rank_class; };
  for (std::uint32_t stage = 0; stage < dag.placement.stages; ++stage)
    for (std::uint16_t rank_class = 0; rank_class < dag.classes.size(); ++rank_class) {
      const std::uint64_t pid = process(stage, rank_class);
      std::string ranks;
      for (const RankSet& set : dag.classes[rank_class].positions) ranks += (ranks.empty() ? "" : ",") + ranks_text({dag.stages[stage].first_rank + set.first, set.size, set.stride});
      begin() << fmt::format(R"({{"name":"process_name","ph":"M","pid":{},"args":{{"name":"stage {}, GPUs {}"}}}})", pid, stage, ranks);
      begin() << fmt::format(R"({{"name":"process_sort_index","ph":"M","pid":{},"args":{{"sort_index":{}}}}})", pid, pid);
      for (std::size_t stream = 0; stream < stream_count; ++stream)
        begin() << fmt::format(R"({{"name":"thread_name","ph":"M","pid":{},"tid":{},"args":{{"name":"{}"}}}})", pid, stream, name(static_cast<Stream>(stream)));
    }
  std::size_t left_out = 0;
  for (std::size_t id = 0; id < dag.nodes.size(); ++id) {
    const DagNode& node = dag.nodes[id];
    const Op& op = dag.op_of(node);
    if (op.kind == OpKind::input || op.kind == OpKind::output || node.duration <= 0) continue;
    if (events >= most_events - 1) {
      ++left_out;
      continue;
    }
    begin() << fmt::format(R"({{"name":{},"cat":"{}","ph":"X","pid":{},"tid":{},"ts":{},"dur":{},"args":{{"micro_batch":{},"layers":"{}","critical":{},"slack_us":{}}}}})", json_text(op.name), name(op.kind), process(node.stage, node.rank_class),
                           static_cast<std::size_t>(op.stream), microseconds(node.start), microseconds(node.duration), node.micro_batch,
                           node.layers == 0 ? "" : fmt::format("{}-{}", node.first_layer, node.first_layer + node.layers - 1), node.critical, microseconds(node.slack));
  }
  if (left_out > 0) begin() << fmt::format(R"({{"name":"{} events left out","ph":"i","pid":0,"tid":0,"ts":0,"s":"g"}})", left_out);
  out << "\n]}\n";
}

}  // namespace stratlint
