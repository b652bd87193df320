#include <fmt/format.h>

#include "cost/computed_keys.h"
#include "cost/physics/pipeline.h"

namespace stratlint::cost {

Results bubble(PlanFacts& plan, bool of_total) {
  const auto stages = plan.need("axis.pp");
  const auto micro_batches = read_microbatches(plan);
  const std::string_view schedule = plan.name_of("schedule.kind");
  const double v = plan.positive_or("axis.vpp", 1);
  if (!plan.complete() || !stages || !micro_batches) return {};
  const double p = *stages, m = *micro_batches;
  if (p < 1 || m < 1) {
    plan.refuse(fmt::format("{} stages and {} micro-batches make no pipeline", number(p), number(m)));
    return {};
  }
  if (m < p) plan.assume("fewer micro-batches than stages: the pipeline never fills");
  const auto add = [&](Results& out, double ratio, const Line& formula, std::string_view kind) {
    const double value = of_total ? of_total_time(ratio) : ratio;
    Lines lines{line("{} = {} of the ideal time", formula, percent_text(ratio))};
    if (of_total) lines.push_back(line("{0} / (1 + {0}) = {1} of the total time", percent_text(ratio), percent_text(value)));
    out.push_back(result(plan, value, {}, fmt::format("{}, share of the {} time", kind, of_total ? "total" : "ideal"), std::move(lines)));
  };
  Results out;
  const std::string_view assumed = "backward = 2 × forward, weight gradients half of it";
  if (schedule == "zero-bubble") {
    add(out, zero_bubble_ratio(p, m), line("({} − 1) / (3 × {})", number(p), number(m)), joined("ZB-H1", assumed));
    add(out, 0, line("no bubble"), "ZB-H2 and ZB-V, with the memory for it");
  } else if (schedule == "dualpipe") {
    add(out, dualpipe_ratio(p, m), line("2 × ({} / 2 − 1) / (3 × {})", number(p), number(m)), joined("DualPipe", assumed));
  } else {
    const Line rounds = v == 1 ? line("{}", number(m)) : line("{} × {}", number(v), number(m));
    if (of_total) {
      const double value = of_total_time(bubble_ratio(p, m, v));
      out.push_back(result(plan, value, {}, fmt::format("{}, share of the total time", schedule.empty() ? "1F1B or GPipe" : schedule),
                           {line("({0} − 1) / ({1} + {0} − 1) = {2}", number(p), rounds, percent_text(value))}));
    } else {
      add(out, bubble_ratio(p, m, v), line("({} − 1) / ({})", number(p), rounds), schedule.empty() ? "1F1B or GPipe" : schedule);
    }
  }
  return out;
}

}  // namespace stratlint::cost
