// `stratlint dag`, as one would run it.
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "cli.h"

namespace stratlint {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using Json = nlohmann::json;

const std::string sparse = R"(# Plan

```stratlint
model.layers: 4
model.hidden: 1024
model.heads: 16
model.ffn: 4096
model.experts: 8
model.top_k: 2
model.seq_len: 2048
axis.tp: 2
axis.ep: 4
axis.pp: 2
cluster.gpus: 16
cluster.gpus_per_node: 4
batch.microbatches: 4
batch.micro: 1
mode: training
```
)";

const std::string wrong = "# Plan\n\nA model of 8 layers with hidden size 1024.\n\nTP(4) × PP(2) × DP(2) = 32 GPUs\n";

/// An acyclic graph in which only the input has no predecessor, only the output no successor.
void expect_sound(const std::map<std::string, std::set<std::string>>& successors, const std::set<std::string>& nodes) {
  std::map<std::string, std::size_t> open;
  for (const std::string& node : nodes) open[node] = 0;
  for (const auto& [from, to] : successors)
    for (const std::string& node : to) ++open[node];
  std::vector<std::string> ready;
  for (const std::string& node : nodes) {
    if (open[node] == 0) ready.push_back(node);
    if (!successors.contains(node)) EXPECT_EQ(node, "output");
  }
  EXPECT_EQ(ready, std::vector<std::string>{"input"});
  std::size_t done = 0;
  for (; !ready.empty(); ++done) {
    const std::string node = ready.back();
    ready.pop_back();
    if (const auto next = successors.find(node); next != successors.end())
      for (const std::string& other : next->second)
        if (--open[other] == 0) ready.push_back(other);
  }
  EXPECT_EQ(done, nodes.size());
}

void expect_sound_dot(const std::string& dot) {
  static const std::regex edge(R"(^\s*(\w+) ->\s+(\w+))"), node(R"(^\s*(\w+) \[shape)");
  std::map<std::string, std::set<std::string>> successors;
  std::set<std::string> nodes;
  std::istringstream lines(dot);
  std::smatch match;
  for (std::string line; std::getline(lines, line);) {
    if (std::regex_search(line, match, edge)) {
      successors[match[1]].insert(match[2]);
      EXPECT_TRUE(nodes.contains(match[1]) && nodes.contains(match[2])) << line;
    } else if (std::regex_search(line, match, node) && match[1] != "node") {
      nodes.insert(match[1]);
    }
  }
  expect_sound(successors, nodes);
}

class DagCommand : public Cli {
 protected:
  void SetUp() override {
    Cli::SetUp();
    write("plan.md", sparse);
    write("wrong.md", wrong);
  }
  std::string made(const std::string& arguments) const {
    const Result result = run("dag plan.md -o - " + arguments);
    EXPECT_EQ(result.code, 0) << result.err;
    EXPECT_EQ(result.err, "");
    EXPECT_EQ(result.out, run("dag plan.md -o - " + arguments).out);
    return result.out;
  }
};

TEST_F(DagCommand, Json) {
  const Json dag = Json::parse(made("--format json"));
  EXPECT_EQ(dag["configuration"], "TP 2 × EP 4 × PP 2 = 16 GPUs");
  EXPECT_EQ(dag["stages"].size(), 2u);
  EXPECT_EQ(dag["stages"][1]["ranks"], "8-15");
  EXPECT_EQ(dag["facts"][0]["range"]["start"]["line"], 4);
  const auto qkv = std::find_if(dag["nodes"].begin(), dag["nodes"].end(), [](const Json& node) { return node["op"] == "qkv"; });
  EXPECT_EQ((*qkv)["facts"], (Json{"model.hidden", "model.heads", "batch.micro", "model.seq_len"}));
  std::map<std::string, std::set<std::string>> successors;
  std::set<std::string> nodes;
  const auto id_of = [&](const Json& node) { return node["kind"] == "input" || node["kind"] == "output" ? node["kind"].get<std::string>() : std::to_string(node["id"].get<int>()); };
  for (const Json& node : dag["nodes"]) {
    nodes.insert(id_of(node));
    for (const Json& dep : node["deps"]) successors[id_of(dag["nodes"][dep.get<std::size_t>()])].insert(id_of(node));
    EXPECT_LE(node["start_ns"].get<double>(), node["end_ns"].get<double>());
  }
  expect_sound(successors, nodes);
}

