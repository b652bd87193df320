#include <filesystem>
#include <random>

#include "beside.h"
#include "pipeline.h"

namespace stratlint {
namespace {

namespace fs = std::filesystem;

/// What holds for the facts of every document, whatever its bytes. Gives the first thing that does not.
std::string broken(const std::string& bytes) {
  const Vocabulary& words = default_rules().vocabulary;
  const Analysis analysis("x.md", bytes, words);
  const FactBase& base = analysis.facts;
  const Extraction& x = analysis.extraction;
  const auto shown = [&](std::size_t id) {
    return words.key(base.facts[id].key).name + " of `" + std::string(analysis.source.text(base.facts[id].span)) + "`";
  };
  if (base.role_of_statement.size() != x.statements.size()) return "roles of statements";
  if (base.plan_of_statement.size() != x.statements.size()) return "plans of statements";
  for (std::size_t id = 0; id < base.facts.size(); ++id) {
    const Fact& fact = base.facts[id];
    if (fact.key == no_key) return "a fact without a key";
    if (fact.plan >= base.plans.size()) return "plan of " + shown(id);
    if (fact.sentence >= x.sentences.size()) return "sentence of " + shown(id);
    if (fact.span.empty()) return "no span: " + shown(id);
    if (!x.sentences[fact.sentence].span.contains(fact.span)) return "span outside its sentence: " + shown(id);
    if (id > 0 && base.facts[id - 1].sentence > fact.sentence) return "order of " + shown(id);
    if (fact.node != no_id && !fact.span.contains(x.nodes[fact.node].span)) return "span without its number: " + shown(id);
    if (fact.node != no_id && fact.statement >= x.statements.size()) return "statement of " + shown(id);
    const Quantity& q = fact.quantity;
    const Key& key = words.key(fact.key);
    if (key.type == ValueType::name && fact.value_name >= words.values().size()) return "value of " + shown(id);
    if (key.type == ValueType::number && q.dimension != key.dimension) return "dimension of " + shown(id);
    if (key.exact && !fact.pinned && key.type == ValueType::number && q.value < 1) return "count of " + shown(id);
  }
  return "";
}

TEST(Facts, OfTheProjectsDocumentsStandInTheirSentences) {
  std::size_t documents = 0;
  for (const char* folder : {"rules", "examples", "docs"})
    for (const fs::path& path : documents_below(fs::path(STRATLINT_SOURCE_DIR) / folder)) {
      EXPECT_EQ(broken(read_bytes(path)), "") << path;
      ++documents;
    }
  EXPECT_GT(documents, 20u);
}

// Words of the vocabulary and numbers, in any order.
TEST(Facts, OfAnyPiecesStandInTheirSentences) {
  const std::vector<std::string> pieces = {
      "8",        "4.2",      "GB",         "ms",        "tokens/s", "×",          "=",          "(",         ")",       "%",
      ":",        ",",        "→",          " / ",       "TP",       "EP8",        "PP=2",       "TP(8)",     "GPUs",    "layers",
      "experts",  "heads",    "dim",        "Stage 0",   "per GPU",  "per-GPU",    "in total",   "MLP",       "latency", "Throughput",
      "memory",   "target",   "old",        "baseline",  "not",      "no",         "1F1B",       "expert",    "TP × PP = 8 × 2",
      "4 / 3",    "TP / PP",  " ",          " ",         " ",        "\n",         "\n\n",       "# ",        "- ",      "| ",
      " |\n|---|---|\n",      "```yaml\n",  "```\n",     "tp: 4\n",  "prefill:\n", "  tp: 8\n",  "~",         "<",       "（ms）",
      "1024 → 4096 → 1024",   "(target 70%)", "MFU (%)", "64 (8 × 8)", "x",        "with",       "stratlint", "gpu_memory_gb: 80\n"};
  std::mt19937 random(7);
  std::uniform_int_distribution<std::size_t> any(0, pieces.size() - 1), length(1, 40);
  std::size_t facts = 0;
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (std::size_t left = length(random); left > 0; --left) text += pieces[any(random)] + (left % 3 == 0 ? "" : " ");
    ASSERT_EQ(broken(text), "") << text;
    facts += Analysis("x.md", text, default_rules().vocabulary).facts.facts.size();
  }
  EXPECT_GT(facts, 5000u);  // the pieces do mean something
}

}  // namespace
}  // namespace stratlint
