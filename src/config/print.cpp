#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "stratlint/config.h"

namespace stratlint {

namespace {

std::string_view origin(const std::string& text) {
  return text.empty() ? "default" : std::string_view(text);
}

std::string_view level(const std::optional<Severity>& severity, std::string_view none) {
  return severity ? name(*severity) : none;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

/// `key = value`, and behind it who says so.
class Printer {
 public:
  void row(std::string_view key, const std::string& value, const std::string& from) {
    const std::string text = fmt::format("{} = {}", key, value);
    fmt::format_to(std::back_inserter(out_), "{:<40} # {}\n", text, origin(from));
  }
  void list(std::string_view key, const std::vector<Setting<std::string>>& values) {
    if (values.empty()) return row(key, "[]", "");
    fmt::format_to(std::back_inserter(out_), "{} = [\n", key);
    for (const Setting<std::string>& value : values) fmt::format_to(std::back_inserter(out_), "  {:<38} # {}\n", quoted(value.value) + ",", origin(value.origin));
    out_ += "]\n";
  }
  void rules(const std::vector<RuleLevel>& levels) {
    // Of several that name the same rule the last one counts.
    for (std::size_t i = 0; i < levels.size(); ++i) {
      const bool replaced = std::any_of(levels.begin() + static_cast<std::ptrdiff_t>(i) + 1, levels.end(), [&](const RuleLevel& later) { return later.name == levels[i].name; });
      if (!replaced) row(quoted(levels[i].name), quoted(level(levels[i].severity, "off")), levels[i].origin);
    }
  }
  void line(std::string_view text) {
    out_ += text;
    out_ += '\n';
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

}  // namespace

std::string print_config(const Config& config) {
  Printer out;
  out.row("rule-set", config.strict.value ? "\"strict\"" : "\"default\"", config.strict.origin);
  out.row("fail-on", quoted(level(config.fail_on.value, "never")), config.fail_on.origin);
  out.row("require-reasons", config.require_reasons.value ? "true" : "false", config.require_reasons.origin);
  if (!config.baseline.value.empty()) out.row("baseline", quoted(config.baseline.value), config.baseline.origin);
  out.list("rules-dir", config.rules_dirs);
  out.row("default-rules", config.default_rules.value ? "true" : "false", config.default_rules.origin);
  out.list("exclude", config.exclude);
  if (!config.rules.empty()) out.line("\n[rules]");
  out.rules(config.rules);
  for (const Override& o : config.overrides) {
    out.line("\n[[overrides]]");
    std::vector<std::string> paths;
    for (const std::string& path : o.paths) paths.push_back(quoted(o.folder + path));
    out.row("paths", fmt::format("[{}]", fmt::join(paths, ", ")), o.origin);
    if (o.strict) out.row("rule-set", *o.strict ? "\"strict\"" : "\"default\"", o.origin);
    if (!o.rules.empty()) out.line("[overrides.rules]");
    out.rules(o.rules);
  }
  return out.take();
}

}  // namespace stratlint
