// Any bytes as a rule and as a vocabulary: loading ends, problems point into the file and speak no C++; a rule that
// loads can be judged on any facts.
#include <cstdio>
#include <cstdlib>

#include "../rule_files.h"
#include "check/evaluate.h"

namespace {

using namespace stratlint;

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

void check_problems(const LoadResult& result) {
  for (const LoadProblem& problem : result.problems) {
    const Finding& finding = problem.finding;
    require(!finding.message.empty(), "a problem without a message");
    require(finding.message.find("::") == std::string::npos, "a message that speaks C++");
    require(finding.primary.begin <= finding.primary.end, "a span that ends before it starts");
    require(finding.primary.end <= problem.source->bytes().size(), "a span outside of the file");
  }
}

/// Two facts of every key but the last, which stays unstated.
FactBase some_facts(const Vocabulary& vocabulary) {
  FactBase facts;
  facts.plans = {Plan()};
  for (std::size_t key = 0; key + 1 < vocabulary.keys().size(); ++key) {
    for (const double value : {8.0, 0.0}) {
      Fact fact;
      fact.key = static_cast<KeyId>(key);
      fact.quantity.value = value;
      fact.quantity.low = value - 0.5;
      fact.quantity.high = value + 0.5;
      fact.quantity.dimension = vocabulary.key(fact.key).dimension;
      fact.quantity.binary_steps = 3;
      fact.scope = vocabulary.key(fact.key).scope;
      facts.facts.push_back(fact);
    }
  }
  facts.index(vocabulary.keys());
  return facts;
}

void judge(const RuleSet& rules) {
  static const SourceFile source("x.md", "");
  const FactBase facts = some_facts(rules.vocabulary);
  Evaluator evaluator(facts, rules.vocabulary, source);
  for (const Rule& rule : rules.rules) {
    if (rule.kind == RuleKind::formula) {
      for (const Violation& violation : evaluator.judge(rule, 0).violations)
        require(violation.judged < facts.facts.size(), "a judged fact that does not exist");
    } else {
      const Variables variables = {exact_value(1, {1, 0, 0}), exact_value(0), "1 / 0"};
      if (evaluator.applies(rule, 0, variables)) evaluator.texts(rule, 0, variables);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const LoadResult rule = load({{{"axis/x/rule.strat", bytes}, {"words.strat", test_vocabulary}}});
  check_problems(rule);
  judge(rule.rules);
  check_problems(load({{{"words.strat", test_vocabulary}}, {{"more.strat", bytes}}}));
  return 0;
}
