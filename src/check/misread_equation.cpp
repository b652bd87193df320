#include <algorithm>
#include <array>
#include <cmath>

#include "check/equation_view.h"
#include "check/sentence_marks.h"

// What documents leave out of an equation that is right: shares, units, and sums that were read in part.
namespace stratlint {

namespace {

constexpr std::array<double, 3> times_of_day{60, 3600, 86400};  ///< seconds of a minute, an hour, a day

class Misreading : EquationView {
 public:
  using EquationView::EquationView;

  bool is_misread(const Comparison& comparison) const {
    if (goes_on(comparison) || goes_on_before() || has_spaced_thousands() || is_share_of(comparison) || is_bytes_of_one(comparison) || reads_billions(comparison) || leaves_out(comparison) || takes_share(comparison) || is_share_of_result(comparison) || takes_bytes_of_value(comparison) || converts_time(comparison) || names_time(comparison) || is_unit_of_bytes() || sets_letter()) return true;
    if (is_last_term() || leaves_prefix_out(comparison) || has_letter_behind(comparison) || counts_something_else(comparison) || counts_parts() || joins_two()) return true;
    if (!derives_entry(x_, statement_)) return statement_.gloss && repeats_result();
    return says_other(comparison);
  }

 private:
  /// What a lone letter behind a number may multiply it by: `500 B` tokens, `120 k`; 0 for the unit of a time (`2 h 16 min`), 1 if none stands there.
  double letter_behind(std::uint32_t node) const {
    const std::string_view bytes = scene_.source().bytes();
    const std::size_t at = x_.nodes[node].span.end;
    if (at + 1 >= bytes.size() || bytes[at] != ' ') return 1;
    if (at + 2 < bytes.size() && (std::isalnum(static_cast<unsigned char>(bytes[at + 2])) != 0 || bytes[at + 2] == '_')) return 1;
    switch (bytes[at + 1]) {
      case 'k': case 'K': return 1e3;
      case 'M': return 1e6;
      case 'B': case 'G': return 1e9;
      case 'T': return 1e12;
      case 'h': case 'd': case 'm': return 0;
      default: return 1;
    }
  }

  /// A letter behind the result that makes it hold, or one behind an operand, save bytes of bytes, is what was not read.
  bool has_letter_behind(const Comparison& comparison) const {
    const double scale = result_.has_unit ? 1 : letter_behind(equation_.result);
    if (scale == 0 || (scale != 1 && fits(comparison.worked.low / scale, comparison.worked.high / scale))) return true;
    const bool bytes = result_.dimension == Dimension{.byte = 1, .flop = 0, .second = 0};
    const auto operands = arithmetic_.operands(equation_.expression);
    const auto holds_with = [&](std::uint32_t operand) { return letter_behind(operand) > 1 && fits(comparison.worked.low * letter_behind(operand), comparison.worked.high * letter_behind(operand)); };
    if (std::any_of(operands.begin(), operands.end(), holds_with)) return true;
    return std::any_of(operands.begin(), operands.end(), [&](std::uint32_t operand) { return letter_behind(operand) != 1 && !(bytes && letter_behind(operand) == 1e9); });
  }

  /// `215 min × 1,024 GPUs = 3,669 GPU-h`: words behind a bare result may be its unit.
  bool counts_something_else(const Comparison& comparison) const {
    const std::string_view bytes = scene_.source().bytes();
    const std::size_t at = x_.nodes[equation_.result].span.end, next = std::min(bytes.size(), bytes.find_first_not_of("*` ", at));
    if (result_.has_unit || comparison.worked.dimension.none() || next == bytes.size()) return false;
    // On the next line, too.
    const std::size_t word = bytes[next] == '\n' ? std::min(bytes.size() - 1, bytes.find_first_not_of(' ', next + 1)) : next;
    return next > at && std::isalpha(static_cast<unsigned char>(bytes[word])) != 0;
  }

  /// `4 × 8 × 32 sequences = 4,194,304 tokens`: the tokens of all of them, whatever one has.
  bool counts_parts() const {
    const auto other = [&](std::uint32_t operand) { return quantity(operand).count != CountUnit::none && quantity(operand).count != result_.count; };
    const auto operands = arithmetic_.operands(equation_.expression);
    // `40 sequences/s × 2048 = 81,920 tokens/s`, `81,920 tokens/s / 2048 = 40 sequences/s`
    const auto is_rate = [&](std::uint32_t operand) { return quantity(operand).count == (result_.count == CountUnit::token ? CountUnit::sequence : CountUnit::token) && quantity(operand).dimension.second == -1; };
    const bool counts = result_.count == CountUnit::token || result_.count == CountUnit::sequence;
    if (operands.size() == 2 && counts && result_.dimension.second == -1 && std::count_if(operands.begin(), operands.end(), is_rate) == 1) return false;
    return result_.count != CountUnit::none && std::count_if(operands.begin(), operands.end(), other) == 1 && std::none_of(operands.begin(), operands.end(), [&](std::uint32_t operand) { return quantity(operand).count == result_.count; });
  }

