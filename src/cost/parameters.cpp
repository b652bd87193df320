#include <fmt/format.h>

#include "cost/plan_facts.h"

namespace stratlint::cost {

namespace {

/// Widths of one model; symbols as in the SC21 paper.
struct Shape {
  double layers = 0, dense_layers = 0, hidden = 0, heads = 0, kv_heads = 0, head_dim = 0;
  double ffn = 0, expert_ffn = 0, shared_ffn = 0, experts = 0, top_k = 0;
  std::optional<double> vocab;
  bool attention_known = false;
};

std::string number(double value) { return format_value(value, {}); }

std::optional<Shape> read_shape(PlanFacts& plan, bool active) {
  Shape s;
  auto layers = plan.find("model.layers");
  if (!layers && plan.stated("axis.pp") && plan.stated("layout.layers_per_stage"))
    layers = plan.find_or("axis.pp", 1) * plan.find_or("layout.layers_per_stage", 0);
  if (!layers) plan.need("model.layers");
  const auto hidden = plan.need("model.hidden");
  const auto heads = plan.find("model.heads");
  const auto head_dim = plan.find("model.head_dim");
  const bool moe = plan.stated("model.experts") && plan.find_or("model.experts", 0) > 1;
  const auto width = moe && plan.stated("model.expert_ffn") ? plan.find("model.expert_ffn") : plan.need("model.ffn");
  if (moe && active) plan.need("model.top_k");
  if (!plan.missing().empty()) return std::nullopt;
  s.layers = *layers;
  s.hidden = *hidden;
  s.heads = heads.value_or(1);
  s.head_dim = head_dim ? *head_dim : s.hidden / s.heads;
  if (!heads && head_dim) s.heads = s.hidden / s.head_dim;
  s.kv_heads = plan.find_or("model.kv_heads", s.heads);
  if (moe) {
    s.experts = plan.find_or("model.experts", 0);
    s.expert_ffn = *width;
    s.shared_ffn = plan.find_or("model.shared_expert_ffn", 0);
    s.dense_layers = plan.find_or("model.dense_layers", 0);
    s.ffn = plan.find_or("model.ffn", s.expert_ffn);
    s.top_k = plan.find_or("model.top_k", 0);
  } else {
    s.ffn = *width;
    s.dense_layers = s.layers;
  }
  s.vocab = plan.find("model.vocab");
  if (s.layers <= 0 || s.hidden <= 0 || s.heads <= 0 || s.head_dim <= 0 || s.dense_layers > s.layers) return std::nullopt;
  return s;
}

/// Latent attention: queries through rank rq, keys and values through rank rkv; +1 each for their norms.
std::optional<double> latent_attention(PlanFacts& plan, const Shape& s, std::string& formula) {
  const auto rkv = plan.find("model.kv_lora_rank");
  if (!rkv) return std::nullopt;
  const double nope = plan.find_or("model.qk_nope_dim", 128), rope = plan.find_or("model.qk_rope_dim", 64), value = plan.find_or("model.v_dim", 128);
  const auto rq = plan.find("model.q_lora_rank");
  const double query = rq ? *rq * (s.hidden + s.heads * (nope + rope) + 1) : s.hidden * s.heads * (nope + rope);
  formula = fmt::format("latent attention with KV rank {}", number(*rkv));
  return query + *rkv * (s.hidden + s.heads * (nope + value) + 1) + s.hidden * rope + s.heads * value * s.hidden;
}

Computed count(const Shape& s, double attention, const std::string& attention_formula, double matrices, std::optional<double> embeddings, bool active) {
  Computed c;
  const double experts = active ? s.top_k : s.experts;
  const double moe_layers = s.layers - s.dense_layers;
  const double dense_mlp = matrices * s.hidden * s.ffn;
  const double expert_mlp = experts * matrices * s.hidden * s.expert_ffn;
  const double shared = matrices * s.hidden * s.shared_ffn;
  const double router = moe_layers > 0 ? s.hidden * s.experts : 0;
  const double norms = 2 * s.hidden;
  c.value = s.layers * (attention + norms) + s.dense_layers * dense_mlp + moe_layers * (expert_mlp + shared + router) + s.hidden;
  c.derivation.push_back(fmt::format("attention: {} = {} a layer", attention_formula, number(attention)));
  if (s.dense_layers > 0)
    c.derivation.push_back(fmt::format("MLP: {} × {} × {} = {} a layer, {} layers", matrices, number(s.hidden), number(s.ffn), number(dense_mlp), number(s.dense_layers)));
  if (moe_layers > 0)
    c.derivation.push_back(fmt::format("experts: {} × {} × {} × {} = {} a layer, {} layers", number(experts), matrices, number(s.hidden),
                                       number(s.expert_ffn), number(expert_mlp), number(moe_layers)));
  c.convention = matrices == 3 ? "gated MLP (3 matrices)" : "plain MLP (2 matrices)";
  if (embeddings) {
    c.value += *embeddings * s.hidden * *s.vocab;
    c.derivation.push_back(fmt::format("embeddings: {} × {} × {} = {}", *embeddings, number(*s.vocab), number(s.hidden), number(*embeddings * s.hidden * *s.vocab)));
    c.convention += *embeddings == 1 ? ", tied embeddings" : ", separate embeddings";
  } else {
    c.convention += ", without embeddings";
  }
  c.derivation.push_back(fmt::format("all {} layers: {} parameters", number(s.layers), number(c.value)));
  return c;
}

}  // namespace

std::vector<Computed> parameters(PlanFacts& plan, bool active) {
  const auto shape = read_shape(plan, active);
  if (!shape) return {};
  const Shape& s = *shape;
  std::string formula = fmt::format("{} × {} × (2 × {} + 2 × {})", number(s.hidden), number(s.head_dim), number(s.heads), number(s.kv_heads));
  double attention = s.hidden * s.head_dim * (2 * s.heads + 2 * s.kv_heads);
  if (const auto latent = latent_attention(plan, s, formula)) attention = *latent;

  std::vector<double> matrices{2, 3};
  if (plan.stated("model.gated")) matrices = {plan.find_or("model.gated", 0) != 0 ? 3.0 : 2.0};
  std::vector<std::optional<double>> embeddings{std::nullopt};
  if (s.vocab) {
    embeddings = {1.0, 2.0};
    if (plan.stated("model.tied_embeddings")) embeddings = {plan.find_or("model.tied_embeddings", 0) != 0 ? 1.0 : 2.0};
  }
  std::vector<Computed> result;
  for (const double m : matrices)
    for (const auto& e : embeddings) {
      result.push_back(count(s, attention, formula, m, e, active));
      result.back().inputs = plan.used();
    }
  return result;
}

}  // namespace stratlint::cost
