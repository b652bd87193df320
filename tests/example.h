#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "stratlint/emit.h"

namespace stratlint {

// A document and one finding on it; places are named by their text.
struct Example {
  SourceFile source;
  Finding finding;

  explicit Example(std::string text) : source("plan.md", std::move(text)) {
    finding.rule = "gpu/axis-product";
    finding.plan = "main";
    finding.message = "the message";
  }

  Span find(std::string_view words, std::size_t from = 0) const {
    const std::size_t at = source.bytes().find(words, from);
    EXPECT_NE(at, std::string_view::npos) << words;
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
  }
  Example& primary(std::string_view words, std::string label = "") {
    finding.primary = find(words);
    finding.primary_label = std::move(label);
    return *this;
  }
  Example& label(std::string_view words, std::string message, std::size_t from = 0) {
    finding.related.push_back({find(words, from), std::move(message)});
    return *this;
  }
  FileReport report() const { return {&source, source.path(), std::nullopt, {{finding}, {}, {}}}; }
  std::string text(TextStyle style = {}) const { return emit_text(report(), style); }
  // Without title, remarks and the blank line at the end.
  std::string excerpt(TextStyle style = {}) const {
    const std::string all = text(style);
    const std::size_t begin = all.find("|\n") + 2;
    return "\n" + all.substr(begin, all.size() - 1 - begin);
  }
};

}  // namespace stratlint
