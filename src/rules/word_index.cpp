#include "rules/word_index.h"

namespace stratlint {

void WordIndex::fill(const StringTable& words, const std::vector<Entry>& entries) {
  slots_.assign(std::bit_ceil(words.size() * std::size_t{2} + 1), {});
  filter_ = {};
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t number = 1; number <= words.size(); ++number) {
    const Entry entry = entries[number];
    if (entry.word == 0) continue;
    const std::string_view text = words.text(number);
    const WordEnds ends = WordEnds::of(text);
    const std::uint32_t hash = ends.hash(text.size());
    filter_[hash >> 25] |= std::uint64_t{1} << (hash >> 19 & 63);
    std::size_t at = hash & mask;
    while (slots_[at].number != 0) at = (at + 1) & mask;
    slots_[at] = {ends.head, ends.tail, static_cast<std::uint32_t>(text.size()), number, entry.word, entry.state};
  }
}

}  // namespace stratlint
