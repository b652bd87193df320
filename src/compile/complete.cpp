#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "compile/setup.h"

namespace stratlint::compile {

namespace {

using cost::PlanFacts;

// The accelerator of a plan that names none, and what its links reach where a plan only gives a peak: B/s, one direction, per GPU.
constexpr std::string_view usual_device = "H100 SXM";
constexpr double usual_link = 450e9, usual_nic = 50e9, usual_memory_bandwidth = 3.35e12;
constexpr double usual_hidden = 4096, usual_sequence = 4096, usual_top_k = 2;

/// Puts facts into a plan that lacks them.
class Completion {
 public:
  Completion(FactBase facts, PlanId plan, const Vocabulary& vocabulary, std::vector<std::string>& assumptions)
      : facts_(std::move(facts)), plan_(plan), vocabulary_(vocabulary), assumptions_(assumptions) {}

  PlanFacts plan() const { return PlanFacts(facts_, plan_, vocabulary_); }
  bool stated(std::string_view key) const { return plan().stated(key); }
  double value(std::string_view key, double otherwise) const { return plan().positive_or(key, otherwise); }

  void number(std::string_view key, double value, std::string why) {
    Fact fact = assumed(key);
    fact.quantity.value = fact.quantity.low = fact.quantity.high = value;
    fact.quantity.dimension = vocabulary_.key(fact.key).dimension;
    add(std::move(fact), std::move(why));
  }
  void named(std::string_view key, std::uint16_t value, std::string why) {
    Fact fact = assumed(key);
    fact.value_name = value;
    add(std::move(fact), std::move(why));
  }
  FactBase take() { return std::move(facts_); }

 private:
  Fact assumed(std::string_view key) const {
    Fact fact;
    fact.key = vocabulary_.find_key(key);
    fact.origin = Origin::assumed;
    fact.plan = plan_;
    fact.scope = vocabulary_.key(fact.key).scope;
    return fact;
  }
  void add(Fact fact, std::string why) {
    facts_.facts.push_back(std::move(fact));
    facts_.index(vocabulary_.keys());
    assumptions_.push_back(std::move(why));
  }

