#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "stratlint/check.h"

namespace stratlint {

/// What `check` found in one file, or why it could not be read.
struct FileReport {
  const SourceFile* source = nullptr;  ///< null if the file could not be read
  std::string path;
  std::optional<std::string> error;
  Verdict verdict;
};

struct Summary {
  std::size_t files = 0, unreadable = 0;
  std::size_t affected = 0;  ///< files with findings
  std::size_t errors = 0, warnings = 0, notes = 0;
  std::string rule;  ///< of the first finding
  void add(const FileReport& report);
  Summary& operator+=(const Summary& other);
};

struct TextStyle {
  bool color = false;
  bool hyperlinks = false;  ///< OSC 8
  std::size_t width = 140;  ///< columns of the terminal; longer source lines are cut around the carets
  bool wrap = false;        ///< break other long texts at `width`, at spaces; nobody else could join them again
  bool show_skipped = false;
};

/// One writer per format; each file is written as it is done, so memory does not grow with the corpus.
std::string emit_text(const FileReport& report, const TextStyle& style);
std::string emit_text_summary(const Summary& summary, const TextStyle& style);
/// A table of the stages, the longest first.
std::string emit_timing(const Timing& timing, std::size_t files);
std::string emit_concise(const FileReport& report);
/// JSON is one object over all files: head, one element per file (comma between them is the caller's), tail.
std::string emit_json_head();
std::string emit_json_file(const FileReport& report);
std::string emit_json_tail(const Summary& summary);

/// `stratlint facts`.
struct FactsReport {
  const SourceFile* source = nullptr;
  std::string path;
  std::optional<std::string> error;
  const FactBase* facts = nullptr;
  const Vocabulary* vocabulary = nullptr;
};
std::string emit_facts_text(const FactsReport& report, const TextStyle& style);
std::string emit_facts_json_head();
std::string emit_facts_json_file(const FactsReport& report);
std::string emit_facts_json_tail();

/// `stratlint rules` and `stratlint explain ID`.
std::string emit_rules(const RuleSet& rules, const TextStyle& style);
std::string emit_explain(const Rule& rule, const TextStyle& style);

}  // namespace stratlint
