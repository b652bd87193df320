#include "emit/json_value.h"

#include <cmath>
#include <cstdint>

namespace stratlint {

namespace {

Json json_position(Position position) {
  return {{"line", position.line}, {"column", position.column}};
}

}  // namespace

Json json_number(double value) {
  constexpr double exact = 9007199254740992.0;  // 2^53
  if (!std::isfinite(value)) return nullptr;
  if (value == std::nearbyint(value) && std::abs(value) < exact) return static_cast<std::int64_t>(value);
  return value;
}

Json json_range(const SourceFile& source, Span span) {
  return {{"start", json_position(source.position(span.begin))}, {"end", json_position(source.position(span.end))}};
}

std::string json_text(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace stratlint
