#include <algorithm>
#include <cmath>

#include "check/equation_view.h"
#include "check/pieces.h"

// What documents write that looks like an equation: the rest of one, lists of degrees, counts of things.
namespace stratlint {

namespace {

class Shape : EquationView {
 public:
  using EquationView::EquationView;

  bool is_no_equation() const {
    if (statement_.row && !derives_row()) return true;
    if (is_each_of_many() || starts_with_device()) return true;
    if (is_rest() || is_glued() || is_function() || starts_behind_number()) return true;
    if (!arithmetic_.is_number(equation_.expression)) return lists_degrees() || (statement_.gloss && !derives_entry(x_, statement_) && counts_things());
    return ends_list() || is_in_parentheses() || is_behind_hours() || !comparable_numbers() || is_said_of_another() || is_counted();
  }

 private:
  /// `| Batch | 512 | 4 × 8 × 16 |` below `Derivation`, if it is not far off: some factors of a product may go without saying.
  bool derives_row() const {
    constexpr double far = 3;
    const Document& document = *scene_.reading.document;
    const Block& cell = document.blocks[x_.sentences[statement_.sentence].block];
    const Table& table = document.tables[cell.table];
    const Block& head = document.blocks[table.first_block + cell.column];
    const double worked = arithmetic_.work_out(equation_.expression, {}).value, told = result_.value;
    if (head.line_count == 0) return false;
    const WordClasses header = classes_of(scene_, text(document.begin_lines(head)[0]));
    // `| Uplink | 50 GB/s | 8 × 400 Gb/s per node |`, `| Nodes | 12 | 2 × 8 GPUs |`: what a remark says behind an expression makes it one about something else.
    const bool remarks = header.has(scene_.vocabulary().find_classes("remark_words")) && x_.sentences[statement_.sentence].token_count == 1;
    if (remarks && converts_bits()) return true;
    const double magnitudes = std::log10(worked / told);
    const bool slip = !result_.dimension.none() && std::abs(magnitudes) > 0.5 && std::abs(magnitudes - std::round(magnitudes)) < 0.02;  // of the decimal point
    if (!slip && (worked > far * told || told > far * worked)) return false;
    if (header.has(scene_.vocabulary().find_classes("derivation_words"))) return true;
    const bool in_front = x_.nodes[equation_.expression].span.begin < x_.nodes[equation_.result].span.begin;  // `| TP 8 × PP 4 | 28 |`: any number of such a run
    return !in_front && (is_product_of_degrees() || (remarks && remarks_how()));
  }

  /// `| Weights per GPU | 4.22 GB | 67.5 GB ÷ 16 |` below `Remark`: an amount of the same kind, or a count that the document names and that is no operand.
  bool remarks_how() const {
    const Worked worked = arithmetic_.work_out(equation_.expression, {});
    if (!worked.known) return false;
    if (!result_.dimension.none()) return worked.dimension == result_.dimension;
    if (result_.percent) return worked.dimension.none() && worked.value < 1;
    const auto operands = arithmetic_.operands(equation_.expression);
    const bool repeated = std::any_of(operands.begin(), operands.end(), [&](std::uint32_t operand) { return quantity(operand).value == result_.value; });
    return !repeated && worked.dimension.none() && scene_.facts().fact_of_node[equation_.result] != no_id;
  }

  /// `| Uplink | 1600 GB/s | 8 × 400 Gb/s |`
  bool converts_bits() const {
    const auto operands = arithmetic_.operands(equation_.expression);
    return !result_.dimension.none() && !result_.in_bits() && std::any_of(operands.begin(), operands.end(), [&](std::uint32_t operand) { return quantity(operand).in_bits(); });
  }

  /// `| World size | 64 | TP 8 × PP 4 × DP 2 |`, whatever stands above it.
  bool is_product_of_degrees() const {
    const auto operands = arithmetic_.operands(equation_.expression);
    return operands.size() > 1 && std::all_of(operands.begin(), operands.end(), [&](std::uint32_t operand) {
      const FactId fact = scene_.facts().fact_of_node[operand];
      return fact != no_id && scene_.vocabulary().key(scene_.facts().facts[fact].key).degree;
    });
  }

  /// `64 GPUs at 312 TFLOP/s times 40 %`: a number of them stands in front.
  bool is_each_of_many() const {
    constexpr std::uint32_t far = 24;  // bytes
    if (equation_.statement == 0) return false;
    const Statement& before = x_.statements[equation_.statement - 1];
    const std::uint32_t begin = statement_.span.begin;
    if (before.sentence != statement_.sentence || before.side_count != 1 || before.span.end >= begin || before.span.end + far < begin) return false;
    const Node& count = x_.nodes[x_.sides[before.first_side].root];
    const std::string_view words = text({before.span.end, begin});
    const auto operands = arithmetic_.operands(equation_.expression);
    if (operands.empty() || quantity(operands.front()).dimension.none()) return false;
    return count.kind == Node::Kind::number && count.quantity.integer && !count.quantity.has_unit && (words.ends_with(" at ") || words.ends_with(" @ ")) && words.find_first_of(",;:.(") == std::string_view::npos;
  }

