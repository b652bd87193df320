#pragma once

#include <string>
#include <vector>

#include "check/candidate.h"

namespace stratlint {

/// A number that others beside it determine without an equation being written.
struct Implied {
  std::uint32_t claimed = no_id;           ///< node of the number that is wrong
  std::uint32_t statement = no_id;         ///< the one it stands in
  double recomputed = 0;                   ///< in base units of the claim
  std::string expression;                  ///< the numbers it follows from, as they are written
  std::string derivation;
  std::vector<std::uint32_t> inputs;       ///< their nodes
  std::span<const Value> amounts = {};     ///< of a rule of kind `together`
};

/// The finding of one of the rules of kind `relation`; nothing for text that only quotes or speaks of others.
void report_implied(const Scene& scene, const Rule& rule, const Implied& implied);

/// A number of a sentence that stands alone, or is a side of an equation.
struct SentenceValue {
  std::uint32_t at = 0;         ///< its statement's token, counted in the sentence
  std::uint32_t node = no_id;
};

/// Tokens of a sentence.
struct SentencePart {
  std::uint32_t first = 0, end = 0;
};

/// Where a sentence is cut: from one full stop to the next. `parts` is filled anew, so that its room is used again.
void list_parts(const Extraction& x, const Sentence& sentence, std::vector<SentencePart>& parts);

/// The part around a token, counted in the sentence, and no more than `reach` tokens of it to both sides.
SentencePart part_around(const Extraction& x, const Sentence& sentence, std::uint32_t at, std::uint32_t reach);

/// A part of a sentence, or two of them, and the numbers in it.
struct Passage : SentencePart {
  std::span<const SentenceValue> values;
};

bool has_mark_in(const Scene& scene, const Sentence& sentence, SentencePart part, Mark mark);

/// The value of an entry that a sentence explains: `stage_send_ms: 0.50  # 25 MB over 50 GB/s`, or a line that starts with its name in backticks.
FactId explained_fact(const Scene& scene, const Sentence& sentence, Dimension dimension);

/// One matcher for each subject of the kind; those of sentences see a part at a time.
void match_share(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& part);
void match_change(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& part);
void match_transfer(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& part);
void match_rate(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& part);
void match_met(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& words);
void match_product(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& part);
void match_sum(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& words);
void match_shard(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& part);
void match_division(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& part);
void match_bound(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& part);
void match_worked(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& part);
void match_even(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& part);
void match_even_list(const Scene& scene, const Rule& rule, const Sentence& sentence, std::span<const SentenceValue> values);
/// The same of the rows of tables.
void match_met_rows(const Scene& scene, const Rule& rule);
void match_columns(const Scene& scene, const Rule& rule);
void match_totals(const Scene& scene, const Rule& rule);
/// Of the whole document.
void match_counts(const Scene& scene, const Rule& rule);

}  // namespace stratlint
