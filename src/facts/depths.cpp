#include "facts/depths.h"

#include <algorithm>
#include <cstdlib>

namespace stratlint::facts {

namespace {

constexpr std::int64_t near = 2;  ///< sentences: a list goes on with the width, or with the heads

}  // namespace

void settle_depths(const Vocabulary& vocabulary, FactBase& base) {
  const KeyId depth = vocabulary.find_key("model.depth"), layers = vocabulary.find_key("model.layers");
  if (depth == no_key || layers == no_key) return;
  const auto shapes_model = [&](const Fact& fact) {
    const std::string& key = vocabulary.key(fact.key).name;
    return key == "model.hidden" || key == "model.heads" || key == "model.kv_heads";
  };
  for (Fact& fact : base.facts) {
    if (fact.key != depth) continue;
    const auto beside = [&](const Fact& other) {
      return shapes_model(other) && other.sentence != no_id && std::abs(std::int64_t{other.sentence} - std::int64_t{fact.sentence}) <= near;
    };
    if (std::any_of(base.facts.begin(), base.facts.end(), beside)) fact.key = layers;
  }
  std::erase_if(base.facts, [&](const Fact& fact) { return fact.key == depth; });
}

}  // namespace stratlint::facts
