#include "driver/hardware.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "driver/documents.h"

namespace stratlint {

namespace {

const Device* find_device(std::string name, const Vocabulary& vocabulary) {
  std::replace(name.begin(), name.end(), '\n', ' ');
  const Analysis pin("", "```stratlint\ngpu.name: " + name + "\n```\n", vocabulary);
  const auto named = pin.facts.candidates(0, vocabulary.find_key("gpu.name"));
  return named.empty() ? nullptr : vocabulary.device(pin.facts.facts[named.front()].value_name);
}

/// `8x16`: both above zero.
bool read_counts(std::string_view text, Hardware& hardware) {
  const auto read = [&](std::uint32_t& count) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return error == std::errc() && count > 0;
  };
  if (!read(hardware.gpus_per_node) || !text.starts_with('x')) return false;
  text.remove_prefix(1);
  return read(hardware.nodes) && text.empty();
}

}  // namespace

std::optional<Hardware> read_hardware(const std::string& text, const Vocabulary& vocabulary, std::string& error) {
  Hardware hardware;
  const std::size_t colon = text.find(':');
  const std::string name = text.substr(0, colon);
  if (colon != text.npos && !read_counts(std::string_view(text).substr(colon + 1), hardware)) {
    error = fmt::format("--hardware: `{}` is not NAME or NAME:GPUSxNODES, as in `H200:8x16`", text);
    return std::nullopt;
  }
  if (name.empty()) return hardware;
  hardware.device = find_device(name, vocabulary);
  if (hardware.device != nullptr) return hardware;
  // All that there are: people abbreviate in many ways.
  std::vector<std::string_view> known;
  for (const Device& device : vocabulary.devices()) known.push_back(device.name);
  error = fmt::format("--hardware: no device `{}` in the catalogue, which has: {}", name, fmt::join(known, ", "));
  return std::nullopt;
}

}  // namespace stratlint