  /// `× 2 = 5.5 GB and × 4 = 10.9 GB`: two equations, not one.
  bool joins_two() const {
    constexpr std::string_view word = " and ";
    const std::string_view written = text(x_.nodes[equation_.expression].span);
    const std::size_t at = written.find(word);
    const auto is_letter = [&](std::size_t i) { return i < written.size() && std::isalpha(static_cast<unsigned char>(written[i])) != 0; };
    return at != std::string_view::npos && !(is_letter(at + word.size()) && is_letter(at + word.size() + 1));  // `runtime and buffers 5 GB` is one of its names
  }

  /// `4 × 2048² = 16.8M per layer, 24 layers / 4 = 101M`: the sum goes on from the result before it.
  bool goes_on(const Comparison& comparison) const {
    if (is_cut(x_.nodes[equation_.expression].span.end)) return true;
    if (equation_.statement == 0 || !comparison.worked.known) return false;
    const Statement& before = x_.statements[equation_.statement - 1];
    if (before.sentence != statement_.sentence || before.side_count < 2) return false;
    const Node& last = x_.nodes[x_.sides[before.first_side + before.side_count - 1].root];
    if (last.kind != Node::Kind::number) return false;
    return fits(comparison.worked.low * last.quantity.low, comparison.worked.high * last.quantity.high);
  }

  /// `28 GB = weights (4) + gradients (8) + optimizer states (16)`: a sign behind the expression leads to what was not understood.
  bool is_cut(std::uint32_t end) const {
    const std::string_view bytes = scene_.source().bytes();
    const std::size_t next = bytes.find_first_not_of(" )*`", end);
    if (next == std::string_view::npos || bytes[next] == '+') return next != std::string_view::npos;
    // `= 48 steps × 16 ranks × micro-batch 2`: the words of the last operand stand before the sign.
    constexpr std::size_t longest = 32;  // bytes
    std::size_t sign = next;
    while (sign < bytes.size() && sign - next < longest && (std::isalpha(static_cast<unsigned char>(bytes[sign])) != 0 || bytes[sign] == ' ' || bytes[sign] == '-')) ++sign;
    return bytes.substr(sign).starts_with("×");
  }

  /// `6 bytes (bf16 + grad) + 12 / 8 = 7.5`, `a third of 6 × 8 = 16`: signs and words in front that make it a part of the sum.
  bool goes_on_before() const {
    const std::string_view bytes = scene_.source().bytes();
    // `+ optimizer 12 × 3.7 / 32 = 1.4 GB + activations 28 GB = 51.6 GB`: in front of an earlier side, too.
    for (const std::uint32_t begin : {x_.nodes[equation_.expression].span.begin, statement_.span.begin}) {
      std::size_t last = begin == 0 ? std::string_view::npos : bytes.find_last_not_of(" *`$(", begin - 1);
      if (last != std::string_view::npos && (bytes[last] == '+' || bytes.substr(0, last + 1).ends_with("×") || bytes.substr(0, last + 1).ends_with(" x"))) return true;
    }
    const Sentence& sentence = x_.sentences[statement_.sentence];
    const auto first = x_.tokens.begin() + sentence.first_token, end = first + sentence.token_count;
    const auto own = std::lower_bound(first, end, statement_.span.begin, [](const Token& token, std::uint32_t byte) { return token.span.begin < byte; });
    return own != end && has_mark_before(scene_.reading, scene_.vocabulary(), sentence, static_cast<std::uint32_t>(own - first), Mark::partial);
  }

  /// `2.6 billion times 19,375 gives 302 TFLOPS`: words that lead to another kind of number leave out what makes it that.
  bool leaves_out(const Comparison& comparison) const {
    const bool sign = between().find('=') != std::string_view::npos || between().find("\\approx") != std::string_view::npos;  // behind the name of an operand
    const bool said = !sign && between().find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string_view::npos;
    return said && !comparison.worked.any_unit && !result_.dimension.none();
  }

  /// `512 × 4096 = 2 097 152`: spaces between the thousands of the result.
  bool has_spaced_thousands() const {
    const std::string_view behind = scene_.source().bytes().substr(x_.nodes[equation_.result].span.end, 5);
    const auto is_digit = [&](std::size_t i) { return i < behind.size() && behind[i] >= '0' && behind[i] <= '9'; };
    return behind.starts_with(' ') && is_digit(1) && is_digit(2) && is_digit(3) && !is_digit(4);
  }

