#pragma once

#include <optional>
#include <string>
#include <vector>

#include "stratlint/config.h"
#include "stratlint/emit.h"
#include "stratlint/emit_dag.h"

namespace stratlint {

enum class Command { check, facts, plan, dag, rules, explain, config, completions };
enum class Format { text, json, markdown };
/// `--output FORMAT=FILE`.
struct ReportOutput {
  const ReportFormat* format = nullptr;
  std::string path;
};
enum class When { automatic, always, never };

enum class DagView { overview, layer, pipeline, full };
/// `dag`.
struct DagOptions {
  std::string output;               ///< `-` is standard output
  std::string format;               ///< empty: what the output's suffix says
  DagView view = DagView::overview;
  std::optional<Mode> mode;         ///< else what the document says
  std::optional<RankRange> ranks;   ///< of the exact forms; else all, in a picture the first
  std::optional<std::uint32_t> layer, stage;  ///< that the view is about
  std::uint32_t interleave = 1;     ///< micro-batches that share the streams of a layer
  bool accept_recomputed = false;
};

/// What the command line asks for.
struct Options {
  Command command = Command::check;
  std::vector<std::string> paths;  ///< `-` is standard input
  std::string rule;                ///< explain
  Format format = Format::text;            ///< facts
  const ReportFormat* report = &report_formats().front();  ///< check
  std::vector<ReportOutput> outputs;                       ///< further reports
  std::size_t max_findings = 0;                            ///< 0: all
  unsigned jobs = 0;                                  ///< 0: one per hardware thread
  When color = When::automatic;
  bool show_skipped = false;
  bool quiet = false;
  bool timing = false;
  bool verbose = false;
  Config config;            ///< settings that the command line has of its own
  std::string config_path;  ///< empty: searched for
  bool find_config = true;
  bool write_baseline = false, prune_baseline = false;
  std::string since;        ///< a revision, or a branch
  bool since_merge_base = false;
  bool fix = false, unsafe_fixes = false, diff = false;
  bool statistics = false;
  bool cache = false;
  std::string cache_folder;  ///< empty: the user's
  bool schema = false;       ///< config
  std::string hardware;      ///< plan, dag: the device to recompute for; empty: the document's
  DagOptions dag;
  std::string convention;    ///< how the axes share the GPUs; empty: as the document says
  std::string shell;         ///< completions
  std::string stdin_filename = "<stdin>";
};

/// Reads the command line into `options`. An exit code if there is nothing to run: help and version are printed to
/// standard output, what is wrong with the usage to standard error.
std::optional<int> parse_options(int argc, const char* const* argv, Options& options);

}  // namespace stratlint
