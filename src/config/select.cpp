#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/glob.h"
#include "base/suggest.h"
#include "stratlint/config.h"

namespace stratlint {

namespace {

bool matches(std::string_view pattern, std::string_view folder, std::string_view path) {
  if (!path.starts_with(folder)) return false;
  path.remove_prefix(folder.size());
  return glob_match(pattern, path);
}

bool applies(const Override& rules, std::string_view path) {
  return std::any_of(rules.paths.begin(), rules.paths.end(), [&](const std::string& pattern) { return matches(pattern, rules.folder, path); });
}

void apply(const std::vector<RuleLevel>& levels, const RuleSet& rules, Selection& selection) {
  for (const RuleLevel& level : levels) {
    for (std::size_t i = 0; i < rules.rules.size(); ++i) {
      const Rule& rule = rules.rules[i];
      if (rule.id == level.name || rule.group() == level.name) selection.severities[i] = level.severity;
    }
  }
}

bool has_reason_rule(const Rule& rule) {
  return rule.kind == RuleKind::suppression && rule.subject == Rule::Subject::reason;
}

}  // namespace

Selection select(const Config& config, const RuleSet& rules, std::string_view path) {
  Selection selection;
  const bool overridden = std::any_of(config.overrides.begin(), config.overrides.end(), [&](const Override& o) { return !o.rules.empty() && applies(o, path); });
  if (config.rules.empty() && !overridden && !config.require_reasons.value) return selection;
  for (const Rule& rule : rules.rules) {
    selection.severities.push_back(config.require_reasons.value && has_reason_rule(rule) ? Severity::error : rule.severity);
  }
  apply(config.rules, rules, selection);
  for (const Override& o : config.overrides) {
    if (applies(o, path)) apply(o.rules, rules, selection);
  }
  return selection;
}

Severity least_severity(const Config& config, std::string_view path) {
  bool strict = config.strict.value || config.fail_on.value == Severity::note;
  for (const Override& o : config.overrides) {
    if (o.strict && applies(o, path)) strict = *o.strict;
  }
  return strict ? Severity::note : Severity::warning;
}

Config config_for(Config config, std::string_view path) {
  for (Override& o : config.overrides) {
    if (!applies(o, path)) continue;
    if (o.strict) config.strict = {*o.strict, o.origin};
    config.rules.insert(config.rules.end(), o.rules.begin(), o.rules.end());
  }
  config.overrides.clear();
  return config;
}

bool is_excluded(const Config& config, std::string_view path) {
  for (std::size_t i = 0; i < config.exclude.size(); ++i) {
    if (matches(config.exclude[i].value, config.exclude_folders[i], path)) return true;
  }
  return false;
}

std::vector<LoadProblem> check_rule_names(const Config& config, const RuleSet& rules) {
  std::vector<std::string_view> ids;
  std::vector<std::string> groups;
  for (const Rule& rule : rules.rules) {
    ids.push_back(rule.id);
    if (groups.empty() || groups.back() != rule.group()) groups.push_back(rule.group());
  }
  ids.insert(ids.end(), groups.begin(), groups.end());
  std::vector<LoadProblem> problems;
  const auto check = [&](const std::vector<RuleLevel>& levels) {
    for (const RuleLevel& level : levels) {
      if (std::find(ids.begin(), ids.end(), level.name) != ids.end()) continue;
      Finding finding;
      finding.rule = "configuration";
      finding.message = fmt::format("unknown rule `{}`", level.name);
      finding.primary = level.span;
      finding.help = suggest(level.name, ids);
      if (finding.help.empty()) finding.help = "`stratlint rules` lists them";
      problems.push_back({level.source, std::move(finding)});
    }
  };
  check(config.rules);
  for (const Override& o : config.overrides) check(o.rules);
  return problems;
}

Config merge(Config below, Config above) {
  const auto set = [](auto& under, auto& over) {
    if (!over.origin.empty()) under = std::move(over);
  };
  const auto append = [](auto& under, auto& over) { under.insert(under.end(), std::make_move_iterator(over.begin()), std::make_move_iterator(over.end())); };
  set(below.strict, above.strict);
  set(below.fail_on, above.fail_on);
  set(below.require_reasons, above.require_reasons);
  set(below.baseline, above.baseline);
  set(below.default_rules, above.default_rules);
  append(below.rules_dirs, above.rules_dirs);
  append(below.exclude, above.exclude);
  append(below.exclude_folders, above.exclude_folders);
  append(below.rules, above.rules);
  append(below.overrides, above.overrides);
  return below;
}

}  // namespace stratlint
