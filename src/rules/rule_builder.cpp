#include "rules/rule_builder.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <utility>

namespace stratlint {

namespace {

using Op = Expr::Op;

constexpr std::array<std::pair<std::string_view, Op>, 21> operators = {{
    {"+", Op::add},
    {"-", Op::subtract},
    {"*", Op::multiply},
    {"/", Op::divide},
    {"%", Op::modulo},
    {"==", Op::equal},
    {"!=", Op::not_equal},
    {"<", Op::less},
    {"<=", Op::less_equal},
    {">", Op::greater},
    {">=", Op::greater_equal},
    {"divides", Op::divides},
    {"min", Op::min},
    {"max", Op::max},
    {"floor", Op::floor},
    {"ceil", Op::ceil},
    {"sum", Op::sum},
    {"count", Op::count},
    {"distinct", Op::distinct},
    {"variants", Op::variants},
    {"size", Op::size},
}};

Op find_operator(std::string_view sign) {
  const auto found =
      std::find_if(operators.begin(), operators.end(), [&](const auto& row) { return row.first == sign; });
  return found == operators.end() ? Op::none : found->second;
}

/// Removes the indentation that all lines share, and blank lines at both ends.
std::string dedent(std::string_view text) {
  const auto each_line = [&](auto&& use) {
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const std::string_view line = text.substr(begin, end - begin);
      use(line, std::min(line.find_first_not_of(" \t\r"), line.size()));
      begin = end + 1;
    }
  };
  std::size_t shared = std::string_view::npos;
  each_line([&](std::string_view line, std::size_t indent) {
    if (indent < line.size() && line.data() != text.data()) shared = std::min(shared, indent);
  });
  std::string out;
  each_line([&](std::string_view line, std::size_t indent) {
    const std::size_t last = line.find_last_not_of(" \t\r");
    if (last != std::string_view::npos) {
      const std::size_t cut = std::min(line.data() == text.data() ? indent : shared, indent);
      out += line.substr(cut, last + 1 - cut);
    }
    if (!out.empty()) out += '\n';
  });
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

}  // namespace

std::string unescape(std::string_view text) {
  if (text.find('\\') == std::string_view::npos) return std::string(text);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escaped = text[i] == '\\' && i + 1 < text.size();
    if (escaped) ++i;
    out += escaped && text[i] == 'n' ? '\n' : text[i];
  }
  return out;
}

Expr& RuleBuilder::push(Expr::Kind kind, Span span) {
  const auto self = static_cast<std::uint32_t>(syntax_.nodes.size());
  operands_.push_back(self);
  Expr& node = syntax_.nodes.emplace_back();
  node.kind = kind;
  node.span = span;
  node.first = self;
  return node;
}

std::uint32_t RuleBuilder::pop() {
  const std::uint32_t node = operands_.back();
  operands_.pop_back();
  return node;
}

void RuleBuilder::number(Word text) {
  Expr& node = push(Expr::Kind::number, text.span);
  const auto result = std::from_chars(text.text.data(), text.text.data() + text.text.size(), node.value);
  if (result.ec != std::errc()) throw SyntaxError{text, "the number is out of range", {}};
}

void RuleBuilder::unit(const Unit& unit) {
  Expr& node = syntax_.nodes.back();
  node.value *= unit.factor;
  node.type.dimension = unit.dimension;
}

Expr& RuleBuilder::push_name(Expr::Kind kind, Word text) {
  Expr& node = push(kind, text.span);
  node.index = static_cast<std::uint32_t>(syntax_.names.size());
  syntax_.names.push_back(text);
  return node;
}

void RuleBuilder::string(Word text) {
  push_name(Expr::Kind::string, text).span = {text.span.begin - 1, text.span.end + 1};
}

void RuleBuilder::boolean(Word text) {
  push(Expr::Kind::boolean, text.span).value = text.text == "true" ? 1 : 0;
}

void RuleBuilder::name(Word text) {
  push_name(Expr::Kind::key, text);
}

void RuleBuilder::adopt(std::size_t count) {
  const std::uint32_t self = pop();
  Expr& node = syntax_.nodes[self];
  for (std::size_t i = count; i-- > 0;) node.children[i] = pop();
  node.first = syntax_.nodes[node.children[0]].first;
  operands_.push_back(self);
}

void RuleBuilder::signed_pair() {
  const Op op = find_operator(signs_.back().text);
  signs_.pop_back();
  pair(Expr::Kind::binary, op);
}

void RuleBuilder::pair(Expr::Kind kind, Op op) {
  const Span left = syntax_.nodes[operands_[operands_.size() - 2]].span, right = syntax_.nodes[operands_.back()].span;
  push(kind, {left.begin, right.end}).op = op;
  adopt(2);
}

void RuleBuilder::unary(Expr::Op op, Span whole) {
  whole.end = syntax_.nodes[operands_.back()].span.end;
  push(Expr::Kind::unary, whole).op = op;
  adopt(1);
}

