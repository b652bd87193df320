#pragma once

#include <vector>

#include "facts/phrases.h"
#include "stratlint/document.h"

namespace stratlint::facts {

/// What a list or a paragraph tells of before it says that it holds no more: `It trains the previous model and will be retired.`, `These numbers describe the previous generation.`
class RetiredParts {
 public:
  RetiredParts(const Document& document, const Extraction& x, const Vocabulary& vocabulary);

  /// Asks the next sentence; the words of it are those that were found last.
  void read(std::uint32_t sentence, const PhraseFinder& found);
  /// In order and apart from each other.
  const std::vector<Span>& parts() const { return parts_; }

 private:
  const Document& document_;
  const Extraction& x_;
  TopicSet retires_, refers_back_;
  std::vector<Span> parts_;
};

}  // namespace stratlint::facts
