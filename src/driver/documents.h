#pragma once

#include <functional>
#include <string_view>

#include "driver/commands.h"
#include "driver/in_order.h"
#include "driver/read_file.h"
#include "stratlint/check.h"

namespace stratlint {

/// One document and everything that is read from it.
struct Analysis {
  /// A convention with a key takes the place of what the document says of it.
  Analysis(const std::string& path, std::string bytes, const Vocabulary& vocabulary, const NamedValue& convention = {}, Stopwatch watch = Stopwatch(nullptr));
  Reading reading() const { return {&source, &document, &extraction, &facts}; }

  SourceFile source;
  Document document;
  Extraction extraction;
  FactBase facts;
};

/// What to print for one input that was read, or for the reason why it was not (`file.error`); the stages go to
/// `timing`, if there is one.
using DocumentWriter = std::function<Piece(const Input& input, FileBytes file, Timing* timing)>;

/// What all documents add up to.
struct Totals {
  Summary summary;
  Timing timing;
};

/// Reads all documents that the options name and writes a piece for each, in order, with `separator` between them.
Totals write_documents(const Invocation& invocation, std::string_view separator, const DocumentWriter& writer);

/// The exit code after all documents: output that failed, files that could not be read, else `otherwise`.
int exit_code(const Invocation& invocation, const Summary& summary, int otherwise);

}  // namespace stratlint