  /// `累积 12 × DP 4 = 192` behind a sign: what stands before it was not understood.
  bool is_rest() const {
    constexpr std::uint32_t longest = 32;  // bytes of a name between the sign and the number
    const std::uint32_t end = statement_.span.begin;
    const std::string_view before = text({end > longest ? end - longest : 0, end});
    const auto behind = [&](std::string_view sign) { const std::size_t at = before.rfind(sign); return at == std::string_view::npos ? 0 : at + sign.size(); };
    const std::size_t sign = std::max({behind("×"), behind("÷"), behind("\\cdot"), behind("\\times")});
    const bool latex = sign == behind("\\cdot") || sign == behind("\\times");
    if (sign == 0 || (!latex && before.find_first_not_of(" *`$", sign) == std::string_view::npos)) return false;
    return before.find_first_of("0123456789,;:.=()\n|", sign) == std::string_view::npos && before.find("，", sign) == std::string_view::npos && before.find("＝", sign) == std::string_view::npos && before.find("—", sign) == std::string_view::npos && before.find("**", sign) == std::string_view::npos;
  }

  /// `Mixtral-8x22B`: a part of a name.
  bool is_glued() const {
    const std::string_view name = text(x_.nodes[equation_.expression].span);
    const std::size_t hyphen = name.find('-');
    return hyphen != std::string_view::npos && hyphen > 1 && std::isalpha(static_cast<unsigned char>(name[0])) != 0 && name.find(' ') == std::string_view::npos && name.find('-', hyphen + 1) == std::string_view::npos;
  }

  /// `sqrt(2 × 25 s)`: of a function only what stands in its parentheses was read.
  bool is_function() const {
    const Span span = x_.nodes[equation_.expression].span;
    if (!text(span).starts_with('(') || span.begin == 0) return false;
    const std::string_view before = scene_.source().bytes().substr(0, span.begin);
    if (is_letter(before.back()) || std::isdigit(static_cast<unsigned char>(before.back())) != 0 || before.ends_with("√")) return true;
    // `81.7 GB of experts (32 per GPU) + 17.1`: what stands alone in a parenthesis behind words is a remark about them.
    const bool behind_words = before.size() > 1 && before.back() == ' ' && is_letter(before[before.size() - 2]);
    const std::size_t close = span.begin + std::min(text(span).size(), text(span).find(')'));
    const auto operands = arithmetic_.operands(equation_.expression);
    if (behind_words && std::count_if(operands.begin(), operands.end(), [&](std::uint32_t operand) { return x_.nodes[operand].span.begin < close; }) == 1) return true;
    // `× 1 of them (8 / 8 ranks) × 128`: a remark inside of a product.
    constexpr std::size_t far = 32;  // bytes
    const std::string_view words = before.substr(before.size() > far ? before.size() - far : 0);
    const std::size_t sign = words.rfind("×");
    return behind_words && sign != std::string_view::npos && words.find_first_of("=.;:\n", sign) == std::string_view::npos;
  }

  /// `126.9 GB usable (90 %) − 18.35`: the amount stands before the words that the expression starts with.
  bool starts_behind_number() const {
    const std::uint32_t begin = x_.nodes[equation_.expression].span.begin;
    if (std::islower(static_cast<unsigned char>(text({begin, begin + 1}).front())) == 0) return false;
    const Sentence& sentence = x_.sentences[statement_.sentence];
    const auto first = x_.tokens.begin() + sentence.first_token, end = first + sentence.token_count;
    const auto own = std::lower_bound(first, end, statement_.span.begin, [](const Token& token, std::uint32_t byte) { return token.span.begin < byte; });
    return own != first && own != end && std::prev(own)->kind == Token::Kind::statement && std::prev(own)->span.end + 1 == begin;
  }

  /// `32 GB200 modules × 2`, `32 个 GB200 模组 × 2`: what was read starts with the number of a product's name, and what counts stands before it.
  bool starts_with_device() const {
    constexpr std::uint32_t far = 8;  // bytes
    const Span whole = x_.nodes[equation_.expression].span;
    const std::string_view name = text(whole).substr(0, text(whole).find_first_of(" ×*x/"));
    const Vocabulary& vocabulary = scene_.vocabulary();
    const std::uint32_t word = vocabulary.written_word(name);
    const KeyId device = vocabulary.find_key("gpu.name");
    const auto& meanings = word == 0 ? std::span<const Meaning>{} : vocabulary.sense(vocabulary.step(0, word)).meanings;
    if (std::none_of(meanings.begin(), meanings.end(), [&](const Meaning& m) { return m.kind == Meaning::Kind::value && static_cast<KeyId>(m.id) == device; }) || equation_.statement == 0) return false;
    const Statement& before = x_.statements[equation_.statement - 1];
    return before.sentence == statement_.sentence && before.span.end <= whole.begin && before.span.end + far >= whole.begin;
  }

