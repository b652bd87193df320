#pragma once

#include <cmath>
#include <string>

#include "actions.h"
#include "number_words.hpp"

// What the parts of a number write to the builder's draft.
namespace stratlint::extraction {

/// Units write to the draft's last part only.
struct SavedUnit {
  explicit SavedUnit(Builder& b) : unit(b.draft.last().unit), has_unit(b.draft.last().has_unit) {}
  void restore(Builder& b) const {
    b.draft.last().unit = unit;
    b.draft.last().has_unit = has_unit;
  }
  Unit unit;
  bool has_unit;
};
struct restoring_unit : restoring_saved<SavedUnit> {};

/// The second number of a range.
struct SavedCount {
  explicit SavedCount(const Builder& b) : count(b.draft.count), overflow(b.draft.overflow) {}
  void restore(Builder& b) const {
    b.draft.count = count;
    b.draft.overflow = overflow;
  }
  std::uint32_t count;
  bool overflow;
};
struct restoring_count : restoring_saved<SavedCount> {};

template <> struct action<g::number> {
  template <typename In> static void apply(const In& in, Builder& b) { b.draft.add_number({in.begin(), in.size()}); }
};
template <> struct action<g::power_figures> {
  template <typename In> static void apply(const In& in, Builder& b) { b.draft.raise_ten({in.begin(), in.size()}); }
};
template <> struct action<g::suffix_letter> {
  template <typename In> static void apply(const In& in, Builder& b) { b.draft.set_suffix({in.begin(), in.size()}); }
};
/// `2 B` are two bytes; with decimals they are billions.
constexpr double least_bytes = 10'000;  ///< of anything else that many billions would be trillions
template <> struct action<g::spaced_word> {
  template <typename In> static bool apply(const In& in, Builder& b) { return *in.begin() == 'M' || !b.draft.last().integer; }
};
// `163,840 B × 8192`: bytes, as `163,840 B` alone; so are those of `2 × 2 B × 128`, the width of an element.
inline bool is_element_width(Builder& b) {
  const double bytes = b.draft.last().number;
  return b.goes_on() && (bytes == 1 || bytes == 2 || bytes == 4);
}
template <> struct action<g::spaced_letter> {
  template <typename In> static bool apply(const In& in, Builder& b) {
    const Draft::Part& number = b.draft.last();
    return *in.begin() != 'B' || !number.integer || (number.number < least_bytes && !is_element_width(b));
  }
};
template <> struct action<g::spaced_suffix> {
  template <typename In> static void apply(const In& in, Builder& b) { b.draft.set_suffix({in.end() - 1, 1}); }
};
template <> struct action<g::chinese_suffix> {
  template <typename In> static void apply(const In& in, Builder& b) { b.draft.set_suffix(b.source().text(trimmed(span_of(in, b), b.source().bytes()))); }
};
template <> struct action<g::suffix_word> {
  template <typename In> static void apply(const In& in, Builder& b) {
    const Span word = trimmed(span_of(in, b), b.source().bytes());
    b.draft.set_suffix(b.source().text(word));
  }
};
template <> struct action<g::spaced_byte> {
  template <typename In> static bool apply(const In&, Builder& b) {
    const double bytes = b.draft.last().number;
    return b.draft.last().integer && bytes <= 32 && std::fmod(bytes, bytes > 4 ? 2 : 1) == 0 && bytes != 3 && b.draft.set_unit("bytes");
  }
};
template <> struct action<g::spaced_width> {
  template <typename In> static bool apply(const In&, Builder& b) { return is_element_width(b) && b.draft.set_unit("bytes"); }
};
template <> struct action<g::spaced_bytes> {
  template <typename In> static bool apply(const In&, Builder& b) {
    return b.draft.last().integer && b.draft.last().number >= least_bytes && b.draft.set_unit("bytes");
  }
};
template <> struct action<g::chinese_sequences> {
  template <typename In> static bool apply(const In&, Builder& b) { return b.draft.set_unit("sequences"); }
};
template <> struct action<g::sequence_rate> : restoring_unit {};
template <> struct action<g::unit_letters> {
  template <typename In> static bool apply(const In& in, Builder& b) {
    const std::string_view word(in.begin(), in.size());
    return b.draft.set_unit(word.front() == '\\' ? word.substr(word.size() - 1) : word);
  }
};
template <> struct action<g::counted_noun> {
  template <typename In> static void apply(const In&, Builder& b) { b.draft.set_count_noun(); }
};
template <> struct action<g::rate_word> {
  template <typename In> static bool apply(const In& in, Builder& b) { return b.draft.set_rate({in.begin(), in.size()}); }
};
template <> struct action<g::of_one_token> {
  static void apply0(Builder& b) { b.draft.set_amount(); }
};
template <> struct action<g::unit> : restoring_unit {};
template <> struct action<g::rate> : restoring_unit {};
template <> struct action<g::count_rate> : restoring_unit {};
template <> struct action<g::named_rate> : restoring_unit {};
template <> struct action<g::glued_unit> : restoring_unit {};
template <> struct action<g::spaced_unit> : restoring_unit {};
template <> struct action<g::latex_unit> : restoring_unit {};
template <> struct action<g::approx_sign> {
  template <typename In> static void apply(const In&, Builder& b) { b.draft.approximate = true; }
};
template <> struct action<g::plus_minus> {
  template <typename In> static void apply(const In&, Builder& b) { b.draft.spread = true; }
};
template <Bound bound> struct set_bound {
  template <typename In> static void apply(const In&, Builder& b) { b.draft.bound = bound; }
};
template <> struct action<g::less_equal_sign> : set_bound<Bound::less_equal> {};
template <> struct action<g::greater_equal_sign> : set_bound<Bound::greater_equal> {};
template <> struct action<g::less_sign> : set_bound<Bound::less> {};
template <> struct action<g::greater_sign> : set_bound<Bound::greater> {};
template <> struct action<g::open_end> : set_bound<Bound::greater_equal> {};

/// Whether the number that ends here is part of a name, as in `Llama-3.1-70B`.
inline bool ends_name(const char* end, const char* begin) {
  while (end > begin && (g::is(end[-1], g::digit) || end[-1] == '.')) --end;
  return end - begin > 1 && end[-1] == '-' && g::is(end[-2], g::letter);
}

/// `4.2-3` is no range, nor is `2025-01`; then the first number stands alone.
template <> struct action<g::range_tail> : restoring_count {
  template <typename In> static bool apply(const In& in, Builder& b) {
    if (ends_name(in.begin(), b.source().bytes().data())) return false;
    const Quantity q = b.draft.valid() && b.draft.count == 2 ? b.draft.quantity() : Quantity{};
    return q.low < q.high;
  }
};

template <int value, char... letters> struct action<g::count_word<value, letters...>> {
  template <typename In> static void apply(const In&, Builder& b) { b.counted += value; }
};
template <> struct action<g::hundred_word> {
  template <typename In> static void apply(const In&, Builder& b) { b.counted *= 100; }
};
template <> struct action<g::dozen_word> {
  template <typename In> static void apply(const In&, Builder& b) { b.counted *= 12; }
};
template <> struct action<g::thousand_word> {
  template <typename In> static void apply(const In&, Builder& b) {
    b.thousands = b.counted;
    b.counted = 0;
  }
};
inline void clear_count(Builder& b) { b.counted = b.thousands = 0; }
template <> struct action<g::number_in_words> : prepared<clear_count> {
  template <typename In> static void apply(const In&, Builder& b) {
    b.draft.clear();
    b.draft.add_number(std::to_string(1000 * b.thousands + b.counted));
  }
};
template <> struct action<g::and_a_half> {
  template <typename In> static void apply(const In&, Builder& b) { b.draft.add_half(); }
};
/// `half a million`, `a quarter of a thousand`: the article is part of what they are a part of.
inline bool is_part_of(const char* article, std::string_view source) {
  const std::string_view before = source.substr(0, static_cast<std::size_t>(article - source.data()));
  return (*article == 'a' || *article == 'A') && (before.ends_with("half ") || before.ends_with("of "));
}
template <> struct action<g::worded_quantity> {
  template <typename In> static bool apply(const In& in, Builder& b) { return !is_part_of(in.begin(), b.source().bytes()) && b.add_read_number(span_of(in, b)); }
};

}  // namespace stratlint::extraction
