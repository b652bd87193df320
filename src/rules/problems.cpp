#include "rules/problems.h"

namespace stratlint {

Finding& Problems::error(Span span, std::string message, std::string label, std::string help) {
  ++errors_;
  return add(Severity::error, span, std::move(message), std::move(label), std::move(help));
}

Finding& Problems::note(Span span, std::string message, std::string label, std::string help) {
  return add(Severity::note, span, std::move(message), std::move(label), std::move(help));
}

Finding& Problems::add(Severity severity, Span span, std::string message, std::string label, std::string help) {
  if (source_ == nullptr) {
    const std::string& path = file_->shown_path.empty() ? file_->path : file_->shown_path;
    source_ = std::make_shared<const SourceFile>(path, file_->bytes);
  }
  LoadProblem& problem = out_->emplace_back();
  problem.source = source_;
  problem.finding.rule = "rule-file";
  problem.finding.severity = severity;
  problem.finding.message = std::move(message);
  problem.finding.primary = span;
  problem.finding.primary_label = std::move(label);
  problem.finding.help = std::move(help);
  return problem.finding;
}

}  // namespace stratlint
