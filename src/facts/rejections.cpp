#include "facts/rejections.h"

#include <algorithm>

#include "facts/signs.h"

namespace stratlint::facts {

namespace {

constexpr std::size_t longest_section = 24;  ///< blocks; a longer one says it of something in it

constexpr char32_t question = 0xFF1F;

class Rejections {
 public:
  Rejections(const Document& document, const Extraction& x, const Vocabulary& vocabulary)
      : document_(document), x_(x), vocabulary_(vocabulary), verdicts_(vocabulary.find_classes("rejected_words").topics), questions_(vocabulary.find_classes("question_words").topics) {}

  std::vector<Span> find() {
    for (const Sentence& sentence : x_.sentences) {
      if (sentence.kind != Sentence::Kind::prose || sentence.block == no_id) continue;
      bool starts = true;
      for (std::uint32_t at = 0; at < sentence.token_count; ++at) {
        const Token& token = x_.tokens[sentence.first_token + at];
        if (starts && token.kind == Token::Kind::word) judge(sentence, at);
        starts = ends_sentence(token.symbol) || separates(token.symbol);
      }
    }
    join();
    return std::move(found_);
  }

 private:
  /// Topics of the phrases that start at a token.
  TopicSet topics_at(const Sentence& sentence, std::uint32_t at) const {
    TopicSet topics = 0;
    std::uint32_t state = 0;
    for (; at < sentence.token_count; ++at) {
      const Token& token = x_.tokens[sentence.first_token + at];
      const std::uint32_t word = token.kind == Token::Kind::word ? vocabulary_.written_word(document_.source->text(token.span)) : 0;
      state = word == 0 ? 0 : vocabulary_.step(state, word);
      if (state == 0) break;
      topics |= vocabulary_.sense(state).topics;
    }
    return topics;
  }

  void judge(const Sentence& sentence, std::uint32_t at) {
    const TopicSet topics = topics_at(sentence, at);
    if ((topics & (verdicts_ | questions_)) == 0) return;
    const Block& block = document_.blocks[sentence.block];
    const auto first = x_.tokens.begin() + sentence.first_token + at, end = x_.tokens.begin() + sentence.first_token + sentence.token_count;
    const auto stop = std::find_if(first, end, [](const Token& token) { return ends_sentence(token.symbol) || token.symbol == question; });
    const bool asks = stop != end && (stop->symbol == '?' || stop->symbol == question);
    if ((topics & questions_) != 0 && asks && block.line_count > 0) found_.push_back({first->span.begin, end_of(block)});
    // `Rejected: TP 4 × PP 8` and `Rejected 3 of them` say of what.
    const bool verdict = (topics & verdicts_) != 0 && std::none_of(first, stop, [](const Token& token) { return token.kind == Token::Kind::statement || separates(token.symbol); });
    if (!verdict || block.line_count == 0) return;
    const bool labelled = at > 0 && separates(x_.tokens[sentence.first_token + at - 1].symbol);
    if (block.item != no_id || labelled) found_.push_back({document_.begin_lines(block)[0].begin, end_of(block)});
    else add_section(sentence.block);
  }

  std::uint32_t end_of(const Block& block) const { return document_.begin_lines(block)[block.line_count - 1].end; }

  /// The heading above a block and what stands below it up to the next; not the title of a document.
  void add_section(std::uint32_t block) {
    const std::uint32_t heading = document_.blocks[block].heading;
    if (heading == no_id || heading == 0) return;
    const auto goes_on = [&](std::size_t at) { return at < document_.blocks.size() && document_.blocks[at].heading == heading; };
    std::size_t first = block, end = block + 1;
    while (first > 0 && goes_on(first - 1) && end - first <= longest_section) --first;
    while (goes_on(end) && end - first <= longest_section) ++end;
    while (end > first && document_.blocks[end - 1].line_count == 0) --end;
    if (end == first || end - first > longest_section || document_.blocks[first].line_count == 0) return;
    found_.push_back({document_.begin_lines(document_.blocks[first])[0].begin, end_of(document_.blocks[end - 1])});
  }

  void join() {
    std::sort(found_.begin(), found_.end(), [](Span a, Span b) { return a.begin < b.begin; });
    std::vector<Span> apart;
    for (const Span span : found_) {
      if (!apart.empty() && span.begin < apart.back().end) apart.back().end = std::max(apart.back().end, span.end);
      else apart.push_back(span);
    }
    found_ = std::move(apart);
  }

  const Document& document_;
  const Extraction& x_;
  const Vocabulary& vocabulary_;
  const TopicSet verdicts_, questions_;
  std::vector<Span> found_;
};

}  // namespace

std::vector<Span> rejections(const Document& document, const Extraction& x, const Vocabulary& vocabulary) { return Rejections(document, x, vocabulary).find(); }

}  // namespace stratlint::facts
