#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "stratlint/triage.h"

namespace stratlint {

namespace {

using Json = nlohmann::ordered_json;

constexpr int schema_version = 1;

}  // namespace

std::string print_baseline(const Baseline& baseline) {
  // A line for each claim, so that changes of the file read well and merge.
  std::string out = fmt::format("{{\"schema_version\": {}, \"findings\": [", schema_version);
  std::string_view separator = "\n";
  for (const auto& [path, keys] : baseline) {
    std::vector<ClaimKey> sorted = keys;
    std::sort(sorted.begin(), sorted.end());
    for (const ClaimKey& key : sorted) {
      const Json entry = {{"path", path}, {"rule", key.rule}, {"claim", key.claim}, {"heading", key.heading}, {"ordinal", key.ordinal}};
      out += separator;
      out += entry.dump(-1, ' ', false, Json::error_handler_t::replace);
      separator = ",\n";
    }
  }
  return out + "\n]}\n";
}

BaselineResult parse_baseline(std::string_view text) {
  BaselineResult result;
  try {
    const Json json = Json::parse(text);
    if (const int version = json.at("schema_version"); version != schema_version) {
      result.error = fmt::format("its schema_version is {}, this program knows {}", version, schema_version);
      return result;
    }
    for (const Json& entry : json.at("findings")) {
      result.baseline[entry.at("path")].push_back({entry.at("rule"), entry.at("claim"), entry.at("heading"), entry.at("ordinal")});
    }
  } catch (const Json::exception& error) {
    result.error = error.what();
  }
  return result;
}

}  // namespace stratlint
