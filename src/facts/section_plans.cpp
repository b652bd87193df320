#include "facts/section_plans.h"

#include <algorithm>
#include <map>
#include <set>

#include "facts/table_reader.h"

namespace stratlint::facts {

namespace {

/// Keys that make a configuration: two values of one of them are two configurations.
bool shapes_plan(const Key& key) { return key.exact && (key.degree || key.name.starts_with("model.") || key.name == "cluster.gpus"); }

}  // namespace

void split_sections(const Extraction& x, const SourceFile& source, const Vocabulary& vocabulary, FactBase& base) {
  struct Place {
    std::uint32_t block;
    KeyId key;
    auto operator<=>(const Place&) const = default;
  };
  struct Sections {
    std::vector<std::uint32_t> in_order;
    std::set<std::uint32_t> known;
  };
  std::map<Place, Sections> sections;  // the sections that give the key, each once
  const auto section_of = [&](const Fact& fact) {
    if (fact.sentence == no_id || fact.plan != 0 || fact.pinned) return no_id;
    const Sentence& sentence = x.sentences[fact.sentence];
    return sentence.kind == Sentence::Kind::entry ? sentence.lead : no_id;
  };
  for (const Fact& fact : base.facts) {
    const std::uint32_t section = section_of(fact);
    if (section == no_id || !shapes_plan(vocabulary.key(fact.key))) continue;
    Sections& found = sections[{x.sentences[section].block, fact.key}];
    if (found.known.insert(section).second) found.in_order.push_back(section);
  }
  std::vector<PlanId> plan_of(x.sentences.size(), 0);
  bool any = false;
  for (const auto& [place, found] : sections) {
    // A section inside another one that gives the same key narrows it down, it is no rival.
    const auto inside_other = [&, &known = found.known](std::uint32_t section) {
      return x.sentences[section].lead != no_id && known.contains(x.sentences[section].lead);
    };
    const auto inside = std::count_if(found.in_order.begin(), found.in_order.end(), inside_other);
    if (found.in_order.size() - static_cast<std::size_t>(inside) < 2) continue;
    for (const std::uint32_t section : found.in_order) {
      if (inside_other(section)) continue;
      if (plan_of[section] == 0) plan_of[section] = plan_named(base, std::string(source.text(x.sentences[section].name)), x.sentences[section].name);
      any = true;
    }
  }
  if (!any) return;
  for (std::uint32_t id = 0; id < x.sentences.size(); ++id)
    if (plan_of[id] == 0 && x.sentences[id].lead != no_id && x.sentences[id].lead < id) plan_of[id] = plan_of[x.sentences[id].lead];
  for (Fact& fact : base.facts)
    if (fact.sentence != no_id && fact.plan == 0 && !fact.pinned) fact.plan = plan_of[fact.sentence];
  for (std::uint32_t id = 0; id < x.statements.size(); ++id) {
    const std::uint32_t sentence = x.statements[id].sentence;
    if (base.plan_of_statement[id] == 0 && sentence < plan_of.size()) base.plan_of_statement[id] = plan_of[sentence];
  }
}

void move_mentions(const Extraction& x, const Vocabulary& vocabulary, FactBase& base) {
  const KeyId gpus = vocabulary.find_key("cluster.gpus");
  std::map<double, PlanId> plan_of;  // of each number of GPUs, the first plan that has it
  for (const Fact& fact : base.facts)
    if (fact.key == gpus && fact.plan != 0 && fact.role == Role::claim) plan_of.try_emplace(fact.quantity.value, fact.plan);
  if (plan_of.size() < 2) return;
  for (Fact& fact : base.facts) {
    if (fact.key != gpus || fact.plan != 0 || fact.strength >= strength::label || fact.sentence == no_id) continue;
    const auto plan = plan_of.find(fact.quantity.value);
    if (plan != plan_of.end() && x.sentences[fact.sentence].kind == Sentence::Kind::prose) fact.plan = plan->second;
  }
}

}  // namespace stratlint::facts
