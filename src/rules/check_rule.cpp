#include "rules/check_rule.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.h"
#include "rules/names.h"
#include "rules/needed_keys.h"

namespace stratlint {

namespace {

/// One pass over the parts of a rule, in the order in which names become visible.
class RuleChecker {
 public:
  RuleChecker(const Names& names, const Kind& kind, RuleSyntax& syntax, Problems& problems)
      : names_(names),
        kind_(kind),
        syntax_(syntax),
        problems_(problems),
        expressions_(names, kind, syntax, rule_, problems) {
    rule_.kind = kind.kind;
  }

  Rule& run(std::string_view bytes) {
    const std::size_t errors = problems_.errors();
    header();
    fields();
    amounts();
    formula(bytes);
    texts();
    rule_.operands = patterns(syntax_.operands);
    rule_.results = patterns(syntax_.results);
    rule_.keys = patterns(syntax_.keys);
    rule_.given = patterns(syntax_.given);
    rule_.beside = patterns(syntax_.beside);
    if (problems_.errors() == errors) expressions_.report_unused_lets();
    return rule_;
  }

 private:
  void header();
  void subject();
  void fields();
  void formula(std::string_view bytes);
  void condition(std::uint32_t node, std::string_view field);
  void amounts();
  WordClasses classes(const std::vector<Word>& words);
  void texts();
  void text(Template& text);
  std::vector<std::string> patterns(const std::vector<Word>& words);

