#include "rules/value_types.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/suggest.h"

namespace stratlint {

namespace {

struct Row {
  std::string_view word;
  ValueType type;
  Unit unit;
};

constexpr std::array rows = {
    Row{"count", ValueType::number, {}},
    Row{"fraction", ValueType::fraction, {}},
    Row{"name", ValueType::name, {}},
    Row{"boolean", ValueType::boolean, {}},
    Row{"byte", ValueType::number, {1, {1, 0, 0}}},
    Row{"flop", ValueType::number, {1, {0, 1, 0}}},
    Row{"second", ValueType::number, {1, {0, 0, 1}}},
    Row{"s", ValueType::number, {1, {0, 0, 1}}},
    Row{"token", ValueType::number, {1, {}, CountUnit::token}},
    Row{"seq", ValueType::number, {1, {}, CountUnit::sequence}},
};

const Row& known(Word type, std::string_view word) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.word == word; });
  if (found != rows.end()) return *found;
  std::vector<std::string_view> words;
  for (const Row& row : rows) words.push_back(row.word);
  throw SyntaxError{type, fmt::format("unknown type `{}`", type.text), suggest(word, words)};
}

}  // namespace

void read_type(Word type, Key& key) {
  const std::size_t slash = type.text.find('/');
  const Row& above = known(type, type.text.substr(0, slash));
  Unit unit = above.unit;
  if (slash != std::string_view::npos) {
    const Row& below = known(type, type.text.substr(slash + 1));
    if (above.type != ValueType::number || below.type != ValueType::number)
      throw SyntaxError{type, fmt::format("`{}` is no rate of two numbers", type.text), {}};
    unit = divide(above.unit, below.unit);
  }
  key.type = above.type;
  key.dimension = unit.dimension;
  key.count = unit.count;
}

}  // namespace stratlint
