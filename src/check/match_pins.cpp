#include <algorithm>

#include "base/suggest.h"
#include "check/candidate.h"

// Lines of a `stratlint` fence that pin nothing.
namespace stratlint {

namespace {

struct Problem {
  Rule::Subject subject = Rule::Subject::unknown;
  Span span;
  std::string help;  ///< empty: the rule's own
};

/// A name of another case or with another sign is near as well: the nearest key by its spelling.
std::string nearest_key(std::string_view name, const Vocabulary& vocabulary) {
  std::vector<std::string_view> names;
  for (const Key& key : vocabulary.keys()) names.push_back(key.name);
  const std::string_view near = nearest(name, names);
  if (!near.empty()) return suggest(near, {near});
  // `tp` of `axis.tp`
  for (const std::string_view known : names)
    if (known.substr(known.find('.') + 1) == name) return "did you mean `" + std::string(known) + "`?";
  return {};
}

std::string known_values(KeyId id, std::string_view text, const Vocabulary& vocabulary) {
  std::vector<std::string_view> names;
  for (const NamedValue& named : vocabulary.named_values())
    if (named.key == id) names.push_back(vocabulary.values()[named.value]);
  return names.empty() ? std::string() : suggest(text, names);
}

class PinMatcher {
 public:
  explicit PinMatcher(const Scene& scene) : scene_(scene) {}

  void run() {
    const auto& sentences = scene_.x().sentences;
    if (std::none_of(sentences.begin(), sentences.end(), [](const Sentence& s) { return s.kind == Sentence::Kind::pin; })) return;
    std::vector<bool> pins(sentences.size());
    for (const Fact& fact : scene_.facts().facts)
      if (fact.pinned) pins[fact.sentence] = true;
    for (std::size_t i = 0; i < sentences.size(); ++i)
      if (sentences[i].kind == Sentence::Kind::pin && !pins[i]) judge(sentences[i]);
  }

 private:
  void judge(const Sentence& sentence) {
    const std::string_view name = scene_.source().text(sentence.name);
    const KeyId key = scene_.vocabulary().find_key(name);
    const Span value = value_of(sentence);
    if (value.empty()) return;  // a section
    if (key == no_key) return report({Rule::Subject::unknown, sentence.name, nearest_key(name, scene_.vocabulary())});
    report({Rule::Subject::value, value, known_values(key, scene_.source().text(value), scene_.vocabulary())});
  }

  Span value_of(const Sentence& sentence) const {
    Span value{sentence.span.end, sentence.span.end};
    const auto& tokens = scene_.x().tokens;
    for (std::uint32_t i = 0; i < sentence.token_count; ++i) {
      const Span span = tokens[sentence.first_token + i].span;
      if (span.begin >= sentence.name.end && !span.empty()) value.begin = std::min(value.begin, span.begin);
    }
    return value;
  }

  void report(const Problem& problem) {
    for (const Rule* rule : scene_.rules.of(RuleKind::pin)) {
      if (rule->subject != problem.subject) continue;
      Variables variables;
      variables.expression = scene_.source().text(problem.span);
      Candidate c = make_candidate(scene_, *rule, 0, problem.span, variables);
      if (!problem.help.empty()) c.finding.help = problem.help;
      scene_.found.add(std::move(c));
    }
  }

  const Scene& scene_;
};

}  // namespace

void match_pins(const Scene& scene) { PinMatcher(scene).run(); }

}  // namespace stratlint
