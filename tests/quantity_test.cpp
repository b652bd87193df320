#include "stratlint/quantity.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace stratlint {
namespace {

/// `1e9 B^1 steps 3` of a unit; `-` for a word that is no unit.
std::string print(const std::optional<Unit>& unit) {
  if (!unit) return "-";
  char factor[32];
  std::snprintf(factor, sizeof factor, "%.10g", unit->factor);
  std::string text = std::string(factor) + " " + unit_name(unit->dimension, unit->count);
  if (unit->binary_steps != 0) text += " steps " + std::to_string(unit->binary_steps);
  if (unit->percent) text += " percent";
  return text;
}

TEST(Units, WordsAsPeopleWriteThem) {
  struct Row {
    const char* word;
    const char* unit;
  };
  const Row rows[] = {
      {"GB", "1000000000 B steps 3"},
      {"gb", "1000000000 B steps 3"},
      {"Gb", "125000000 B"},
      {"KB", "1000 B steps 1"},
      {"kB", "1000 B steps 1"},
      {"kb", "1000 B steps 1"},
      {"Kb", "125 B"},
      {"MB", "1000000 B steps 2"},
      {"mB", "1000000 B steps 2"},
      {"TB", "1e+12 B steps 4"},
      {"PB", "1e+15 B steps 5"},
      {"EB", "1e+18 B steps 6"},
      {"KiB", "1024 B"},
      {"MiB", "1048576 B"},
      {"GiB", "1073741824 B"},
      {"gib", "1073741824 B"},
      {"Gib", "134217728 B"},
      {"TiB", "1.099511628e+12 B"},
      {"byte", "1 B"},
      {"Bytes", "1 B"},
      {"bits", "0.125 B"},
      {"Gbit", "125000000 B"},
      {"gigabytes", "1000000000 B steps 3"},
      {"Megabyte", "1000000 B steps 2"},
      {"megabits", "125000 B"},
      {"TBps", "1e+12 B/s steps 4"},
      {"GBps", "1000000000 B/s steps 3"},
      {"Gbps", "125000000 B/s"},
      {"gbps", "125000000 B/s"},
      {"GiBps", "1073741824 B/s"},
      {"FLOP", "1 FLOP"},
      {"FLOPs", "1 FLOP"},
      {"flops", "1 FLOP"},
      {"FLOPS", "1 FLOP/s"},
      {"GFLOP", "1000000000 FLOP"},
      {"TFLOP", "1e+12 FLOP"},
      {"TFLOPs", "1e+12 FLOP/s"},
      {"TFlops", "1e+12 FLOP/s"},
      {"TFLOPS", "1e+12 FLOP/s"},
      {"tflops", "1e+12 FLOP/s"},
      {"PFlops", "1e+15 FLOP/s"},
      {"EFLOPS", "1e+18 FLOP/s"},
      {"teraflops", "1e+12 FLOP/s"},
      {"s", "1 s"},
      {"sec", "1 s"},
      {"Seconds", "1 s"},
      {"ms", "0.001 s"},
      {"msec", "0.001 s"},
      {"milliseconds", "0.001 s"},
      {"us", "1e-06 s"},
      {"\u00B5s", "1e-06 s"},
      {"\u03BCs", "1e-06 s"},
      {"microseconds", "1e-06 s"},
      {"ns", "1e-09 s"},
      {"min", "60 s"},
      {"minutes", "60 s"},
      {"h", "3600 s"},
      {"hours", "3600 s"},
      {"days", "86400 s"},
      {"token", "1 token"},
      {"Tokens", "1 token"},
      {"tok", "1 token"},
      {"TPS", "1 token/s"},
      {"sequences", "1 seq"},
      {"seq", "1 seq"},
      {"samples", "1 seq"},
      {"%", "0.01 1 percent"},
      // Suffixes of numbers, letters that mean something else, and words that only look like units.
      {"K", "-"},
      {"M", "-"},
      {"B", "-"},
      {"b", "-"},
      {"T", "-"},
      {"G", "-"},
      {"S", "-"},
      {"MS", "-"},
      {"m", "-"},
      {"H", "-"},
      {"requests", "1 seq"},
      {"accesses", "-"},
      {"GPUs", "-"},
      {"iB", "-"},
      {"GiiB", "-"},
      {"kilo", "-"},
      {"kilokB", "-"},
      {"", "-"},
      {"GB/s", "-"},
      {"bytesbytesbytesbytes", "-"},
      {"\xFF\xFE", "-"},
  };
  for (const Row& row : rows) EXPECT_EQ(print(find_unit(row.word)), row.unit) << row.word;
}

TEST(Units, Quotients) {
  struct Row {
    const char* above;
    const char* below;
    const char* unit;
  };
  const Row rows[] = {
      {"GB", "s", "1000000000 B/s steps 3"},
      {"GB", "ms", "1e+12 B/s steps 3"},
      {"Gbit", "s", "125000000 B/s"},
      {"TFLOP", "s", "1e+12 FLOP/s"},
      {"TFLOPs", "s", "1e+12 FLOP/s"},
      {"tokens", "ms", "1000 token/s"},
      {"tok", "s", "1 token/s"},
      {"tokens", "sequence", "1 token"},
      {"tokens", "token", "1 1"},
      {"ms", "token", "0.001 s"},
      {"MB", "token", "1000000 B steps 2"},
      {"MB", "KB", "1000 1 steps 1"},
      {"seq", "min", "0.01666666667 seq/s"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(print(divide(*find_unit(row.above), *find_unit(row.below))), row.unit) << row.above << "/" << row.below;
  }
}

TEST(Units, Written) {
  EXPECT_EQ(print(find_written_unit("B")), "1 B");
  EXPECT_EQ(print(find_written_unit("%")), "0.01 1 percent");
  EXPECT_EQ(print(find_written_unit("GB/ms")), "1e+12 B/s steps 3");
  EXPECT_EQ(print(find_written_unit("tokens/s")), "1 token/s");
  for (const char* text : {"", "/", "GB/", "/s", "GB/GPU", "GB/s/s"})
    EXPECT_EQ(print(find_written_unit(text)), "-") << text;
}

TEST(Units, DimensionsAddAndStopAtALimit) {
  const Dimension rate = Dimension{1, 0, 0} - Dimension{0, 0, 1};
  EXPECT_EQ(rate, (Dimension{1, 0, -1}));
  EXPECT_TRUE((rate - rate).none());
  Dimension many;
  for (int i = 0; i < 1000; ++i) many = many + Dimension{1, 0, 1};
  for (int i = 0; i < 1000; ++i) many = many - Dimension{0, 0, 1};
  EXPECT_GT(many.byte, 0);
  EXPECT_LT(many.second, 0);
}

TEST(Units, BinaryReading) {
  Quantity quantity;
  quantity.value = 4e6;
  quantity.low = 3.5e6;
  quantity.high = 4.5e6;
  quantity.binary_steps = 2;
  const Quantity reading = quantity.binary_reading();
  EXPECT_DOUBLE_EQ(reading.value, 4.0 * 1024 * 1024);
  EXPECT_DOUBLE_EQ(reading.low, 3.5 * 1024 * 1024);
  EXPECT_DOUBLE_EQ(reading.high, 4.5 * 1024 * 1024);
  EXPECT_EQ(reading.binary_reading(), reading);
}

TEST(Format, UnitNames) {
  EXPECT_EQ(unit_name({}), "1");
  EXPECT_EQ(unit_name({1, 0, 0}), "B");
  EXPECT_EQ(unit_name({0, 1, 0}), "FLOP");
  EXPECT_EQ(unit_name({0, 1, -1}), "FLOP/s");
  EXPECT_EQ(unit_name({1, 0, -1}), "B/s");
  EXPECT_EQ(unit_name({0, 0, 1}), "s");
  EXPECT_EQ(unit_name({0, 0, -1}), "1/s");
  EXPECT_EQ(unit_name({}, CountUnit::token), "token");
  EXPECT_EQ(unit_name({0, 0, -1}, CountUnit::token), "token/s");
  EXPECT_EQ(unit_name({0, 0, -1}, CountUnit::sequence), "seq/s");
  EXPECT_EQ(unit_name({2, 1, -3}), "B^2·FLOP/s^3");
}

TEST(Format, ValuesInTheirOwnPrefix) {
  constexpr Dimension none{}, byte{1, 0, 0}, flop{0, 1, 0}, second{0, 0, 1}, rate{0, 0, -1};
  struct Row {
    double value;
    Dimension dimension;
    CountUnit count;
    const char* text;
  };
  const auto plain = CountUnit::none;
  const Row rows[] = {
      {128, none, plain, "128"},
      {0, none, plain, "0"},
      {-0.0, none, plain, "0"},
      {-4, none, plain, "-4"},
      {1684.2105, none, plain, "1684"},
      {131072, none, plain, "131072"},
      {999999, none, plain, "999999"},
      {1048576, none, plain, "1.049M"},
      {1.72e6, none, plain, "1.72M"},
      {30e9, none, plain, "30B"},
      {1.8e12, none, plain, "1.8T"},
      {5.36e22, none, plain, "5.36e22"},
      {16.6666, none, plain, "16.67"},
      {123456.7, none, plain, "123.5K"},
      {999999.7, none, plain, "1M"},
      {0.125, none, plain, "0.125"},
      {0.00001, none, plain, "1e-5"},
      {11.4e9, byte, plain, "11.4 GB"},
      {999.96e6, byte, plain, "1 GB"},
      {0, byte, plain, "0 B"},
      {312e6, byte, plain, "312 MB"},
      {2048, byte, plain, "2.048 KB"},
      {1.44e12, byte + rate, plain, "1.44 TB/s"},
      {240e12, flop + rate, plain, "240 TFLOP/s"},
      {2e21, flop, plain, "2e21 FLOP"},
      {0.076, second, plain, "76 ms"},
      {0.0000042, second, plain, "4.2 μs"},
      {3e-9, second, plain, "3 ns"},
      {0, second, plain, "0 s"},
      {90, second, plain, "90 s"},
      {1800, second, plain, "30 min"},
      {36000, second, plain, "10 hours"},
      {864000, second, plain, "10 days"},
      {1.72e6, rate, CountUnit::token, "1.72M tokens/s"},
      {1684.2, rate, CountUnit::sequence, "1684 sequences/s"},
      {1, none, CountUnit::token, "1 token"},
      {1024, none, CountUnit::token, "1024 tokens"},
      {3, byte + byte, plain, "3 B^2"},
  };
  for (const Row& row : rows) EXPECT_EQ(format_value(row.value, row.dimension, row.count), row.text);
  EXPECT_EQ(format_value(0.984, {}, CountUnit::none, true), "98.4 %");
  EXPECT_EQ(format_value(1.0 / 3, {}, CountUnit::none, true), "33.33 %");
}

TEST(Format, SurvivesWhatIsNoNumber) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (const Dimension dimension : {Dimension{}, Dimension{1, 0, 0}, Dimension{0, 0, 1}, Dimension{0, 1, -1}}) {
    EXPECT_NE(format_value(infinity, dimension).find("inf"), std::string::npos);
    EXPECT_NE(format_value(-infinity, dimension).find("-inf"), std::string::npos);
    EXPECT_NE(format_value(std::nan(""), dimension).find("nan"), std::string::npos);
    EXPECT_FALSE(format_value(1e308, dimension).empty());
    EXPECT_FALSE(format_value(5e-324, dimension).empty());
  }
}

TEST(Format, InAGivenUnit) {
  EXPECT_EQ(format_in(11.4e9, "GB"), "11.4 GB");
  EXPECT_EQ(format_in(0.984, "%"), "98.4 %");
  EXPECT_EQ(format_in(0.0761, "ms"), "76.1 ms");
  EXPECT_EQ(format_in(12345.6e9, "GB"), "12346 GB");
  EXPECT_EQ(format_in(1.44e12, "GB/s"), "1440 GB/s");
  EXPECT_EQ(format_in(280e12, "GB/ms"), "280 GB/ms");
  EXPECT_EQ(format_in(12, "B"), "12 B");
  EXPECT_EQ(format_in(1, "parsecs"), std::nullopt);
  EXPECT_EQ(format_in(1, "GB/parsec"), std::nullopt);
  EXPECT_EQ(format_in(1, ""), std::nullopt);
}

}  // namespace
}  // namespace stratlint
