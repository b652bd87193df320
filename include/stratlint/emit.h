#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stratlint/check.h"
#include "stratlint/cost.h"

namespace stratlint {

/// What `check` found in one file, or why it could not be read.
struct FileReport {
  const SourceFile* source = nullptr;  ///< null if the file could not be read
  std::string path;
  std::optional<std::string> error;
  Verdict verdict;
  std::size_t index = 0;  ///< of the file in the run
};

struct RuleCount {
  std::size_t findings = 0, files = 0;
};

struct Summary {
  std::size_t files = 0, unreadable = 0;
  std::size_t affected = 0;  ///< files with findings
  std::size_t errors = 0, warnings = 0, notes = 0;
  std::size_t silenced = 0, in_baseline = 0, known_before = 0, below_level = 0;  ///< findings that are not reported
  std::size_t cut = 0;  ///< findings that a limit left out of the report
  std::size_t fixed = 0;
  std::string rule;  ///< of the first finding
  std::map<std::string, RuleCount> rules;
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

/// What a report is written with, the same for all its files.
struct ReportContext {
  const RuleSet& rules;
  TextStyle style;
  std::string root;    ///< the folder that paths in reports start from; absolute paths below it become relative
  bool quiet = false;  ///< findings only
};

/// One way to print findings. Each file is written as it is done, so memory does not grow with the corpus.
struct ReportFormat {
  std::string_view name;  ///< `--format NAME`
  std::string_view text;  ///< what it is for
  std::string (*head)(const ReportContext&);
  std::string (*file)(const FileReport&, const ReportContext&);  ///< empty if there is nothing to say
  std::string (*tail)(const Summary&, const ReportContext&);
  std::string_view separator = {};  ///< between files that are not empty
  std::size_t most = 0;             ///< findings that a reader of the format accepts; 0: any number
};

/// All formats, the usual one first.
std::span<const ReportFormat> report_formats();

std::string emit_text(const FileReport& report, const TextStyle& style);
std::string emit_text_summary(const Summary& summary, const TextStyle& style);
/// A table of the rules, those with the most findings first.
std::string emit_statistics(const Summary& summary);
/// A unified diff of two texts with the same number of lines; empty if they are equal.
std::string emit_diff(std::string_view path, std::string_view before, std::string_view after, const TextStyle& style);
/// A table of the stages, the longest first.
std::string emit_timing(const Timing& timing, std::size_t files);
std::string emit_concise(const FileReport& report);
/// JSON is one object over all files: head, one element per file (comma between them is the caller's), tail.
std::string emit_json_head();
std::string emit_json_file(const FileReport& report, std::string_view root = {});  ///< `root` as in ReportContext
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

/// `stratlint plan`: one document, each of its plans with everything that follows from it.
struct PlanReport {
  FactsReport facts;
  std::vector<std::vector<Recomputed>> recomputed;  ///< by plan
};
std::string emit_plan_text(const PlanReport& report, const TextStyle& style);
std::string emit_plan_json(const PlanReport& report);

/// `stratlint rules` and `stratlint explain ID`.
std::string emit_rules(const RuleSet& rules, const TextStyle& style);
std::string emit_rules_json(const RuleSet& rules);
std::string emit_rules_markdown(const RuleSet& rules);
std::string emit_explain(const Rule& rule, const TextStyle& style);

}  // namespace stratlint
