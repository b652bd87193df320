#include "each_second.h"

#include <algorithm>
#include <array>
#include <optional>

namespace stratlint::extraction {

namespace {

constexpr std::string_view every_second = "\u6BCF\u79D2";  // in Chinese
constexpr std::size_t longest_verb = 4;                    ///< characters between it and the number: `每秒可处理`
constexpr std::size_t ideograph = 3;                       ///< bytes

/// What a Chinese noun behind a number counts, with or without a measure word.
std::optional<CountUnit> counted(std::string_view behind) {
  const auto skip = [&](std::string_view word) {
    if (behind.starts_with(word)) behind.remove_prefix(word.size());
  };
  skip(" ");
  skip("\u4E2A"), skip("\u6761");
  skip(" ");
  struct Noun {
    std::string_view text;
    CountUnit unit;
  };
  constexpr std::array<Noun, 6> nouns = {{{"\u8BF7\u6C42", CountUnit::sequence}, {"\u5E8F\u5217", CountUnit::sequence}, {"\u6837\u672C", CountUnit::sequence}, {"\u63D0\u793A", CountUnit::sequence}, {"token", CountUnit::token}, {"Token", CountUnit::token}}};
  for (const Noun& noun : nouns)
    if (behind.starts_with(noun.text)) return noun.unit;
  return std::nullopt;
}

/// Whether nothing but a few ideographs stands between `every second` and the number.
bool is_told_each_second(std::string_view before) {
  const std::string_view near = before.substr(before.size() - std::min(before.size(), every_second.size() + (longest_verb + 1) * ideograph));
  const std::size_t at = near.rfind(every_second);
  if (at == std::string_view::npos) return false;
  for (std::size_t i = at + every_second.size(); i < near.size(); ++i)
    if (static_cast<unsigned char>(near[i]) < 0x80 && near[i] != ' ') return false;
  return near.find("\uFF0C", at) == std::string_view::npos && near.find("\u3002", at) == std::string_view::npos;
}

/// `sequences of 4,096 tokens every second` behind a number of sequences.
bool goes_on_to_each_second(std::string_view behind) {
  constexpr std::size_t far = 48;  // bytes
  behind = behind.substr(0, far);
  const std::size_t at = std::min(behind.find(" every second"), behind.find(" each second"));
  if (at == std::string_view::npos) return false;
  // `4,096` has a comma of its own.
  const std::string_view between = behind.substr(0, at);
  return between.find_first_of(";:()\n") == std::string_view::npos && between.find(", ") == std::string_view::npos && between.find(". ") == std::string_view::npos;
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
    if (node.quantity.count == CountUnit::sequence && goes_on_to_each_second(bytes.substr(node.span.end))) {
      make_rate(node.quantity, CountUnit::sequence);
      take_back_rate(out, sentence, at + 1);
    }
    if (!is_told_each_second(bytes.substr(0, node.span.begin))) continue;
    const auto unit = node.quantity.count != CountUnit::none ? node.quantity.count : counted(bytes.substr(node.span.end)).value_or(CountUnit::none);
    if (unit == CountUnit::token || unit == CountUnit::sequence) make_rate(node.quantity, unit);
  }
}

}  // namespace stratlint::extraction
