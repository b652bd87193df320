#include <algorithm>
#include <array>
#include <bitset>
#include <optional>

#include "check/amounts_belong.h"
#include "check/implied.h"
#include "check/piece_words.h"
#include "check/sentence_links.h"

namespace stratlint {

namespace {

using Kind = Rule::Amount::Kind;

constexpr std::size_t longest_run = 4;     ///< pieces
constexpr std::size_t most_amounts = 6;
constexpr std::size_t most_rules = 128;
constexpr double most_factor = 32;         ///< what is further off is something else
constexpr double most_factor_of_rates = 512;  ///< bits, bytes and tokens say themselves what they are; a thousand is a slip in a unit
constexpr double chosen_width = 0.05;      ///< `2T tokens` were chosen round, they are not 1.5T that were counted

class Judge {
 public:
  explicit Judge(const Scene& scene) : scene_(scene), x_(scene.x()), all_(pieces_of(scene)), words_(scene, all_), judged_(scene.x().statements.size()), run_(scene), links_(scene), belong_(scene) {
    outcome_words_ = scene.vocabulary().find_classes("result_words");
    outcome_words_ |= scene.vocabulary().find_classes("outcome");
    conjunction_ = scene.vocabulary().find_classes("conjunction");
    for (const char* words : {"margin_words", "fits_words", "free_words"}) limit_words_ |= scene.vocabulary().find_classes(words);
    rules_.reserve(scene.rules.of(RuleKind::together).size());
    for (const Rule* rule : scene.rules.of(RuleKind::together)) {
      if (rule->amounts.size() > most_amounts) continue;
      Asked asked{rule, 0};
      for (const Rule::Amount& amount : rule->amounts) asked.kinds |= bit(amount.kind);
      by_amounts_[rule->amounts.size()].push_back(rules_.size());
      rules_.push_back(asked);
    }
    known_.reserve(all_.numbers.size());
    for (const StatedNumber& number : all_.numbers) known_.push_back(know(scene, number));
  }

  /// What stands closer together is judged first, and what was judged there is not judged again.
  void run() {
    std::vector<std::size_t> reach(all_.pieces.size() + 1);  // by piece: as many as may be judged together from it on
    for (std::size_t i = all_.pieces.size(); i-- > 0;) reach[i] = 1 + (leads_on(i) ? reach[i + 1] : 0);
    for (std::size_t length = 1; length <= longest_run; ++length)
      for (std::size_t first = 0; first + length <= all_.pieces.size(); ++first)
        if (length <= reach[first]) judge_run(first, first + length);
    judge_rows();
  }

 private:
  struct Asked {
    const Rule* rule;
    std::uint32_t kinds;  ///< bit set of what its amounts are
  };

  bool is_row(std::size_t piece) const { return x_.sentences[all_.pieces[piece].sentence].kind == Sentence::Kind::cell; }

  static bool has_numbers(const Piece& piece) { return piece.first_number < piece.end_number; }

  /// Whether what a piece says goes on in the next.
  bool leads_on(std::size_t piece) const {
    if (piece + 1 == all_.pieces.size() || is_row(piece)) return false;
    const Piece &own = all_.pieces[piece], &next = all_.pieces[piece + 1];
    return has_numbers(own) && has_numbers(next) && go_together(scene_, own, next) && links_.join(own, next);
  }

  void take_numbers(std::size_t first, std::size_t end) {
    const std::uint32_t begin = all_.pieces[first].first_number;
    const bool several_sentences = !is_row(first) && all_.pieces[first].sentence != all_.pieces[end - 1].sentence;
    run_.take({known_.data() + begin, all_.pieces[end - 1].end_number - begin}, is_row(first), several_sentences);
  }

  void judge_run(std::size_t first, std::size_t end) {
    const Piece &head = all_.pieces[first], &tail = all_.pieces[end - 1];
    const std::size_t count = tail.end_number - head.first_number;
    if (count == 0 || count > 2 * most_amounts || head.closed) return;
    take_numbers(first, end);
    judge_numbers(first, end);
    if (run_.several_sentences()) return;
    // Two sentences with something left out of them speak of two things, unless so much fits.
    bool one_sentence = true;
    for (std::size_t piece = first; piece + 1 < end; ++piece) one_sentence = one_sentence && goes_on(piece);
    constexpr std::size_t many = 4;
    if (run_.leave_out_parentheses() && (one_sentence || run_.numbers().size() >= many)) judge_numbers(first, end);
    take_numbers(first, end);
    if (run_.leave_out_products()) judge_numbers(first, end);
    take_numbers(first, end);
    if (run_.fold_products()) judge_numbers(first, end);
    take_numbers(first, end);
    only_rates_ = run_.leave_out_counts();
    if (only_rates_) judge_numbers(first, end);
    only_rates_ = false;
    if (first + 1 != end) return;
    judge_steps(first);
    judge_clauses(first);
    judge_each(first);
  }