TEST_F(DagCommand, JsonLinesAreTheExactGraph) {
  std::istringstream lines(made("--format jsonl"));
  std::map<std::string, std::set<std::string>> successors;
  std::set<std::string> nodes;
  std::set<int> ranks;
  std::vector<Json> rows;
  for (std::string line; std::getline(lines, line);) rows.push_back(Json::parse(line));
  const auto name = [&](int id) { return id == 0 ? "input" : id == rows.back()["id"].get<int>() ? "output" : std::to_string(id); };
  for (const Json& row : rows) {
    nodes.insert(name(row["id"]));
    if (row.contains("rank")) ranks.insert(row["rank"].get<int>());
    for (const Json& dep : row["deps"]) successors[name(dep)].insert(name(row["id"]));
  }
  EXPECT_EQ(ranks.size(), 16u);
  EXPECT_EQ(*ranks.rbegin(), 15);
  expect_sound(successors, nodes);
}

TEST_F(DagCommand, DotOfAllRanksAndOfSome) {
  const std::string all = made("--format dot --view full");
  expect_sound_dot(all);
  EXPECT_THAT(all, AllOf(HasSubstr("subgraph cluster_stage1_node3"), HasSubstr("subgraph cluster_gpu15"), HasSubstr("GPUs 0,2,4,6"), HasSubstr("[style=dashed]"), HasSubstr("shape=parallelogram")));
  const std::string some = made("--format dot --view full --rank 0-1");
  expect_sound_dot(some);
  EXPECT_THAT(some, testing::Not(HasSubstr("cluster_gpu2 ")));
}

TEST_F(DagCommand, Trace) {
  const Json trace = Json::parse(made("--format trace"));
  std::set<std::string> kinds;
  for (const Json& event : trace["traceEvents"]) kinds.insert(event["ph"].get<std::string>());
  EXPECT_EQ(kinds, (std::set<std::string>{"M", "X"}));
}

TEST_F(DagCommand, Mermaid) {
  EXPECT_THAT(made("--format mermaid"), AllOf(HasSubstr("s1[\"stage 1: GPUs 8-15<br/>MoE layer 2-3\"]"), HasSubstr("s0 -->|activations| s1")));
}

TEST_F(DagCommand, TheSuffixTellsTheFormat) {
  for (const char* name : {"a.json", "a.jsonl", "a.trace.json", "a.mmd"}) {
    EXPECT_EQ(run(std::string("dag plan.md -o ") + name).code, 0);
    EXPECT_FALSE(slurp(folder() / name).empty());
  }
  EXPECT_THAT(slurp(folder() / "a.trace.json"), HasSubstr("traceEvents"));
  EXPECT_EQ(run("dag plan.md -o plan.xyz").code, 2);
  EXPECT_THAT(run("dag plan.md -o plan.xyz").err, HasSubstr("--format says it"));
  EXPECT_THAT(run("dag plan.md -o - --format jsom").err, HasSubstr("did you mean `json`?"));
}

TEST_F(DagCommand, AWrongPlanIsRefused) {
  const Result refused = run("dag wrong.md -o dag.json");
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err, AllOf(HasSubstr("error[gpu/axis-product]"), HasSubstr("--accept-recomputed takes the recomputed values")));
  EXPECT_FALSE(fs::exists(folder() / "dag.json"));
  const Result accepted = run("dag wrong.md -o dag.json --accept-recomputed");
  EXPECT_EQ(accepted.code, 0);
  EXPECT_THAT(accepted.err, HasSubstr("taken: GPUs: 16 in the place of 32"));
  EXPECT_THAT(slurp(folder() / "dag.json"), AllOf(HasSubstr("\"gpus\":16"), HasSubstr("\"taken\":[\"GPUs: 16")));
}

TEST_F(DagCommand, WhatIsMissingComesWithAFence) {
  write("thin.md", "# Plan\n\nWe use TP = 8 on 8 GPUs.\n");
  const Result result = run("dag thin.md -o dag.json");
  EXPECT_EQ(result.code, 1);
  EXPECT_THAT(result.err, AllOf(HasSubstr("the document does not say layers"), HasSubstr("```stratlint\n    model.layers: …\n    ```")));
}

