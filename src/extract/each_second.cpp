#include "each_second.h"

#include <algorithm>
#include <optional>

#include "each_second.hpp"
#include "reads.h"

namespace stratlint::extraction {

namespace {

std::optional<CountUnit> counted(const Quantity& quantity, std::string_view behind) {
  if (quantity.count != CountUnit::none) return quantity.count;
  if (reads<grammar::sequences_behind>(behind)) return CountUnit::sequence;
  return reads<grammar::tokens_behind>(behind) ? std::optional(CountUnit::token) : std::nullopt;
}

/// Whether nothing but a verb stands between `every second` and the number.
bool is_told_each_second(std::string_view before) {
  constexpr std::size_t longest = 24;  // bytes
  constexpr std::string_view time = "\u6BCF\u79D2";
  const std::string_view near = before.substr(before.size() - std::min(before.size(), longest));
  const std::size_t at = near.rfind(time);
  return at != std::string_view::npos && reads<grammar::told_each_second>(near.substr(at));
}

bool goes_on_to_each_second(std::string_view behind) {
  constexpr std::size_t longest = 64;  // bytes
  return reads<grammar::goes_on_to_each_second>(behind.substr(0, longest));
}

void make_rate(Quantity& quantity, CountUnit unit) {
  quantity.count = unit;
  quantity.dimension.second = -1;
  quantity.has_unit = true;
}

/// The tokens of one of them are no rate, though the time stands behind them.
void take_back_rate(Extraction& out, const Sentence& sentence, std::uint32_t first) {
  for (std::uint32_t at = first; at < sentence.first_token + sentence.token_count; ++at) {
    if (out.tokens[at].kind != Token::Kind::statement) continue;
    Node& next = out.nodes[out.sides[out.statements[out.tokens[at].statement].first_side].root];
    if (next.kind == Node::Kind::number && next.quantity.count == CountUnit::token) next.quantity.dimension.second = 0;
    return;
  }
}

}  // namespace

void read_rates(Extraction& out, const SourceFile& source, const Sentence& sentence) {
  const std::string_view bytes = source.bytes();
  for (std::uint32_t at = sentence.first_token; at < sentence.first_token + sentence.token_count; ++at) {
    if (out.tokens[at].kind != Token::Kind::statement) continue;
    const Statement& statement = out.statements[out.tokens[at].statement];
    Node& node = out.nodes[out.sides[statement.first_side].root];
    if (statement.side_count != 1 || node.kind != Node::Kind::number || !node.quantity.dimension.none() || node.quantity.percent) continue;
    const std::string_view behind = bytes.substr(node.span.end);
    if (node.quantity.count == CountUnit::sequence && goes_on_to_each_second(behind)) {
      make_rate(node.quantity, CountUnit::sequence);
      take_back_rate(out, sentence, at + 1);
    }
    if (!is_told_each_second(bytes.substr(0, node.span.begin))) continue;
    const auto unit = counted(node.quantity, behind);
    if (unit == CountUnit::token || unit == CountUnit::sequence) make_rate(node.quantity, *unit);
  }
}

}  // namespace stratlint::extraction