  /// `At 2 bytes the 154.6B parameters need 309.2 GB, or 19.3 GB on each of 16 shards`: where the first numbers make the next, that goes on with the others.
  void judge_steps(std::size_t at) {
    const Piece& piece = all_.pieces[at];
    constexpr std::uint32_t least = 3;  // numbers of a step
    for (std::uint32_t result = piece.first_number + least - 1; result + least <= piece.end_number; ++result) {
      run_.take({known_.data() + piece.first_number, result + 1 - piece.first_number}, is_row(at), false);
      proving_ = true;
      proved_ = false;
      judge_numbers(at, at + 1);
      proving_ = false;
      if (!proved_) continue;
      run_.take({known_.data() + result, piece.end_number - result}, is_row(at), false);
      judge_numbers(at, at + 1);
      return;
    }
  }

  /// `At 420 tokens per answer these 12 requests/s are 5,040 tokens/s, about 435M a day`: what stands between two commas and says what it comes to.
  void judge_clauses(std::size_t at) {
    const Piece& piece = all_.pieces[at];
    std::uint32_t number = piece.first_number;
    for (std::uint32_t first = piece.first, end = first; first < piece.end; first = end + 1) {
      for (end = first; end < piece.end && !separates_clauses(x_.tokens[end].symbol); ++end) {}
      const std::uint32_t first_number = number, stop = end < piece.end ? x_.tokens[end].span.begin : x_.tokens[piece.end - 1].span.end;
      while (number < piece.end_number && x_.nodes[known_[number].node].span.begin < stop) ++number;
      constexpr std::uint32_t least = 3;
      if (number - first_number < least || number - first_number == piece.end_number - piece.first_number) continue;
      const std::uint32_t last = x_.nodes[known_[number - 1].node].span.begin, before = x_.nodes[known_[number - 2].node].span.end;
      if (last < before || !classes_of(scene_, scene_.source().text({before, last})).has(outcome_words_)) continue;
      run_.take({known_.data() + first_number, number - first_number}, is_row(at), false);
      clause_ = classes_in(scene_, first, end);
      judge_numbers(at, at + 1);
      clause_.reset();
    }
  }

  static bool separates_clauses(char32_t sign) {
    switch (sign) {
      case ',': case ';': case '(': case ')': case 0xFF0C: case 0xFF1B: case 0xFF08: case 0xFF09: return true;
      default: return false;
    }
  }

  /// `NVLink 900 Gb/s, PCIe 64 Gb/s`: what has its words beside it may be judged by itself.
  void judge_each(std::size_t piece) {
    const auto named_alone = [&](std::size_t i) { return !rules_[i].rule->amounts.front().near.empty(); };
    constexpr std::uint32_t most_numbers = 32;  // of a piece, or a long line would cost its square
    const bool many = all_.pieces[piece].end_number - all_.pieces[piece].first_number > most_numbers;
    if (many || std::none_of(by_amounts_[1].begin(), by_amounts_[1].end(), named_alone)) return;
    for (std::uint32_t at = all_.pieces[piece].first_number; at < all_.pieces[piece].end_number; ++at) {
      if (!known_[at].plain) continue;
      run_.take({&known_[at], 1}, is_row(piece), false);
      for (const std::size_t i : by_amounts_[1])
        if (named_alone(i) && (rules_[i].kinds & ~known_[at].kinds) == 0 && !was_judged(i)) judge(*rules_[i].rule, i, piece, piece + 1);
    }
  }

  /// `| 3.35 TB/s | 72 % | 2.41 TB/s |`
  void judge_rows() {
    for (std::size_t first = 0, end = 0; first < all_.pieces.size(); first = end) {
      end = first + 1;
      if (!is_row(first)) continue;
      while (end < all_.pieces.size() && is_row(end) && go_together(scene_, all_.pieces[first], all_.pieces[end])) ++end;
      take_numbers(first, end);
      judge_numbers(first, end);
    }
  }

