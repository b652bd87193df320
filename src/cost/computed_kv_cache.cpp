#include <fmt/format.h>

#include "cost/computed_keys.h"
#include "cost/physics/kv_cache.h"

namespace stratlint::cost {

namespace {

struct Reading {
  Model model;
  double size;
};

std::vector<Reading> read(PlanFacts& plan) {
  const auto models = read_models(plan, {.layers = true, .attention = true});
  auto size = plan.size_of("dtype.kv");
  if (!size) size = plan.size_of("dtype.weights");
  std::vector<Reading> out;
  for (const ModelReading& reading : models)
    for (const double each : size ? std::vector<double>{*size} : std::vector<double>{2, 1}) out.push_back({reading.model, each});
  return out;
}

Line derive(const Reading& r, double value) {
  const Model& m = r.model;
  const Line width = m.latent ? line("({} + {})", number(m.latent->kv_rank), number(m.latent->rope_dim)) : line("2 × {} × {}", number(m.kv_heads), number(m.head_dim));
  return line("{} layers × {} × {} B = {} a token", number(m.layers), width, r.size, bytes_text(value));
}

}  // namespace

Results kv_per_token(PlanFacts& plan) {
  Results out;
  for (const Reading& r : read(plan)) {
    const double value = kv_bytes_per_token(r.model, r.size).value;
    out.push_back(result(plan, value, in_bytes, fmt::format("whole model, {} B a value", r.size), {derive(r, value)}));
  }
  return out;
}

Results kv_cache(PlanFacts& plan) {
  if (trains(plan)) return {};
  const auto readings = read(plan);
  const auto layouts = read_layouts(plan);
  auto length = plan.positive("model.seq_len");
  if (!length && plan.stated("batch.prompt_len")) length = plan.positive_or("batch.prompt_len", 1) + plan.find_or("batch.output_len", 0);
  if (!length) length = plan.need("model.seq_len");
  if (!length || layouts.empty() || !plan.complete()) return {};
  const Layout& layout = layouts.front();
  const std::vector<double> batches = read_sequences(plan, layout);
  Results out;
  for (const Reading& r : readings) {
    const double each = kv_bytes_per_token_on_gpu(r.model, layout, r.size).value;
    for (const double sequences : batches) {
      const double value = each * *length * sequences;
      out.push_back(result(plan, value, in_bytes, fmt::format("one GPU with {} sequences, {} B a value{}", number(sequences), r.size, r.model.latent ? ", latent vector on every TP rank" : ""),
                           {derive(r, kv_bytes_per_token(r.model, r.size).value), line("on one GPU of TP {} and PP {}: {} a token", number(layout.tp), number(layout.pp), bytes_text(each)),
                            line("× {} tokens × {} sequences = {}", number(*length), number(sequences), bytes_text(value))}));
    }
  }
  return out;
}

Results memory_total(PlanFacts& plan) {
  const bool serving = serves(plan);
  const Results states = model_states(plan, serving ? StateShare::weights : StateShare::all);
  const Results rest = serving ? kv_cache(plan) : activations(plan);
  if (states.empty() || rest.empty() || !plan.complete()) return {};
  const double value = states.front().value + rest.front().value;
  Lines lines = states.front().derivation;
  lines.insert(lines.end(), rest.front().derivation.begin(), rest.front().derivation.end());
  lines.push_back(line("{} + {} = {}, without buffers and fragmentation", bytes_text(states.front().value), bytes_text(rest.front().value), bytes_text(value)));
  return {result(plan, value, in_bytes, fmt::format("{}; {}", states.front().convention, rest.front().convention), std::move(lines))};
}

}  // namespace stratlint::cost
