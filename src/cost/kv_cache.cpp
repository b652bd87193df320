#include <fmt/format.h>

#include "cost/plan_facts.h"

namespace stratlint::cost {

namespace {

std::string number(double value) { return format_value(value, {}); }

constexpr Dimension bytes{.byte = 1, .flop = 0, .second = 0};

}  // namespace

std::vector<Computed> kv_per_token(PlanFacts& plan) {
  const auto layers = plan.need("model.layers");
  const auto rank = plan.find("model.kv_lora_rank");
  double width = 0;
  std::string formula;
  if (rank) {
    const double rope = plan.find_or("model.qk_rope_dim", 64);
    width = *rank + rope;
    formula = fmt::format("({} + {})", number(*rank), number(rope));
  } else {
    auto heads = plan.find("model.kv_heads");
    if (!heads) heads = plan.need("model.heads");
    auto dim = plan.find("model.head_dim");
    const auto hidden = plan.find("model.hidden"), query_heads = plan.find("model.heads");
    if (!dim && hidden && query_heads && *query_heads > 0) dim = *hidden / *query_heads;
    if (!dim) dim = plan.need("model.head_dim");
    if (heads && dim) {
      width = 2 * *heads * *dim;
      formula = fmt::format("2 × {} × {}", number(*heads), number(*dim));
    }
  }
  if (!plan.missing().empty() || !layers || width <= 0 || *layers <= 0) return {};
  std::vector<Computed> result;
  for (const double size : bytes_of(plan, "dtype.kv", "dtype.weights")) {
    Computed c;
    c.value = *layers * width * size;
    c.dimension = bytes;
    c.convention = fmt::format("{} bytes a value", size);
    c.derivation = {fmt::format("{} layers × {} × {} bytes = {} a token", number(*layers), formula, size, format_value(c.value, bytes))};
    c.inputs = plan.used();
    result.push_back(c);
  }
  return result;
}

std::vector<Computed> kv_cache(PlanFacts& plan) {
  std::vector<Computed> per_token = kv_per_token(plan);
  auto length = plan.find("model.seq_len");
  if (!length) {
    const auto prompt = plan.find("batch.prompt_len"), output = plan.find("batch.output_len");
    if (prompt) length = *prompt + output.value_or(0);
  }
  if (!length) length = plan.need("model.seq_len");
  const auto sequences = plan.find("batch.global");
  if (!length || per_token.empty()) return {};
  std::vector<Computed> result;
  for (const Computed& token : per_token) {
    Computed c = token;
    c.value *= *length;
    c.derivation.push_back(fmt::format("{} × {} tokens = {} a sequence", format_value(token.value, bytes), number(*length), format_value(c.value, bytes)));
    if (sequences) {
      c.value *= *sequences;
      c.derivation.push_back(fmt::format("× {} sequences = {}", number(*sequences), format_value(c.value, bytes)));
    }
    c.convention += sequences ? ", all sequences of the batch" : ", one sequence";
    c.inputs = plan.used();
    result.push_back(c);
  }
  return result;
}

}  // namespace stratlint::cost
