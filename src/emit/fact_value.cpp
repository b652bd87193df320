#include "emit/fact_value.h"

#include <fmt/format.h>

#include <string_view>

namespace stratlint {

namespace {

std::string_view sign(Bound bound) {
  switch (bound) {
    case Bound::none:
      return "";
    case Bound::less:
      return "< ";
    case Bound::less_equal:
      return "≤ ";
    case Bound::greater:
      return "> ";
    case Bound::greater_equal:
      return "≥ ";
  }
  return "";
}

void add_value(Json& out, const Fact& fact, const Vocabulary& vocabulary) {
  const Quantity& quantity = fact.quantity;
  switch (vocabulary.key(fact.key).type) {
    case ValueType::name:
      if (fact.value_name == 0) break;  // a plain size
      out["value"] = vocabulary.values()[fact.value_name];
      out["unit"] = "1";
      return;
    case ValueType::boolean:
      out["value"] = quantity.value != 0;
      out["unit"] = "1";
      return;
    case ValueType::number:
    case ValueType::fraction:
      break;
  }
  out["value"] = json_number(quantity.value);
  if (quantity.range) {
    out["min"] = json_number(quantity.low);
    out["max"] = json_number(quantity.high);
  }
  if (quantity.bound == Bound::less || quantity.bound == Bound::less_equal) out["bound"] = "<";
  if (quantity.bound == Bound::greater || quantity.bound == Bound::greater_equal) out["bound"] = ">";
  if (quantity.approximate) out["approx"] = true;
  out["unit"] = unit_name(quantity.dimension, quantity.count);
}

}  // namespace

std::string fact_value_text(const Fact& fact, const Vocabulary& vocabulary) {
  const Quantity& q = fact.quantity;
  const ValueType type = vocabulary.key(fact.key).type;
  if (type == ValueType::name && fact.value_name != 0) return vocabulary.values()[fact.value_name];
  if (type == ValueType::boolean) return q.value != 0 ? "true" : "false";
  const bool percent = q.percent || type == ValueType::fraction;
  const auto print = [&](double value) { return format_value(value, q.dimension, q.count, percent); };
  const std::string number = q.range ? fmt::format("{} to {}", print(q.low), print(q.high)) : print(q.value);
  return fmt::format("{}{}{}", q.approximate ? "~ " : "", sign(q.bound), number);
}

Json json_fact(const SourceFile& source, const Vocabulary& vocabulary, const Fact& fact) {
  Json out = {{"key", vocabulary.key(fact.key).name}};
  add_value(out, fact, vocabulary);
  out["scope"] = name(fact.scope);
  out["role"] = name(fact.role);
  out["origin"] = name(fact.origin);
  out["text"] = source.text(fact.span);
  out["range"] = fact.span.empty() ? Json(nullptr) : json_range(source, fact.span);
  return out;
}

}  // namespace stratlint