  /// `below 3 % of the 44 × 50 = 2,200 GB/s`: the share is of what the product comes to.
  bool is_share_of_result(const Comparison& comparison) const {
    const auto operands = arithmetic_.operands(equation_.expression);
    if (operands.size() < 2 || !quantity(operands.front()).percent || !comparison.worked.known) return false;
    const Quantity& share = quantity(operands.front());
    const double unit = comparison.worked.any_unit ? 1 : result_.factor;
    return share.low > 0 && fits(comparison.worked.low / share.high * unit, comparison.worked.high / share.low * unit);
  }

  /// `Fleet compute at 50%: 64 × 989 TFLOPS = 31.6 PFLOPS`: the share stands elsewhere in the sentence.
  bool takes_share(const Comparison& comparison) const {
    if (result_.dimension.none() || !comparison.worked.known) return false;
    return any_before([&](const Quantity& share) { return share.percent && fits(comparison.worked.low * share.low, comparison.worked.high * share.high); });
  }

  /// `141.1 GB frozen + 0.2B × 16 = 3.2 GB`: the result is that of the last term.
  bool is_last_term() const {
    const Node& root = x_.nodes[equation_.expression];
    if (root.kind != Node::Kind::binary || (root.op != Operator::add && root.op != Operator::subtract) || x_.nodes[root.right].kind != Node::Kind::binary) return false;
    const Comparison last = compare(arithmetic_, x_, root.right, result_, equation_.approximate, false);
    return last.comparable && last.holds;
  }

  /// `8 × 400 = 3.2 Tb/s`: where the operands leave out the unit, they leave out its prefix.
  bool leaves_prefix_out(const Comparison& comparison) const {
    if (comparison.worked.any_unit || !result_.has_unit || result_.percent || !comparison.worked.known) return false;
    const auto operands = arithmetic_.operands(equation_.expression);
    // A count and the amount of one, and the share of it.
    if (std::count_if(operands.begin(), operands.end(), [&](std::uint32_t operand) { return quantity(operand).value >= 1; }) != 2) return false;
    for (const std::uint32_t operand : operands)
      if (quantity(operand).factor != 1) return false;
    constexpr double thousand = 1e3;
    // In the unit that is printed: 3,200 Gb/s are 3.2 Tb/s.
    for (double prefix = 1e-12 * result_.factor; prefix < 2e15 * result_.factor; prefix *= thousand)
      if (fits(comparison.worked.low * prefix, comparison.worked.high * prefix)) return true;
    return false;
  }

  /// `TP 16 would break (40 / 16)`, `at batch 64 (64 / 0.0085 s)`: the parenthesis says what the number is used for.
  bool repeats_result() const {
    const Node& root = x_.nodes[equation_.expression];
    return root.kind == Node::Kind::binary && root.op == Operator::divide && (quantity(root.right).value == result_.value || quantity(root.left).value == result_.value);
  }

  /// `moves 8.3 GB (15/16)`, `its 1/8 = 2 GB`: which share of something the amount is.
  bool is_share_of(const Comparison& comparison) const {
    const Node& root = x_.nodes[equation_.expression];
    const auto counts = [&](std::uint32_t node) { return x_.nodes[node].kind == Node::Kind::number && quantity(node).integer; };
    const bool fraction = root.kind == Node::Kind::binary && root.op == Operator::divide && counts(root.left) && counts(root.right);
    return (fraction || statement_.gloss) && !result_.dimension.none() && !comparison.worked.any_unit && comparison.worked.high < 1;
  }

  /// `optimizer: 12 B / 8 = 5 GB`: what leaves the parameters out gives the bytes of each, no billions.
  bool takes_bytes_of_value(const Comparison& comparison) const {
    constexpr double most = 16, least = 1e6;
    if (comparison.worked.any_unit || comparison.worked.low >= least || result_.dimension != Dimension{.byte = 1, .flop = 0, .second = 0}) return false;
    const auto operands = arithmetic_.operands(equation_.expression);
    return std::any_of(operands.begin(), operands.end(), [&](std::uint32_t operand) { return quantity(operand).integer && quantity(operand).value <= most && letter_behind(operand) == 1e9; });
  }

  /// `1.9 GB of optimizer shard (12 bytes / 8)`: of each parameter.
  bool is_bytes_of_one(const Comparison& comparison) const {
    constexpr double most = 64, least = 1e6;
    return statement_.gloss && comparison.worked.known && comparison.worked.dimension == result_.dimension && result_.dimension == Dimension{.byte = 1, .flop = 0, .second = 0} && comparison.worked.high <= most && result_.value >= least;
  }

