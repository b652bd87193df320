#pragma once

#include <memory>
#include <optional>
#include <string>

#include "driver/commands.h"
#include "driver/documents.h"
#include "driver/hardware.h"
#include "stratlint/dag.h"

namespace stratlint {

/// What a document's DAG is compiled with, beside the options.
struct DagSettings {
  Hardware hardware;
  NamedValue convention;
};

/// A document's DAG, or in words why there is none.
struct DagDocument {
  std::unique_ptr<const Analysis> analysis;  ///< null if the document could not be read
  FactBase facts;                            ///< those that were compiled
  std::optional<Dag> dag;
  std::string message;  ///< to standard error: findings in the way, what is missing, what was taken
  std::string reason;   ///< in a line, if there is no DAG
  int code = 0;         ///< exit code
};

/// Reads, checks and compiles one document. A DAG is refused where the check has errors about what shapes it, unless they are accepted.
DagDocument compile_document(const Invocation& invocation, const DagSettings& settings, const Input& input);

}  // namespace stratlint
