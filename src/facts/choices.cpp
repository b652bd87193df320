#include "facts/sentence_binder.h"

// Of numbers that a sentence leaves open, `TP 2, 4 or 8`, none is the plan's.
namespace stratlint::facts {

namespace {

constexpr std::uint32_t longest_list = 12;  ///< tokens

}  // namespace

/// A count without a unit, and where it stands.
bool SentenceBinder::is_bare_count(std::uint32_t at) const {
  if (at >= sentence_->token_count || token(at).statement == no_id) return false;
  const Statement& statement = x_.statements[token(at).statement];
  const Node& node = x_.nodes[x_.sides[statement.first_side].root];
  return statement.side_count == 1 && node.kind == Node::Kind::number && node.quantity.integer && !node.quantity.has_unit && !node.quantity.percent;
}

bool SentenceBinder::is_choice(std::uint32_t at) const {
  if (!is_bare_count(at)) return false;
  const auto is_or = [&](std::uint32_t word) { return says_among(word, word + 1, or_words_); };
  // The last of them: `or 8`.
  if (at > 1 && is_or(at - 1) && (is_bare_count(at - 2) || (at > 2 && token(at - 2).symbol == ',' && is_bare_count(at - 3)))) return true;
  for (std::uint32_t next = at + 1; next < sentence_->token_count && next - at < longest_list; ++next) {
    if (is_or(next)) return is_bare_count(next + 1);
    const bool comma = token(next).symbol == ',' || token(next).symbol == 0x3001;
    if (!comma && !is_bare_count(next)) return false;
  }
  return false;
}

}  // namespace stratlint::facts
