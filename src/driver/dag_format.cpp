#include "driver/dag_format.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

#include "base/suggest.h"
#include "driver/output.h"

namespace stratlint {

namespace {

struct Named {
  std::string_view name, suffix;
  DagFormat format;
};
constexpr std::array formats{Named{"json", ".json", DagFormat::json}, Named{"jsonl", ".jsonl", DagFormat::json_lines}, Named{"dot", ".dot", DagFormat::dot}, Named{"dot", ".gv", DagFormat::dot},
                             Named{"trace", ".trace", DagFormat::trace}, Named{"trace", ".trace.json", DagFormat::trace}, Named{"mermaid", ".mmd", DagFormat::mermaid}};

}  // namespace

std::optional<DagFormat> choose_dag_output(const Options& options, std::string& error) {
  std::optional<DagFormat> chosen;
  const std::string& wanted = options.dag.format;
  if (!wanted.empty()) {
    std::vector<std::string_view> names;
    for (const Named& format : formats) {
      if (format.name == wanted) chosen = format.format;
      if (names.empty() || names.back() != format.name) names.push_back(format.name);
    }
    if (!chosen) error = fmt::format("--format: unknown value `{}`; {}", wanted, suggest(wanted, names));
    return chosen;
  }
  std::size_t longest = 0;
  for (const Named& format : formats)
    if (options.dag.output.ends_with(format.suffix) && format.suffix.size() > longest) {
      chosen = format.format;
      longest = format.suffix.size();
    }
  if (!chosen) error = fmt::format("which format? `{}` ends in none of .json, .jsonl, .dot, .trace.json, .mmd; --format says it", options.dag.output);
  return chosen;
}

bool write_dag(const DagReport& report, DagFormat format, const DagOptions& options, std::string& error) {
  std::optional<Output> output;
  if (options.output == "-") output.emplace(false);
  else output.emplace(options.output);
  const Sink sink = [&](std::string_view text) {
    output->write(text);
    return output->good();
  };
  const Dag& dag = *report.dag;
  switch (format) {
    case DagFormat::json:
      sink(emit_dag_json(report));
      break;
    case DagFormat::json_lines:
      emit_dag_json_lines(dag, options.ranks, sink);
      break;
    case DagFormat::dot:
      emit_dag_dot(dag, options.ranks, sink);
      break;
    case DagFormat::trace:
      emit_dag_trace(dag, sink);
      break;
    case DagFormat::mermaid:
      sink(emit_dag_mermaid(dag));
      break;
  }
  output->flush();
  error = output->error();
  return error.empty();
}

}  // namespace stratlint
