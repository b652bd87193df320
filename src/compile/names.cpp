#include <fmt/format.h>

#include <array>

#include "stratlint/dag.h"

namespace stratlint {

namespace {

template <class Enum, std::size_t size>
const char* at(const std::array<const char*, size>& names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

constexpr std::array modes{"training", "prefill", "decode"};
constexpr std::uint32_t most_listed = 8;

}  // namespace

const char* name(Mode mode) { return at(modes, mode); }
const char* name(Pass pass) { return at(std::array{"forward", "backward", "recompute", "step"}, pass); }
const char* name(Stream stream) { return at(std::array{"compute", "expert", "tensor", "data", "send", "receive"}, stream); }
const char* name(OpKind kind) { return at(std::array{"input", "compute", "expert", "collective", "send", "receive", "route", "aggregate", "output"}, kind); }
const char* name(Collective collective) { return at(std::array{"none", "all-reduce", "all-gather", "reduce-scatter", "all-to-all", "ring"}, collective); }
const char* name(GroupKind kind) { return at(std::array{"none", "TP", "CP", "EP", "ETP", "EP in node", "DP", "expert DP", "PP"}, kind); }
const char* name(LinkClass link) { return at(std::array{"none", "node", "network"}, link); }

std::optional<Mode> find_mode(std::string_view name) {
  for (std::size_t i = 0; i < modes.size(); ++i)
    if (name == modes[i]) return static_cast<Mode>(i);
  return std::nullopt;
}

std::string ranks_text(const RankSet& ranks) {
  if (ranks.size == 1) return fmt::format("{}", ranks.first);
  if (ranks.stride == 1) return fmt::format("{}-{}", ranks.first, ranks.last());
  std::string out = fmt::format("{}", ranks.first);
  const bool all = ranks.size <= most_listed;
  for (std::uint32_t i = 1; i < (all ? ranks.size : 2); ++i) out += fmt::format(",{}", ranks.first + i * ranks.stride);
  return all ? out : out + fmt::format(",…,{}", ranks.last());
}

}  // namespace stratlint
