#include <fmt/format.h>

#include <algorithm>

#include "driver/convention.h"
#include "driver/documents.h"
#include "driver/exit_code.h"
#include "driver/terminal.h"

namespace stratlint {

namespace {

/// A device by the names that documents use for it, the usual variant first; null if there is none.
const Device* find_device(std::string name, const Vocabulary& vocabulary) {
  std::replace(name.begin(), name.end(), '\n', ' ');
  const Analysis pin("", "```stratlint\ngpu.name: " + name + "\n```\n", vocabulary);
  const auto named = pin.facts.candidates(0, vocabulary.find_key("gpu.name"));
  return named.empty() ? nullptr : vocabulary.device(pin.facts.facts[named.front()].value_name);
}

/// To standard error, with all that there are: people abbreviate in many ways.
void report_unknown(const std::string& name, const Vocabulary& vocabulary) {
  std::vector<std::string_view> known;
  for (const Device& device : vocabulary.devices()) known.push_back(device.name);
  fmt::print(stderr, "stratlint: --hardware: no device `{}` in the catalogue, which has: {}\n", name, fmt::join(known, ", "));
}

}  // namespace

int plan_command(const Invocation& invocation) {
  const Vocabulary& vocabulary = invocation.rules.vocabulary;
  const Device* device = nullptr;
  if (const std::string& name = invocation.options.hardware; !name.empty()) {
    device = find_device(name, vocabulary);
    if (device == nullptr) {
      report_unknown(name, vocabulary);
      return exit_usage;
    }
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
    if (device != nullptr) analysis.facts = on_device(std::move(analysis.facts), *device, vocabulary);
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
