#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/suggest.h"
#include "base/utf8.h"
#include "stratlint/config.h"

#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

namespace stratlint {

namespace {

/// Reads one file. What is wrong with it is collected, each with its place.
class Parser {
 public:
  Parser(std::string_view path, std::string_view bytes, std::string_view folder)
      : source_(std::make_shared<SourceFile>(std::string(path), std::string(bytes))), folder_(folder) {}

  ConfigFile run() {
    const toml::parse_result result = toml::parse(source_->bytes(), source_->path());
    if (!result) {
      problem(span(result.error().source()), fmt::format("{}", result.error().description()), {});
      return std::move(file_);
    }
    std::vector<std::string_view> known;
    for (const ConfigKey& key : config_keys()) known.push_back(key.name);
    for (const auto& [key, value] : result.table()) read(key, value, known);
    return std::move(file_);
  }

 private:
  void read(const toml::key& key, const toml::node& value, const std::vector<std::string_view>& known) {
    const std::string_view name = key.str();
    Config& config = file_.config;
    if (name == "extends") {
      for (const std::string& path : strings(value)) file_.extends.push_back(resolve(path));
    } else if (name == "rule-set") {
      if (const auto strict = rule_set(value)) config.strict = {*strict, source_->path()};
    } else if (name == "fail-on") {
      if (const auto level = word(value, {"error", "warning", "note", "never"})) config.fail_on = {severity(*level), source_->path()};
    } else if (name == "require-reasons") {
      read_boolean(value, config.require_reasons);
    } else if (name == "default-rules") {
      read_boolean(value, config.default_rules);
    } else if (name == "baseline") {
      if (const auto path = value.value<std::string>()) config.baseline = {resolve(*path), source_->path()};
      else wrong_type(value, "a path");
    } else if (name == "rules-dir") {
      for (const std::string& path : strings(value)) config.rules_dirs.push_back({resolve(path), source_->path()});
    } else if (name == "exclude") {
      for (const std::string& pattern : strings(value)) {
        config.exclude.push_back({pattern, source_->path()});
        config.exclude_folders.push_back(folder_);
      }
    } else if (name == "rules") {
      config.rules = levels(value);
    } else if (name == "overrides") {
      read_overrides(value);
    } else {
      unknown_key(key, known);
    }
  }

  std::string resolve(const std::string& path) const { return (std::filesystem::path(folder_) / path).lexically_normal().native(); }

  void read_overrides(const toml::node& value) {
    const toml::array* list = value.as_array();
    if (list == nullptr) return wrong_type(value, "a list of tables, [[overrides]]");
    for (const toml::node& entry : *list) {
      const toml::table* table = entry.as_table();
      if (table == nullptr) {
        wrong_type(entry, "a table");
        continue;
      }
      Override& o = file_.config.overrides.emplace_back();
      o.folder = folder_;
      o.origin = source_->path();
      for (const auto& [key, item] : *table) {
        if (key == "paths") o.paths = strings(item);
        else if (key == "rule-set") o.strict = rule_set(item);
        else if (key == "rules") o.rules = levels(item);
        else unknown_key(key, {"paths", "rule-set", "rules"});
      }
      if (o.paths.empty()) problem(span(entry.source()), "the override names no `paths`", "for which documents?");
    }
  }

  std::vector<RuleLevel> levels(const toml::node& value) {
    std::vector<RuleLevel> result;
    const toml::table* table = value.as_table();
    if (table == nullptr) {
      wrong_type(value, "a table of rules");
      return result;
    }
    for (const auto& [key, item] : *table) {
      const auto level = word(item, {"error", "warning", "note", "off"});
      if (level) result.push_back({std::string(key.str()), severity(*level), source_->path(), span(key.source()), source_});
    }
    // A group is set before the rules in it, whatever the order in the file.
    std::stable_sort(result.begin(), result.end(), [](const RuleLevel& a, const RuleLevel& b) {
      return (a.name.find('/') != std::string::npos) < (b.name.find('/') != std::string::npos);
    });
    return result;
  }

  static std::optional<Severity> severity(std::string_view level) {
    if (level == "error") return Severity::error;
    if (level == "warning") return Severity::warning;
    if (level == "note") return Severity::note;
    return std::nullopt;
  }

  std::optional<bool> rule_set(const toml::node& value) {
    const auto name = word(value, {"default", "strict"});
    return name ? std::optional(*name == "strict") : std::nullopt;
  }

  std::optional<std::string> word(const toml::node& value, const std::vector<std::string_view>& known) {
    const auto text = value.value<std::string>();
    if (!text) {
      wrong_type(value, fmt::format("one of: {}", fmt::join(known, ", ")));
      return std::nullopt;
    }
    if (std::find(known.begin(), known.end(), *text) != known.end()) return text;
    problem(span(value.source()), fmt::format("unknown value `{}`", *text), suggest(*text, known));
    return std::nullopt;
  }

  void read_boolean(const toml::node& value, Setting<bool>& setting) {
    if (const toml::value<bool>* truth = value.as_boolean()) setting = {truth->get(), source_->path()};
    else wrong_type(value, "true or false");
  }

  /// A string, or a list of them.
  std::vector<std::string> strings(const toml::node& value) {
    if (const auto one = value.value<std::string>()) return {*one};
    std::vector<std::string> result;
    const toml::array* list = value.as_array();
    if (list == nullptr) wrong_type(value, "a string or a list of strings");
    else
      for (const toml::node& entry : *list) {
        if (const auto text = entry.value<std::string>()) result.push_back(*text);
        else wrong_type(entry, "a string");
      }
    return result;
  }

  void wrong_type(const toml::node& value, std::string_view expected) {
    problem(span(value.source()), fmt::format("a value of another type is expected: {}", expected), {});
  }

  void unknown_key(const toml::key& key, const std::vector<std::string_view>& known) {
    problem(span(key.source()), fmt::format("unknown key `{}`", std::string_view(key.str())), suggest(std::string(key.str()), known));
  }

  void problem(Span place, std::string message, std::string help) {
    Finding finding;
    finding.rule = "configuration";
    finding.message = std::move(message);
    finding.primary = place;
    finding.help = std::move(help);
    file_.problems.push_back({source_, std::move(finding)});
  }

  /// Columns of the TOML parser count code points.
  Span span(const toml::source_region& region) const {
    const std::uint32_t begin = byte(region.begin);
    return {begin, std::max(begin, byte(region.end))};
  }

  std::uint32_t byte(toml::source_position position) const {
    const Span line = source_->line(std::clamp<std::uint32_t>(position.line, 1, source_->line_count()));
    std::uint32_t at = line.begin;
    for (toml::source_index column = 1; column < position.column && at < line.end; ++column) {
      at += static_cast<std::uint32_t>(std::max<std::size_t>(1, code_point_length(source_->text({at, line.end}))));
    }
    return at;
  }

  std::shared_ptr<const SourceFile> source_;
  std::string folder_;
  ConfigFile file_;
};

}  // namespace

ConfigFile parse_config(std::string_view path, std::string_view bytes, std::string_view folder) {
  return Parser(path, bytes, folder).run();
}

}  // namespace stratlint
