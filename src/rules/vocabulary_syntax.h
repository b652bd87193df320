#pragma once

#include <optional>

#include "rules/device_syntax.h"
#include "stratlint/vocabulary.h"

namespace stratlint {

/// One vocabulary file as it is written; texts are views of the file. Ranges are [first, end) into flat lists.
struct VocabularySyntax {
  struct Range {
    std::uint32_t first = 0, end = 0;
  };
  struct Phrase {
    Word text;
    bool heading = false, section = false, before = false;
  };
  struct Condition {
    Word topic;
    bool without = false;
  };
  /// `label "GPU memory" "VRAM" under hardware`; all phrases of a declaration that is no key.
  struct Line {
    Word word;
    Range phrases, conditions;
    Word size;  ///< `2 B` of a value
  };
  struct Declaration {
    Word word;  ///< `key`, `topic`, `scope`, `role`, `mark`, `same`, `choice`
    Word name;
    Word type, scope, better, assumed, most, least, like, title, means;
    bool exact = false, shapes = false, asserted = false, binary = false;
    Range lines;
  };
  std::vector<Phrase> phrases;
  std::vector<Condition> conditions;
  std::vector<Line> lines;
  std::vector<Declaration> declarations;
  std::vector<DeviceSyntax> devices;
  std::vector<DeviceSyntax::Peak> peaks;
  std::vector<Word> called, notes;  ///< of devices
};

/// Parses one vocabulary file. Nothing if the syntax is wrong; what is wrong went to `problems`.
std::optional<VocabularySyntax> parse_vocabulary(std::string_view bytes, Problems& problems);

}  // namespace stratlint