  void judge_numbers(std::size_t first, std::size_t end) {
    if (run_.numbers().empty() || run_.numbers().size() > most_amounts) return;
    bool one_role = true, changes = true, limits = true;  // `limits`: some of them are asked for
    for (const KnownNumber* number : run_.numbers()) {
      if (!number->plain) return;
      one_role = one_role && number->role == run_.numbers().front()->role;
      changes = changes && (number->role == Role::claim || number->role == Role::superseded);
      limits = limits && (number->role == Role::claim || number->role == Role::requirement);
    }
    if (!one_role && !changes && !limits) return;
    std::uint32_t kinds = 0;
    for (std::uint32_t at = all_.pieces[first].first_number; at < all_.pieces[end - 1].end_number; ++at) kinds |= known_[at].kinds;
    for (const std::size_t i : by_amounts_[run_.numbers().size()])
      if ((rules_[i].kinds & ~kinds) == 0 && (!only_rates_ || compares_rates(*rules_[i].rule)) && (one_role || (changes && tells_of_change(*rules_[i].rule)) || (limits && (tells_of_limit(*rules_[i].rule) || counts_things(*rules_[i].rule)))) && !was_judged(i)) judge(*rules_[i].rule, i, first, end);
  }

  /// `184,000 tokens/s (was 137,000)`: what compares with before may have a value that holds no more.
  static bool tells_of_change(const Rule& rule) {
    if (std::count_if(rule.amounts.begin(), rule.amounts.end(), [](const Rule::Amount& amount) { return amount.kind == Kind::measure; }) > 1) return true;
    return std::any_of(rule.words.begin(), rule.words.end(), [](const WordClasses& words) { return (words.marks & stratlint::bit(Mark::change)) != 0; });
  }

  /// `320 ms margin (680 ms vs 1 s target)`, `it requires 124 GB and is feasible on 80 GB cards`: how far a value stays from what is asked for.
  bool tells_of_limit(const Rule& rule) const {
    return std::any_of(rule.words.begin(), rule.words.end(), [&](const WordClasses& words) { return words.has(limit_words_); });
  }

  /// `64 servers are required for 512 GPUs (8 GPUs per server)`, and what is made of many amounts: it hangs together whatever is asked for.
  static bool counts_things(const Rule& rule) {
    constexpr std::size_t many = 5;
    return rule.amounts.size() >= many || (rule.amounts.size() > 2 && std::all_of(rule.amounts.begin(), rule.amounts.end(), [](const Rule::Amount& amount) { return amount.kind == Kind::count; }));
  }

  /// `On 16 GPUs the run reached 1,540 TFLOP/s each (dense peak: 989)`: rates of one thing are those whatever is counted beside them.
  static bool compares_rates(const Rule& rule) {
    return std::all_of(rule.amounts.begin(), rule.amounts.end(), [](const Rule::Amount& amount) { return amount.kind == Kind::flops || amount.kind == Kind::bit_rate || amount.kind == Kind::byte_rate; });
  }

  bool was_judged(std::size_t rule) const {
    return std::any_of(run_.numbers().begin(), run_.numbers().end(), [&](const KnownNumber* number) { return judged_[number->statement].test(rule % most_rules); });
  }

  void judge(const Rule& rule, std::size_t index, std::size_t first, std::size_t end) {
    rule_ = &rule;
    outcome_ = Outcome::none;
    words_known_ = false;
    first_ = first;
    end_ = end;
    assign(0, 0);
    proved_ = proved_ || outcome_ == Outcome::holds;
    if (outcome_ == Outcome::none || (proving_ && outcome_ == Outcome::fails)) return;
    for (const KnownNumber* number : run_.numbers()) judged_[number->statement].set(index % most_rules);
    // A degree that makes the right product may still divide nothing.
    if (outcome_ == Outcome::holds)
      for (const KnownNumber* number : run_.numbers())
        if (number->key == nullptr || !number->key->degree) scene_.found.confirmed.push_back(number->node);
    if (outcome_ == Outcome::fails && (clause_ || !holds_nearby())) report();
  }

