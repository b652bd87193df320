#include "check/breakdown.h"
#include "check/sentence_marks.h"

namespace stratlint {

namespace {

/// Lines of one list or one fence that belong together.
class GroupMatcher {
 public:
  explicit GroupMatcher(const Scene& scene) : scene_(scene), sums_(scene) {}

  void run() {
    const Extraction& x = scene_.x();
    std::vector<Part> parts;
    std::uint32_t block = no_id, list = no_id, lead = no_id;
    std::size_t statement = 0;  // of the sentence at hand, the first
    for (std::uint32_t id = 0; id < x.sentences.size(); ++id) {
      const Sentence& sentence = x.sentences[id];
      if (sentence.kind == Sentence::Kind::cell || sentence.kind == Sentence::Kind::heading || sentence.block == no_id) {
        parts.clear();
        list = no_id;
        block = no_id;
        continue;
      }
      if (sentence.kind == Sentence::Kind::comment && sentence.lead != no_id) continue;  // a remark on an entry
      const Block& b = scene_.reading.document->blocks[sentence.block];
      const std::uint32_t own_list = b.item == no_id ? no_id : scene_.reading.document->items[b.item].list;
      const bool together = own_list != no_id ? own_list == list : sentence.block == block && sentence.lead == lead;
      while (statement < x.statements.size() && x.statements[statement].sentence < id) ++statement;
      const bool has_number = statement < x.statements.size() && x.statements[statement].sentence == id;
      const Part part = has_number ? part_of(id) : Part{};
      // `This adds up to 61 GB.` below the list.
      if (!together && !sums_.broken() && parts.size() > 1 && own_list == no_id && (says_sum(part) || names_total(part))) sums_.judge(parts, part);
      // An item's own children do not end the list they stand in.
      if (!together) {
        parts.clear();
        sums_.start_anew();
      }
      list = own_list;
      block = sentence.block;
      lead = sentence.lead;
      sums_.add(parts, part);
    }
  }

 private:
  Part part_of(std::uint32_t id) const {
    const Extraction& x = scene_.x();
    const Sentence& sentence = x.sentences[id];
    Part part;
    part.sentence = id;
    std::uint32_t depth = 0;
    for (std::uint32_t i = 0; i < sentence.token_count; ++i) {
      const Token& token = x.tokens[sentence.first_token + i];
      if (token.symbol == '(') ++depth;
      if (token.symbol == ')' && depth > 0) --depth;
      if (token.symbol == '+' && part.node == no_id) part.running = true;
      if (token.kind != Token::Kind::statement || depth > 0) continue;
      const Statement& statement = x.statements[token.statement];
      const std::uint32_t root = x.sides[statement.first_side + statement.side_count - 1].root;
      if (x.nodes[root].kind != Node::Kind::number) continue;
      const FactId fact = scene_.facts().fact_of_node[root];
      const Quantity& q = fact == no_id ? x.nodes[root].quantity : scene_.facts().facts[fact].quantity;
      const bool whole = i > 1 && scene_.source().text(x.tokens[sentence.first_token + i - 1].span) == "of";
      // `52.2 GB out of 64 GB`: what there is.
      if (part.node != no_id && whole) continue;
      if (part.node != no_id) {
        // `3.9 min from memory, 15.5 min from disk: 5.1 min on average`: which of them is added nobody knows.
        part.unlike = part.unlike || (q.dimension == sums_.quantity(part).dimension && !q.percent && q.has_unit && q.factor == sums_.quantity(part).factor);
        continue;
      }
      part.unlike = true;
      // `52.2 of 64 GB`: the whole that it is a part of.
      if (whole && x.tokens[sentence.first_token + i - 2].kind == Token::Kind::statement) continue;
      if (q.dimension.none() || q.percent || q.bound != Bound::none) continue;
      part.unlike = false;
      part.node = root;
      part.statement = token.statement;
    }
    Sentence head = sentence;
    head.token_count = 0;
    while (head.token_count < sentence.token_count && x.tokens[sentence.first_token + head.token_count].kind == Token::Kind::word) ++head.token_count;
    part.total = part.node != no_id && head.token_count > 0 && has_mark(scene_.reading, scene_.vocabulary(), head, Mark::total);
    return part;
  }

  /// `Sum: 61 GB` of memory, and nothing else that could be meant.
  bool names_total(const Part& part) const {
    if (!part.total || part.unlike) return false;
    const FactId fact = scene_.facts().fact_of_node[part.node];
    const Sentence& sentence = scene_.x().sentences[part.sentence];
    const bool nothing_else = sentence.token_count > 2 && scene_.x().tokens[sentence.first_token + 1].symbol == ':';
    if (fact == no_id) return nothing_else && sums_.quantity(part).dimension == Dimension{.byte = 1, .flop = 0, .second = 0};
    return scene_.vocabulary().key(scene_.facts().facts[fact].key).name == "memory.total" && !scene_.facts().facts[fact].scope_stated;
  }

  /// `adds up to 61 GB`, not `adds up to less than the 80 GB of a card`.
  bool says_sum(const Part& part) const {
    const auto has = [&](Mark mark) { return has_mark(scene_.reading, scene_.vocabulary(), scene_.x().sentences[part.sentence], mark); };
    return part.node != no_id && has(Mark::sum) && !has(Mark::within) && !has(Mark::most);
  }

  const Scene& scene_;
  Breakdown sums_;
};

}  // namespace

void match_groups(const Scene& scene) {
  if (scene.rules.of(RuleKind::group).empty()) return;
  GroupMatcher(scene).run();
  match_group_tables(scene);
}

}  // namespace stratlint
