#include "driver/convention.h"
#include "driver/documents.h"
#include "driver/exit_code.h"
#include "driver/terminal.h"
#include "stratlint/emit.h"

namespace stratlint {

int facts_command(const Invocation& invocation) {
  const auto convention = chosen_convention(invocation.options, invocation.rules.vocabulary);
  if (!convention) return exit_usage;
  const bool json = invocation.options.format == Format::json;
  const TextStyle style = style_for(1, invocation.options);
  const auto show_facts = [&](const Input& input, FileBytes file, Timing*) {
    FactsReport report{nullptr, input.path, std::nullopt, nullptr, &invocation.rules.vocabulary};
    std::optional<Analysis> analysis;
    if (file.error.empty()) {
      analysis.emplace(input.path, std::move(file.bytes), invocation.rules.vocabulary, *convention);
      report.source = &analysis->source;
      report.facts = &analysis->facts;
    } else {
      report.error = file.error;
    }
    Piece piece{json ? emit_facts_json_file(report) : emit_facts_text(report, style), {}, {}};
    piece.summary.files = 1;
    piece.summary.unreadable = report.error ? 1 : 0;
    return piece;
  };

  if (json) invocation.output.write(emit_facts_json_head());
  const Summary summary = write_documents(invocation, json ? ",\n" : "", show_facts).summary;
  if (json) invocation.output.write(emit_facts_json_tail());
  return exit_code(invocation, summary, exit_clean);
}

}  // namespace stratlint
