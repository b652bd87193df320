#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "compile/schedule.h"

namespace stratlint {

namespace {

constexpr double tolerance = 1e-9;  // of the makespan
constexpr std::size_t most_named = 8;

std::string label(const Dag& dag, std::uint32_t id) {
  const DagNode& node = dag.nodes[id];
  return fmt::format("{} (stage {}, micro-batch {}, node {})", dag.op_of(node).name, node.stage, node.micro_batch, id);
}

/// Nodes that wait for each other, the shortest such round through the first that never gets its turn.
std::string cycle_text(const Dag& dag, const std::vector<std::uint32_t>& order) {
  std::vector<bool> done(dag.nodes.size());
  for (const std::uint32_t node : order) done[node] = true;
  const auto stuck = static_cast<std::uint32_t>(std::find(done.begin(), done.end(), false) - done.begin());
  // Going back along what is stuck must come around.
  std::vector<std::uint32_t> path;
  std::vector<std::uint32_t> seen(dag.nodes.size(), 0xffffffff);
  for (std::uint32_t at = stuck; seen[at] == 0xffffffff;) {
    seen[at] = static_cast<std::uint32_t>(path.size());
    path.push_back(at);
    for (const std::uint32_t before : dag.deps_of(at))
      if (!done[before]) {
        at = before;
        break;
      }
    if (seen[at] != 0xffffffff) path.erase(path.begin(), path.begin() + seen[at]);
  }
  std::string out;
  for (std::size_t i = 0; i < std::min(path.size(), most_named); ++i) out += label(dag, path[i]) + " waits for ";
  return out + (path.size() > most_named ? "…" : label(dag, path.front()));
}

/// One condition after the other; a graph whose edges lead nowhere is not looked at further.
class Verifier {
 public:
  explicit Verifier(const Dag& dag) : dag_(dag) {}

  std::vector<DagProblem> run() {
    if (!edges_exist()) return std::move(problems_);
    acyclic();
    collectives_agree();
    transfers_match();
    streams_do_one_thing();
    layers_once();
    groups_cover();
    memory_fits();
    nothing_dangles();
    return std::move(problems_);
  }

 private:
  void fail(const char* check, std::string message) { problems_.push_back({check, std::move(message)}); }

  bool edges_exist() {
    for (std::uint32_t node = 0; node < dag_.nodes.size(); ++node)
      for (const std::uint32_t before : dag_.deps_of(node))
        if (before >= dag_.nodes.size()) {
          fail("edges", fmt::format("{} depends on node {}, which is not there", label(dag_, node), before));
          return false;
        }
    return true;
  }

  void acyclic() {
    const auto order = compile::topological_order(dag_);
    if (order.size() != dag_.nodes.size()) fail("acyclic", cycle_text(dag_, order));
  }

  /// All ranks of a stage post the same collectives in the same order, or those that wait for each other hang.
  void collectives_agree() {
    using Post = std::tuple<GroupKind, Collective, std::string_view, std::uint32_t, std::uint16_t, std::uint32_t>;
    std::map<std::pair<std::uint16_t, std::uint16_t>, std::vector<Post>> posts;
    for (const DagNode& node : dag_.nodes) {
      const Op& op = dag_.op_of(node);
      if (op.kind == OpKind::collective) posts[{node.stage, node.rank_class}].emplace_back(op.group, op.collective, op.name, node.micro_batch, node.chunk, node.first_layer);
    }
    for (std::uint16_t stage = 0; stage < dag_.placement.stages; ++stage)
      for (std::uint16_t other = 1; other < dag_.classes.size(); ++other) {
        const auto& first = posts[{stage, 0}];
        const auto& second = posts[{stage, other}];
        if (first == second) continue;
        const auto [at, twin] = std::mismatch(first.begin(), first.end(), second.begin(), second.end());
        fail("collective-order", fmt::format("ranks of stage {} post different collectives: {} against {}", stage, at == first.end() ? "nothing" : std::get<2>(*at), twin == second.end() ? "nothing" : std::get<2>(*twin)));
      }
  }

  void transfers_match() {
    std::map<std::uint32_t, std::uint32_t> receives_of;
    std::map<std::tuple<std::uint16_t, std::uint16_t, std::uint16_t>, std::vector<std::uint32_t>> received;  // rank class, from, to
    for (std::uint32_t id = 0; id < dag_.nodes.size(); ++id) {
      const DagNode& node = dag_.nodes[id];
      const Op& op = dag_.op_of(node);
      if (op.kind != OpKind::receive) continue;
      std::uint32_t sends = 0;
      for (const std::uint32_t before : dag_.deps_of(id)) {
        const DagNode& peer = dag_.nodes[before];
        if (dag_.op_of(peer).kind != OpKind::send || peer.stage == node.stage) continue;
        ++sends;
        ++receives_of[before];
        received[{node.rank_class, peer.stage, node.stage}].push_back(before);
        if (peer.micro_batch != node.micro_batch || dag_.block_of(peer).pass != dag_.block_of(node).pass || dag_.op_of(peer).bytes != op.bytes)
          fail("transfers", fmt::format("{} gets what {} sends: another micro-batch, pass or size", label(dag_, id), label(dag_, before)));
      }
      const bool local = dag_.placement.stages == 1;
      if (sends != 1 && !local) fail("transfers", fmt::format("{} has {} senders", label(dag_, id), sends));
    }
    for (std::uint32_t id = 0; id < dag_.nodes.size() && dag_.placement.stages > 1; ++id)
      if (dag_.op_of(dag_.nodes[id]).kind == OpKind::send && receives_of[id] != 1) fail("transfers", fmt::format("{} has {} receivers", label(dag_, id), receives_of[id]));
    for (const auto& [key, sends] : received)
      if (!std::is_sorted(sends.begin(), sends.end())) fail("transfers", fmt::format("stage {} receives from stage {} in another order than it sends", std::get<2>(key), std::get<1>(key)));
  }

