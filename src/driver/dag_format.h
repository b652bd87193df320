#pragma once

#include <optional>
#include <string>

#include "driver/options.h"
#include "stratlint/emit_dag.h"

namespace stratlint {

enum class DagFormat { svg, png, pdf, html, dot, json, json_lines, trace, mermaid };

/// The format that the command line names, or the suffix of the output. Nothing, with the reason in `error`, if neither says it.
std::optional<DagFormat> choose_dag_format(const DagOptions& options, std::string& error);

/// `.svg`; what files of a format are called.
std::string_view suffix_of(DagFormat format);

/// Writes the file, or standard output for `-`. False with the reason in `error`.
bool write_dag(const DagReport& report, DagFormat format, const DagOptions& options, std::string& error);

}  // namespace stratlint
