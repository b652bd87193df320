#pragma once

#include "stratlint/emit.h"

namespace stratlint {

/// What each format writes before, for and after the files; a missing one writes nothing there.
struct Checkstyle {
  static std::string head(const ReportContext&);
  static std::string file(const FileReport&, const ReportContext&);
  static std::string tail(const Summary&, const ReportContext&);
};
struct Github {
  static std::string file(const FileReport&, const ReportContext&);
  static std::string tail(const Summary&, const ReportContext&);
};
struct Gitlab {
  static std::string file(const FileReport&, const ReportContext&);
};
struct JsonLines {
  static std::string file(const FileReport&, const ReportContext&);
  static std::string tail(const Summary&, const ReportContext&);
};
struct Junit {
  static std::string head(const ReportContext&);
  static std::string file(const FileReport&, const ReportContext&);
  static std::string tail(const Summary&, const ReportContext&);
};
struct Markdown {
  static std::string head(const ReportContext&);
  static std::string file(const FileReport&, const ReportContext&);
  static std::string tail(const Summary&, const ReportContext&);
};
struct Rdjson {
  static std::string head(const ReportContext&);
  static std::string file(const FileReport&, const ReportContext&);
  static std::string tail(const Summary&, const ReportContext&);
};
struct Sarif {
  static std::string head(const ReportContext&);
  static std::string file(const FileReport&, const ReportContext&);
  static std::string tail(const Summary&, const ReportContext&);
};

/// `Found 3 problems (2 errors, 1 warning) in 3 of 412 files.`, on one line.
std::string summary_line(const Summary& summary);

}  // namespace stratlint