  void streams_do_one_thing() {
    std::map<std::tuple<std::uint16_t, std::uint16_t, Stream>, double> busy_until;
    std::vector<std::uint32_t> order(dag_.nodes.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return std::pair(dag_.nodes[a].start, dag_.nodes[a].end) < std::pair(dag_.nodes[b].start, dag_.nodes[b].end); });
    for (const std::uint32_t id : order) {
      const DagNode& node = dag_.nodes[id];
      const Op& op = dag_.op_of(node);
      if (op.kind == OpKind::input || op.kind == OpKind::output) continue;
      double& until = busy_until[{node.stage, node.rank_class, op.stream}];
      if (node.start < until - tolerance * dag_.makespan) fail("streams", fmt::format("{} starts while its stream is busy", label(dag_, id)));
      until = std::max(until, node.end);
    }
  }

  void layers_once() {
    std::map<std::tuple<std::uint16_t, std::uint32_t, Pass>, std::vector<std::pair<std::uint32_t, std::uint32_t>>> runs;
    for (const DagNode& node : dag_.nodes)
      if (node.layers > 0 && node.op == 0) runs[{node.rank_class, node.micro_batch, dag_.block_of(node).pass}].emplace_back(node.first_layer, node.layers);
    for (auto& [key, parts] : runs) {
      std::sort(parts.begin(), parts.end());
      std::uint32_t next = 0;
      bool whole = true;
      for (const auto& [first, count] : parts) {
        whole = whole && first == next;
        next = first + count;
      }
      if (!whole || next != dag_.layers) fail("layers", fmt::format("micro-batch {} does not pass every layer once ({})", std::get<1>(key), name(std::get<2>(key))));
    }
    const std::size_t passes = dag_.mode == Mode::training ? 2 : 1;
    if (runs.size() < dag_.classes.size() * dag_.micro_batches * passes) fail("layers", "a micro-batch passes no layer at all");
  }

  void groups_cover() {
    const Placement& p = dag_.placement;
    for (std::size_t kind = 0; kind < group_kind_count; ++kind) {
      const GroupShape group = p.groups[kind];
      const std::uint32_t whole = static_cast<GroupKind>(kind) == GroupKind::pipeline ? p.world : p.stage_size();
      if (group.size == 0 || group.stride == 0 || whole % (group.size * group.stride) != 0)
        fail("groups", fmt::format("{} groups of {} ranks, {} apart, do not cover {} ranks", name(static_cast<GroupKind>(kind)), group.size, group.stride, whole));
    }
    std::uint32_t ranks = 0;
    for (const RankClass& ranks_of : dag_.classes) ranks += ranks_of.count;
    if (p.stages == 0 || p.world % p.stages != 0 || ranks != p.stage_size()) fail("groups", fmt::format("{} ranks in {} stages, {} of a stage accounted for", p.world, p.stages, ranks));
  }

  void memory_fits() {
    for (std::size_t stage = 0; stage < dag_.stages.size(); ++stage)
      if (dag_.memory_limit > 0 && dag_.stages[stage].memory() > dag_.memory_limit) fail("memory", fmt::format("a GPU of stage {} holds {:.3g} GB, but has {:.3g} GB", stage, dag_.stages[stage].memory() / 1e9, dag_.memory_limit / 1e9));
  }

  void nothing_dangles() {
    std::vector<bool> used(dag_.nodes.size());
    for (const std::uint32_t before : dag_.deps) used[before] = true;
    for (std::uint32_t id = 0; id < dag_.nodes.size(); ++id) {
      const OpKind kind = dag_.op_of(dag_.nodes[id]).kind;
      if (kind != OpKind::input && dag_.deps_of(id).empty()) fail("ends", fmt::format("nothing comes before {}", label(dag_, id)));
      if (kind != OpKind::output && !used[id]) fail("ends", fmt::format("nothing comes after {}", label(dag_, id)));
    }
  }

  const Dag& dag_;
  std::vector<DagProblem> problems_;
};

}  // namespace

std::vector<DagProblem> verify(const Dag& dag) {
  return Verifier(dag).run();
}

}  // namespace stratlint
