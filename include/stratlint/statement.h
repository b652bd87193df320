#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "stratlint/document.h"
#include "stratlint/quantity.h"
#include "stratlint/source.h"

namespace stratlint {

enum class Operator : std::uint8_t { add, subtract, multiply, divide, modulo, power };

/// How one side of a chain follows the one before: `a = b ≈ c`.
enum class Relation : std::uint8_t { none, equal, approx, less, less_equal, greater, greater_equal };

/// One node of an expression as the document writes it. Children stand before their parents.
struct Node {
  enum class Kind : std::uint8_t { number, name, binary };
  Kind kind = Kind::number;
  Operator op = Operator::multiply;  ///< binary
  std::uint32_t left = no_id;        ///< binary
  std::uint32_t right = no_id;       ///< binary
  Quantity quantity;                 ///< number
  Span span;                         ///< bytes of the operand or the whole sub-expression
  Span annotation;                   ///< words that name the operand: `expert` in `8 (expert)`, `TP` in `TP(8)` and `4 TP`
};

/// One side of a chain and its relation to the side before it.
struct Side {
  Relation relation = Relation::none;
  std::uint32_t root = no_id;  ///< into Extraction::nodes
};

/// A value (one side, a number), an expression (one side), or a chain of sides: equations and comparisons.
struct Statement {
  Span span;
  std::uint32_t first_side = 0;
  std::uint32_t side_count = 0;
  std::uint32_t sentence = 0;
  /// `8 (64 ÷ 8)`: the second side stood in parentheses after the value, it has no relation sign of its own.
  bool gloss = false;
  bool row = false;    ///< a gloss whose sides are cells of one row: `| Batch | 512 | 4 × 8 × 16 |`; only a header can say that one derives the other
  bool glued = false;  ///< `TP8`, `H100`: a number only if the vocabulary knows the letters
};

/// What a sentence is made of, in order. Punctuation that carries meaning (`:` `=` `,` `→` `✓`) is a symbol.
struct Token {
  enum class Kind : std::uint8_t { word, statement, symbol };
  Kind kind = Kind::word;
  Span span;
  std::uint32_t statement = no_id;  ///< words too, if digits are glued to their letters (`TP8`)
  char32_t symbol = 0;
  bool spaced = false;  ///< blanks or markup stand before it
};

/// A stretch of text that is read together: a line of prose, a heading, a table cell, a config entry, its comment, the program before launcher flags.
struct Sentence {
  enum class Kind : std::uint8_t { prose, heading, cell, entry, comment, pin, command };
  Kind kind = Kind::prose;
  std::uint32_t block = no_id;  ///< no_id: front matter
  Span span;
  Span name;  ///< entries and pins: what stands before the `:` or `=`
  std::uint32_t first_token = 0;
  std::uint32_t token_count = 0;
  std::uint32_t lead = no_id;  ///< the sentence that introduces it: the parent list item, the line that ends in a colon, the entry of a comment
};

/// All that was read from one document. Flat vectors; ids are indices.
struct Extraction {
  std::vector<Sentence> sentences;
  std::vector<Token> tokens;
  std::vector<Statement> statements;
  std::vector<Side> sides;
  std::vector<Node> nodes;
  std::vector<std::string> limits;  ///< what a size limit cut, in words
};

/// Reads every quantity, expression, equation and comparison of a document. Never fails.
/// For every token, statement and node, `bytes(span)` is its lexeme.
Extraction extract(const Document& document);

/// One line of prose, as `extract` reads it: for tables of examples in tests.
std::string to_string(const Extraction& extraction, const SourceFile& source);

}  // namespace stratlint
