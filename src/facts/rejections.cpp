#include "facts/rejections.h"

#include <algorithm>

#include "facts/signs.h"

namespace stratlint::facts {

namespace {

constexpr std::uint32_t longest_verdict = 24;  ///< tokens
constexpr std::size_t longest_section = 24;  ///< blocks; a longer one says it of something in it

class Rejections {
 public:
  Rejections(const Document& document, const Extraction& x, const Vocabulary& vocabulary)
      : document_(document), x_(x), vocabulary_(vocabulary), verdicts_(vocabulary.find_classes("rejected_words").topics), questions_(vocabulary.find_classes("question_words").topics) {}

  std::vector<Span> find() {
    for (const Sentence& sentence : x_.sentences) {
      if (sentence.kind != Sentence::Kind::prose || sentence.block == no_id) continue;
      for (std::uint32_t at = 0; at < sentence.token_count;) {
        std::uint32_t stop = at;
        bool numbers = false;
        for (; stop < sentence.token_count && !ends_part(token(sentence, stop).symbol); ++stop) numbers = numbers || token(sentence, stop).kind == Token::Kind::statement;
        const bool asks = stop < sentence.token_count && is_question(token(sentence, stop).symbol);
        // Few parts ask or say a few words without a number: the others need no look at their words.
        if (at < stop && (asks || (!numbers && stop - at <= longest_verdict))) judge(sentence, at, stop, asks);
        at = stop + 1;
      }
    }
    join();
    return std::move(found_);
  }

 private:
  /// Topics of the phrases that start at a token.
  TopicSet topics_at(const Sentence& sentence, std::uint32_t at) const {
    TopicSet topics;
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

  static bool is_question(char32_t sign) { return sign == '?' || sign == 0xFF1F; }
  static bool ends_part(char32_t sign) { return ends_sentence(sign) || (separates(sign) && sign != U'=') || is_question(sign); }
  const Token& token(const Sentence& sentence, std::uint32_t at) const { return x_.tokens[sentence.first_token + at]; }

  void judge(const Sentence& sentence, std::uint32_t at, std::uint32_t stop, bool asks) {
    const Block& block = document_.blocks[sentence.block];
    if (token(sentence, at).kind != Token::Kind::word || block.line_count == 0) return;
    const TopicSet topics = topics_at(sentence, at);
    if (asks && (topics & questions_).any()) found_.push_back({token(sentence, at).span.begin, end_of(block)});
    // `Rejected: TP 4 × PP 8` says of what.
    if (asks || (topics & verdicts_).none() || (stop < sentence.token_count && separates(token(sentence, stop).symbol))) return;
    const bool labelled = at > 0 && separates(token(sentence, at - 1).symbol);
    // `Noor proposes every 1,000; rejected, the queue is full.`
    if (at > 0 && !labelled && joins(token(sentence, at - 1).symbol)) {
      found_.push_back({token(sentence, start_of_sentence(sentence, at)).span.begin, token(sentence, stop - 1).span.end});
      return;
    }
    if (block.item != no_id || labelled) found_.push_back({document_.begin_lines(block)[0].begin, end_of(block)});
    else add_section(sentence.block);
  }

  static bool joins(char32_t sign) { return sign == ';' || sign == 0xFF1B; }

  std::uint32_t start_of_sentence(const Sentence& sentence, std::uint32_t at) const {
    while (at > 0 && (joins(token(sentence, at - 1).symbol) || !ends_sentence(token(sentence, at - 1).symbol))) --at;
    return at;
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