  /// `TP=8 + PP=2` and `TP 8 / CP 2 / DP 4` list degrees, they do not add or divide them.
  bool lists_degrees() const {
    bool sums = false, divides = false, others = false;
    std::size_t degrees = 0;
    for (std::vector<std::uint32_t> open{equation_.expression}; !open.empty() && open.size() < 64;) {
      const Node& node = x_.nodes[open.back()];
      const FactId fact = scene_.facts().fact_of_node[open.back()];
      open.pop_back();
      if (node.kind != Node::Kind::binary) {
        const bool degree = fact != no_id && scene_.vocabulary().key(scene_.facts().facts[fact].key).degree;
        degrees += degree ? 1 : 0;
        others = others || !degree;
        continue;
      }
      sums = sums || node.op == Operator::add || node.op == Operator::subtract;
      divides = divides || node.op == Operator::divide;
      open.push_back(node.right);
      open.push_back(node.left);
    }
    const std::uint32_t begin = x_.nodes[equation_.expression].span.begin;
    const bool named = begin > 1 && text({begin - 1, begin}) == " " && std::isupper(static_cast<unsigned char>(text({begin - 2, begin - 1}).front())) != 0;
    return degrees > 0 && (sums || (divides && (!others || (named && degrees > 1))));
  }

  /// `64 × A100 40GB (8 hosts × 8)`: the parenthesis counts things, it does not explain the size before it.
  bool counts_things() const {
    if (result_.dimension.none()) return false;
    bool named = false;
    for (const std::uint32_t operand : arithmetic_.operands(equation_.expression)) {
      const Node& node = x_.nodes[operand];
      if (node.kind != Node::Kind::number || !node.quantity.dimension.none()) return false;
      named = named || !node.annotation.empty();
    }
    return named;
  }

  /// `plus the first token (0.4 s) = 13.0 s`: the sum stands before the parenthesis, in words.
  bool is_in_parentheses() const { return text(x_.nodes[equation_.expression].span).starts_with('('); }

  /// `2 h 35 min = 9,300 s`: the first part of a time has a lone letter for its unit.
  bool is_behind_hours() const {
    const std::uint32_t begin = x_.nodes[equation_.expression].span.begin;
    const std::string_view before = text({begin > 2 ? begin - 3 : 0, begin});
    return before == " h " || before == " d " || (before.size() == 3 && std::isdigit(static_cast<unsigned char>(before[0])) != 0 && (before.substr(1) == "h " || before.substr(1) == "d "));
  }

  /// `536,870,912 bytes ≈ 537 MB` can be compared, `1 node = 8 GPUs` and `4-bit (≈ 4.25 bits)` cannot.
  bool comparable_numbers() const {
    const Quantity& a = quantity(equation_.expression);
    const std::string_view lexeme = text(x_.nodes[equation_.expression].span);
    const std::size_t hyphen = lexeme.rfind('-');
    const bool name = hyphen != std::string_view::npos && hyphen + 1 < lexeme.size() && std::isalpha(static_cast<unsigned char>(lexeme[hyphen + 1])) != 0;
    return !name && a.has_unit && result_.has_unit && a.dimension == result_.dimension && a.count == result_.count && !a.dimension.none();
  }

  /// `100 GB/s per node = 12.5 GB/s per GPU`: the same of something else.
  bool is_said_of_another() const {
    constexpr std::uint32_t far = 32;  // bytes
    const auto said = [](std::string_view words) {
      const std::size_t first = words.find_first_not_of(' '), last = words.find_first_of("=≈.,;:)(|\n");
      words = first == std::string_view::npos || last <= first ? std::string_view{} : words.substr(first, last - first);
      return words.starts_with("per ") || words.starts_with("/") ? words.substr(0, words.find_last_not_of(' ') + 1) : std::string_view{};
    };
    const std::uint32_t end = x_.nodes[equation_.result].span.end;
    const std::string_view of_result = said(scene_.source().bytes().substr(end, far)), of_other = said(between());
    // `400 Gb/s = 50 GB/s per node` converts; `552k tokens/s (8,620 tokens/s/GPU)` does not.
    const bool converts = quantity(equation_.expression).in_bits() != result_.in_bits();
    return !of_result.empty() && (!converts || !of_other.empty()) && of_result != of_other;
  }

  /// `weights 36 GB, gradients 27 GB, optimizer 5 GB = 68 GB`: what all of the list come to.
  bool ends_list() const {
    const Quantity& last = quantity(equation_.expression);
    return result_.value > last.value && any_before([&](const Quantity& other) { return other.has_unit && other.dimension == result_.dimension && !other.dimension.none() && other.value < result_.value; });
  }

  /// `31 hops of 2.1 MB = 65 MB`: so many of them.
  bool is_counted() const {
    const Quantity& one = quantity(equation_.expression);
    return any_before([&](const Quantity& times) { return !times.has_unit && fits(one.low * times.low, one.high * times.high); });
  }
};

}  // namespace

bool derives_entry(const Extraction& x, const Statement& statement) {
  return statement.gloss && x.sentences[statement.sentence].kind == Sentence::Kind::comment;
}

bool is_no_equation(const Scene& scene, const Arithmetic& arithmetic, const Equation& equation, const Quantity& result) {
  return Shape(scene, arithmetic, equation, result).is_no_equation();
}

}  // namespace stratlint
