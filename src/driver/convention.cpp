#include "driver/convention.h"

#include <fmt/format.h>

#include <cstdio>

#include "base/suggest.h"

namespace stratlint {

std::optional<NamedValue> chosen_convention(const Options& options, const Vocabulary& vocabulary) {
  if (options.convention.empty()) return NamedValue{};
  const KeyId key = vocabulary.find_key("layout.convention");
  std::vector<std::string_view> names;
  for (const NamedValue& named : vocabulary.named_values()) {
    if (named.key != key) continue;
    const std::string& name = vocabulary.values()[named.value];
    if (name == options.convention) return named;
    names.push_back(name);
  }
  const std::string hint = suggest(options.convention, names);
  fmt::print(stderr, "stratlint: --convention: unknown value `{}`{}{}\n", options.convention, hint.empty() ? "" : "; ", hint);
  return std::nullopt;
}

}  // namespace stratlint
