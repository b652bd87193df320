#include <cstdio>

#include "driver/convention.h"
#include "driver/documents.h"
#include "driver/exit_code.h"
#include "driver/hardware.h"
#include "driver/terminal.h"

namespace stratlint {

int plan_command(const Invocation& invocation) {
  const Vocabulary& vocabulary = invocation.rules.vocabulary;
  std::string error;
  const auto hardware = read_hardware(invocation.options.hardware, vocabulary, error);
  if (!hardware) {
    std::fprintf(stderr, "stratlint: %s\n", error.c_str());
    return exit_usage;
  }
  const auto convention = chosen_convention(invocation.options, vocabulary);
  if (!convention) return exit_usage;
  const bool json = invocation.options.format == Format::json;
  const TextStyle style = style_for(1, invocation.options);
  const auto show_plan = [&](const Input& input, FileBytes file, Timing*) {
    PlanReport report{{nullptr, input.path, std::nullopt, nullptr, &vocabulary}, {}};
    Piece piece;
    piece.summary.files = 1;
    if (!file.error.empty()) {
      report.facts.error = file.error;
      piece.summary.unreadable = 1;
      piece.text = json ? emit_plan_json(report) : emit_facts_text(report.facts, style);
      return piece;
    }
    Analysis analysis(input.path, std::move(file.bytes), vocabulary, *convention);
    if (hardware->device != nullptr) analysis.facts = on_device(std::move(analysis.facts), *hardware->device, vocabulary);
    report.facts.source = &analysis.source;
    report.facts.facts = &analysis.facts;
    for (std::size_t plan = 0; plan < analysis.facts.plans.size(); ++plan)
      report.recomputed.push_back(recompute(analysis.facts, static_cast<PlanId>(plan), vocabulary));
    piece.text = json ? emit_plan_json(report) : emit_plan_text(report, style);
    return piece;
  };
  return exit_code(invocation, write_documents(invocation, "", show_plan).summary, exit_clean);
}

}  // namespace stratlint
