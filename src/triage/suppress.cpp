#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/suggest.h"
#include "stratlint/triage.h"

namespace stratlint {

namespace {

constexpr std::uint32_t last_line = std::numeric_limits<std::uint32_t>::max();

/// A name of a directive, or a directive without names, and the lines where it silences.
struct Silence {
  const Directive* directive = nullptr;
  const Directive::Name* name = nullptr;  ///< null: every rule
  std::uint32_t first = 1, last = last_line;
  bool used = false;

  bool covers(const std::string& rule) const { return name == nullptr || rule == name->text || rule.starts_with(name->text + "/"); }
};

class Suppressor {
 public:
  Suppressor(const Document& document, const RuleSet& rules, const Selection& selection)
      : source_(*document.source), rules_(rules), selection_(selection), directives_(read_directives(document)) {
    for (const Directive& directive : directives_) add(directive);
  }

  Verdict run(Verdict verdict) {
    if (directives_.empty()) return verdict;
    std::vector<Finding> kept;
    for (Finding& finding : verdict.findings) {
      if (const Silence* silence = find(finding)) {
        verdict.suppressed.push_back({std::move(finding), Suppressed::By::comment, silence->directive->reason});
      } else {
        kept.push_back(std::move(finding));
      }
    }
    verdict.findings = std::move(kept);
    judge(verdict);
    std::stable_sort(verdict.findings.begin(), verdict.findings.end(), [](const Finding& a, const Finding& b) { return a.primary < b.primary; });
    return verdict;
  }

 private:
  void add(const Directive& directive) {
    const std::uint32_t line = source_.line_of(directive.verb.span.begin);
    Silence silence{&directive, nullptr};
    switch (directive.kind) {
      case Directive::Kind::unknown:
        return;
      case Directive::Kind::enable:
        return end_blocks(directive, line);
      case Directive::Kind::disable_file:
        break;
      case Directive::Kind::disable:
        silence.first = line;
        break;
      case Directive::Kind::disable_line:
        silence.first = silence.last = line;
        break;
      case Directive::Kind::disable_next_line:
        silence.first = silence.last = next_line(source_.line_of(directive.end));
        break;
    }
    if (directive.rules.empty()) silences_.push_back(silence);
    for (const Directive::Name& name : directive.rules) {
      silence.name = &name;
      silences_.push_back(silence);
    }
  }

  /// Formatters put a blank line below a comment.
  std::uint32_t next_line(std::uint32_t line) const {
    do ++line;
    while (line < source_.line_count() && source_.text(source_.line(line)).find_first_not_of(" \t") == std::string_view::npos);
    return line;
  }

  void end_blocks(const Directive& enable, std::uint32_t line) {
    const auto ends = [&](const Silence& silence) {
      if (silence.directive->kind != Directive::Kind::disable || silence.last != last_line) return false;
      const auto same = [&](const Directive::Name& name) { return silence.name != nullptr && silence.name->text == name.text; };
      return enable.rules.empty() || std::any_of(enable.rules.begin(), enable.rules.end(), same);
    };
    for (Silence& silence : silences_) {
      if (ends(silence)) silence.last = line;
    }
  }

  const Silence* find(const Finding& finding) {
    const std::uint32_t line = source_.line_of(finding.primary.begin);
    Silence* found = nullptr;
    for (Silence& silence : silences_) {
      if (line < silence.first || line > silence.last || !silence.covers(finding.rule)) continue;
      silence.used = true;
      found = &silence;
    }
    return found;
  }

  /// What the rules about suppressions find.
  void judge(Verdict& verdict) const {
    for (const Directive& directive : directives_) {
      if (directive.kind == Directive::Kind::unknown) report(verdict, Rule::Subject::unknown, directive.verb, directive.verb.text, hint(directive.verb.text, verbs()));
      for (const Directive::Name& name : directive.rules) {
        if (!is_known(name.text)) report(verdict, Rule::Subject::unknown, name, name.text, hint(name.text, known_names()));
      }
      const bool silences = directive.kind != Directive::Kind::unknown && directive.kind != Directive::Kind::enable;
      if (silences && directive.reason.empty()) report(verdict, Rule::Subject::reason, directive.verb, directive.verb.text, {});
    }
    for (const Silence& silence : silences_) {
      if (silence.used || !all_run(silence)) continue;
      const Directive::Name& place = silence.name == nullptr ? silence.directive->verb : *silence.name;
      report(verdict, Rule::Subject::unused, place, silence.name == nullptr ? "any rule" : place.text, {});
    }
  }

  void report(Verdict& verdict, Rule::Subject subject, const Directive::Name& place, const std::string& expression, const std::string& hint) const {
    for (const Rule& rule : rules_.rules) {
      if (rule.kind != RuleKind::suppression || rule.subject != subject) continue;
      const auto severity = selection_.severity(rules_, rule);
      if (!severity) continue;
      const auto fill = [&](const Template& text) {
        std::string out;
        for (const Template::Part& part : text.parts) out += part.node == no_node ? part.text : fmt::format("`{}`", expression);
        return out;
      };
      Finding finding;
      finding.rule = rule.id;
      finding.severity = *severity;
      finding.plan = "main";
      finding.message = fill(rule.message);
      finding.primary = place.span;
      finding.primary_label = fill(rule.primary);
      finding.help = hint.empty() ? fill(rule.help) : hint;
      finding.key = {rule.id, place.text, {}, 0};
      verdict.findings.push_back(std::move(finding));
    }
  }

  static std::vector<std::string_view> verbs() {
    return {"stratlint-disable-line", "stratlint-disable-next-line", "stratlint-disable-file", "stratlint-disable", "stratlint-enable"};
  }

  std::vector<std::string_view> known_names() const {
    std::vector<std::string_view> names;
    for (const Rule& rule : rules_.rules) names.push_back(rule.id);
    return names;
  }

  static std::string hint(std::string_view word, const std::vector<std::string_view>& known) {
    const std::string_view near = nearest(word, known);
    return near.empty() ? "" : fmt::format("did you mean `{}`?", near);
  }

  bool is_known(const std::string& name) const {
    return std::any_of(rules_.rules.begin(), rules_.rules.end(), [&](const Rule& rule) { return rule.id == name || rule.group() == name; });
  }

  /// Whether every rule that the comment speaks of could have found something.
  bool all_run(const Silence& silence) const {
    const auto is_off = [&](const Rule& rule) { return silence.covers(rule.id) && !selection_.severity(rules_, rule); };
    const bool known = silence.name == nullptr || is_known(silence.name->text);
    return known && std::none_of(rules_.rules.begin(), rules_.rules.end(), is_off);
  }

  const SourceFile& source_;
  const RuleSet& rules_;
  const Selection& selection_;
  const std::vector<Directive> directives_;
  std::vector<Silence> silences_;
};

}  // namespace

Verdict suppress(Verdict verdict, const Document& document, const RuleSet& rules, const Selection& selection) {
  return Suppressor(document, rules, selection).run(std::move(verdict));
}

}  // namespace stratlint
