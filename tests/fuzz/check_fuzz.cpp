// The whole pipeline on any bytes: it ends, its text is safe to print and its JSON is JSON.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "driver/documents.h"
#include "stratlint/cost.h"
#include "stratlint/emit.h"

namespace {

const stratlint::RuleSet& rules() {
  static const stratlint::RuleSet loaded = [] {
    const stratlint::RuleLayer layer{stratlint::embedded_rule_files()};
    return stratlint::load_rules({&layer, 1}, stratlint::computed_keys()).rules;
  }();
  return loaded;
}

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

bool printable(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c == '\n' || (c >= ' ' && c != 0x7f) || c < 0; });
}

bool is_json(const std::string& text) {
  return nlohmann::json::accept(text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const stratlint::Analysis document("fuzz.md", bytes, rules().vocabulary);
  const stratlint::FileReport report{&document.source, "fuzz.md", std::nullopt, check(document.reading(), rules())};
  const stratlint::FactsReport facts{&document.source, "fuzz.md", std::nullopt, &document.facts, &rules().vocabulary};

  stratlint::TextStyle style;
  style.show_skipped = true;
  style.width = 20 + size % 100;
  require(printable(emit_text(report, style)), "text holds control characters");
  require(printable(emit_concise(report)), "concise output holds control characters");
  require(printable(emit_facts_text(facts, style)), "facts hold control characters");
  require(is_json(emit_json_file(report)), "findings are no JSON");
  require(is_json(emit_facts_json_file(facts)), "facts are no JSON");
  return 0;
}
