#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "driver/commands.h"
#include "driver/in_order.h"
#include "driver/read_file.h"
#include "stratlint/check.h"

namespace stratlint {

/// Everything that is read from one document.
struct Contents {
  Document document;
  Extraction extraction;
  FactBase facts;
};

/// Reads several documents together: a stage goes over all of them before the next one starts, so that its code and what the
/// processor has learnt of it serve for all. A convention with a key takes the place of what the documents say of it.
std::vector<Contents> read_contents(std::span<const SourceFile* const> sources, const Vocabulary& vocabulary, const NamedValue& convention, Stopwatch watch);

/// One document and everything that is read from it.
struct Analysis : Contents {
  Analysis(const std::string& path, std::string bytes, const Vocabulary& vocabulary, const NamedValue& convention = {}, Stopwatch watch = Stopwatch(nullptr));
  Reading reading() const { return {&source, &document, &extraction, &facts}; }

  SourceFile source;
};

/// What to print for one input that was read, or for the reason why it was not (`file.error`); the stages go to
/// `timing`, if there is one.
using DocumentWriter = std::function<Piece(const Input& input, FileBytes file, Timing* timing)>;

/// The same for several documents that stand side by side: one piece for all of them.
using BatchWriter = std::function<Piece(std::span<const Input> inputs, std::vector<FileBytes> files, Timing* timing)>;

/// What all documents add up to.
struct Totals {
  Summary summary;
  Timing timing;
};

/// Reads all documents that the options name and writes a piece for each, in order, with `separator` between them.
Totals write_documents(const Invocation& invocation, std::string_view separator, const DocumentWriter& writer);

/// The same, many documents at a time. Where something is thrown, the writer is asked for each of them alone.
Totals write_batches(const Invocation& invocation, const BatchWriter& writer);

/// The exit code after all documents: output that failed, files that could not be read, else `otherwise`.
int exit_code(const Invocation& invocation, const Summary& summary, int otherwise);

}  // namespace stratlint
