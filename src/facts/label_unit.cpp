#include "facts/label_unit.h"

#include <algorithm>

#include "facts/sentence_binder.h"
#include "facts/signs.h"

// Units that stand in the label of a bare number: `Latency (ms): 12`, `Tokens per second: 38,000`, `gpu_memory_gb: 80`.
namespace stratlint::facts {

namespace {

constexpr Dimension seconds{.byte = 0, .flop = 0, .second = 1};

}  // namespace

std::optional<Unit> find_label_unit(std::string_view word) {
  const bool lower = std::none_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return lower && word.ends_with("bps") ? std::nullopt : find_unit(word);
}

Quantity read_in(Quantity number, const Unit& unit) {
  if (number.has_unit) return number;
  number.value *= unit.factor;
  number.low *= unit.factor;
  number.high *= unit.factor;
  number.factor *= unit.factor;
  number.dimension = unit.dimension;
  number.count = unit.count;
  number.binary_steps = unit.binary_steps;
  number.percent = unit.percent;
  number.has_unit = true;
  return number;
}

/// `peak_tflops_bf16`, `weights_gb_per_gpu`, `nvlink_gb_per_s`, `hbm_bandwidth_tbs`: a unit among the words of a name.
std::optional<Unit> SentenceBinder::name_unit(std::uint32_t end) const {
  const auto unit_at = [&](std::uint32_t at) -> std::optional<Unit> {
    if (at >= end || token(at).kind != Token::Kind::word) return std::nullopt;
    const std::string_view word = source_.text(token(at).span);
    if (word.size() == 3 && word.ends_with("bs")) {
      const auto bytes = find_unit(word.substr(0, 2));
      return bytes ? std::optional(divide(*bytes, *find_unit("s"))) : std::nullopt;
    }
    return find_label_unit(word);
  };
  for (std::uint32_t at = end; at-- > 0;) {
    const auto unit = unit_at(at);
    if (!unit || unit->dimension.none() || source_.text(token(at).span).size() < 2) continue;
    // A name may start with a unit only if it goes on with what for: `tflops_per_gpu`.
    if (at == 0 && (end < 3 || source_.text(token(1).span) != "per")) break;
    const bool per = at + 2 < end && source_.text(token(at + 1).span) == "per";
    const auto time = per ? unit_at(at + 2) : std::nullopt;
    return time && time->dimension == seconds ? divide(*unit, *time) : unit;
  }
  return std::nullopt;
}

std::optional<Unit> SentenceBinder::label_unit(std::uint32_t at) const {
  // Back over `~` and the like to the sign that ends the label.
  std::uint32_t end = at;
  while (end > 0 && token(end - 1).kind == Token::Kind::symbol && !separates(token(end - 1).symbol) && !closes(token(end - 1).symbol)) --end;
  if (end < 2 || !separates(token(end - 1).symbol)) return std::nullopt;
  --end;
  const bool bracketed = closes(token(end - 1).symbol);
  if (bracketed) --end;
  const auto unit_at = [&](std::uint32_t from) -> std::optional<Unit> {
    if (from >= end || token(from).kind != Token::Kind::word) return std::nullopt;
    return find_label_unit(source_.text(token(from).span));
  };
  const auto per = [&](std::uint32_t from) {
    return from < end && (token(from).symbol == '/' || (token(from).kind == Token::Kind::word && source_.text(token(from).span) == "per"));
  };
  if (end == 0) return std::nullopt;
  // `MFU (%)`: a sign that is no token of its own.
  if (bracketed && opens(token(end - 1).symbol) && source_.text({token(end - 1).span.end, token(end).span.begin}) == "%") return find_unit("%");
  const std::uint32_t last = end - 1;
  const auto unit = unit_at(last);
  // `kv_cache_kb_per_token`: what is counted so is no unit of the value.
  if ((!unit || unit->dimension.none()) && sentence_->kind == Sentence::Kind::entry && !bracketed) return name_unit(end);
  if (!unit) return std::nullopt;
  if (unit->dimension == seconds && last >= 2 && per(last - 1)) {
    // `tokens/s`, `tokens per GPU per second`.
    auto counted = unit_at(last - 2);
    if (!counted && last >= 4 && per(last - 3)) counted = unit_at(last - 4);
    if (counted) return divide(*counted, *unit);
    return sentence_->kind == Sentence::Kind::entry ? name_unit(end) : std::nullopt;
  }
  // `TPS: 38,000`: the label is the unit.
  if (unit->count != CountUnit::none && !unit->dimension.none()) return unit;
  const bool alone = bracketed && last >= 1 && opens(token(last - 1).symbol);
  const bool suffix = sentence_->kind == Sentence::Kind::entry && last > 0 && !unit->dimension.none();
  return alone || suffix ? unit : std::nullopt;
}

}  // namespace stratlint::facts
