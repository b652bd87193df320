#include "driver/dag_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/suggest.h"
#include "driver/output.h"
#include "stratlint/picture.h"
#include "stratlint/rank_program.h"

namespace stratlint {

namespace {

struct Named {
  std::string_view name, suffix;
  DagFormat format;
};
// Where one suffix ends another, the longer one counts.
constexpr std::array formats{Named{"svg", ".svg", DagFormat::svg},    Named{"png", ".png", DagFormat::png},           Named{"pdf", ".pdf", DagFormat::pdf},        Named{"html", ".html", DagFormat::html},
                             Named{"dot", ".dot", DagFormat::dot},    Named{"dot", ".gv", DagFormat::dot},            Named{"json", ".json", DagFormat::json},     Named{"jsonl", ".jsonl", DagFormat::json_lines},
                             Named{"trace", ".trace", DagFormat::trace}, Named{"trace", ".trace.json", DagFormat::trace}, Named{"mermaid", ".mmd", DagFormat::mermaid}};

/// Ranks of the exact forms: those that are named, else those of the stage.
RankRange ranks_of(const Dag& dag, const DagOptions& options) {
  if (options.ranks || !options.stage) return options.ranks.value_or(RankRange{});
  const StageSummary& stage = dag.stages[*options.stage];
  return {stage.first_rank, stage.first_rank + stage.ranks - 1};
}

PictureRequest request_of(const DagReport& report, const DagOptions& options) {
  PictureRequest request;
  request.document = report.path;
  request.layer = options.layer;
  request.interleave = options.interleave;
  const Dag& dag = *report.dag;
  if (options.stage && !options.layer)
    for (const LayerRun& run : dag.stages[*options.stage].runs)
      if (run.count > 0 && !request.layer) request.layer = run.first;
  const RankRange ranks = options.ranks || options.stage ? ranks_of(dag, options) : RankRange{0, 0};
  request.ranks.clear();
  for (std::uint32_t rank = ranks.first; rank <= std::min(ranks.last, dag.placement.world - 1); ++rank) request.ranks.push_back(rank);
  return request;
}

PictureResult picture_of(const Dag& dag, DagView view, const PictureRequest& request) {
  switch (view) {
    case DagView::overview:
      return {overview_picture(dag, request), {}};
    case DagView::pipeline:
      return {pipeline_picture(dag, request), {}};
    case DagView::layer:
      return layer_picture(dag, request);
    case DagView::full:
      break;
  }
  return operators_picture(dag, request);
}

/// One view as a file; nothing with a reason in `error` if there is no such picture.
std::string draw_view(const DagReport& report, DagFormat format, const DagOptions& options, std::string& error) {
  PictureResult result = picture_of(*report.dag, options.view, request_of(report, options));
  if (!result.picture) {
    error = result.refusal;
    return {};
  }
  constexpr std::array drawn{std::pair{DagFormat::svg, PictureFormat::svg}, std::pair{DagFormat::png, PictureFormat::png}, std::pair{DagFormat::pdf, PictureFormat::pdf}, std::pair{DagFormat::dot, PictureFormat::dot}};
  const auto as = std::find_if(drawn.begin(), drawn.end(), [&](const auto& pair) { return pair.first == format; });
  Drawing drawing = draw(*result.picture, as->second);
  error = std::move(drawing.error);
  return std::move(drawing.bytes);
}

/// All views that can be drawn.
std::string draw_page(const DagReport& report, const DagOptions& options, std::string& error) {
  const PictureRequest request = request_of(report, options);
  std::vector<Picture> pictures;
  for (const DagView view : {DagView::overview, DagView::layer, DagView::pipeline, DagView::full})
    if (PictureResult result = picture_of(*report.dag, view, request); result.picture) pictures.push_back(std::move(*result.picture));
  Drawing drawing = emit_picture_html(pictures, report.path);
  error = std::move(drawing.error);
  return std::move(drawing.bytes);
}

/// The exact graph as text; a reason in `error` if it is too long.
void write_exact(const Dag& dag, DagFormat format, const DagOptions& options, const Sink& sink, std::string& error) {
  if (const std::size_t count = longest_program(dag); count > most_rank_ops) {
    error = fmt::format("a GPU executes {} operations, more than {}: fewer micro-batches show the same", count, most_rank_ops);
    return;
  }
  format == DagFormat::dot ? emit_dag_dot(dag, ranks_of(dag, options), sink) : emit_dag_json_lines(dag, ranks_of(dag, options), sink);
}

void write_text(const DagReport& report, DagFormat format, const DagOptions& options, const Sink& sink, std::string& error) {
  const Dag& dag = *report.dag;
  switch (format) {
    case DagFormat::json:
      sink(emit_dag_json(report));
      return;
    case DagFormat::json_lines:
      return write_exact(dag, format, options, sink, error);
    case DagFormat::trace:
      return emit_dag_trace(dag, sink);
    case DagFormat::mermaid:
      sink(emit_dag_mermaid(dag));
      return;
    case DagFormat::html:
      sink(draw_page(report, options, error));
      return;
    case DagFormat::dot:
      if (options.view == DagView::full) return write_exact(dag, format, options, sink, error);
      [[fallthrough]];
    default:
      sink(draw_view(report, format, options, error));
  }
}

}  // namespace

std::optional<DagFormat> choose_dag_format(const DagOptions& options, std::string& error) {
  std::optional<DagFormat> chosen;
  if (!options.format.empty()) {
    std::vector<std::string_view> names;
    for (const Named& format : formats) {
      if (format.name == options.format) chosen = format.format;
      if (names.empty() || names.back() != format.name) names.push_back(format.name);
    }
    if (!chosen) error = fmt::format("--format: unknown value `{}`; {}", options.format, suggest(options.format, names));
    return chosen;
  }
  std::size_t longest = 0;
  for (const Named& format : formats)
    if (options.output.ends_with(format.suffix) && format.suffix.size() > longest) {
      chosen = format.format;
      longest = format.suffix.size();
    }
  if (!chosen) error = fmt::format("which format? `{}` does not end in .svg, .png, .pdf, .html, .dot, .json, .jsonl, .trace.json or .mmd; --format says it", options.output);
  return chosen;
}

std::string_view suffix_of(DagFormat format) {
  return std::find_if(formats.begin(), formats.end(), [&](const Named& named) { return named.format == format; })->suffix;
}

bool write_dag(const DagReport& report, DagFormat format, const DagOptions& options, std::string& error) {
  std::optional<Output> output;
  // What cannot be drawn leaves an older file alone: it is opened with the first piece.
  const Sink sink = [&](std::string_view text) {
    if (text.empty()) return true;
    if (!output && options.output == "-") output.emplace(false);
    if (!output) output.emplace(options.output);
    output->write(text);
    return output->good();
  };
  write_text(report, format, options, sink, error);
  if (!error.empty() || !output) return error.empty();
  output->flush();
  error = output->error();
  return error.empty();
}

}  // namespace stratlint