TEST_F(DagCommand, ModeAndHardware) {
  EXPECT_EQ(Json::parse(made("--format json --mode decode"))["mode"], "decode");
  EXPECT_THAT(Json::parse(made("--format json --hardware H200:8x2"))["device"].get<std::string>(), HasSubstr("989 TFLOP/s"));
  EXPECT_EQ(Json::parse(made("--format json --hardware H200:8x2"))["gpus_per_node"], 8);
  EXPECT_THAT(run("dag plan.md -o - --format json --hardware H200:8x4").err, HasSubstr("the degrees make 16 GPUs, the hardware has 32"));
  EXPECT_EQ(run("dag plan.md -o - --format json --hardware H200:8").code, 2);
  EXPECT_THAT(run("dag plan.md -o - --format json --hardware X1").err, HasSubstr("no device `X1` in the catalogue"));
}

TEST_F(DagCommand, AnExactGraphThatNobodyCanHoldIsRefused) {
  write("long.md", "# Plan\n\n```stratlint\nmodel.layers: 1000\nmodel.hidden: 1024\naxis.dp: 2\nbatch.microbatches: 5000\nmode: training\n```\n");
  EXPECT_EQ(run("dag long.md -o long.json").code, 0);
  const Result result = run("dag long.md -o long.jsonl");
  EXPECT_EQ(result.code, 3);
  EXPECT_THAT(result.err, HasSubstr("operations, more than 10000000"));
  EXPECT_FALSE(fs::exists(folder() / "long.jsonl"));
}

TEST_F(DagCommand, AFolderGetsAPage) {
  write("plans/a.md", sparse);
  write("plans/deep/a.md", sparse);
  write("plans/wrong.md", wrong);
  const Result result = run("dag plans -o drawn");
  EXPECT_EQ(result.code, 1);
  EXPECT_TRUE(fs::exists(folder() / "drawn/a.svg") && fs::exists(folder() / "drawn/a-2.svg"));
  EXPECT_THAT(slurp(folder() / "drawn/index.html"), AllOf(HasSubstr("2 of 3 documents"), HasSubstr("href=\"a-2.svg\""), HasSubstr("about what shapes the DAG")));
  EXPECT_EQ(run("dag plans -o drawn --format nonsense").code, 2);
  fs::create_directory(folder() / "empty");
  EXPECT_THAT(run("dag empty -o drawn").err, HasSubstr("no Markdown files in empty"));
}

TEST_F(DagCommand, ViewsAsPictures) {
  for (const char* view : {"overview", "layer", "pipeline"}) {
    EXPECT_THAT(made(std::string("--format dot --view ") + view), HasSubstr("layout=nop2"));
    EXPECT_THAT(made(std::string("--format svg --view ") + view), HasSubstr("</svg>"));
  }
  EXPECT_THAT(made("--format svg --view layer"), HasSubstr("hidden size 1024 (line 5)"));
  EXPECT_THAT(made("--format html"), AllOf(HasSubstr("<!DOCTYPE html>"), testing::Not(HasSubstr("http://cdn"))));
  EXPECT_THAT(run("dag plan.md -o a.svg --stage 2").err, HasSubstr("there is no stage 2, the last is 1"));
  EXPECT_THAT(run("dag plan.md -o a.svg --layer 4").err, HasSubstr("there is no layer 4, the last is 3"));
  EXPECT_THAT(run("dag plan.md -o a.dot --rank 16").err, HasSubstr("there is no rank 16, the last is 15"));
}

TEST_F(DagCommand, WrongUsage) {
  EXPECT_EQ(run("dag plan.md").code, 2);
  EXPECT_EQ(run("dag missing.md -o a.json").code, 3);
  EXPECT_THAT(run("dag plan.md -o no/such/folder/a.json").err, HasSubstr("cannot write no/such/folder/a.json"));
  EXPECT_THAT(run("dag plan.md -o a.dot --rank 3-1").err, HasSubstr("neither a rank nor ranks A-B"));
}

}  // namespace
}  // namespace stratlint
