#pragma once

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "stratlint/emit_dag.h"
#include "stratlint/rank_program.h"

namespace stratlint {

/// Text that goes to a sink in large pieces.
class SinkBuffer {
 public:
  explicit SinkBuffer(const Sink& sink) : sink_(sink) { text_.reserve(size + 4096); }
  ~SinkBuffer() { flush(); }
  SinkBuffer& operator<<(std::string_view text) {
    text_ += text;
    return *this;
  }
  SinkBuffer& operator<<(std::uint64_t number) {
    char digits[20];
    text_.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
    return *this;
  }
  /// Between two things; false if nobody reads any more.
  bool next() {
    if (text_.size() >= size) flush();
    return good_;
  }
  void flush() {
    if (good_ && !text_.empty()) good_ = sink_(text_);
    text_.clear();
  }

 private:
  static constexpr std::size_t size = 1 << 16;
  const Sink& sink_;
  std::string text_;
  bool good_ = true;
};

/// Numbers of the operations of all ranks: 0 is the input, then rank by rank, then the output.
class RankNumbers {
 public:
  RankNumbers(const Dag& dag, const std::vector<RankProgram>& programs) : stage_size_(dag.placement.stage_size()) {
    std::uint64_t next = 1;
    for (const RankProgram& program : programs) {
      first_.push_back(next);
      count_.push_back(program.ops.size());
      next += program.ops.size() * stage_size_;
    }
    output_ = next;
  }
  std::uint64_t of(std::uint32_t rank, std::uint32_t op) const { return first_[rank / stage_size_] + rank % stage_size_ * count_[rank / stage_size_] + op; }
  std::uint64_t output() const { return output_; }

 private:
  std::uint32_t stage_size_;
  std::vector<std::uint64_t> first_, count_;
  std::uint64_t output_ = 0;
};

/// The rank of another stage that a rank exchanges with.
inline std::uint32_t peer_rank(const Placement& placement, std::uint32_t rank, std::int32_t stage) {
  return static_cast<std::uint32_t>(stage) * placement.stage_size() + rank % placement.stage_size();
}

inline RankRange within(const Dag& dag, RankRange ranks) {
  return {std::min(ranks.first, dag.placement.world - 1), std::min(ranks.last, dag.placement.world - 1)};
}

}  // namespace stratlint
