#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "stratlint/statement.h"

namespace stratlint::extraction {

/// A printed number while its parts are being read.
struct Draft {
  struct Part {
    double number = 0;
    double half_step = 0;  ///< half of the last printed digit
    double suffix = 1;
    bool has_suffix = false;
    bool integer = true;
    bool thousand = false;  ///< suffix K: may mean 1024
    bool has_unit = false;
    Unit unit;
  };
  std::array<Part, 2> parts;  ///< those beyond `count` are left from other numbers
  std::uint32_t count = 0;
  Bound bound = Bound::none;
  bool approximate = false;
  bool spread = false;    ///< `±2%`
  bool overflow = false;  ///< a number too large or too long for a double

  void clear() {
    count = 0;
    bound = Bound::none;
    approximate = spread = overflow = false;
  }
  Part& last() { return parts[count == 0 ? 0 : count - 1]; }
  void add_number(std::string_view digits);
  void add_half() {  ///< `twelve and a half`
    last().number += 0.5;
    last().half_step = 0.25;
    last().integer = false;
  }
  void add_long_number(std::string_view digits);  ///< the last part's, with any number of figures or an exponent
  void raise_ten(std::string_view figures);        ///< the last part by the power of ten that `^{11}` or `¹¹` says
  void set_suffix(std::string_view letters);
  bool set_unit(std::string_view word);  ///< false if the word is no unit
  void set_unit(const Unit& unit);
  bool set_rate(std::string_view word);  ///< false if the word is no time
  void set_amount();  ///< a rate of FLOPs as an amount of them
  void set_count_noun();                 ///< `98.4 accesses/ms`
  bool valid() const { return count > 0 && !overflow; }
  Quantity quantity() const;
};

/// What the actions of the line grammar write to. `mark` and `rollback` undo what a rule wrote before it failed.
class Builder {
 public:
  Builder(const SourceFile& source, Extraction& out) : source_(source), out_(out) {}

  struct Mark {
    std::size_t nodes, operands, tokens, statements, sides;
  };
  Mark mark() const {
    return {out_.nodes.size(), operands_.size(), out_.tokens.size(), out_.statements.size(), out_.sides.size()};
  }
  void rollback(const Mark& mark) {
    cut(out_.nodes, mark.nodes);
    cut(operands_, mark.operands);
    cut(out_.tokens, mark.tokens);
    cut(out_.statements, mark.statements);
    cut(out_.sides, mark.sides);
  }

  Draft draft;
  Span axis;                          ///< the name of an axis operand, while its value is read
  Span letters;                       ///< of a glued degree
  int counted = 0, thousands = 0;     ///< values of the number words read
  std::uint32_t depth = 0;            ///< of parentheses
  bool spaced = false;                ///< blanks or markup stand before the next token
  bool dots_separate = false;         ///< `80 layers · hidden 8192`: the middle dots of the line do not multiply

  bool push_number(Span span);
  void add_number(Span span, std::string_view digits, const std::optional<Unit>& unit);  ///< a statement of one number
  void push_name(Span span);
  void annotate(Span words);
  void widen(Span span);              ///< the top operand with its parentheses or its axis name
  void raise(double exponent, Span span);
  bool scale_to_unit(Span unit);      ///< the numbers of the top operand; false if the word is no unit of an amount
  void reduce(Operator op);
  bool goes_on() const { return !operands_.empty(); }  ///< the value at hand is not the first of its expression
  bool top_has_unit() const { return out_.nodes[operands_.back()].quantity.has_unit; }
  bool top_is_amount() const;         ///< the top operand has a dimension: bytes, seconds
  bool top_has_decimals() const;      ///< the top operand is no count: `4.8`
  bool top_is_count() const;          ///< the top operand is a whole number of things
  bool last_side_is_fraction() const; ///< of two bare numbers, `48/64`
  bool last_side_computes() const;    ///< the side read last is an expression of more than one number
  bool last_side_is_formula() const;  ///< a product of three or more, with a unit in it
  bool left_is_share() const;         ///< the operand before the top one is a percentage
  void add_side(Relation relation);
  bool add_arrowed();                 ///< the top operand as what an arrow leads to; false if counts lead to anything but a count
  bool ends_sum_of_amounts() const;
  bool add_count();                   ///< the top operand as what counts come to; false if there is another number among them
  bool add_conversion(bool surely, bool near);   ///< the top operand as the amount before in another unit: a time if the words are sure, or bits against bytes; `near`: only of about the same
  bool add_listed();                  ///< the top operand as what the expression before comes to; false if it may be something else
  bool add_apposed();                 ///< the top operand as what the formula before comes to; false if it is of another dimension
  /// Closes the chain that began with `first_side`; `least` operators or relations must be in it.
  bool finish_chain(Span span, bool must_compute);
  void add_word(Span span) { add_token(Token::Kind::word, span); }
  void add_symbol(Span span, char32_t symbol) { add_token(Token::Kind::symbol, span).symbol = symbol; }
  bool add_read_number(Span span);    ///< the number read last as a statement of its own
  bool add_degree(Span span, Span letters, std::string_view digits);

  const SourceFile& source() const { return source_; }
  Extraction& out() { return out_; }
  void begin_line(Span text);
  /// Whether a sign of a relation may stand behind a place of the line at hand.
  bool relates(const char* place);

 private:
  /// Most rules fail before they write anything.
  template <typename T>
  static void cut(std::vector<T>& vector, std::size_t size) {
    if (vector.size() > size) [[unlikely]] vector.erase(vector.begin() + static_cast<std::ptrdiff_t>(size), vector.end());
  }
  Token& add_token(Token::Kind kind, Span span) {
    Token& token = out_.tokens.emplace_back();
    token.kind = kind;
    token.span = span;
    token.spaced = spaced;
    spaced = false;
    return token;
  }
  bool adds_to_words() const;
  bool is_count(std::uint32_t root) const;  ///< an expression of plain counts
  std::uint32_t dimensions_in(std::uint32_t root) const;  ///< operands that are measured in something
  void push(const Node& node);
  void push_count(Span span, double value);
  void note_overflow(Span span);
  void release_trailing_words(std::uint32_t first_side);
  void share_annotations(std::uint32_t first_side);

  const SourceFile& source_;
  Extraction& out_;
  std::vector<std::uint32_t> operands_;
  std::size_t chain_sides_ = 0;
  Span line_;
  std::optional<std::uint32_t> last_relation_;  ///< where the last one may stand, once something asked
};

/// The character that a sign is, of up to three bytes.
char32_t code_of(std::string_view sign);

/// Reads one stretch of text on one line; its tokens and statements are appended.
void read_line(Builder& builder, Span text);
/// The same without the short cuts of `read_plain_tokens`, which must find what the grammar finds.
void read_line_by_grammar(Builder& builder, Span text);
/// Reads what a look at each token and what follows it tells: plain words, numbers and signs, most of a text. Gives where
/// something may start that only the grammar reads, or `end`.
const char* read_plain_tokens(Builder& builder, const char* at, const char* end);
/// The same for the value of an entry, which may compute: `tp * pp * dp`.
void read_value(Builder& builder, Span text);

/// One assignment, flag or comment that a line of code holds.
struct ConfigItem {
  enum class Kind : std::uint8_t { entry, section, table, comment, command } kind = Kind::entry;
  Span name;
  Span value;  ///< entries: the literal, without quotes; comments: the text; commands: the name
};

/// Finds the entries of one line of code. Where it `pins`, a value may be several words without quotes.
void read_config_line(const SourceFile& source, Span line, bool pins, std::vector<ConfigItem>& items);

}  // namespace stratlint::extraction
