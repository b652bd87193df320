#include "finding_lines.h"

// Numbers that hang together without an equation: shares, changes, transfers, the compute of all, columns of a table.
namespace stratlint {
namespace {

TEST(Shares, OfTwoAmounts) {
  expect_findings({
      {"The replica fills 61.5 GB of 80 GB (76.9 %).", ""},
      {"The replica fills 61.5 GB of 80 GB (67.9 %).", "1 arithmetic/share: 61.5 GB of 80 GB is 76.88 %, but 67.9 % is written"},
      {"It fills 67.9 % of the card (61.5 GB of 80 GB).", "1 arithmetic/share: 61.5 GB of 80 GB is 76.88 %, but 67.9 % is written"},
      {"In use: 61.5 of 80 GB (67.9 %)", "1 arithmetic/share: 61.5 of 80 GB is 76.88 %, but 67.9 % is written"},
      {"That is 61.5 GB out of 80 GB, 67.9 %.", "1 arithmetic/share: 61.5 GB of 80 GB is 76.88 %, but 67.9 % is written"},
      {"61.5 GB of 80 GB, so 23.1 % stay free", ""},         // the rest
      {"61.5 GB of 80 GB at an MFU of 45 %", ""},            // a share of something else
      {"61.5 GB of 80 GB (76.9 %), 12 % of it cache", ""},   // two shares
      {"~61 GB of 80 GB (77 %)", ""},
  });
}

TEST(Shares, BesideTheirProduct) {
  expect_findings({
      {"It takes 61.5 GB, 43.6% of 141 GB.", ""},
      {"It takes 61.5 GB, 33.6% of 141 GB.", "1 arithmetic/share: 61.5 GB of 141 GB is 43.62 %, but 33.6% is written"},
      {"A kernel gets 80% of 2.0 TB/s, call it 1600 GB/s.", ""},
      {"A kernel gets 80% of 2.0 TB/s, call it 1600 GB/ms.", "1 arithmetic/share: 80% of 2.0 TB/s is 1.6 GB/ms, but 1600 GB/ms is written"},
      {"A kernel gets 80% of 2.0 TB/s, call it 1200 GB/s.", "1 arithmetic/share: 80% of 2.0 TB/s is 1600 GB/s, but 1200 GB/s is written"},
      {"A kernel gets 80% of 2.0 TB/s, not 1200 GB/s.", ""},
  });
}

TEST(Changes, FollowFromBothValues) {
  expect_findings({
      {"step time 20.0 s → 15.0 s, a 25 % reduction", ""},
      {"step time 20.0 s → 15.0 s, a 33 % reduction", "1 arithmetic/change: from 20.0 s to 15.0 s is 25 %, but 33 % is written"},
      {"step time 20.0 s → 15.0 s, 33 % faster", ""},
      {"step time 20.0 s → 15.0 s, 50 % faster", "1 arithmetic/change: from 20.0 s to 15.0 s is 25 %, but 50 % is written"},
      {"step time 20.0 s → 15.0 s at 45 % MFU", ""},  // no word says that this is the change
      {"share 29 % → 18 %, a 50 % reduction", ""},
  });
}

TEST(Transfers, TakeTheirBytesOverTheirRate) {
  expect_findings({
      {"Sending 67.1 MB over a 25 GB/s port takes 2.7 ms.", ""},
      {"Sending 67.1 MB over a 25 GB/s port takes 3.1 ms.", ""},  // with latency
      {"Sending 67.1 MB over a 25 GB/s port takes 0.9 ms.", "1 comm/transfer-time: 67.1 MB at 25 GB/s take 2.68 ms, but 0.9 ms is written"},
      {"Sending 67.1 MB over a 25 GB/s port takes 9.1 ms.", "1 comm/transfer-time: 67.1 MB at 25 GB/s take 2.68 ms, but 9.1 ms is written"},
      {"Sending 67.1 MB over 4 ports of 25 GB/s takes 0.67 ms.", ""},
      {"Sending 67.1 MB over a 25 GB/s port at 50 % takes 5.4 ms.", ""},
      {"A card of 80 GB with 2.0 TB/s answers in 5 ms.", ""},  // nothing is moved
      {"Sending 67.1 MB and 33 MB over a 25 GB/s port takes 0.9 ms.", ""},
  });
}

TEST(Aggregates, AreTheShareOfAllPeaks) {
  expect_findings({
      {"At 40 % of peak, 64 GPUs of 312 TFLOPS sustain 7.99 PFLOPS.", ""},
      {"At 40 % of peak, 64 GPUs of 312 TFLOPS sustain 12.6 PFLOPS.", "1 compute/aggregate: 40 % of 64 × 312 TFLOPS are 7.99 PFLOPS, but 12.6 PFLOPS is written"},
      {"At 40 %, 64 GPUs of 312 TFLOPS have a peak of 19.97 PFLOPS.", ""},
      {"64 GPUs of 312 TFLOPS sustain 12.6 PFLOPS.", ""},  // of what share is not said
  });
}

const std::string header = "| Run | Workers | tokens/s | tokens/s per worker | Speedup |\n|---|---|---|---|---|\n";
const std::string first = "| a | 8 | 83,200 | 10,400 | 1.00x |\n| b | 16 | 161,900 | 10,119 | 1.95x |\n| c | 32 | 313,600 | 9,800 | 3.77x |\n";

TEST(Columns, AreMadeAlikeInAllRows) {
  expect_findings({
      {header + first + "| d | 64 | 609,300 | 9,520 | 7.32x |\n| e | 96 | 893,000 | 9,302 | 10.73x |", ""},
      {header + first + "| d | 64 | 609,300 | 8,950 | 7.32x |\n| e | 96 | 893,000 | 9,302 | 10.73x |",
       "6 arithmetic/column: 609,300 and 64 make 9520 in the other rows' way, but 8,950 is written"},
      {header + first + "| d | 64 | 609,300 | 9,520 | 8.32x |\n| e | 96 | 893,000 | 9,302 | 10.73x |",
       "6 arithmetic/column: 609,300 make 7.323 in the other rows' way, but 8.32 is written"},
      {header + first + "| d | 64 | 609,300 | 8,950 | 7.32x |\n| e | 96 | 893,000 | 9,500 | 10.73x |", ""},  // two rows differ
      {header + first + "| d | 64 | 609,300 | 8,950 | 7.32x |", "6 arithmetic/column: 609,300 and 64 make 9520 in the other rows' way, but 8,950 is written"},
  });
}

}  // namespace
}  // namespace stratlint
