#include <algorithm>
#include <optional>
#include <utility>

#include "check/implied.h"
#include "check/pieces.h"
#include "check/sentence_marks.h"

namespace stratlint {

namespace {

constexpr double furthest = 3;  ///< what is further from a limit than this is measured against another
constexpr double slack_of_about = 0.03;
constexpr Dimension bytes{.byte = 1, .flop = 0, .second = 0}, seconds{.byte = 0, .flop = 0, .second = 1}, rate{.byte = 0, .flop = 0, .second = -1};

class MetMatcher {
 public:
  MetMatcher(const Scene& scene, const Rule& rule, const Sentence& sentence) : scene_(scene), x_(scene.x()), rule_(rule), sentence_(sentence) {}

  void judge(const Passage& words) const {
    const auto values = words.values;
    if (!has_pair(values)) return;
    const bool ticked = has_mark_in(scene_, sentence_, words, Mark::tick) || is_boxed(scene_.reading, sentence_);
    if (!ticked || has_mark_in(scene_, sentence_, words, Mark::cross) || is_crossed(scene_.reading, scene_.vocabulary(), sentence_)) return;
    const SentenceValue* asked = limit_of(values);
    if (asked == nullptr) return;
    const SentenceValue* reached = nullptr;
    for (const SentenceValue& value : values) {
      if (&value == asked || !same_kind(quantity(value), quantity(*asked))) continue;
      if (reached != nullptr) return;
      reached = &value;
    }
    if (reached == nullptr || !is_plain(*reached) || !about_the_same(*reached, *asked) || is_capacity(*reached)) return;
    const auto better = direction(*asked, *reached);
    if (better && misses(quantity(*reached), quantity(*asked), *better)) report(*reached, *asked, *better);
  }

 private:
  const Quantity& quantity(const SentenceValue& value) const { return x_.nodes[value.node].quantity; }
  std::uint32_t statement(const SentenceValue& value) const { return x_.tokens[sentence_.first_token + value.at].statement; }
  std::string text(const SentenceValue& value) const { return std::string(scene_.source().text(x_.nodes[value.node].span)); }

  const Key* key_of(const SentenceValue& value) const {
    const FactId fact = scene_.facts().fact_of_node[value.node];
    return fact == no_id ? nullptr : &scene_.vocabulary().key(scene_.facts().facts[fact].key);
  }

  static bool same_kind(const Quantity& a, const Quantity& b) {
    return a.has_unit && b.has_unit && a.percent == b.percent && a.dimension == b.dimension && a.count == b.count && (a.percent || !a.dimension.none() || a.count == CountUnit::watt);
  }

  /// Most sentences have no two numbers of one kind.
  bool has_pair(std::span<const SentenceValue> values) const {
    for (std::size_t i = 1; i < values.size(); ++i)
      for (std::size_t k = 0; k < i; ++k)
        if (same_kind(quantity(values[i]), quantity(values[k]))) return true;
    return false;
  }

  bool says_before(const SentenceValue& value, Mark mark) const { return has_mark_before(scene_.reading, scene_.vocabulary(), sentence_, value.at, mark); }

  /// `1.7 seconds or less`
  bool says_behind(const SentenceValue& value, std::string_view words) const {
    constexpr std::uint32_t few = 2;
    const std::uint32_t first = sentence_.first_token + value.at + 1, end = std::min(first + few, sentence_.first_token + sentence_.token_count);
    return first < end && classes_in(scene_, first, end).has(scene_.vocabulary().find_classes(words));
  }

  bool is_single(const SentenceValue& value) const { return !quantity(value).range && x_.statements[statement(value)].side_count == 1; }

  bool is_bounded(const SentenceValue& value) const {
    return is_single(value) && (quantity(value).bound != Bound::none || says_before(value, Mark::most) || says_before(value, Mark::least) || says_behind(value, "or_less") || says_behind(value, "or_more") || says_behind(value, "or_better"));
  }

  /// The one value with a sign or words of a bound, else the one that stands there as a requirement.
  const SentenceValue* limit_of(std::span<const SentenceValue> values) const {
    const auto only = [&](auto&& is) -> std::pair<const SentenceValue*, bool> {
      const SentenceValue* found = nullptr;
      for (const SentenceValue& value : values) {
        if (!is(value)) continue;
        if (found != nullptr) return {nullptr, true};
        found = &value;
      }
      return {found, false};
    };
    const auto required = [&](const SentenceValue& v) { return is_single(v) && scene_.facts().role_of_statement[statement(v)] == Role::requirement; };
    const auto [bounded, several] = only([&](const SentenceValue& v) { return is_bounded(v); });
    if (bounded == nullptr && !several) return only(required).first;
    // `Target: 10 s, achieved < 6 s`: the bound is that of what is reached.
    if (bounded != nullptr && !required(*bounded) && std::any_of(values.begin(), values.end(), required)) return nullptr;
    return bounded;
  }