  /// `Communication is 12 % of it; on one node it is 0.2 s of 6 s (3.4 %)`: with another number beside them the amounts hold, so that one is meant.
  bool holds_nearby() {
    constexpr std::size_t before = 2, behind = 1;  // pieces
    std::size_t from = first_, to = end_;
    while (from > 0 && first_ - from < before && all_.pieces[from - 1].sentence == all_.pieces[first_].sentence) --from;
    while (to < all_.pieces.size() && to - end_ < behind && all_.pieces[to].sentence == all_.pieces[first_].sentence) ++to;
    const PlanId plan = scene_.facts().plan_of_statement[run_.numbers()[kept_.front()]->statement];
    std::size_t own_from = first_, own_to = end_;  // the sentence of the text
    while (own_from > from && goes_on(own_from - 1)) --own_from;
    while (own_to < to && goes_on(own_to - 1)) ++own_to;
    const std::uint32_t start = x_.tokens[all_.pieces[own_from].first].span.begin, stop = x_.tokens[all_.pieces[own_to - 1].end - 1].span.end;
    for (std::uint32_t at = all_.pieces[from].first_number; at < all_.pieces[to - 1].end_number; ++at) {
      KnownNumber& other = known_[at];
      // What another sentence works out is meant there.
      const bool beside = x_.nodes[other.node].span.begin >= start && x_.nodes[other.node].span.end <= stop;
      if (!other.plain || (other.worked && !beside) || std::find(run_.numbers().begin(), run_.numbers().end(), &other) != run_.numbers().end()) continue;
      // What another sentence says it comes to is another claim.
      for (std::size_t i = 0; i < rule_->amounts.size(); ++i) {
        const Kind kind = rule_->amounts[i].kind;
        if ((other.kinds & bit(kind)) == 0 || (i + 1 == rule_->amounts.size() && !beside)) continue;
        std::vector<Value> values = kept_values_;
        values[i] = quantity_value(*other.quantity, kind == Kind::count);
        values[i].dimension = kind == Kind::measure ? Dimension{} : dimension_of(kind);
        const Variables variables{values.back(), {}, {}, values};
        if (scene_.evaluator.applies(*rule_, plan, variables) && scene_.evaluator.may_hold(*rule_, plan, variables)) return true;
      }
    }
    return false;
  }

  /// Whether the next piece belongs to the same sentence of the text: `; on one node it is 0.2 s`.
  bool goes_on(std::size_t piece) const {
    const Piece &own = all_.pieces[piece], &next = all_.pieces[piece + 1];
    return own.sentence == next.sentence && x_.tokens[own.end].symbol != '.' && x_.tokens[own.end].symbol != 0x3002;
  }

  /// Tries every number that is left for an amount, and goes on with the next.
  void assign(std::size_t amount, unsigned taken) {
    if (outcome_ == Outcome::holds) return;
    if (amount == rule_->amounts.size()) return judge_assignment();
    for (std::size_t i = 0; i < run_.numbers().size(); ++i) {
      if ((taken >> i & 1) != 0 || !run_.may_be(*rule_, amount, *run_.numbers()[i])) continue;
      chosen_[amount] = i;
      assign(amount + 1, taken | 1u << i);
    }
  }

  void judge_assignment() {
    const KnownNumber& blamed = *run_.numbers()[chosen_[rule_->amounts.size() - 1]];
    chosen_numbers_.clear();
    for (std::size_t i = 0; i < rule_->amounts.size(); ++i) chosen_numbers_.push_back(run_.numbers()[chosen_[i]]);
    const auto row = run_.is_row() ? std::optional(all_.pieces[first_].sentence) : std::nullopt;
    if (!(says_words() || says_between()) || !belong_({*rule_, chosen_numbers_, row})) return;
    const PlanId plan = scene_.facts().plan_of_statement[blamed.statement];
    for (const bool binary : {false, true}) {
      values_.clear();
      for (std::size_t i = 0; i < rule_->amounts.size(); ++i) {
        const Quantity written = run_.amount(rule_->amounts[i].kind, *run_.numbers()[chosen_[i]]);
        const Quantity q = binary ? written.binary_reading() : written;
        values_.push_back(quantity_value(q, rule_->amounts[i].kind == Kind::count));
        values_.back().dimension = dimension_of(rule_->amounts[i].kind);
        if (rule_->amounts[i].kind == Kind::tokens) narrow(values_.back());
        values_.back().text = scene_.source().text(x_.nodes[run_.numbers()[chosen_[i]]->node].span);
      }
      Variables variables{values_.back(), {}, {}, values_};
      if (!scene_.evaluator.applies(*rule_, plan, variables)) continue;
      if (scene_.evaluator.may_hold(*rule_, plan, variables)) {
        outcome_ = Outcome::holds;
        return;
      }
      if (outcome_ == Outcome::fails || blamed.operand || blamed.worked) continue;
      const Value recomputed = scene_.evaluator.recomputed(*rule_, plan, variables);
      const double claimed = values_.back().value;
      if (!recomputed.known()) continue;
      // `968 sequences/s of 4096 tokens, 968 tokens/s`: a number that is repeated is off by whatever it forgets.
      const bool repeated = std::any_of(values_.begin(), values_.end() - 1, [&](const Value& value) { return value.value == claimed && claimed > most_factor; });
      const Kind judged = rule_->amounts.back().kind;
      const double most = judged == Kind::byte_rate || judged == Kind::bit_rate || judged == Kind::token_rate ? most_factor_of_rates : most_factor;
      if (!repeated && ((claimed != 0 && recomputed.value > claimed * most) || claimed > recomputed.value * most)) continue;
      outcome_ = Outcome::fails;
      kept_ = chosen_;
      kept_values_ = values_;
      recomputed_ = recomputed.value;
    }
  }

