#pragma once

#include <map>
#include <string>
#include <vector>

#include "driver/documents.h"
#include "labels.h"
#include "stratlint/check.h"

namespace stratlint::accuracy {

/// How often something was read as labelled, overlooked, or read where no label says so.
struct Count {
  int right = 0, missed = 0, wrong = 0;
  double precision() const { return right + wrong == 0 ? 1 : double(right) / (right + wrong); }
  double recall() const { return right + missed == 0 ? 1 : double(right) / (right + missed); }
};

/// One reading that differs from the labels.
struct Confusion {
  std::string document;
  std::uint32_t line = 0;
  std::string text;
};

/// Facts count once per document, key, value (within 1 %) and role, whichever plan they stand in. Only numbers are
/// compared, and claims and requirements: what else stands in a document is never judged.
struct Score {
  Count facts;
  std::map<std::string, Count> keys, roles, scopes, rules;
  std::vector<Confusion> confusions;
  int documents = 0;

  void add(const std::string& document, const Labels& labels, const Analysis& analysis, const Verdict& verdict, const Vocabulary& vocabulary);

 private:
  void add_facts(const std::string& document, const Labels& labels, const Analysis& analysis, const Vocabulary& vocabulary);
  void add_findings(const std::string& document, const Labels& labels, const Analysis& analysis, const Verdict& verdict);
};

/// Scores every `NAME.facts` of a folder against the document `NAME.md` of another one.
Score score_folder(const std::filesystem::path& labels, const std::filesystem::path& documents, const RuleSet& rules);

/// Precision and recall as Markdown tables.
std::string tables(const Score& score);
/// What differs from the labels, a list item each.
std::string differences(const Score& score);

}  // namespace stratlint::accuracy
