#pragma once

#include "stratlint/emit.h"

namespace stratlint {

/// One report over all files of a run: its head, the files in order, its tail. At most as many findings are in it as its
/// format and the user want; the tail says how many are left out.
class ReportStream {
 public:
  /// `most` findings; 0: any number.
  ReportStream(const ReportFormat& format, const ReportContext& context, std::size_t most);

  std::string head() const { return format_.head(context_); }
  std::string file(const FileReport& report);
  std::string tail(Summary summary) const;
  /// Findings that were left out, in words for standard error; empty if the report has all or says so itself.
  std::string warning() const;

 private:
  const ReportFormat& format_;
  const ReportContext& context_;
  std::size_t left_, cut_ = 0;
  bool empty_ = true;
};

}  // namespace stratlint
