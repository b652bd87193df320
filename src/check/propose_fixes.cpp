#include "check/propose_fixes.h"

#include <algorithm>
#include <string_view>

namespace stratlint {

namespace {

/// Keys of results; all others are what a plan decides.
constexpr std::string_view results[] = {"time.", "memory.", "perf.", "link."};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// `13.37` of `13.37 GB`.
std::string_view number(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && (is_digit(text[end]) || ((text[end] == '.' || text[end] == ',') && end + 1 < text.size() && is_digit(text[end + 1])))) ++end;
  return text.substr(0, end);
}

class Proposer {
 public:
  Proposer(const Reading& reading, const RuleSet& rules) : reading_(reading), rules_(rules) {
    for (FactId id = 0; id < reading.facts->facts.size(); ++id) {
      if (!reading.facts->facts[id].span.empty()) facts_.push_back(id);
    }
    std::sort(facts_.begin(), facts_.end(), [&](FactId a, FactId b) { return fact(a).span < fact(b).span; });
  }

  std::optional<Fix> propose(const Finding& finding) const {
    const Rule* rule = rules_.find(finding.rule);
    if (rule == nullptr) return std::nullopt;
    switch (rule->kind) {
      case RuleKind::check:
      case RuleKind::pair:
        return untick(finding);
      case RuleKind::equation:
        return rule->subject == Rule::Subject::value ? replace(finding, decides_nothing(finding)) : std::nullopt;
      case RuleKind::group:
        return replace(finding, decides_nothing(finding));
      case RuleKind::formula:
        return replace(finding, false);
      case RuleKind::relation:
      case RuleKind::same_fact:
      case RuleKind::pin:
      case RuleKind::suppression:
        return std::nullopt;
    }
    return std::nullopt;
  }

 private:
  const Fact& fact(FactId id) const { return reading_.facts->facts[id]; }

  /// `- [x] 53 ms < 50 ms`
  std::optional<Fix> untick(const Finding& finding) const {
    const SourceFile& source = *reading_.source;
    const Block* block = block_before(*reading_.document, finding.primary.begin);
    if (block == nullptr || block->item == no_id || reading_.document->items[block->item].ticked != true) return std::nullopt;
    const ListItem& item = reading_.document->items[block->item];
    const Block& first = reading_.document->blocks[item.first_block];
    const Span line = source.line(source.line_of(reading_.document->begin_lines(first)->begin));
    const std::string_view text = source.text(line);
    const std::size_t box = text.find_first_not_of(" \t>-*+0123456789.)");
    if (box == text.npos || text.size() < box + 3 || text[box] != '[' || text[box + 2] != ']') return std::nullopt;
    const auto mark = static_cast<std::uint32_t>(line.begin + box + 1);
    return Fix{"untick the item", {{{mark, mark + 1}, " "}}, true};
  }

  /// The recomputed number in the place of the claimed one, in the same unit.
  std::optional<Fix> replace(const Finding& finding, bool safe) const {
    if (!finding.recomputed) return std::nullopt;
    const std::string_view claimed = reading_.source->text(finding.primary), recomputed = finding.recomputed->text;
    const std::string_view wrong = number(claimed), right = number(recomputed);
    if (wrong.empty() || right.empty() || wrong == right) return std::nullopt;
    const std::string_view unit = recomputed.substr(right.size());
    if (!unit.empty() && unit != claimed.substr(wrong.size())) return std::nullopt;
    const Span place{finding.primary.begin, finding.primary.begin + static_cast<std::uint32_t>(wrong.size())};
    return Fix{"write " + std::string(right) + std::string(claimed.substr(wrong.size())), {{place, std::string(right)}}, safe};
  }

  /// Whether the number follows from others and stands nowhere else.
  bool decides_nothing(const Finding& finding) const {
    for (const Label& label : finding.related) {
      if (label.message == "stated again" || label.message == "rests on it") return false;
    }
    const auto begin = std::lower_bound(facts_.begin(), facts_.end(), finding.primary.begin, [&](FactId id, std::uint32_t byte) { return fact(id).span.begin < byte; });
    for (auto at = begin; at != facts_.end() && fact(*at).span.begin < finding.primary.end; ++at) {
      const std::string& key = rules_.vocabulary.key(fact(*at).key).name;
      if (std::none_of(std::begin(results), std::end(results), [&](std::string_view prefix) { return key.starts_with(prefix); })) return false;
    }
    return true;
  }

  const Reading& reading_;
  const RuleSet& rules_;
  std::vector<FactId> facts_;  ///< by place
};

}  // namespace

void propose_fixes(const Reading& reading, const RuleSet& rules, std::vector<Finding>& findings) {
  if (findings.empty()) return;
  const Proposer proposer(reading, rules);
  for (Finding& finding : findings) finding.fix = proposer.propose(finding);
}

}  // namespace stratlint
