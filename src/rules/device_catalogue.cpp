#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/suggest.h"
#include "rules/rule_builder.h"
#include "rules/vocabulary_builder.h"

// Declared devices: their figures, and the phrases that name them.
namespace stratlint {

namespace {

constexpr std::string_view device_key = "gpu.name";
constexpr Dimension bytes{.byte = 1, .flop = 0, .second = 0};
constexpr Dimension bytes_per_second{.byte = 1, .flop = 0, .second = -1};
constexpr Dimension flops_per_second{.byte = 0, .flop = 1, .second = -1};

std::uint32_t read_count(Word text) {
  std::uint32_t count = 0;
  if (!text) return count;
  const char* const end = text.text.data() + text.text.size();
  if (std::from_chars(text.text.data(), end, count).ec != std::errc()) throw SyntaxError{text, "the number is out of range", {}};
  return count;
}

}  // namespace

Device::Peak VocabularyBuilder::read_peak(const DeviceSyntax::Peak& declared) {
  const std::uint32_t value = values_.find(declared.type.text);
  for (const NamedValue& named : vocabulary_.named_values())
    if (named.value + 1u == value && named.size > 0) return {named.value, named.size, amounts_.read(declared.figure, flops_per_second)};
  std::vector<std::string_view> known;
  for (const NamedValue& named : vocabulary_.named_values())
    if (named.size > 0) known.push_back(vocabulary_.values()[named.value]);
  throw SyntaxError{declared.type, fmt::format("unknown data type `{}`", declared.type.text), suggest(declared.type.text, known)};
}

void VocabularyBuilder::read_figures(const VocabularySyntax& file, const DeviceSyntax& declared, Device& device) {
  const auto read = [&](Word text, Dimension dimension) { return text ? amounts_.read(text, dimension) : 0; };
  device.memory = read(declared.memory, bytes);
  device.mem_bandwidth = read(declared.bandwidth, bytes_per_second);
  device.link = read(declared.link, bytes_per_second);
  device.nic = read(declared.nic, bytes_per_second);
  device.domain = read_count(declared.domain);
  device.peaks.reserve(declared.peaks.end - declared.peaks.first);
  for (std::uint32_t i = declared.peaks.first; i < declared.peaks.end; ++i) device.peaks.push_back(read_peak(file.peaks[i]));
}

void VocabularyBuilder::add_devices(const VocabularySyntax& file, std::size_t layer, Problems& problems) {
  const KeyId key = vocabulary_.find_key(device_key);
  vocabulary_.data().devices.reserve(vocabulary_.devices().size() + file.devices.size());
  for (const DeviceSyntax& declared : file.devices) {
    try {
      if (key == no_key || vocabulary_.key(key).type != ValueType::name)
        throw SyntaxError{declared.name, fmt::format("a device needs the key `{} : name`, which is not declared", device_key), {}};
      add_device(file, declared, key, layer, problems);
    } catch (const SyntaxError& error) {
      problems.error(error.word.span, error.message, "", error.help);
    }
  }
}

void VocabularyBuilder::add_device(const VocabularySyntax& file, const DeviceSyntax& declared, KeyId key, std::size_t layer, Problems& problems) {
  const Word name = declared.name;
  std::vector<Device>& devices = vocabulary_.data().devices;
  const auto known = std::find_if(devices.begin(), devices.end(), [&](const Device& other) { return other.name == name.text; });
  const auto place = static_cast<std::size_t>(known - devices.begin());
  if (known != devices.end() && device_layers_[place] == layer)
    throw SyntaxError{name, fmt::format("the device `{}` is declared twice", name.text), {}};
  Device device;
  device.value = add_value(key, name, {});
  if (!declared.memory) problems.error(name.span, fmt::format("the device `{}` has no memory", name.text), "needs `memory 80 GB`");
  if (!declared.source) problems.error(name.span, fmt::format("the device `{}` has no source", name.text), "needs `source \"…\"`");
  device.name = name.text;
  read_figures(file, declared, device);
  device.link_name = unescape(declared.link_name.text);
  device.source = unescape(declared.source.text);
  for (std::uint32_t i = declared.notes.first; i < declared.notes.end; ++i) device.notes.push_back(unescape(file.notes[i].text));
  device.unsure = declared.unsure;

  Meaning meaning;
  meaning.kind = Meaning::Kind::value;
  meaning.id = static_cast<std::uint16_t>(key);
  meaning.value = device.value;
  if (!trie_.add(name.text, meaning)) problems.error(name.span, "the name has no word", "");
  for (std::uint32_t i = declared.called.first; i < declared.called.end; ++i)
    if (!trie_.add(file.called[i].text, meaning)) problems.error(file.called[i].span, "the phrase has no word", "");
  if (known == devices.end()) {
    devices.push_back(std::move(device));
    device_layers_.push_back(layer);
  } else {
    *known = std::move(device);
    device_layers_[place] = layer;
  }
}

}  // namespace stratlint
