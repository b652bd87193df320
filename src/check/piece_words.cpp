#include "check/piece_words.h"

namespace stratlint {

const WordClasses& PieceWords::of(std::size_t piece) {
  std::optional<WordClasses>& known = known_[piece];
  if (known) return *known;
  const Piece& own = all_.pieces[piece];
  const Sentence& sentence = scene_.x().sentences[own.sentence];
  known = classes_in(scene_, own.first, own.end);
  if (!sentence.name.empty()) *known |= classes_of(scene_, scene_.source().text(sentence.name));
  if (says_one_to_one(own)) *known |= one_each_;
  if (sentence.kind == Sentence::Kind::cell) *known |= header_of(own.sentence);
  return *known;
}

/// `1:1` says so without a word.
bool PieceWords::says_one_to_one(const Piece& piece) const {
  if (piece.first == piece.end) return false;
  const std::vector<Token>& tokens = scene_.x().tokens;
  return scene_.source().text({tokens[piece.first].span.begin, tokens[piece.end - 1].span.end}).find("1:1") != std::string_view::npos;
}

WordClasses PieceWords::verdict_of(std::uint32_t last) const {
  WordClasses said;
  const std::vector<Sentence>& sentences = scene_.x().sentences;
  const std::vector<Block>& blocks = scene_.reading.document->blocks;
  const Block& own = blocks[sentences[last].block];
  for (std::uint32_t at = last + 1; at < sentences.size(); ++at) {
    const Sentence& cell = sentences[at];
    if (cell.block == no_id || cell.kind != Sentence::Kind::cell || blocks[cell.block].table != own.table || blocks[cell.block].row != own.row) break;
    said |= classes_in(scene_, cell.first_token, cell.first_token + cell.token_count);
  }
  return said;
}

/// Of the column that a cell stands in. The header is read once for all rows of a table.
WordClasses PieceWords::header_of(std::uint32_t sentence) {
  const std::vector<Block>& blocks = scene_.reading.document->blocks;
  const Block& cell = blocks[scene_.x().sentences[sentence].block];
  if (cell.table != table_) {
    table_ = cell.table;
    header_.assign(scene_.reading.document->tables[table_].columns, {});
    for (std::uint32_t at = sentence; at-- > 0;) {
      const Sentence& above = scene_.x().sentences[at];
      if (above.block == no_id || blocks[above.block].table != table_) break;
      const Block& block = blocks[above.block];
      if (block.row == 0 && block.column < header_.size()) header_[block.column] |= classes_in(scene_, above.first_token, above.first_token + above.token_count);
    }
  }
  return cell.column < header_.size() ? header_[cell.column] : WordClasses{};
}

}  // namespace stratlint
