#include <fmt/format.h>

#include <array>
#include <cmath>

#include "cost/read_plan.h"

namespace stratlint::cost {

namespace {

constexpr std::array conventions{Convention::product, Convention::folded, Convention::serving, Convention::expert_wide, Convention::attention_dp};

/// The layout under one convention; DP from the GPUs where only these are stated. Nothing if the degrees do not fit the convention.
std::optional<Layout> fit(PlanFacts& plan, Convention convention, const Layout& degrees, std::optional<double> gpus, bool dp_stated) {
  Layout layout = degrees;
  layout.convention = convention;
  if (!plan.stated("axis.etp")) layout.etp = convention == Convention::product || (convention == Convention::folded && layout.ep == 1) ? layout.tp : 1;
  if (!dp_stated && convention == Convention::expert_wide) layout.dp = std::max(1.0, layout.ep / (layout.tp * layout.cp));
  if (!dp_stated && convention == Convention::serving) layout.dp = std::max(1.0, layout.ep / layout.tp);
  if (!dp_stated && gpus && convention != Convention::expert_wide && convention != Convention::serving && convention != Convention::attention_dp) layout.dp = std::max(1.0, std::floor(*gpus / layout.world_size()));
  if (convention == Convention::attention_dp) {
    if (std::fmod(layout.tp, layout.dp) != 0 || std::fmod(layout.tp, layout.ep) != 0) return std::nullopt;
    layout.etp = layout.tp / layout.ep;
    layout.tp /= layout.dp;
  }
  const double ranks = layout.tp * layout.cp * layout.dp;
  if (convention == Convention::folded && std::fmod(ranks, layout.expert_shards()) != 0) return std::nullopt;
  if (convention == Convention::serving && layout.ep != layout.tp * layout.dp) return std::nullopt;
  if (gpus && layout.world_size() != *gpus) return std::nullopt;
  return layout;
}

}  // namespace

std::vector<Layout> read_layouts(PlanFacts& plan) {
  Layout degrees;
  degrees.tp = plan.positive_or("axis.tp", 1);
  degrees.pp = plan.positive_or("axis.pp", 1);
  degrees.vpp = plan.positive_or("axis.vpp", 1);
  degrees.cp = plan.positive_or("axis.cp", 1);
  degrees.ep = plan.positive_or("axis.ep", 1);
  degrees.etp = plan.positive_or("axis.etp", 1);
  degrees.sequence_parallel = plan.find_or("axis.sp", 1) > 1;
  const auto dp = plan.positive("axis.dp"), gpus = plan.positive("cluster.gpus");
  degrees.dp = dp.value_or(1);
  if (!plan.complete()) return {};
  // A row of results below a plan with degrees may be of that plan or of another.
  if (plan.leaves_degrees_out()) plan.doubt();
  if (!dp && !gpus) plan.assume("DP = 1");

  const std::string_view stated = plan.name_of("layout.convention");
  std::vector<Layout> out;
  for (const Convention convention : conventions) {
    const bool only = !stated.empty() ? stated == name(convention) : degrees.ep == 1 && convention == Convention::folded;
    if (!only && (!stated.empty() || degrees.ep == 1 || convention == Convention::attention_dp)) continue;
    if (const auto layout = fit(plan, convention, degrees, gpus, dp.has_value())) out.push_back(*layout);
  }
  // Degrees and GPUs that no convention brings together: the degrees count.
  const bool fits = !out.empty();
  if (!fits)
    for (const Convention convention : conventions)
      if (stated.empty() ? convention == (degrees.ep == 1 ? Convention::folded : Convention::product) : stated == name(convention)) {
        Layout layout = degrees;
        layout.convention = convention;
        if (!plan.stated("axis.etp")) layout.etp = convention == Convention::product || layout.ep == 1 ? layout.tp : 1;
        out.push_back(layout);
      }
  if (!dp && gpus && fits) plan.assume(fmt::format("DP = {}, from the GPUs", number(out.front().dp)));
  if (!dp && gpus && !fits) plan.assume("DP = 1, as no layout of the degrees gives the GPUs");
  return out;
}

double read_gpus(PlanFacts& plan, const Layout& layout) {
  if (const auto gpus = plan.positive("cluster.gpus")) return *gpus;
  const bool degrees = plan.stated("axis.tp") || plan.stated("axis.pp") || plan.stated("axis.dp") || plan.stated("axis.ep");
  if (!degrees) plan.need("cluster.gpus");
  plan.assume("GPUs = product of the degrees");
  return layout.world_size();
}

}  // namespace stratlint::cost