  /// `72.7e9 × 0.53 B = 38.5 GB`: the letter is that of bytes.
  bool reads_billions(const Comparison& comparison) const {
    constexpr double billion = 1e9;
    if (result_.dimension != Dimension{.byte = 1, .flop = 0, .second = 0} || comparison.worked.any_unit || !fits(comparison.worked.low / billion, comparison.worked.high / billion)) return false;
    const auto operands = arithmetic_.operands(equation_.expression);
    return std::any_of(operands.begin(), operands.end(), [&](std::uint32_t operand) {
      // `2x48x16x128x2B`: bytes of one number
      constexpr double widest = 8;
      return text(x_.nodes[operand].span).ends_with(" B") || (text(x_.nodes[operand].span).ends_with('B') && quantity(operand).value <= widest * billion && operands.size() > 3);
    });
  }

  /// `282 GB (10^9 bytes)`: what a gigabyte is.
  bool is_unit_of_bytes() const {
    const Node& root = x_.nodes[equation_.expression];
    return statement_.gloss && root.kind == Node::Kind::binary && root.op == Operator::power && (quantity(root.left).value == 10 || quantity(root.left).value == 2);
  }

  /// `2·h·8·128 with h = 8192`: a letter of the formula, and its value.
  bool sets_letter() const {
    constexpr std::uint32_t far = 64;  // bytes of a formula
    const std::string_view words = between();
    const std::size_t sign = words.find('=');
    const std::size_t last = sign == std::string_view::npos || sign == 0 ? sign : words.find_last_not_of(" $*`", sign - 1);
    if (last == std::string_view::npos || last == 0 || words[last - 1] != ' ' || !is_letter(words[last])) return false;
    const std::uint32_t end = x_.nodes[equation_.expression].span.end;
    const std::string_view formula = text({end > far ? end - far : 0, end});
    for (std::size_t at = formula.find(words[last]); at != std::string_view::npos; at = formula.find(words[last], at + 1))
      if ((at == 0 || !is_letter(formula[at - 1])) && (at + 1 == formula.size() || !is_letter(formula[at + 1]))) return true;
    return false;
  }

  /// `GPU-hours: 3.41M (3072 GPUs × 46.2 days)`: the unit of the result stands in its name.
  bool names_time(const Comparison& comparison) const {
    if (result_.has_unit || comparison.worked.dimension != Dimension{.byte = 0, .flop = 0, .second = 1} || !comparison.worked.known) return false;
    constexpr double hair = 0.001;  // a printed count of days is exact to nobody
    return std::any_of(times_of_day.begin(), times_of_day.end(), [&](double seconds) { return fits(comparison.worked.low / seconds * (1 - hair), comparison.worked.high / seconds * (1 + hair)); });
  }

  /// `655 tokens/s × 3600 = 2.36M tokens per hour`: the seconds of an hour have their unit in nobody's text.
  bool converts_time(const Comparison& comparison) const {
    if (result_.dimension.second != -1 || !comparison.worked.known) return false;
    const auto operands = arithmetic_.operands(equation_.expression);
    return std::any_of(operands.begin(), operands.end(), [&](std::uint32_t operand) {
      const double seconds = quantity(operand).value;
      return !quantity(operand).has_unit && std::find(times_of_day.begin(), times_of_day.end(), seconds) != times_of_day.end() && fits(comparison.worked.low / seconds, comparison.worked.high / seconds);
    });
  }

  bool is_sum() const {
    std::uint32_t root = equation_.expression;
    while (x_.nodes[root].kind == Node::Kind::binary && x_.nodes[root].op == Operator::add) root = x_.nodes[root].left;
    return x_.nodes[root].kind == Node::Kind::number;
  }

  /// `nodes: 16  # 8 × 80 GB each`, `pp: 4  # 4 × 12 layers`: a remark about the value rather than its derivation.
  bool says_other(const Comparison& comparison) const {
    if (!result_.has_unit && !comparison.worked.dimension.none()) return true;
    double slack = 0.005;  // remarks are written less carefully than equations: their operands are rounded
    const bool sum = is_sum();
    for (const std::uint32_t operand : arithmetic_.operands(equation_.expression)) {
      const Quantity& q = quantity(operand);
      if (q.value == result_.value) return true;
      const double whole = sum ? result_.value / result_.factor : q.value;  // what an operand of a sum is off, the sum is
      if (!q.integer && whole != 0) slack += (q.high - q.low) / 2 / std::abs(whole);
    }
    return std::abs(comparison.recomputed - result_.value) <= slack * std::abs(result_.value);
  }
};

}  // namespace

bool is_misread(const Scene& scene, const Arithmetic& arithmetic, const Equation& equation, const Comparison& comparison, const Quantity& result) {
  return Misreading(scene, arithmetic, equation, result).is_misread(comparison);
}

}  // namespace stratlint
