#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cost/physics/parameters.h"
#include "cost/read_plan.h"

namespace stratlint::cost {

namespace {

void read_layers(PlanFacts& plan, Model& m) {
  auto layers = plan.positive("model.layers");
  if (!layers && plan.stated("axis.pp") && plan.stated("layout.layers_per_stage"))
    layers = plan.positive_or("axis.pp", 1) * plan.positive_or("layout.layers_per_stage", 1);
  if (!layers) layers = plan.need("model.layers");
  m.layers = layers.value_or(0);
}

double read_hidden(PlanFacts& plan) {
  if (!plan.stated("model.hidden") && !plan.stated("model.kv_lora_rank"))
    if (const auto heads = plan.positive("model.heads"), head_dim = plan.positive("model.head_dim"); heads && head_dim) {
      plan.assume("hidden size = heads × head dimension");
      return *heads * *head_dim;
    }
  return plan.need("model.hidden").value_or(0);
}

void read_attention(PlanFacts& plan, Model& m) {
  const auto heads = plan.positive("model.heads"), head_dim = plan.positive("model.head_dim");
  if (const auto rank = plan.positive("model.kv_lora_rank")) {
    const auto rest = [&](std::string_view key, double usual) {
      if (const auto stated = plan.positive(key)) return *stated;
      plan.assume(fmt::format("{} = {}, as in DeepSeek-V2 and V3", key, usual));
      return usual;
    };
    m.latent = LatentAttention{plan.find_or("model.q_lora_rank", 0), *rank, rest("model.qk_nope_dim", 128),
                               rest("model.qk_rope_dim", 64), rest("model.v_dim", 128)};
    m.heads = heads ? *heads : plan.need("model.heads").value_or(1);
    m.kv_heads = m.heads;
    return;
  }
  const auto kv_heads = plan.positive("model.kv_heads");
  const bool known = head_dim && (heads || kv_heads);
  if (!known && m.hidden == 0) {
    plan.need("model.hidden");
    return;
  }
  if (heads) {
    if (!head_dim) plan.assume("head dimension = hidden / heads");
    m.heads = *heads;
    m.head_dim = head_dim ? *head_dim : m.hidden / m.heads;
  } else if (head_dim && m.hidden > 0) {
    plan.assume("heads = hidden / head dimension");
    m.head_dim = *head_dim;
    m.heads = m.hidden / m.head_dim;
  } else if (head_dim) {
    m.head_dim = *head_dim;
    m.heads = *kv_heads;
  } else if (kv_heads) {
    plan.need("model.heads");  // how wide a KV head is, nobody says
    return;
  } else {
    plan.assume("heads × head dimension = hidden");
    m.heads = 1;
    m.head_dim = m.hidden;
  }
  if (!kv_heads) plan.assume("KV heads = heads");
  m.kv_heads = kv_heads.value_or(m.heads);
}

void read_mlp(PlanFacts& plan, const ModelNeeds& needs, Model& m) {
  const double experts = plan.find_or("model.experts", 0);
  if (experts <= 1) {
    m.ffn = plan.need("model.ffn").value_or(0);
    m.dense_layers = m.layers;
    return;
  }
  m.experts = experts;
  m.dense_layers = plan.find_or("model.dense_layers", 0);
  m.expert_ffn = plan.stated("model.expert_ffn") ? plan.positive_or("model.expert_ffn", 0) : plan.need("model.ffn").value_or(0);
  m.ffn = plan.positive_or("model.ffn", m.expert_ffn);
  m.shared_ffn = plan.find_or("model.shared_expert_ffn", 0);
  m.top_k = needs.top_k ? plan.need("model.top_k").value_or(0) : plan.positive_or("model.top_k", 0);
  if (m.top_k > m.experts) plan.refuse(fmt::format("model.top_k: {} of {} experts", number(m.top_k), number(m.experts)));
  if (needs.layers && (m.dense_layers > m.layers || m.dense_layers < 0))
    plan.refuse(fmt::format("model.dense_layers: {} of {} layers", number(m.dense_layers), number(m.layers)));
}

/// Matrices of an MLP, the likelier number first: LayerNorm, biases, dropout and a width of 4 h go with GELU, everything newer is gated.
std::vector<double> matrices(PlanFacts& plan, const Model& m) {
  if (plan.stated("model.gated")) return {plan.yes("model.gated") ? 3.0 : 2.0};
  const bool classic = m.norm_vectors == 2 || m.linear_bias || m.dropout || m.learned_positions ||
                       (m.experts == 0 && !m.latent && m.kv_heads == m.heads && m.ffn == 4 * m.hidden);
  return classic ? std::vector<double>{2, 3} : std::vector<double>{3, 2};
}

/// Both embeddings of known models are apart unless the model is of GPT's kind.
std::vector<bool> tied(PlanFacts& plan, const Model& m) {
  if (plan.stated("model.tied_embeddings")) return {plan.yes("model.tied_embeddings")};
  if (m.vocab <= 0) return {true};
  return m.learned_positions || m.norm_vectors == 2 ? std::vector<bool>{true, false} : std::vector<bool>{false, true};
}

/// A stated number of parameters tells which conventions the model follows, if it fits any.
void keep_stated_size(PlanFacts& plan, std::vector<ModelReading>& readings) {
  const auto stated = plan.positive("model.params");
  if (!stated) return;
  const auto distance = [&](const ModelReading& reading) { return std::abs(count_parameters(reading.model).total() / *stated - 1); };
  double nearest = 1;
  for (const ModelReading& reading : readings) nearest = std::min(nearest, distance(reading));
  if (nearest <= 0.02) std::erase_if(readings, [&](const ModelReading& reading) { return distance(reading) > std::max(nearest, 0.005); });
}

}  // namespace

std::vector<ModelReading> read_models(PlanFacts& plan, const ModelNeeds& needs) {
  Model m;
  if (needs.layers) read_layers(plan, m);
  m.hidden = needs.mlp ? read_hidden(plan) : plan.positive_or("model.hidden", 0);
  if (needs.attention) read_attention(plan, m);
  if (needs.mlp) read_mlp(plan, needs, m);
  m.vocab = plan.positive_or("model.vocab", 0);
  if (needs.sequence) m.seq_len = read_sequence(plan).value_or(0);
  m.mtp_layers = plan.find_or("model.mtp_layers", 0);
  m.norm_vectors = plan.name_of("model.norm") == "layernorm" ? 2 : 1;
  m.linear_bias = plan.yes("model.linear_bias");
  m.learned_positions = plan.yes("model.learned_positions");
  m.dropout = plan.find_or("model.dropout", 0) > 0;
  m.flash_attention = plan.find_or("model.flash_attention", 1) != 0;
  if (m.learned_positions && m.seq_len == 0) m.seq_len = plan.positive_or("model.seq_len", 0);
  if (!plan.complete()) return {};

  std::vector<ModelReading> out;
  if (!needs.mlp) return {{m, ""}};
  for (const double count : matrices(plan, m))
    for (const bool shared : tied(plan, m)) {
      ModelReading reading{m, count == 3 ? "gated MLP (3 matrices)" : "plain MLP (2 matrices)"};
      reading.model.mlp_matrices = count;
      reading.model.tied_embeddings = shared;
      reading.convention += m.vocab <= 0 ? ", without embeddings" : shared ? ", tied embeddings" : ", separate embeddings";
      out.push_back(std::move(reading));
    }
  if (needs.layers) keep_stated_size(plan, out);
  return out;
}

}  // namespace stratlint::cost
