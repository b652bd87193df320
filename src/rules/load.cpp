#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "rules/check_rule.h"
#include "rules/rule_syntax.h"
#include "rules/vocabulary_builder.h"

namespace stratlint {

namespace {

constexpr std::string_view rule_file = "rule.strat";

/// `gpu/axis-product/rule.strat` is file `rule.strat` of folder `gpu/axis-product`.
std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}
std::string_view file_of(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

struct Loaded {
  Rule rule;
  Problems problems;  ///< of its file
};

/// The rules of one layer, sorted by id. Of two with one id the first stays.
class LayerLoader {
 public:
  LayerLoader(const RuleLayer& layer, const Names& names, std::vector<LoadProblem>& out)
      : layer_(layer), names_(names), out_(out) {}

  std::vector<Loaded> load() {
    rules_.reserve(layer_.files.size());
    for (const RuleFile& file : layer_.files) {
      if (file_of(file.path) == rule_file) load_rule(file);
    }
    sort();
    for (const RuleFile& file : layer_.files) attach(file);
    if (layer_.examples_required) require_examples();
    return std::move(rules_);
  }

 private:
  void load_rule(const RuleFile& file) {
    Problems problems(file, out_);
    auto syntax = parse_rule(file.bytes, problems);
    if (!syntax) return;
    auto rule = check_rule(std::move(*syntax), file.bytes, folder_of(file.path), names_, problems);
    if (rule) rules_.push_back({std::move(*rule), problems});
  }

  void sort() {
    std::stable_sort(rules_.begin(), rules_.end(),
                     [](const Loaded& a, const Loaded& b) { return a.rule.id < b.rule.id; });
    const auto same = [](const Loaded& a, const Loaded& b) { return a.rule.id == b.rule.id; };
    for (auto at = std::adjacent_find(rules_.begin(), rules_.end(), same); at != rules_.end();
         at = std::adjacent_find(at, rules_.end(), same)) {
      (at + 1)->problems.error({}, fmt::format("the rule `{}` is there twice", at->rule.id), "here again");
      rules_.erase(at + 1);
    }
  }

  /// Example documents stand beside their rule.
  void attach(const RuleFile& file) {
    const std::string_view name = file_of(file.path), folder = folder_of(file.path);
    std::string Rule::*const part = name == "good.md"        ? &Rule::good
                                    : name == "bad.md"       ? &Rule::bad
                                    : name == "bad.expected" ? &Rule::bad_expected
                                                             : nullptr;
    if (part == nullptr) return;
    const auto found = std::lower_bound(rules_.begin(), rules_.end(), folder,
                                        [](const Loaded& loaded, std::string_view id) { return loaded.rule.id < id; });
    if (found != rules_.end() && found->rule.id == folder) found->rule.*part = file.bytes;
  }

  void require_examples() {
    for (Loaded& loaded : rules_) {
      if (loaded.rule.good.empty())
        loaded.problems.error({}, "the rule has no `good.md`", "a document that it must not report");
      if (loaded.rule.bad.empty())
        loaded.problems.error({}, "the rule has no `bad.md`", "a document that it must report");
    }
  }

  const RuleLayer& layer_;
  const Names& names_;
  std::vector<LoadProblem>& out_;
  std::vector<Loaded> rules_;
};

Vocabulary load_vocabulary(std::span<const RuleLayer> layers, std::vector<LoadProblem>& out) {
  struct Parsed {
    std::size_t layer;
    VocabularySyntax syntax;
    Problems problems;
  };
  std::vector<Parsed> files;
  for (std::size_t layer = 0; layer < layers.size(); ++layer) {
    for (const RuleFile& file : layers[layer].files) {
      if (!file.path.ends_with(".strat") || file_of(file.path) == rule_file) continue;
      Problems problems(file, out);
      if (auto syntax = parse_vocabulary(file.bytes, problems)) files.push_back({layer, std::move(*syntax), problems});
    }
  }
  VocabularyBuilder builder;
  for (Parsed& file : files) builder.declare(file.syntax, file.layer, file.problems);
  std::size_t phrases = 0;
  for (const Parsed& file : files) phrases += file.syntax.phrases.size();
  builder.reserve(phrases);
  for (Parsed& file : files) builder.add_phrases(file.syntax, file.problems);
  for (Parsed& file : files) builder.add_devices(file.syntax, file.layer, file.problems);
  return builder.finish();
}

}  // namespace

const Rule* RuleSet::find(std::string_view id) const {
  const auto found = std::lower_bound(rules.begin(), rules.end(), id,
                                      [](const Rule& rule, std::string_view wanted) { return rule.id < wanted; });
  return found != rules.end() && found->id == id ? &*found : nullptr;
}

void RuleSet::index() {
  by_kind = {};
  for (const Rule& rule : rules) by_kind[static_cast<std::size_t>(rule.kind)].push_back(&rule);
}

LoadResult load_rules(std::span<const RuleLayer> layers, std::span<const ComputedKey> computed) {
  LoadResult result;
  result.rules.vocabulary = load_vocabulary(layers, result.problems);
  const Names names{result.rules.vocabulary, computed};
  std::vector<Rule>& rules = result.rules.rules;
  for (const RuleLayer& layer : layers) {
    const std::size_t earlier = rules.size();
    for (Loaded& loaded : LayerLoader(layer, names, result.problems).load()) {
      const auto end = rules.begin() + static_cast<std::ptrdiff_t>(earlier);
      const auto same = std::find_if(rules.begin(), end, [&](const Rule& rule) { return rule.id == loaded.rule.id; });
      if (same != end)
        *same = std::move(loaded.rule);
      else
        rules.push_back(std::move(loaded.rule));
    }
    std::sort(rules.begin(), rules.end(), [](const Rule& a, const Rule& b) { return a.id < b.id; });
  }
  result.rules.index();
  return result;
}

}  // namespace stratlint