  /// `of the 80 GB` is what another is a share of.
  bool is_whole(const SentenceValue& value) const {
    for (std::uint32_t at = value.at > 2 ? value.at - 2 : 0; at < value.at; ++at)
      if (scene_.source().text(x_.tokens[sentence_.first_token + at].span) == "of") return true;
    return false;
  }

  bool is_plain(const SentenceValue& value) const {
    const Quantity& q = quantity(value);
    if (!is_single(value) || q.bound != Bound::none || q.value <= 0) return false;
    return key_of(value) != nullptr || !is_whole(value);
  }

  /// `at most 70 GB; 80 GB satisfy that`, `required 34.7 GB, available 40 GB`: what a GPU has is no value that is reached.
  bool is_capacity(const SentenceValue& value) const {
    constexpr std::uint32_t few = 2;  // words before it
    const std::uint32_t at = sentence_.first_token + value.at;
    if (classes_in(scene_, value.at > few ? at - few : sentence_.first_token, at).has(scene_.vocabulary().find_classes("capacity_words"))) return true;
    const KeyId memory = scene_.vocabulary().find_key("gpu.memory");
    if (memory == no_key || quantity(value).dimension != bytes) return false;
    const auto known = scene_.facts().candidates(scene_.facts().plan_of_statement[statement(value)], memory);
    return std::any_of(known.begin(), known.end(), [&](FactId fact) { return scene_.facts().facts[fact].quantity.value == quantity(value).value; });
  }

  bool about_the_same(const SentenceValue& reached, const SentenceValue& asked) const {
    const Key *a = key_of(reached), *b = key_of(asked);
    if (a != nullptr && a->better == Better::neither) return false;
    if (a != nullptr && b != nullptr && a != b) return false;
    if (a != nullptr && b == a) {
      const auto scope = [&](const SentenceValue& value) { return scene_.facts().facts[scene_.facts().fact_of_node[value.node]].scope; };
      if (scope(reached) != scope(asked)) return false;
    }
    const double ratio = quantity(reached).value / quantity(asked).value;
    return ratio < furthest && ratio * furthest > 1;
  }

  /// Which way is better: what the limit says, else the key, else the unit.
  std::optional<Better> direction(const SentenceValue& asked, const SentenceValue& reached) const {
    const Quantity& q = quantity(asked);
    if (q.bound == Bound::less || q.bound == Bound::less_equal || says_before(asked, Mark::most) || says_behind(asked, "or_less")) return Better::lower;
    if (q.bound == Bound::greater || q.bound == Bound::greater_equal || says_before(asked, Mark::least) || says_behind(asked, "or_more")) return Better::higher;
    for (const SentenceValue* value : {&asked, &reached})
      if (const Key* key = key_of(*value); key != nullptr && key->better != Better::neither) return key->better;
    if (q.dimension == bytes || q.dimension == seconds) return Better::lower;
    if (q.dimension == rate) return Better::higher;
    return std::nullopt;
  }

  static bool misses(const Quantity& reached, const Quantity& asked, Better better) {
    const double slack = reached.approximate || asked.approximate ? slack_of_about : 0;
    return better == Better::higher ? reached.high * (1 + slack) < asked.value : reached.low * (1 - slack) > asked.value;
  }

  void report(const SentenceValue& reached, const SentenceValue& asked, Better better) const {
    const Role role = scene_.facts().role_of_statement[statement(asked)];
    if (role != Role::claim && role != Role::requirement) return;
    if (scene_.facts().role_of_statement[statement(reached)] == Role::hypothetical) return;
    report_implied(scene_, rule_, {reached.node, statement(reached), quantity(asked).value, text(asked), text(reached) + (better == Better::higher ? " < " : " > ") + text(asked), {asked.node}});
  }

  const Scene& scene_;
  const Extraction& x_;
  const Rule& rule_;
  const Sentence& sentence_;
};

}  // namespace

/// `The step had to stay under 9 s, and at 11 s it does`.
void match_met(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& words) {
  MetMatcher(scene, rule, sentence).judge(words);
}

}  // namespace stratlint
