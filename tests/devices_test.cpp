#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>

#include "cost/devices.h"
#include "fact_lines.h"
#include "finding_lines.h"
#include "rule_files.h"

namespace stratlint {
namespace {

const Vocabulary& words() {
  return default_rules().vocabulary;
}

/// The devices that a document names, in order.
std::string named(const std::string& text) {
  const Analysis analysis("x.md", text, words());
  cost::PlanFacts plan(analysis.facts, 0, words());
  std::string out;
  for (const Device* device : cost::devices_of(plan)) out += (out.empty() ? "" : ", ") + device->name;
  return out;
}

/// `value convention` of a computed key, a line each.
std::string computed(std::string_view key, const std::string& text) {
  const Analysis analysis("x.md", text, words());
  std::string out;
  for (const Computed& c : compute(key, analysis.facts, 0, words(), nullptr))
    out += fmt::format("{}{} {}{}", out.empty() ? "" : "\n", format_value(c.value, c.dimension), c.convention, c.unsure ? " unsure" : "");
  return out;
}

TEST(Catalogue, EveryDeviceIsSound) {
  ASSERT_GT(words().devices().size(), 30u);
  std::set<std::string> names;
  for (const Device& device : words().devices()) {
    EXPECT_TRUE(names.insert(device.name).second) << device.name;
    EXPECT_EQ(words().device(device.value), &device);
    EXPECT_EQ(words().values()[device.value], device.name);
    EXPECT_FALSE(device.source.empty()) << device.name;
    EXPECT_FALSE(device.peaks.empty()) << device.name;
    // Far beyond what is built: a wrong unit.
    EXPECT_GE(device.memory, 16e9) << device.name;
    EXPECT_LE(device.memory, 1e12) << device.name;
    EXPECT_GE(device.mem_bandwidth, 0.5e12) << device.name;
    EXPECT_LE(device.mem_bandwidth, 20e12) << device.name;
    EXPECT_LE(device.link, 2e12) << device.name;
    EXPECT_LE(device.nic, 200e9) << device.name;
    std::set<std::uint16_t> types;
    for (const Device::Peak& peak : device.peaks) {
      EXPECT_TRUE(types.insert(peak.type).second) << device.name;
      EXPECT_GE(peak.flops, 1e13) << device.name;
      EXPECT_LE(peak.flops, 2e16) << device.name;
      EXPECT_GT(peak.size, 0) << device.name;
    }
  }
  EXPECT_EQ(words().device(0), nullptr);
}

TEST(Catalogue, FiguresAreInBaseUnits) {
  const LoadResult result = load({{{"words.strat", std::string(test_vocabulary) + "key gpu.name : name { title \"GPU\" means \"m\" }"},
                                   {"devices/x.strat", "device \"X 1\" { called \"x one\" memory 8 GB bandwidth 1.5 TB/s\n"
                                                       "peak bf16 989 TFLOP/s fp4 2 PFLOP/s\n"
                                                       "link 450 GB/s \"wire\" domain 8 nic 400 Gb/s\n"
                                                       "source \"s\" note \"n\" note \"\\\"m\\\"\" unsure }\n"
                                                       "device \"Y\" { memory 1 GiB source \"t\" }"}},
                                  {{"house/devices.strat", "device \"Y\" { memory 2 GB source \"ours\" } device \"Z\" { memory 3 GB source \"ours\" }"}}});
  ASSERT_EQ(print(result.problems), "");
  const Vocabulary& vocabulary = result.rules.vocabulary;
  ASSERT_EQ(vocabulary.devices().size(), 3u);
  const Device& x = vocabulary.devices()[0];
  EXPECT_EQ(x.name, "X 1");
  EXPECT_EQ(x.memory, 8e9);
  EXPECT_EQ(x.mem_bandwidth, 1.5e12);
  ASSERT_EQ(x.peaks.size(), 2u);
  EXPECT_EQ(vocabulary.values()[x.peaks[0].type], "bf16");
  EXPECT_EQ(x.peaks[0].size, 2);
  EXPECT_DOUBLE_EQ(x.peaks[0].flops, 989e12);
  EXPECT_EQ(x.peaks[1].size, 0.5);
  EXPECT_EQ(x.peaks[1].flops, 2e15);
  EXPECT_EQ(x.link, 450e9);
  EXPECT_EQ(x.link_name, "wire");
  EXPECT_EQ(x.domain, 8u);
  EXPECT_EQ(x.nic, 50e9);
  EXPECT_EQ(x.source, "s");
  EXPECT_EQ(x.notes, (std::vector<std::string>{"n", "\"m\""}));
  EXPECT_TRUE(x.unsure);
  // The house knows better.
  EXPECT_EQ(vocabulary.devices()[1].memory, 2e9);
  EXPECT_EQ(vocabulary.devices()[1].source, "ours");
  EXPECT_FALSE(vocabulary.devices()[1].unsure);
  EXPECT_EQ(vocabulary.devices()[2].name, "Z");
  EXPECT_EQ(vocabulary.devices()[2].mem_bandwidth, 0);
}

TEST(DeviceNames, AreBoundByTheirPhrases) {
  EXPECT_EQ(named("64 × H100 PCIe"), "H100 PCIe 80GB");
  EXPECT_EQ(named("64 H100s"), "H100 SXM 80GB, H100 PCIe 80GB, H100 NVL 94GB");
  EXPECT_EQ(named("a DGX H100"), "H100 SXM 80GB");
  EXPECT_EQ(named("NVIDIA A100-SXM4-40GB"), "A100 SXM 40GB");
  EXPECT_EQ(named("16 × A100 40GB"), "A100 SXM 40GB, A100 PCIe 40GB");
  EXPECT_EQ(named("on MI300X instead of H200"), "MI300X");
  EXPECT_EQ(named("TPU v5p pods"), "TPU v5p");
  EXPECT_EQ(named("Gaudi 3 and Gaudi2"), "Gaudi 3, Gaudi 2");
  EXPECT_EQ(named("Ascend 910B cards"), "Ascend 910B");
  EXPECT_EQ(named("```stratlint\ngpu.name: A100 40GB\n```\n\nH100"), "A100 SXM 40GB, A100 PCIe 40GB");
  EXPECT_EQ(named("```stratlint\ngpu.name: H100 SXM 80GB\n```\n"), "H100 SXM 80GB");
  EXPECT_EQ(named("card H1000"), "");
  EXPECT_EQ(fact_lines("an L40S"), "gpu.name L40S total claim main");
}

TEST(DeviceNames, AreDecidedByWhatElseThePlanSays) {
  EXPECT_EQ(named("16 A100\n\n- **GPU memory**: 40 GB"), "A100 SXM 40GB, A100 PCIe 40GB");
  EXPECT_EQ(named("16 A100\n\n- **GPU memory**: 37.25 GiB"), "A100 SXM 40GB, A100 PCIe 40GB");
  EXPECT_EQ(named("16 A100\n\n- **GPU memory**: 64 GB"), "A100 SXM 80GB, A100 SXM 40GB, A100 PCIe 80GB, A100 PCIe 40GB");
  EXPECT_EQ(named("16 A100.\n\nEvery A100 PCIe 80GB has a fan."), "A100 PCIe 80GB");
  EXPECT_EQ(named("16 A100.\n\nAn H100 PCIe is faster."), "H100 PCIe 80GB, A100 SXM 80GB, A100 SXM 40GB, A100 PCIe 80GB, A100 PCIe 40GB");
}

TEST(DeviceFigures, AreComputedForEveryVariant) {
  const std::string doc = "H100 PCIe\n\n";
  EXPECT_EQ(computed("device.memory", "A100 PCIe"), "80 GB A100 PCIe 80GB\n40 GB A100 PCIe 40GB");
  EXPECT_EQ(computed("device.mem_bandwidth", doc), "2 TB/s H100 PCIe 80GB");
  EXPECT_EQ(computed("device.link", doc), "63 GB/s H100 PCIe 80GB");
  EXPECT_EQ(computed("device.nic", doc), "50 GB/s H100 PCIe 80GB");
  EXPECT_EQ(computed("device.nic", "TPU v5p"), "");
  EXPECT_EQ(computed("device.memory", "H20"), "96 GB H20 SXM 96GB unsure");
  EXPECT_EQ(computed("device.memory", "some card"), "");
}

TEST(DeviceFigures, PeaksAreThoseOfTheDataType) {
  const auto peak = [](const std::string& type) { return computed("device.peak_flops", "H100 PCIe\n\n" + type); };
  EXPECT_EQ(peak(""), "756 TFLOP/s H100 PCIe 80GB, bf16");
  EXPECT_EQ(peak("BF16 weights"), "756 TFLOP/s H100 PCIe 80GB, bf16");
  EXPECT_EQ(peak("FP16 weights"), "756 TFLOP/s H100 PCIe 80GB, fp16");
  EXPECT_EQ(peak("FP8 weights"), "1.513 PFLOP/s H100 PCIe 80GB, fp8\n756 TFLOP/s H100 PCIe 80GB, bf16");
  EXPECT_EQ(peak("INT4 weights"), "756 TFLOP/s H100 PCIe 80GB, bf16");
  EXPECT_EQ(peak("FP32 weights"), "51 TFLOP/s H100 PCIe 80GB, fp32\n378 TFLOP/s H100 PCIe 80GB, tf32");
  EXPECT_EQ(peak("```stratlint\ndtype.weights: 2\n```\n"), "756 TFLOP/s H100 PCIe 80GB, bf16");
  EXPECT_EQ(computed("device.any_peak", "L40S"),
            "362 TFLOP/s L40S, bf16\n733 TFLOP/s L40S, fp8\n183 TFLOP/s L40S, tf32\n91.6 TFLOP/s L40S, fp32");
}

TEST(DeviceFigures, NameTheirSourceAndTheFact) {
  const Analysis analysis("x.md", "We rent an L40S.", words());
  const auto all = compute("device.memory", analysis.facts, 0, words(), nullptr);
  ASSERT_EQ(all.size(), 1u);
  ASSERT_EQ(all[0].derivation.size(), 1u);
  EXPECT_EQ(all[0].derivation[0].text().rfind("L40S: 48 GB of memory (stas00/ml-engineering", 0), 0u) << all[0].derivation[0].text();
  ASSERT_EQ(all[0].inputs.size(), 1u);
  EXPECT_EQ(words().key(analysis.facts.facts[all[0].inputs[0]].key).name, "gpu.name");
  std::vector<std::string> missing;
  EXPECT_TRUE(compute("device.memory", Analysis("x.md", "no card", words()).facts, 0, words(), &missing).empty());
  EXPECT_EQ(missing, std::vector<std::string>{"gpu.name"});
}

TEST(CatalogueRules, JudgeByDevicesThatAreKnownWell) {
  const auto memory = [](const std::string& size) { return "\n- **GPU memory**: " + size + "\n"; };
  expect_findings({
      {"- **GPUs**: 8 × H200" + memory("96 GB"), "2 gpu/catalogue-memory: 96 GB of memory are stated, but the H200 has 141 GB"},
      // Unsure, or beside an unsure one.
      {"- **GPUs**: 8 × H20" + memory("141 GB"), ""},
      {"- **GPUs**: 8 × H200 or 8 × H20" + memory("96 GB"), ""},
      // One of several fits, in one of the prefixes.
      {"- **GPUs**: 8 × H200 or 8 × GH200" + memory("96 GB"), ""},
      {"- **GPUs**: 8 × B200" + memory("180 GiB"), ""},
      // What is used, and what a server has.
      {"- **GPUs**: 8 × H200" + memory("30 GB"), ""},
      {"- **GPUs**: 8 × H200" + memory("2048 GB"), ""},
  });
}

}  // namespace
}  // namespace stratlint