  static void narrow(Value& chosen) {
    chosen.low = std::max(chosen.low, chosen.value * (1 - chosen_width));
    chosen.high = std::min(chosen.high, chosen.value * (1 + chosen_width));
  }

  bool says_words() {
    if (words_known_) return words_said_;
    words_known_ = true;
    WordClasses said = clause_.value_or(WordClasses{});
    for (std::size_t piece = first_; piece < end_ && !clause_; ++piece) said |= words_.of(piece);
    if (run_.is_row()) said |= words_.verdict_of(all_.pieces[end_ - 1].sentence);
    const auto has = [&](const WordClasses& asked) { return said.has(asked); };
    excluded_ = has(rule_->without);
    words_said_ = (run_.is_product() || std::all_of(rule_->words.begin(), rule_->words.end(), has)) && !excluded_;
    return words_said_;
  }

  /// `400 Gb/s of a port are 50 GB/s`: the words that lead from the first amount to the last, in one clause.
  bool says_between() const {
    if (excluded_ || rule_->between.empty()) return false;
    const Span first = x_.nodes[chosen_numbers_.front()->node].span, last = x_.nodes[chosen_numbers_.back()->node].span;
    if (last.begin < first.end) return false;
    const std::string_view words = scene_.source().text({first.end, last.begin});
    const WordClasses said = classes_of(scene_, words);
    return words.find_first_of(",;:.()|\n") == std::string_view::npos && said.has(rule_->between) && !said.has(conjunction_);
  }

  void report() {
    const std::size_t last = rule_->amounts.size() - 1;
    const KnownNumber& blamed = *run_.numbers()[kept_[last]];
    Implied implied{blamed.node, blamed.statement, recomputed_, {}, {}, {}, kept_values_};
    for (std::size_t i = 0; i < last; ++i) implied.inputs.push_back(run_.numbers()[kept_[i]]->node);
    report_implied(scene_, *rule_, implied);
  }

  enum class Outcome { none, fails, holds };

  const Scene& scene_;
  const Extraction& x_;
  const Pieces all_;
  std::vector<Asked> rules_;
  std::array<std::vector<std::size_t>, most_amounts + 1> by_amounts_;  ///< rules by the number of their amounts
  std::vector<KnownNumber> known_;                        ///< by number
  PieceWords words_;
  std::vector<std::bitset<most_rules>> judged_; ///< by statement: the rules that judged it
  WordClasses outcome_words_;  ///< of what a clause comes to
  WordClasses limit_words_;    ///< of how a value stays below a limit
  WordClasses conjunction_;
  bool only_rates_ = false;  ///< counts were left out of the run
  bool proving_ = false;     ///< only what holds is of interest
  bool proved_ = false;
  NumberRun run_;
  const SentenceLinks links_;
  const AmountsBelong belong_;
  // Of the rule and the numbers at hand.
  const Rule* rule_ = nullptr;
  std::size_t first_ = 0, end_ = 0;
  std::array<std::size_t, most_amounts> chosen_{}, kept_{};
  std::vector<const KnownNumber*> chosen_numbers_;
  std::vector<Value> values_, kept_values_;
  double recomputed_ = 0;
  Outcome outcome_ = Outcome::none;
  bool words_known_ = false, words_said_ = false, excluded_ = false;
  std::optional<WordClasses> clause_;  ///< the words of the clause at hand, if not of the pieces
};

}  // namespace

void match_together(const Scene& scene) { Judge(scene).run(); }

}  // namespace stratlint