  FactBase facts_;
  PlanId plan_;
  const Vocabulary& vocabulary_;
  std::vector<std::string>& assumptions_;
};

/// Heads give the hidden size, else the number of parameters, 12 h² a layer (Narayanan et al., SC21, equation 2).
void complete_hidden(Completion& plan) {
  if (plan.stated("model.hidden")) return;
  if (plan.stated("model.heads") && plan.stated("model.head_dim")) {
    const double hidden = plan.value("model.heads", 1) * plan.value("model.head_dim", 1);
    plan.number("model.hidden", hidden, fmt::format("hidden size = heads × head dimension = {}", cost::number(hidden)));
    return;
  }
  double hidden = usual_hidden;
  if (plan.stated("model.params") && plan.value("model.experts", 1) <= 1) {
    const double layers = plan.value("model.layers", plan.value("axis.pp", 1) * plan.value("layout.layers_per_stage", 1));
    hidden = std::max(1.0, std::round(std::sqrt(plan.value("model.params", 0) / (12 * layers)) / 128)) * 128;
  }
  plan.number("model.hidden", hidden, fmt::format("a hidden size of {}: FLOPs, bytes and times depend on it", cost::number(hidden)));
}

void complete_model(Completion& plan) {
  const double hidden = plan.value("model.hidden", 0);
  if (!plan.stated("model.heads") && !plan.stated("model.head_dim") && hidden > 0) {
    const double head = std::fmod(hidden, 128) == 0 ? 128 : std::fmod(hidden, 64) == 0 ? 64 : hidden;
    plan.number("model.head_dim", head, fmt::format("heads of {} elements", head));
  }
  const bool experts = plan.value("model.experts", 1) > 1;
  if (experts && !plan.stated("model.top_k")) plan.number("model.top_k", std::min(usual_top_k, plan.value("model.experts", usual_top_k)), fmt::format("top-{} routing", usual_top_k));
  if (!plan.stated("model.ffn") && !(experts && plan.stated("model.expert_ffn"))) plan.number("model.ffn", 4 * hidden, "FFN width = 4 × hidden size");
}

/// The longest sequence that is asked for, else that of a prompt, else a usual one.
void complete_sequence(Completion& plan, const FactBase& facts, PlanId id, const Vocabulary& vocabulary) {
  if (plan.stated("model.seq_len")) return;
  for (const FactId required : facts.candidates(id, vocabulary.find_key("model.seq_len"), Role::requirement)) {
    const double longest = facts.facts[required].quantity.high;
    plan.number("model.seq_len", longest, fmt::format("sequences of {} tokens, the longest that is asked for", cost::number(longest)));
    return;
  }
  if (const auto prompt = plan.plan().positive("batch.prompt_len")) {
    plan.number("model.seq_len", *prompt, fmt::format("sequences as long as a prompt, {} tokens", cost::number(*prompt)));
    return;
  }
  plan.number("model.seq_len", usual_sequence, fmt::format("sequences of {} tokens", usual_sequence));
}

void complete_device(Completion& plan, const Vocabulary& vocabulary) {
  if (!plan.stated("gpu.name") && !plan.stated("gpu.peak_flops") && !plan.stated("gpu.effective_flops")) {
    const auto& devices = vocabulary.devices();
    const auto usual = std::find_if(devices.begin(), devices.end(), [](const Device& device) { return device.name.starts_with(usual_device); });
    if (usual != devices.end()) plan.named("gpu.name", usual->value, fmt::format("{}, as no accelerator is named", usual->name));
  }
  const auto lacks = [&](auto read) {
    PlanFacts probe = plan.plan();
    read(probe);
    return !probe.complete();
  };
  const auto rate = [](double value) { return format_value(value, {.byte = 1, .flop = 0, .second = -1}); };
  if (!plan.stated("gpu.effective_bandwidth") && lacks([](PlanFacts& probe) { cost::read_memory_bandwidth(probe); }))
    plan.number("gpu.mem_bandwidth", usual_memory_bandwidth, fmt::format("memory at {}", rate(usual_memory_bandwidth)));
  if (lacks([](PlanFacts& probe) { cost::read_link_bandwidth(probe, true); })) plan.number("link.intra_node", usual_link, fmt::format("{} a GPU in a node, one direction", rate(usual_link)));
  if (lacks([](PlanFacts& probe) { cost::read_link_bandwidth(probe, false); })) plan.number("link.inter_node", usual_nic, fmt::format("{} a GPU between nodes, one direction", rate(usual_nic)));
}

/// A plan of many GPUs has to say how it uses them, and of what model.
void require(const Completion& plan, std::vector<std::string>& missing) {
  const bool layers = plan.stated("model.layers") || (plan.stated("axis.pp") && plan.stated("layout.layers_per_stage"));
  if (!layers) missing.push_back("model.layers");
  const bool degrees = plan.stated("axis.tp") || plan.stated("axis.pp") || plan.stated("axis.dp") || plan.stated("axis.ep") || plan.stated("axis.cp");
  if (!degrees && !plan.stated("cluster.gpus")) missing.push_back("cluster.gpus");
}

}  // namespace

FactBase complete(FactBase facts, const DagRequest& request, const Vocabulary& vocabulary, std::vector<std::string>& assumptions, std::vector<std::string>& missing) {
  const FactBase stated = facts;
  Completion plan(std::move(facts), request.plan, vocabulary, assumptions);
  require(plan, missing);
  if (!missing.empty()) return plan.take();
  complete_hidden(plan);
  complete_model(plan);
  complete_sequence(plan, stated, request.plan, vocabulary);
  complete_device(plan, vocabulary);
  return plan.take();
}

}  // namespace stratlint::compile
