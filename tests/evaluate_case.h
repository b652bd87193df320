#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <vector>

#include "check/evaluate.h"
#include "rule_files.h"

namespace stratlint {

/// What a test says about one number of its document.
struct Stated {
  const char* key;
  const char* text;  ///< `8`, `~4.2GB`, `<2%`, `85-95%`, or a named value
  std::optional<Scope> scope = {};
  Role role = Role::claim;
  PlanId plan = 0;
  bool pinned = false;
};

/// The printed forms that the tests use.
inline Quantity quantity(std::string_view text) {
  Quantity out;
  const auto starts = [&](std::string_view sign) {
    if (!text.starts_with(sign)) return false;
    text.remove_prefix(sign.size());
    return true;
  };
  out.approximate = starts("~");
  if (starts("<")) out.bound = Bound::less;
  if (starts(">")) out.bound = Bound::greater;
  const auto number = [&](double& half) {
    double value = 0;
    const char* end = std::from_chars(text.data(), text.data() + text.size(), value).ptr;
    const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.data()));
    const std::size_t dot = digits.find('.');
    half = 0.5;
    for (std::size_t i = dot; i != std::string_view::npos && i + 1 < digits.size(); ++i) half /= 10;
    out.integer = dot == std::string_view::npos;
    text.remove_prefix(digits.size());
    return value;
  };
  double half = 0;
  out.value = number(half);
  out.low = out.value - half;
  out.high = out.value + half;
  if (starts("-")) {
    out.range = true;
    out.low = out.value;
    out.high = number(half);
    out.value = (out.low + out.high) / 2;
  }
  if (text.empty()) return out;
  const std::size_t slash = text.find('/');
  Unit unit = *find_unit(text.substr(0, slash));
  if (slash != std::string_view::npos) unit = divide(unit, *find_unit(text.substr(slash + 1)));
  for (double* part : {&out.value, &out.low, &out.high}) *part *= unit.factor;
  out.dimension = unit.dimension;
  out.count = unit.count;
  out.binary_steps = unit.binary_steps;
  out.percent = unit.percent;
  out.has_unit = true;
  return out;
}

/// A document that is nothing but its facts, and one rule about it.
class Case {
 public:
  Case(const std::string& rule, const std::vector<Stated>& stated, std::vector<Plan> plans = {Plan()})
      : rules_(load({{{"axis/x/rule.strat", rule}, {"words.strat", test_vocabulary}}})), source_("x.md", join(stated)) {
    EXPECT_EQ(print(rules_.problems), "");
    facts_.plans = std::move(plans);
    std::uint32_t at = 0;
    for (const Stated& one : stated) {
      const Vocabulary& words = rules_.rules.vocabulary;
      Fact fact;
      fact.key = words.find_key(one.key);
      const Key& key = words.key(fact.key);
      fact.span = {at, at + static_cast<std::uint32_t>(std::string_view(one.text).size())};
      at = fact.span.end + 1;
      if (key.type == ValueType::name) {
        const auto& values = words.values();
        fact.value_name =
            static_cast<std::uint16_t>(std::find(values.begin(), values.end(), one.text) - values.begin());
        fact.quantity.value = fact.quantity.low = fact.quantity.high = words.size(fact.key, fact.value_name);
        fact.quantity.dimension = key.dimension;
      } else if (key.type == ValueType::boolean) {
        fact.quantity.value = std::string_view(one.text) == "true" ? 1 : 0;
      } else {
        fact.quantity = quantity(one.text);
      }
      fact.scope = one.scope.value_or(key.scope);
      fact.scope_stated = one.scope.has_value();
      fact.role = one.role;
      fact.plan = one.plan;
      fact.pinned = one.pinned;
      facts_.facts.push_back(fact);
    }
    facts_.index(rules_.rules.vocabulary.keys());
  }

  const Rule& rule() const { return rules_.rules.rules.at(0); }
  const SourceFile& source() const { return source_; }
  const FactBase& facts() const { return facts_; }
  Evaluator evaluator() const { return {facts_, rules_.rules.vocabulary, source_}; }
  Judgement judge(PlanId plan = 0) const { return evaluator().judge(rule(), plan); }

  /// `ok`, `missing: keys`, or the texts that are judged wrong with their messages.
  std::string verdict(PlanId plan = 0) const {
    const Judgement judgement = judge(plan);
    std::string out;
    for (const Violation& violation : judgement.violations) {
      if (!out.empty()) out += "; ";
      out += std::string(source_.text(facts_.facts[violation.judged].span)) + " " + violation.texts.message;
    }
    if (!judgement.missing.empty()) out += "missing:";
    for (const std::string& key : judgement.missing) out += " " + key;
    return out.empty() ? "ok" : out;
  }

 private:
  static std::string join(const std::vector<Stated>& stated) {
    std::string out;
    for (const Stated& one : stated) out += one.text + std::string(" ");
    return out;
  }

  LoadResult rules_;
  SourceFile source_;
  FactBase facts_;
};

/// A rule that judges `key`, with the given fields.
inline std::string rule(const std::string& key, const std::string& fields) {
  std::string text = "rule axis/x { kind formula severity error doc \"d\" judge " + key + "\n" + fields;
  if (fields.find("message") == std::string::npos) text += " message \"is wrong\"";
  return text + "\n}";
}

}  // namespace stratlint
