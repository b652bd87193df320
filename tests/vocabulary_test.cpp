#include "stratlint/vocabulary.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "rule_files.h"

namespace stratlint {
namespace {

/// `101`: topics 0 and 2.
std::string bits_of(TopicSet topics) { return fmt::format("{:b}", topics.words()[0]); }

/// What a phrase means: `label axis.tp`, `value schedule.kind=1f1b`, `role superseded before`, `mark 0`, `topic 1`.
/// `-` for no meaning, `…` for the start of a longer phrase.
std::string meaning(const Vocabulary& vocabulary, const std::string& phrase) {
  std::uint32_t state = 0;
  std::string word, normalised;
  for (std::size_t i = 0; i <= phrase.size(); ++i) {
    if (i < phrase.size() && phrase[i] != ' ') {
      word += phrase[i];
      continue;
    }
    normalise_word(word, normalised);
    word.clear();
    const std::uint32_t number = vocabulary.word(normalised);
    state = number == 0 ? 0 : vocabulary.step(state, number);
    if (state == 0) return "-";
  }
  std::string out;
  for (const Meaning& m : vocabulary.meanings(state)) {
    if (!out.empty()) out += "; ";
    const auto key = [&] { return vocabulary.key(static_cast<KeyId>(m.id)).name; };
    constexpr const char* places[] = {"label ", "noun ", "axis "};
    switch (m.kind) {
      case Meaning::Kind::key:
        out += places[static_cast<std::size_t>(m.place)] + key();
        break;
      case Meaning::Kind::value:
        out += "value " + key() + "=" + vocabulary.values()[m.value];
        break;
      case Meaning::Kind::scope:
        out += fmt::format("scope {}", name(static_cast<Scope>(m.id)));
        break;
      case Meaning::Kind::role:
        out += fmt::format("role {}", name(static_cast<Role>(m.id)));
        break;
      case Meaning::Kind::mark:
        out += fmt::format("mark {}", m.id);
        break;
      case Meaning::Kind::topic:
        out += fmt::format("topic {}", m.id);
        break;
    }
    if (m.heading) out += " heading";
    if (m.before) out += " before";
    if (m.under.any()) out += " under " + bits_of(m.under);
    if (m.without.any()) out += " without " + bits_of(m.without);
  }
  return out.empty() ? "…" : out;
}

const char* const words = R"(# What the tests know.
key gpu.memory : byte scope gpu better lower {
  title "GPU \"memory\""
  means "of one device"
  label "VRAM" "GPU memory"
    "memory_per_GPU"
  label "memory" under hardware cluster without model   # two topics
  noun "VRAM"
}
key axis.tp : count exact assumed 1 { title "TP" means "ranks" axis "TP" label "TP degree" noun "way TP" }
key perf.tokens_per_s : token/s better higher { title "throughput" means "tokens" }
key memory.per_token : byte/token { title "per token" means "bytes" }
key perf.mfu : fraction { title "MFU" means "of the peak" }
key schedule.kind : name { title "schedule" means "order"
  value "1f1b" "1F1B" "one-forward-one-backward"
  value "none" }
key recompute : name { title "recompute" means "twice" value "none" "no recompute" under hardware }
key model.gated : boolean { title "gated" means "three" value "true" "SwiGLU" }
topic hardware "hardware" "environment"
topic model "model"
topic cluster "cluster"
scope gpu "per GPU" "each GPU"
role superseded "previously" heading "current issues" before "reduced from"
  "not"
role requirement "target"
mark plan "baseline" heading "option A"
mark tick "✓" "✅" "done ✓"
)";

Vocabulary load_words() {
  LoadResult result = load({{{"words.strat", words}}});
  EXPECT_EQ(print(result.problems), "");
  return std::move(result.rules.vocabulary);
}

TEST(Vocabulary, PhrasesHaveMeanings) {
  const Vocabulary vocabulary = load_words();
  struct Row {
    const char* phrase;
    const char* meaning;
  };
  const Row rows[] = {
      {"vram", "label gpu.memory; noun gpu.memory"},
      {"GPU memory", "label gpu.memory"},
      {"GPUs memory", "label gpu.memory"},
      {"memory per gpu", "label gpu.memory"},
      {"memory", "label gpu.memory under 101 without 10"},
      {"tp", "axis axis.tp"},
      {"TP degrees", "label axis.tp"},
      {"way tp", "noun axis.tp"},
      {"way", "…"},
      {"way way", "-"},
      {"degree", "-"},
      {"unheard", "-"},
      {"1f1b", "value schedule.kind=1f1b"},
      {"one forward one backward", "value schedule.kind=1f1b"},
      {"none", "-"},
      {"no recompute", "value recompute=none under 1"},
      {"swiglu", "value model.gated=true"},
      {"true", "-"},
      {"per gpu", "scope gpu"},
      {"previously", "role superseded"},
      {"current issues", "role superseded heading"},
      {"reduced from", "role superseded before"},
      {"not", "role superseded before"},
      {"target", "role requirement"},
      {"targets", "role requirement"},
      {"baseline", "mark 5"},
      {"option a", "mark 5 heading"},
      {"✓", "mark 2"},
      {"✅", "mark 2"},
      {"done ✓", "mark 2"},
      {"environment", "topic 0"},
      {"cluster", "topic 2"},
  };
  for (const Row& row : rows) EXPECT_EQ(meaning(vocabulary, row.phrase), row.meaning) << row.phrase;
}

TEST(Vocabulary, KeysKeepWhatIsDeclared) {
  const Vocabulary vocabulary = load_words();
  const auto key = [&](const char* name) { return vocabulary.key(vocabulary.find_key(name)); };
  EXPECT_EQ(key("gpu.memory").title, "GPU \"memory\"");
  EXPECT_EQ(key("gpu.memory").definition, "of one device");
  EXPECT_EQ(key("gpu.memory").scope, Scope::gpu);
  EXPECT_EQ(key("gpu.memory").better, Better::lower);
  EXPECT_FALSE(key("gpu.memory").assumed);
  EXPECT_TRUE(key("axis.tp").exact);
  EXPECT_EQ(key("axis.tp").assumed, 1.0);
  EXPECT_EQ(key("axis.tp").scope, Scope::total);
  const auto unit = [&](const char* name) { return unit_name(key(name).dimension, key(name).count); };
  EXPECT_EQ(unit("gpu.memory"), "B");
  EXPECT_EQ(unit("perf.tokens_per_s"), "token/s");
  EXPECT_EQ(unit("memory.per_token"), "B");
  EXPECT_EQ(key("perf.mfu").type, ValueType::fraction);
  EXPECT_EQ(key("schedule.kind").type, ValueType::name);
  EXPECT_EQ(key("model.gated").type, ValueType::boolean);
  EXPECT_EQ(vocabulary.find_key("axis"), no_key);
  EXPECT_EQ(vocabulary.find_key(""), no_key);
  EXPECT_EQ(vocabulary.values(), (std::vector<std::string>{"", "1f1b", "none", "true"}));
}

TEST(Vocabulary, ValuesMayHaveSizes) {
  const LoadResult result = load(
      {{{"words.strat", "key a.other : name like a.type { title \"o\" means \"m\" label \"other type\" }\n"
                        "key a.type : name { title \"t\" means \"m\" value \"half\" 0.5 B \"halves\" value \"two\" 2B value \"odd\" }\n"
                        "key a.plain : name { title \"p\" means \"m\" value \"two\" }"}},
       {{"house/words.strat", "key a.type { value \"half\" 1 KB value \"two\" \"pair\" }"}}});
  ASSERT_EQ(print(result.problems), "");
  const Vocabulary& vocabulary = result.rules.vocabulary;
  const auto key = [&](const char* name) { return vocabulary.find_key(name); };
  std::string sizes;
  for (const NamedValue& named : vocabulary.named_values())
    sizes += fmt::format("{}={}:{} ", vocabulary.key(named.key).name, vocabulary.values()[named.value], named.size);
  EXPECT_EQ(sizes, "a.type=half:1000 a.type=two:2 a.type=odd:0 a.plain=two:0 a.other=half:1000 a.other=two:2 a.other=odd:0 ");
  const auto two = static_cast<std::uint16_t>(2);
  ASSERT_EQ(vocabulary.values()[two], "two");
  EXPECT_EQ(vocabulary.size(key("a.type"), two), 2);
  EXPECT_EQ(vocabulary.size(key("a.other"), two), 2);
  EXPECT_EQ(vocabulary.size(key("a.plain"), two), 0);
  EXPECT_EQ(vocabulary.size(key("a.type"), 0), 0);
  EXPECT_EQ(unit_name(vocabulary.key(key("a.other")).dimension), "B");
  EXPECT_EQ(unit_name(vocabulary.key(key("a.plain")).dimension), "1");
  EXPECT_EQ(vocabulary.key(key("a.other")).like, key("a.type"));
  EXPECT_EQ(meaning(vocabulary, "halves"), "value a.type=half");
  EXPECT_EQ(meaning(vocabulary, "pair"), "value a.type=two");
}

TEST(Vocabulary, LaterLayersAddWordsAndReplaceKeys) {
  const LoadResult result = load({{{"words.strat", words}},
                                  {{"house/words.strat",
                                    "key axis.tp { label \"shard width\" }\n"
                                    "key perf.mfu : fraction better higher { title \"house MFU\" means \"ours\" }\n"
                                    "key house.racks : count { title \"racks\" means \"ours\" noun \"racks\" }\n"
                                    "role requirement \"promise\""}}});
  ASSERT_EQ(print(result.problems), "");
  const Vocabulary& vocabulary = result.rules.vocabulary;
  EXPECT_EQ(meaning(vocabulary, "shard width"), "label axis.tp");
  EXPECT_EQ(meaning(vocabulary, "tp"), "axis axis.tp");
  EXPECT_EQ(meaning(vocabulary, "rack"), "noun house.racks");
  EXPECT_EQ(meaning(vocabulary, "promise"), "role requirement");
  EXPECT_EQ(vocabulary.key(vocabulary.find_key("axis.tp")).title, "TP");
  EXPECT_EQ(vocabulary.key(vocabulary.find_key("perf.mfu")).title, "house MFU");
}

TEST(Vocabulary, SameWordsAreOne) {
  const char* const gpus = "key a.b : count { title \"t\" means \"m\" label \"gpu count\" \"cards used\" } same \"gpu\" \"card\" \"NPUs\"";
  const auto words = [&](const char* more) {
    LoadResult result = load({{{"words.strat", gpus}}, {{"house/words.strat", more}}});
    EXPECT_EQ(print(result.problems), "");
    return std::move(result.rules.vocabulary);
  };
  const Vocabulary alone = words("");
  for (const char* phrase : {"gpu count", "card count", "npu count", "gpus used", "NPUs used"})
    EXPECT_EQ(meaning(alone, phrase), "label a.b") << phrase;
  for (const char* phrase : {"tpu count", "counts", "used"}) EXPECT_EQ(meaning(alone, phrase), "-") << phrase;
  // A later declaration may start from any word of the first, or bring another group along.
  for (const char* more : {"same \"card\" \"tpu\"", "same \"tpu\" \"gpu\"", "same \"tpu\" \"npu\"", "same \"gpu\" \"tpu\"",
                           "same \"tpu\" \"xpu\" same \"xpu\" \"card\"", "same \"gpu\" \"tpu\" same \"gpu\" \"card\""}) {
    const Vocabulary both = words(more);
    for (const char* phrase : {"gpu count", "card count", "npu used", "tpu count", "tpus used"})
      EXPECT_EQ(meaning(both, phrase), "label a.b") << phrase << " with " << more;
  }
}

TEST(Vocabulary, FilesMayUseEachOthersWords) {
  const LoadResult result = load({{{"a.strat", "key a.b { label \"x\" under t }"},
                                   {"b.strat", "key a.b : count { title \"t\" means \"m\" } topic t \"t\""}}});
  ASSERT_EQ(print(result.problems), "");
  EXPECT_EQ(meaning(result.rules.vocabulary, "x"), "label a.b under 1");
}

TEST(Vocabulary, MeaningsAreKeptOnce) {
  const LoadResult result =
      load({{{"a.strat", "key a.b : count { title \"t\" means \"m\" label \"x\" \"X\" label \"xs\" noun \"x\" }"}}});
  EXPECT_EQ(meaning(result.rules.vocabulary, "x"), "label a.b; noun a.b");
}

TEST(Vocabulary, EmptyKnowsNothing) {
  const Vocabulary vocabulary = load({}).rules.vocabulary;
  EXPECT_EQ(vocabulary.word("x"), 0u);
  EXPECT_EQ(vocabulary.step(0, 0), 0u);
  EXPECT_EQ(vocabulary.step(0, 7), 0u);
  EXPECT_EQ(vocabulary.step(7, 7), 0u);
  EXPECT_TRUE(vocabulary.meanings(0).empty());
  EXPECT_TRUE(vocabulary.meanings(7).empty());
  EXPECT_EQ(meaning(Vocabulary(), "x"), "-");
}

TEST(Vocabulary, WordsAreNormalised) {
  struct Row {
    const char* word;
    const char* normal;
  };
  const Row rows[] = {{"GPUs", "gpu"}, {"GPU", "gpu"},     {"loss", "loss"}, {"bus", "bus"},
                      {"TPs", "tps"},  {"1F1B", "1f1b"},   {"", ""},         {"ss", "ss"},
                      {"axes", "axe"}, {"Größe", "größe"}, {"✓", "✓"},       {"tokens", "token"}};
  std::string out = "left over";
  for (const Row& row : rows) {
    normalise_word(row.word, out);
    EXPECT_EQ(out, row.normal) << row.word;
  }
}

// Thousands of words that share their starts and ends: every one is found, and nothing else.
TEST(Vocabulary, ManyPhrases) {
  std::string text = "key a.b : count { title \"t\" means \"m\" label";
  const auto word = [](int i) { return "common" + std::to_string(i) + "word"; };
  for (int i = 0; i < 5000; ++i) text += " \"" + word(i) + " " + word(i / 7) + "\"";
  const LoadResult result = load({{{"a.strat", text + " }"}}});
  ASSERT_EQ(print(result.problems), "");
  for (int i = 0; i < 5000; ++i) {
    EXPECT_EQ(meaning(result.rules.vocabulary, word(i) + " " + word(i / 7)), "label a.b");
    EXPECT_EQ(meaning(result.rules.vocabulary, word(i) + " " + word(i / 7 + 1)), "-");
  }
}

}  // namespace
}  // namespace stratlint
