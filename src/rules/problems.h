#pragma once

#include "stratlint/rule.h"

namespace stratlint {

/// Text of a rule file and where it stands.
struct Word {
  std::string_view text;
  Span span;
  explicit operator bool() const { return !text.empty(); }
};

/// Thrown by parser actions for words that the grammar lets pass; becomes a problem where the parser ends.
struct SyntaxError {
  Word word;
  std::string message;
  std::string help;
};

/// Collects what is wrong with one rule file. The file's line table is built at the first problem only.
class Problems {
 public:
  Problems(const RuleFile& file, std::vector<LoadProblem>& out) : file_(&file), out_(&out) {}

  /// The finding may be given labels; the reference holds until the next problem.
  Finding& error(Span span, std::string message, std::string label, std::string help = {});
  Finding& note(Span span, std::string message, std::string label, std::string help = {});
  std::size_t errors() const { return errors_; }

 private:
  Finding& add(Severity severity, Span span, std::string message, std::string label, std::string help);

  const RuleFile* file_;
  std::vector<LoadProblem>* out_;
  std::shared_ptr<const SourceFile> source_;
  std::size_t errors_ = 0;
};

}  // namespace stratlint
