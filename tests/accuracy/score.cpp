#include "score.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

namespace stratlint::accuracy {

namespace {

bool same(double a, double b) { return std::abs(a - b) <= 0.01 * std::max(std::abs(a), std::abs(b)); }

bool judged(Role role) { return role == Role::claim || role == Role::requirement; }

bool matches(const Fact& fact, const FactLabel& label) {
  const Quantity& q = fact.quantity;
  const bool value = same(q.value, label.value) || (q.range && (same(q.low, label.value) || same(q.high, label.value)));
  return fact.key == label.key && value;
}

}  // namespace

void Score::add_facts(const std::string& document, const Labels& labels, const Analysis& analysis, const Vocabulary& vocabulary) {
  const auto line = [&](const Fact& fact) { return fact.span.empty() ? 0 : analysis.source.line_of(fact.span.begin); };
  const std::vector<Fact>& read = analysis.facts.facts;
  for (const FactLabel& label : labels.facts) {
    const auto fits = [&](const Fact& fact) { return matches(fact, label) && fact.role == label.role; };
    const bool found = std::any_of(read.begin(), read.end(), fits);
    const bool in_scope = std::any_of(read.begin(), read.end(), [&](const Fact& fact) { return fits(fact) && fact.scope == label.scope; });
    ++(found ? roles[name(label.role)].right : roles[name(label.role)].missed);
    if (!judged(label.role)) continue;
    const std::string& key = vocabulary.key(label.key).name;
    ++(in_scope ? scopes[name(label.scope)].right : scopes[name(label.scope)].missed);
    ++(found ? keys[key].right : keys[key].missed);
    ++(found ? facts.right : facts.missed);
    if (in_scope) continue;
    std::string text = std::string(found ? "scope of " : "missed ") + key + " " + label.text + " " + name(label.scope) + " " + name(label.role);
    for (const Fact& fact : read)
      if (line(fact) == label.line && same(fact.quantity.value, label.value))
        text += std::string(", read as ") + vocabulary.key(fact.key).name + " " + name(fact.scope) + " " + name(fact.role);
    confusions.push_back({document, label.line, text});
  }
  std::vector<const Fact*> counted;
  for (const Fact& fact : read) {
    const Key& key = vocabulary.key(fact.key);
    if (!judged(fact.role) || key.type == ValueType::name || key.type == ValueType::boolean) continue;
    const auto known = [&](const Fact* other) { return other->key == fact.key && other->role == fact.role && other->scope == fact.scope && same(other->quantity.value, fact.quantity.value); };
    if (std::any_of(counted.begin(), counted.end(), known)) continue;
    counted.push_back(&fact);
    const auto fits = [&](const FactLabel& label) { return matches(fact, label) && label.role == fact.role; };
    if (std::none_of(labels.facts.begin(), labels.facts.end(), [&](const FactLabel& label) { return fits(label) && label.scope == fact.scope; })) ++scopes[name(fact.scope)].wrong;
    if (std::any_of(labels.facts.begin(), labels.facts.end(), fits)) continue;
    ++facts.wrong;
    ++keys[key.name].wrong;
    ++roles[name(fact.role)].wrong;
    confusions.push_back({document, line(fact), "read " + key.name + " " + format_value(fact.quantity.value, fact.quantity.dimension, fact.quantity.count, fact.quantity.percent) +
                                                    " " + name(fact.scope) + " " + name(fact.role) + " in `" + std::string(analysis.source.text(fact.span)) + "`"});
  }
}

void Score::add_findings(const std::string& document, const Labels& labels, const Analysis& analysis, const Verdict& verdict) {
  std::vector<FindingLabel> open = labels.findings;
  for (const Finding& finding : verdict.findings) {
    if (finding.severity == Severity::note) continue;
    const std::uint32_t line = analysis.source.line_of(finding.primary.begin);
    const auto label = std::find_if(open.begin(), open.end(), [&](const FindingLabel& l) { return l.line == line && l.rule == finding.rule; });
    if (label != open.end()) {
      ++rules[finding.rule].right;
      open.erase(label);
      continue;
    }
    ++rules[finding.rule].wrong;
    confusions.push_back({document, line, "reported " + finding.rule + ": " + finding.message});
  }
  for (const FindingLabel& label : open) {
    ++rules[label.rule].missed;
    confusions.push_back({document, label.line, "did not report " + label.rule});
  }
}

void Score::add(const std::string& document, const Labels& labels, const Analysis& analysis, const Verdict& verdict, const Vocabulary& vocabulary) {
  ++documents;
  const auto first = static_cast<std::ptrdiff_t>(confusions.size());
  add_facts(document, labels, analysis, vocabulary);
  add_findings(document, labels, analysis, verdict);
  std::stable_sort(confusions.begin() + first, confusions.end(), [](const Confusion& a, const Confusion& b) { return a.line < b.line; });
}

Score score_folder(const std::filesystem::path& labels, const std::filesystem::path& documents, const RuleSet& rules) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(labels))
    if (entry.path().extension() == ".facts") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  Score score;
  for (const auto& file : files) {
    const std::string name = file.stem().string() + ".md";
    std::ifstream in(documents / name, std::ios::binary);
    const Analysis analysis(name, {std::istreambuf_iterator<char>(in), {}}, rules.vocabulary);
    score.add(name, read_labels(file, rules.vocabulary), analysis, check(analysis.reading(), rules), rules.vocabulary);
  }
  return score;
}

}  // namespace stratlint::accuracy