  const Names& names_;
  const Kind& kind_;
  RuleSyntax& syntax_;
  Problems& problems_;
  Rule rule_;
  ExpressionChecker expressions_;
};

void RuleChecker::header() {
  rule_.id = syntax_.id.text;
  rule_.doc = std::move(syntax_.doc);
  const std::string_view severity = syntax_.severity.text;
  const std::vector<std::string_view> severities = {"error", "warning", "note"};
  if (severity == "warning") rule_.severity = Severity::warning;
  if (severity == "note") rule_.severity = Severity::note;
  if (!severity.empty() && std::find(severities.begin(), severities.end(), severity) == severities.end())
    problems_.error(syntax_.severity.span, fmt::format("unknown severity `{}`", severity), "",
                    suggest(severity, severities));
  subject();
}

void RuleChecker::subject() {
  if (kind_.subjects.empty()) return;
  rule_.subject = kind_.subjects.front().subject;
  if (!syntax_.subject) return;
  std::vector<std::string_view> names;
  for (const Subject& known : kind_.subjects) {
    names.push_back(known.name);
    if (known.name != syntax_.subject.text) continue;
    rule_.subject = known.subject;
    return;
  }
  problems_.error(syntax_.subject.span, fmt::format("unknown subject `{}`", syntax_.subject.text), "",
                  fmt::format("one of: {}", fmt::join(names, ", ")));
}

void RuleChecker::fields() {
  std::vector<std::string_view> required = {"severity", "doc", "message"};
  if (rule_.kind == RuleKind::formula) required.insert(required.end(), {"judge", "require"});
  if (rule_.kind == RuleKind::together) required.insert(required.end(), {"amount", "require", "recomputed"});
  std::vector<std::string_view> seen;
  for (const Word& field : syntax_.fields) {
    if (!belongs(field.text, kind_))
      problems_.error(field.span, fmt::format("`{}` is no field of a rule of kind {}", field.text, kind_.name),
                      "has no meaning here");
    const bool again = std::find(seen.begin(), seen.end(), field.text) != seen.end();
    if (again && !repeatable(field.text))
      problems_.error(field.span, fmt::format("`{}` is given twice", field.text), "here again");
    seen.push_back(field.text);
  }
  for (const std::string_view field : required) {
    if (std::find(seen.begin(), seen.end(), field) == seen.end())
      problems_.error(syntax_.id.span, fmt::format("the rule has no `{}`", field), "needs one");
  }
}

/// `amount stages count of axis.pp none near stage_words`
void RuleChecker::amounts() {
  for (const std::vector<Word>& words : syntax_.amounts) {
    const auto near = std::find_if(words.begin(), words.end(), [](const Word& word) { return word.text == "near"; });
    const bool keyed = words.size() > 2 && words[2].text == "of";
    if (near - words.begin() < 2 || (!keyed && near - words.begin() > 2) || (keyed && near - words.begin() == 3) || near + 1 == words.end()) {
      problems_.error(words.front().span, "an amount has a name and a kind", "", "as in `amount whole bytes` or `amount stages count of axis.pp none near stage_words`");
      continue;
    }
    Rule::Amount amount;
    amount.name = words[0].text;
    try {
      amount.kind = known_amount(words[1]);
    } catch (const SyntaxError& error) {
      problems_.error(error.word.span, error.message, "", error.help);
    }
    if (keyed) amount.keys = patterns({words.begin() + 3, near});
    if (near != words.end()) amount.near = classes({near + 1, words.end()});
    const auto known = std::any_of(rule_.amounts.begin(), rule_.amounts.end(), [&](const Rule::Amount& other) { return other.name == amount.name; });
    if (known) problems_.error(words[0].span, fmt::format("`{}` is named twice", words[0].text), "here again");
    rule_.amounts.push_back(std::move(amount));
  }
  for (const std::vector<Word>& words : syntax_.words) rule_.words.push_back(classes(words));
  rule_.between = classes(syntax_.between);
  rule_.without = classes(syntax_.without);
}

WordClasses RuleChecker::classes(const std::vector<Word>& words) {
  WordClasses all;
  for (const Word& word : words) {
    const WordClasses found = names_.vocabulary.find_classes(word.text);
    if (found.empty()) {
      const std::vector<std::string>& topics = names_.vocabulary.topics();
      problems_.error(word.span, fmt::format("unknown words `{}`", word.text), "neither a topic nor a mark", suggest(word.text, {topics.begin(), topics.end()}));
    }
    all.topics |= found.topics;
    all.marks |= found.marks;
  }
  return all;
}

// The lines of a part of a file, without the indentation that its first line has there.
void append_dedented(std::string& out, std::string_view bytes, Span span) {
  const std::size_t line = bytes.rfind('\n', span.begin) + 1;  // 0 in the first line
  const std::size_t indent = span.begin - line;
  std::string_view text = bytes.substr(span.begin, span.size());
  for (std::size_t end = text.find('\n'); end != text.npos; end = text.find('\n')) {
    out += text.substr(0, end + 1);
    text.remove_prefix(end + 1);
    text.remove_prefix(std::min(indent, std::min(text.find_first_not_of(" \t"), text.size())));
  }
  out += text;
}

void RuleChecker::formula(std::string_view bytes) {
  if (syntax_.margin != no_node) {
    const auto type = expressions_.check(syntax_.margin);
    const Expr& margin = rule_.nodes[syntax_.margin];
    if (!type->dimension.none())
      problems_.error(margin.span, "a margin is a plain number", fmt::format("this is {}", describe(*type)));
    rule_.margin = margin.value;
  }
  for (const RuleSyntax::Let& let : syntax_.lets) {
    expressions_.check(let.node);
    expressions_.declare_let();
  }
  for (const std::uint32_t node : syntax_.when) condition(node, "when");
  rule_.when = syntax_.when;
  if (syntax_.judge) rule_.judge = expressions_.find_key(syntax_.judge);
  rule_.each_candidate = syntax_.each_candidate;
  rule_.unless_worked = syntax_.unless_worked;
  rule_.judged_scope = syntax_.judged_scope;
  if (syntax_.require != no_node) condition(syntax_.require, "require");
  rule_.require = syntax_.require;
  rule_.recomputed = syntax_.recomputed;
  if (rule_.recomputed != no_node) {
    const auto type = expressions_.check(rule_.recomputed);
    if (type && rule_.judge != no_key && *type != type_of(names_.vocabulary.key(rule_.judge))) {
      const Type judged = type_of(names_.vocabulary.key(rule_.judge));
      problems_.error(rule_.nodes[rule_.recomputed].span,
                      fmt::format("`{}` is {}", syntax_.judge.text, describe(judged)),
                      fmt::format("this is {}", describe(*type)));
    }
  }
  for (const Span span : syntax_.formula) {
    if (!rule_.formula.empty()) rule_.formula += '\n';
    append_dedented(rule_.formula, bytes, span);
  }
}

void RuleChecker::condition(std::uint32_t node, std::string_view field) {
  const auto type = expressions_.check(node);
  rule_.decisive |= expressions_.inputs_of(node);
  if (type && type->kind != Type::Kind::boolean)
    problems_.error(rule_.nodes[node].span, fmt::format("`{}` needs a condition", field),
                    fmt::format("this is {}", describe(*type)));
}

void RuleChecker::texts() {
  rule_.message = std::move(syntax_.message);
  rule_.primary = std::move(syntax_.primary);
  rule_.help = std::move(syntax_.help);
  rule_.derivation = std::move(syntax_.derivation);
  rule_.notes = std::move(syntax_.notes);
  for (RuleSyntax::KeyLabel& label : syntax_.labels)
    rule_.labels.push_back({expressions_.find_key(label.key), std::move(label.text)});
  for (Template* one : {&rule_.message, &rule_.primary, &rule_.help}) text(*one);
  for (Template& one : rule_.derivation) text(one);
  for (Template& one : rule_.notes) text(one);
  for (Rule::KeyLabel& label : rule_.labels) text(label.text);
}

void RuleChecker::text(Template& text) {
  for (const Template::Part& hole : text.parts) {
    if (hole.node == no_node) continue;
    const auto type = expressions_.check(hole.node);
    if (!type) continue;
    if (type->kind == Type::Kind::boolean)
      problems_.error(rule_.nodes[hole.node].span, "a condition has no text", "this is a condition");
    if (hole.text.empty()) continue;
    const auto unit = find_written_unit(hole.text);
    if (!unit) {
      problems_.error(hole.span, fmt::format("unknown unit `{}`", hole.text), "");
    } else if (type->kind != Type::Kind::number || (!type->any_dimension && type->dimension != unit->dimension)) {
      problems_.error(hole.span, fmt::format("cannot print {} in {}", describe(*type), hole.text), "")
          .related.push_back({rule_.nodes[hole.node].span, fmt::format("this is {}", describe(*type))});
    }
  }
}

std::vector<std::string> RuleChecker::patterns(const std::vector<Word>& words) {
  std::vector<std::string> patterns;
  for (const Word& word : words) {
    patterns.emplace_back(word.text);
    if (word.text == "any" || word.text == "none" || word.text == "fraction") continue;
    if (!word.text.ends_with('*')) {
      expressions_.find_key(word);
      continue;
    }
    const std::string_view group = word.text.substr(0, word.text.size() - 1);
    const std::vector<Key>& keys = names_.vocabulary.keys();
    if (std::none_of(keys.begin(), keys.end(),
                     [&](const Key& key) { return std::string_view(key.name).starts_with(group); }))
      problems_.error(word.span, fmt::format("no key matches `{}`", word.text), "not in the vocabulary");
  }
  return patterns;
}

/// Notes where the arms of every `any` stand, so that only the chosen ones are worked out.
void mark_arms(Rule& rule) {
  for (std::size_t input = 0; input < rule.inputs.size(); ++input) {
    if (rule.inputs[input].kind != Rule::Input::Kind::any) continue;
    std::uint16_t number = 0;
    for (const Rule::Arm& arm : rule.arms_of(rule.nodes[rule.inputs[input].node])) {
      const std::uint32_t last = arm.when == no_node ? arm.value : std::max(arm.value, arm.when);
      rule.arm_trees.push_back({last, static_cast<std::uint16_t>(input), number++});
      rule.nodes[rule.nodes[arm.value].first].arm = static_cast<std::uint16_t>(rule.arm_trees.size());
    }
  }
}

/// Notes which operands may decide a condition before the other is worked out.
void mark_deciding(Rule& rule) {
  for (std::uint32_t node = 0; node < rule.nodes.size(); ++node) {
    const Expr& condition = rule.nodes[node];
    if (condition.op == Expr::Op::logical_and || condition.op == Expr::Op::logical_or) rule.nodes[condition.children[0]].decides = node;
  }
}

}  // namespace

std::optional<Rule> check_rule(RuleSyntax&& syntax, std::string_view bytes, std::string_view id, const Names& names,
                               Problems& problems) {
  const std::size_t errors = problems.errors();
  if (syntax.id.text != id) {
    problems.error(syntax.id.span, fmt::format("the rule is named `{}`, its folder `{}`", syntax.id.text, id),
                   "must be the folder's name");
  }
  std::vector<std::string_view> known;
  for (const Kind& kind : kinds()) known.push_back(kind.name);
  const Kind* kind = find_kind(syntax.kind.text);
  if (kind == nullptr) {
    if (syntax.kind)
      problems.error(syntax.kind.span, fmt::format("unknown kind `{}`", syntax.kind.text), "",
                     suggest(syntax.kind.text, known));
    else
      problems.error(syntax.id.span, "the rule has no `kind`", "needs one", suggest("", known));
    return std::nullopt;
  }
  Rule rule = std::move(RuleChecker(names, *kind, syntax, problems).run(bytes));
  if (problems.errors() != errors) return std::nullopt;
  mark_arms(rule);
  mark_deciding(rule);
  rule.needed = needed_keys(rule, names.vocabulary);
  return rule;
}

}  // namespace stratlint
