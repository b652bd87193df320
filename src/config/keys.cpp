#include <fmt/format.h>

#include <array>
#include <iterator>

#include "stratlint/config.h"

namespace stratlint {

namespace {

// The types are those of the schema below.
constexpr std::array keys = {
    ConfigKey{"extends", "paths", "files whose settings hold where this one says nothing"},
    ConfigKey{"rule-set", "rule-set", "\"default\": errors and warnings; \"strict\": notes too"},
    ConfigKey{"fail-on", "level", "the least severity that makes the exit code 1, or \"never\""},
    ConfigKey{"require-reasons", "boolean", "comments that silence findings must say why"},
    ConfigKey{"baseline", "path", "claims that are put up with, written by --write-baseline"},
    ConfigKey{"rules-dir", "paths", "folders with rules and words of the project's own"},
    ConfigKey{"default-rules", "boolean", "false leaves the built-in rules out"},
    ConfigKey{"exclude", "patterns", "documents that are not checked when a folder is"},
    ConfigKey{"rules", "rules", "the severity of a rule or of a group, or \"off\""},
    ConfigKey{"overrides", "overrides", "a list of tables: paths, and the rule-set and rules that hold for them"},
};

constexpr std::string_view definitions = R"(  "definitions": {
    "path": {"type": "string", "minLength": 1},
    "paths": {"anyOf": [{"$ref": "#/definitions/path"}, {"type": "array", "items": {"$ref": "#/definitions/path"}}]},
    "patterns": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
    "rule-set": {"enum": ["default", "strict"]},
    "level": {"enum": ["error", "warning", "note", "never"]},
    "boolean": {"type": "boolean"},
    "rules": {"type": "object", "additionalProperties": {"enum": ["error", "warning", "note", "off"]}},
    "overrides": {"type": "array", "items": {"type": "object", "additionalProperties": false, "required": ["paths"], "properties": {
      "paths": {"$ref": "#/definitions/patterns"},
      "rule-set": {"$ref": "#/definitions/rule-set"},
      "rules": {"$ref": "#/definitions/rules"}
    }}}
  }
)";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '"') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

std::span<const ConfigKey> config_keys() {
  return keys;
}

std::string config_schema() {
  std::string out = R"({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "stratlint.toml",
  "type": "object",
  "additionalProperties": false,
  "properties": {
)";
  for (const ConfigKey& key : keys) {
    fmt::format_to(std::back_inserter(out), "    \"{}\": {{\"allOf\": [{{\"$ref\": \"#/definitions/{}\"}}], \"description\": \"{}\"}}{}\n", key.name, key.type,
                   escaped(key.text), &key == &keys.back() ? "" : ",");
  }
  return fmt::format("{}  }},\n{}}}\n", out, definitions);
}

}  // namespace stratlint
