#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "stratlint/emit.h"

namespace stratlint {

std::string emit_timing(const Timing& timing, std::size_t files) {
  std::vector<std::pair<std::string_view, Timing::Duration>> rows(timing.stages.begin(), timing.stages.end());
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  Timing::Duration total{};
  for (const auto& [stage, spent] : rows) total += spent;

  std::string out = fmt::format("{:>10} {:>8}  stage\n", "ms", "share");
  const auto append_row = [&](std::string_view stage, Timing::Duration spent) {
    const double share = total.count() == 0 ? 0 : static_cast<double>(spent.count()) / static_cast<double>(total.count());
    const std::chrono::duration<double, std::milli> milliseconds = spent;
    fmt::format_to(std::back_inserter(out), "{:>10.3f} {:>6.1f} %  {}\n", milliseconds.count(), share * 100, stage);
  };
  for (const auto& [stage, spent] : rows) append_row(stage, spent);
  append_row(fmt::format("all, {} {}", files, files == 1 ? "file" : "files"), total);
  return out;
}

}  // namespace stratlint
