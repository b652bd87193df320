#include "base/edit.h"

#include <algorithm>

namespace stratlint {

std::string apply_edits(std::string_view bytes, std::vector<Edit> edits) {
  std::sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.span < b.span; });
  std::string out;
  std::uint32_t at = 0;
  for (const Edit& edit : edits) {
    if (edit.span.begin < at || edit.span.end > bytes.size()) continue;  // overlaps the one before
    out += bytes.substr(at, edit.span.begin - at);
    out += edit.text;
    at = edit.span.end;
  }
  out += bytes.substr(at);
  return out;
}

}  // namespace stratlint
