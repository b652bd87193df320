#pragma once

#include <optional>
#include <string>

#include "driver/options.h"
#include "stratlint/emit_dag.h"

namespace stratlint {

enum class DagFormat { json, json_lines, dot, trace, mermaid };

/// The format that the command line names, or the suffix of the output. Nothing, with the reason in `error`, if neither says it or the view has no such form.
std::optional<DagFormat> choose_dag_output(const Options& options, std::string& error);

/// Writes the file, or standard output for `-`; a file is replaced whole or stays as it was. False with the reason in `error`.
bool write_dag(const DagReport& report, DagFormat format, const DagOptions& options, std::string& error);

}  // namespace stratlint