void RuleBuilder::open_call(Word text) {
  signs_.push_back({text.text.substr(0, text.text.find_first_of(" \t(")), text.span});
  marks_.push_back(1);
}

void RuleBuilder::next_argument() {
  pair(Expr::Kind::call, find_operator(signs_.back().text));
  ++marks_.back();
}

void RuleBuilder::call(Span whole) {
  Word function = signs_.back();
  function.span.end = function.span.begin + static_cast<std::uint32_t>(function.text.size());
  const Op op = find_operator(function.text);
  const bool one = op == Op::floor || op == Op::ceil;
  if (one != (marks_.back() == 1))
    throw SyntaxError{
        function, "`" + std::string(function.text) + (one ? "` takes one value" : "` takes two values or more"), {}};
  signs_.pop_back();
  marks_.pop_back();
  if (one) {
    push(Expr::Kind::call, whole).op = op;
    adopt(1);
  }
  syntax_.nodes[operands_.back()].span = whole;
}

void RuleBuilder::conditional(Span whole) {
  whole.end = syntax_.nodes[operands_.back()].span.end;
  push(Expr::Kind::conditional, whole);
  adopt(3);
}

void RuleBuilder::arm(Word name) {
  arms_.emplace_back().name = name.text.substr(0, name.text.find_last_not_of(" \t\r") + 1);
}

void RuleBuilder::any(Span whole) {
  Expr& node = push(Expr::Kind::any, whole);
  const auto first = arms_.begin() + static_cast<std::ptrdiff_t>(marks_.back());
  marks_.pop_back();
  node.first = syntax_.nodes[first->value].first;
  node.children[0] = static_cast<std::uint32_t>(syntax_.arms.size());
  node.children[1] = node.children[0] + static_cast<std::uint32_t>(arms_.end() - first);
  std::move(first, arms_.end(), std::back_inserter(syntax_.arms));
  arms_.erase(first, arms_.end());
}

void RuleBuilder::key_call(Span whole) {
  call_end_ = whole.end;  // its node is that of the key
  Expr& node = push_name(Expr::Kind::scoped, argument_);
  node.scope = scope_;
  if (function_.text == "stated") node.kind = Expr::Kind::stated;
  if (function_.text == "requirement") node.role = Role::requirement;
  node.op = find_operator(function_.text);
  if (node.op != Op::none) node.kind = Expr::Kind::call;
}

void RuleBuilder::literal(Word text) {
  if (template_.parts.empty() || template_.parts.back().node != no_node) template_.parts.emplace_back();
  template_.parts.back().text += text.text;
}

void RuleBuilder::escape(Word text) {
  const std::string plain = unescape(text.text);
  literal({plain, text.span});
}

void RuleBuilder::hole() {
  template_.parts.push_back({std::string(unit_.text), pop(), unit_.span});
  unit_ = {};
}

Template RuleBuilder::take_template() {
  return std::exchange(template_, {});
}

void RuleBuilder::long_doc(Word text) {
  syntax_.doc = dedent(text.text);
}

void RuleBuilder::short_doc(Word text) {
  syntax_.doc = unescape(text.text);
}

std::uint32_t RuleBuilder::formula(Word field) {
  const std::uint32_t node = pop();
  syntax_.formula.push_back({field.span.begin, std::max(syntax_.nodes[node].span.end, call_end_)});
  return node;
}

std::vector<Word> RuleBuilder::take_patterns() {
  return std::exchange(patterns_, {});
}

void RuleBuilder::end_field(Word name) {
  const std::string_view field = name.text;
  syntax_.fields.push_back(name);
  if (field == "kind") syntax_.kind = word_;
  if (field == "severity") syntax_.severity = word_;
  if (field == "subject") syntax_.subject = word_;
  if (field == "judge") syntax_.judge = word_;
  if (field == "margin") syntax_.margin = pop();
  if (field == "let") syntax_.lets.push_back({word_, formula(name)});
  if (field == "when") syntax_.when.push_back(pop());
  if (field == "require") syntax_.require = formula(name);
  if (field == "recomputed") syntax_.recomputed = pop();
  if (field == "message") syntax_.message = take_template();
  if (field == "primary") syntax_.primary = take_template();
  if (field == "help") syntax_.help = take_template();
  if (field == "derive") syntax_.derivation.push_back(take_template());
  if (field == "note") syntax_.notes.push_back(take_template());
  if (field == "label") syntax_.labels.push_back({word_, take_template()});
  if (field == "operands") syntax_.operands = take_patterns();
  if (field == "result") syntax_.results = take_patterns();
  if (field == "keys") syntax_.keys = take_patterns();
  if (field == "given") syntax_.given = take_patterns();
  if (field == "beside") syntax_.beside = take_patterns();
  if (field == "amount") syntax_.amounts.push_back(take_patterns());
  if (field == "words") syntax_.words.push_back(take_patterns());
  if (field == "between") syntax_.between = take_patterns();
  if (field == "without") syntax_.without = take_patterns();
}

}  // namespace stratlint
