#include <nlohmann/json.hpp>

#include <fstream>
#include <sstream>

#include "pipeline.h"
#include "stratlint/emit.h"

namespace stratlint {
namespace {

/// A published or computed figure of somebody else, and the plan that it belongs to.
struct Row {
  std::string name, key;
  double expected = 0, tolerance = 0;
  std::string pins, source;
};

std::vector<Row> read_rows() {
  std::ifstream file(STRATLINT_SOURCE_DIR "/tests/physics/reference.tsv");
  std::vector<Row> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> cells(1);
    for (const char c : line) c == '\t' ? (void)cells.emplace_back() : cells.back().push_back(c);
    if (cells.size() != 6) throw std::runtime_error("not six columns: " + line);
    rows.push_back({cells[0], cells[1], std::stod(cells[2]), std::stod(cells[3]), cells[4], cells[5]});
  }
  return rows;
}

std::string document(const std::string& pins) {
  std::string text = "# Plan\n\n```stratlint\n";
  std::istringstream parts(pins);
  for (std::string pin; std::getline(parts, pin, ';');) text += pin.substr(pin.find_first_not_of(' ')) + "\n";
  return text + "```\n";
}

class Reference : public testing::TestWithParam<Row> {};

// From the fence of a document to the JSON of `stratlint plan`, as a user gets it.
TEST_P(Reference, IsReproduced) {
  const Row& row = GetParam();
  const Vocabulary& words = default_rules().vocabulary;
  const Analysis analysis("plan.md", document(row.pins), words);
  const PlanReport report{{&analysis.source, "plan.md", std::nullopt, &analysis.facts, &words}, {recompute(analysis.facts, 0, words)}};
  const auto plan = nlohmann::json::parse(emit_plan_json(report)).at("plans").at(0);
  ASSERT_TRUE(plan.at("computed").contains(row.key)) << row.source << "\nmissing: " << plan.at("missing").dump();
  const auto& computed = plan.at("computed").at(row.key);
  EXPECT_NEAR(computed.at("value").get<double>(), row.expected, row.expected * row.tolerance + 1e-9) << row.source << "\n" << computed.dump(1);
  EXPECT_NE(computed.at("convention").get<std::string>() + computed.at("source").get<std::string>(), "");
  EXPECT_FALSE(computed.at("derivation").empty());
  EXPECT_EQ(plan.at("facts").size(), static_cast<std::size_t>(std::count(row.pins.begin(), row.pins.end(), ';') + 1)) << "a pin was not read\n" << plan.at("facts").dump(1);
}

INSTANTIATE_TEST_SUITE_P(Rows, Reference, testing::ValuesIn(read_rows()), [](const auto& info) {
  std::string name;
  for (const char c : info.param.name) name += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
  return name;
});

}  // namespace
}  // namespace stratlint
