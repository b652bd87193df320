#include "driver/report_stream.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace stratlint {

namespace {

// The smaller one of two limits; 0 is none.
std::size_t tighter(std::size_t a, std::size_t b) {
  const std::size_t most = a == 0 ? b : b == 0 ? a : std::min(a, b);
  return most == 0 ? std::numeric_limits<std::size_t>::max() : most;
}

FileReport first_findings(FileReport report, std::size_t count) {
  report.verdict.findings.resize(count);
  report.verdict.suppressed.clear();
  return report;
}

}  // namespace

ReportStream::ReportStream(const ReportFormat& format, const ReportContext& context, std::size_t most)
    : format_(format), context_(context), left_(tighter(format.most, most)) {}

std::string ReportStream::file(const FileReport& report) {
  const std::size_t found = report.verdict.findings.size(), shown = std::min(found, left_);
  left_ -= shown;
  cut_ += found - shown;
  std::string text = shown < found ? format_.file(first_findings(report, shown), context_) : format_.file(report, context_);
  if (text.empty()) return text;
  if (!empty_) text.insert(0, format_.separator);
  empty_ = false;
  return text;
}

std::string ReportStream::tail(Summary summary) const {
  summary.cut = cut_;
  return format_.tail(summary, context_);
}

std::string ReportStream::warning() const {
  const bool told = format_.name == "text" && !context_.quiet;
  if (cut_ == 0 || told) return {};
  return fmt::format("stratlint: warning: {} more {} than the limit, not in the {} report\n", cut_, cut_ == 1 ? "finding" : "findings", format_.name);
}

}  // namespace stratlint
