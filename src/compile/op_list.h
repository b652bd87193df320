#pragma once

#include <initializer_list>
#include <string>

#include "compile/blocks.h"

namespace stratlint::compile {

/// Shape of a tensor: names of its dimensions and their sizes, `[batch=8, seq=4096, hidden=512]`.
struct Dim {
  const char* name;
  double size;
};
std::string shape(std::initializer_list<Dim> dims);

/// Collects the operations of a block, with times by the roofline and by messages and bytes on the wire (alpha-beta).
class OpList {
 public:
  explicit OpList(const OpContext& context) : context_(context) {}

  struct Work {
    const char* name;
    const char* title;
    OpKind kind = OpKind::compute;
    double flops = 0, bytes = 0;
    std::string input, output;
  };
  using After = std::initializer_list<std::uint16_t>;
  /// A computation; its twin computes the gradients of inputs and weights: twice the work of a product, as much of everything else.
  std::uint16_t compute(Work work, After after);

  struct Exchange {
    const char* name;
    const char* title;
    Collective forward, backward;  ///< none: only one of the two passes communicates
    GroupKind group;
    Stream stream = Stream::tensor;
    double buffer = 0;             ///< B: what is reduced or gathered, or what a rank sends to all
    std::string shape;
    std::optional<double> plan_time = std::nullopt;
  };
  /// A collective; that of a group of one rank is left out, and what it would have waited for is returned.
  std::uint16_t collective(Exchange exchange, std::uint16_t after);

  /// The operation that selects what `op` works on.
  void gate(std::uint16_t op, std::uint16_t by);
  OpPairs take() { return std::move(pairs_); }

 private:
  std::uint16_t add(OpPair pair, std::vector<std::uint16_t> after);
  void time_collective(Op& op, Collective collective, double buffer) const;

  const OpContext& context_;
  OpPairs pairs_;
};

/// Time and bytes on the wire of a collective of `ranks` over a link.
struct CollectiveCost {
  double seconds = 0, bytes = 0;
};
CollectiveCost collective_cost(Collective collective, double buffer, double ranks, const cost::Link& link);

}  // namespace stratlint::compile
