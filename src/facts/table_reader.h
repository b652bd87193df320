#pragma once

#include <array>
#include <vector>

#include "facts/row_names.h"
#include "facts/sentence_binder.h"

namespace stratlint::facts {

/// What a table's header and first column say about its cells, and whether its rows or columns are plans of their own.
class TableReader {
 public:
  TableReader(const Document& document, const Extraction& extraction, const SourceFile& source, const Vocabulary& vocabulary);

  /// Prepares for a table; `sentence_of_block` maps blocks to their first sentence.
  void open(std::uint32_t table, const std::vector<std::uint32_t>& sentence_of_block, PhraseFinder& finder, const SentenceBinder& binder,
            const Context& context, FactBase& base);
  std::uint32_t table() const { return table_; }

  /// Labels for the numbers of a cell: its row's first cell, then its column's header.
  std::span<const OuterLabel> labels(const Block& cell);
  /// Why the numbers of a cell stand there, if its column's header or its row's first cell says so.
  std::optional<Role> role(const Block& cell) const;
  /// What the columns together are about: where several are parts of the memory, `Sum` is that of memory.
  TopicSet topics() const { return topics_; }
  /// Whether a column says what is asked for.
  bool asks() const { return asks_; }
  /// The plan that a cell's facts belong to.
  PlanId plan(const Block& cell, PlanId outer) const;
  /// The row of an earlier table that a sentence speaks of.
  PlanId mentioned(const Sentence& sentence) const { return names_.mentioned(sentence, x_); }

 private:
  struct Caption {
    const Sentence* sentence = nullptr;
    std::vector<PhraseMatch> matches;
    std::optional<Unit> unit;
    bool config = false;  ///< names a degree or another count that makes a configuration
    bool degrees = false; ///< has the name of a degree somewhere in it
    bool degree_said = false;  ///< `TP=8`: with its value
    bool keyed = false;   ///< names any key
    bool memory = false;  ///< names a part of the memory
    bool plan_mark = false;
    bool per_other = false;  ///< `Bytes per parameter`: a share of what no key is told in
    std::optional<Scope> scope;
    std::uint32_t names_like = no_id;  ///< the column that it goes on with: `tokens/s | per GPU`
    std::optional<Role> role;  ///< `Target`, `Previous`
  };
  Caption caption_of(std::uint32_t block, const std::vector<std::uint32_t>& sentence_of_block, PhraseFinder& finder, const SentenceBinder& binder,
                     const Context& context) const;
  std::optional<Unit> unit_in(const Sentence& sentence) const;
  bool is_per_other(const Sentence& sentence, std::span<const PhraseMatch> matches) const;
  bool has_number(const Caption& caption) const;
  bool has_its_number(const Sentence& sentence, const PhraseMatch& match) const;
  std::ptrdiff_t words_in(const Caption& caption) const;
  bool columns_compare(const Table& table, const std::vector<std::uint32_t>& sentence_of_block) const;
  void find_failures(const Table& table, bool rows, const std::vector<std::uint32_t>& sentence_of_block, PhraseFinder& finder);
  void find_ordinals(const Table& table, const std::vector<std::uint32_t>& sentence_of_block);
  std::optional<double> lone_count(std::uint32_t sentence) const;  ///< of a cell that is nothing else
  void find_remarks(const Table& table, const std::vector<std::uint32_t>& sentence_of_block);
  std::uint32_t table_line(const Table& table) const;
  PlanId add_plan(FactBase& base, const Caption& caption, std::string name, Span span);

  const Document& document_;
  const Extraction& x_;
  const SourceFile& source_;
  const Vocabulary& vocabulary_;
  std::uint32_t table_ = no_id;
  std::vector<Caption> columns_, rows_;
  bool asks_ = false;
  std::vector<bool> ordinals_;    ///< by column: numbers its rows
  std::vector<bool> remarks_;     ///< by cell: words behind the value of the row
  std::uint32_t values_ = no_id;  ///< the column headed `Value` or `Degree`; others are remarks
  bool firm_ = false;  ///< names and values of one configuration
  PlanId subject_ = 0;  ///< `Check for C1`: the plan that the corner names
  RowNames names_;
  TopicSet topics_;
  std::vector<PlanId> column_plans_, row_plans_;
  std::array<OuterLabel, 2> labels_;
};

/// The name of the plan that the longest such phrase gives: `option a`, `prefill pool`.
struct PlanMark {
  std::string name;
  bool part = false;
};
PlanMark plan_mark(std::span<const PhraseMatch> matches, const Sentence& sentence, const Extraction& extraction, const SourceFile& source);

/// The plan of that name, main if there is none.
PlanId known_plan(const FactBase& base, std::string_view name);
/// The plan of that name, made if there is none yet; main when a document has more plans than anybody compares.
PlanId plan_named(FactBase& base, std::string name, Span span);

}  // namespace stratlint::facts
