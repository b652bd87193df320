#include <algorithm>

#include "facts/depths.h"
#include "facts/job_counts.h"
#include "facts/node_counts.h"
#include "facts/label_unit.h"
#include "facts/limits.h"
#include "facts/model_names.h"
#include "facts/other_configurations.h"
#include "facts/quotations.h"
#include "facts/rank_names.h"
#include "facts/rejections.h"
#include "facts/retired.h"
#include "facts/scripts.h"
#include "facts/set_apart.h"
#include "facts/section_plans.h"
#include "facts/signs.h"
#include "facts/table_reader.h"
#include "facts/told_as_past.h"

namespace stratlint {

namespace {

using namespace facts;

constexpr std::uint32_t longest_scope = 3;  ///< tokens of `per replica`
constexpr std::uint32_t longest_list_title = 5;

/// Walks the sentences in document order and keeps what headings, leads and tables say for those below them.
class FactBinder {
 public:
  FactBinder(const Document& document, const Extraction& extraction, const Vocabulary& vocabulary)
      : document_(document),
        x_(extraction),
        source_(*document.source),
        vocabulary_(vocabulary),
        training_stage_(vocabulary.find_classes("training_stage").topics),
        finder_(extraction, source_, vocabulary),
        binder_(extraction, source_, vocabulary, finder_),
        table_(document, extraction, source_, vocabulary),
        retired_(document, extraction, vocabulary),
        scripts_(extraction, source_, vocabulary) {}

  FactBase run() {
    base_.plans.push_back({"main", 0, {}, false});
    base_.facts.reserve(x_.statements.size() / 2);  // about as many numbers have a name
    base_.role_of_statement.assign(x_.statements.size(), Role::claim);
    base_.plan_of_statement.assign(x_.statements.size(), 0);
    headings_.resize(document_.headings.size());
    contexts_.resize(x_.sentences.size());
    leads_.assign(x_.sentences.size(), false);
    for (const Sentence& sentence : x_.sentences)
      if (sentence.lead != no_id) leads_[sentence.lead] = true;
    sentence_of_block_.assign(document_.blocks.size(), no_id);
    for (std::uint32_t i = 0; i < x_.sentences.size(); ++i) {
      const std::uint32_t block = x_.sentences[i].block;
      if (block != no_id && sentence_of_block_[block] == no_id) sentence_of_block_[block] = i;
    }
    find_explained();
    find_objections();
    for (std::uint32_t i = 0; i < x_.sentences.size(); ++i) read(i);
    drop_rank_names(x_, source_, vocabulary_, base_);
    spread_to_glosses();
    set_apart(other_models(document_), Role::foreign, x_, base_);
    set_apart(quotations(document_), Role::quoted, x_, base_);
    set_apart(retired_.parts(), Role::superseded, x_, base_);
    take_as_told(binder_.told_as_past(), base_);
    take_as_limits(x_, base_);
    set_apart(rejections(document_, x_, vocabulary_), Role::hypothetical, x_, base_);
    set_apart(other_configurations(document_, x_, vocabulary_, base_), Role::hypothetical, x_, base_);
    split_sections(x_, source_, vocabulary_, base_);
    move_mentions(x_, vocabulary_, base_);
    settle_depths(vocabulary_, base_);
    settle_node_counts(vocabulary_, base_);
    settle_job_counts(vocabulary_, base_);
    spread_pinned_names();
    base_.fact_of_node.assign(x_.nodes.size(), no_id);
    for (FactId id = 0; id < base_.facts.size(); ++id)
      if (base_.facts[id].node != no_id) base_.fact_of_node[base_.facts[id].node] = id;
    base_.index(vocabulary_.keys());
    return std::move(base_);
  }

 private:
  /// `budget:` above values whose comments say how they come about: results, not what somebody asks for.
  void find_explained() {
    explained_.assign(x_.sentences.size(), false);
    for (const Sentence& sentence : x_.sentences) {
      if (sentence.kind != Sentence::Kind::comment || sentence.lead == no_id || x_.sentences[sentence.lead].lead == no_id) continue;
      if (has_numbers(sentence)) explained_[x_.sentences[sentence.lead].lead] = true;
    }
  }

  /// What a reviewer quotes holds, unless the words behind it object, or the paragraph behind it has numbers of its own.
  void find_objections() {
    objected_.assign(document_.blocks.size(), false);
    const auto quoted = [&](std::size_t i) { return x_.sentences[i].block != no_id && document_.blocks[x_.sentences[i].block].quoted; };
    for (std::size_t first = 0, end = 0; first < x_.sentences.size(); first = end + 1) {
      for (end = first; end < x_.sentences.size() && quoted(end);) ++end;
      if (end == first) continue;
      bool objected = false;
      for (std::size_t i = end; i < x_.sentences.size() && x_.sentences[i].kind != Sentence::Kind::heading && !quoted(i) && !objected; ++i)
        objected = objects(finder_.find(x_.sentences[i])) || (x_.sentences[i].block == x_.sentences[end].block && has_numbers(x_.sentences[i]));
      for (std::size_t i = first; i < end; ++i) objected_[x_.sentences[i].block] = objected;
    }
  }

  bool has_numbers(const Sentence& sentence) const {
    const auto begin = x_.tokens.begin() + sentence.first_token;
    return std::any_of(begin, begin + sentence.token_count, [](const Token& t) { return t.kind == Token::Kind::statement; });
  }

  static bool objects(std::span<const PhraseMatch> matches) {
    return std::any_of(matches.begin(), matches.end(), [](const PhraseMatch& m) { return m.has(Mark::objection); });
  }

  /// A degree that is pinned makes one plan; a name, as that of the layout, holds for all.
  void spread_pinned_names() {
    const std::size_t stated = base_.facts.size();
    for (std::size_t i = 0; i < stated; ++i) {
      const Key& key = vocabulary_.key(base_.facts[i].key);
      if (!base_.facts[i].pinned || key.type != ValueType::name || key.inherited) continue;
      for (PlanId plan = 1; plan < base_.plans.size(); ++plan) {
        Fact fact = base_.facts[i];
        fact.plan = plan;
        base_.facts.push_back(fact);
      }
    }
  }

  /// `64 (8 × 8)` is a statement beside its parts' own; it stands where they do. Glosses follow what their sentence states.
  void spread_to_glosses() {
    const auto all = x_.statements.begin();
    const auto ends_after = [](std::uint32_t end, const Statement& statement) { return end < statement.span.end; };
    std::size_t first = 0;
    for (std::size_t i = 0; i < x_.statements.size(); ++i) {
      if (!x_.statements[i].gloss) continue;
      const std::size_t end = i;
      for (; i < x_.statements.size() && x_.statements[i].gloss; ++i) {
        const auto after = std::upper_bound(all + static_cast<std::ptrdiff_t>(first), all + static_cast<std::ptrdiff_t>(end), x_.statements[i].span.end, ends_after);
        const std::size_t part = std::max<std::size_t>(static_cast<std::size_t>(after - all), first + 1) - 1;
        base_.role_of_statement[i] = base_.role_of_statement[part];
        base_.plan_of_statement[i] = base_.plan_of_statement[part];
      }
      first = i;
    }
  }

  /// Sections of a document's outline come in order, so a heading's own context is ready before it is needed.
  Context outer_context(const Sentence& sentence) const {
    if (sentence.block == no_id) return {};
    const Block& block = document_.blocks[sentence.block];
    Context outer;
    if (sentence.kind == Sentence::Kind::heading) {
      const std::uint32_t parent = block.heading == no_id ? no_id : document_.headings[block.heading].parent;
      if (parent != no_id) outer = headings_[parent];
    } else if (block.heading != no_id) {
      outer = headings_[block.heading];
    }
    if (sentence.lead != no_id) outer = contexts_[sentence.lead].within(outer);
    if (block.quoted) outer.role = review_ && objected_[sentence.block] ? Role::quoted : outer.role.value_or(Role::claim);
    return outer;
  }

  /// `- prefill: 32 GPUs`
  bool heads_item(const Sentence& sentence) const {
    return sentence.kind == Sentence::Kind::prose && sentence.block != no_id && document_.blocks[sentence.block].item != no_id && sentence.token_count > 1 && separates(x_.tokens[sentence.first_token + 1].symbol);
  }

  /// An entry without a value of its own: others stand below it.
  bool is_section(const Sentence& sentence) const {
    return sentence.kind == Sentence::Kind::entry && !has_numbers(sentence);
  }

  static std::optional<Role> section_role(std::span<const PhraseMatch> matches) {
    for (const PhraseMatch& match : matches)
      for (const Meaning& meaning : match.meanings)
        if (meaning.kind == Meaning::Kind::role && !meaning.before && static_cast<Role>(meaning.id) != Role::claim) return static_cast<Role>(meaning.id);
    return std::nullopt;
  }

  void read(std::uint32_t id) {
    const Sentence& sentence = x_.sentences[id];
    const auto& matches = finder_.find(sentence);
    retired_.read(id, finder_);
    Context context = outer_context(sentence);
    const PlanId outer_plan = context.plan;
    std::span<const OuterLabel> outer_labels;
    context.around = context.topics;
    context.topics |= finder_.said().topics;
    if (sentence.kind == Sentence::Kind::heading) {
      review_ = review_ || marks_review(matches);
      const bool title = sentence.block == document_.headings[0].block && document_.headings[0].level == 1;
      Context own = heading_context(matches, title);
      // `Osprey-70B, stage 1`, `Stage 2: fine-tuning` are stages of the training, not of a pipeline.
      if (own.scope == Scope::stage && (title || (own.topics & training_stage_).any())) own.scope.reset();
      // Nor is a whole document that of one GPU.
      if (own.scope == Scope::gpu && title) own.scope.reset();
      // `Errors found` is a list of them, `Retro: what went wrong with our first run` tells of the run.
      if (title && own.role == Role::quoted && sentence.token_count > longest_list_title) own.role.reset();
      const std::uint32_t first = ordinal(sentence);
      if (marks_plan(matches, first, first + 2, true)) own.plan = marked_plan(matches, sentence);
      own.unit = lead_unit(sentence);
      context = own.within(context);
      if (document_.blocks[sentence.block].heading != no_id) headings_[document_.blocks[sentence.block].heading] = context;
    } else if (sentence.kind == Sentence::Kind::cell) {
      const Block& cell = document_.blocks[sentence.block];
      if (table_.table() != cell.table) {
        const Context section = context;
        table_.open(cell.table, sentence_of_block_, finder_, binder_, section, base_);
        finder_.find(sentence);
      }
      context.plan = table_.plan(cell, outer_plan);
      // An `Achieved` column of a rejected plan is still rejected.
      const auto role = table_.role(cell);
      // Under `Targets` a column `Target` leaves the others for what is.
      if (!role && context.role == Role::requirement && cell.column > 0 && table_.asks()) context.role.reset();
      const bool outvoted = role == Role::claim && context.role && *context.role != Role::requirement;
      if (role && !outvoted) context.role = role;
      context.topics |= table_.topics();
      outer_labels = table_.labels(cell);
      for (const OuterLabel& label : outer_labels) {
        const TopicSet topics = topics_in(label.matches);
        context.topics |= topics;
        context.around |= topics;
        if (label.scope) context.scope = label.scope;
      }
    } else if (sentence.kind == Sentence::Kind::command) {
      scripts_.read_command(sentence);
    } else if (is_section(sentence)) {
      // `previous:` and `slo:` say why all below them stand there.
      if (const auto role = heading_context(matches, false).role) context.role = role;
      else if (const auto named = section_role(matches); named && !(named == Role::requirement && explained_[id])) context.role = named;
    } else if ((finder_.said().has(Mark::plan) || finder_.said().has(Mark::part)) && (marks_plan(matches, 0, 1) || (heads_item(sentence) && marks_plan(matches, 0, 0, true)))) {
      context.plan = marked_plan(matches, sentence);
    } else if (const PlanId row = table_.mentioned(sentence); row != 0 && context.plan == 0) {
      context.plan = row;
    }
    if (sentence.kind == Sentence::Kind::prose && finder_.said().has(Meaning::Kind::role))
      if (const auto role = run_in_role(sentence, matches)) context.role = role;
    if (sentence.kind == Sentence::Kind::comment && sentence.lead == no_id) scripts_.read_remark(id, section_role(matches));
    if (sentence.kind == Sentence::Kind::comment && sentence.lead != no_id && sentence.token_count <= longest_scope && finder_.said().has(Meaning::Kind::scope)) narrow_entry(sentence.lead, scope_in(matches, 0, 1));
    if (sentence.kind == Sentence::Kind::entry) scripts_.read_entry(sentence, topics_in(matches), context, base_);
    if (leads_[id]) contexts_[id] = lead_context(matches, context, sentence);
    binder_.bind(id, finder_, context, outer_labels, base_);
  }

  /// Tokens of the number that a heading starts with: `9. Plan B`, `2.1 Plan B`.
  std::uint32_t ordinal(const Sentence& sentence) const {
    const auto token = [&](std::uint32_t at) -> const Token& { return x_.tokens[sentence.first_token + at]; };
    if (sentence.token_count < 2 || token(0).kind != Token::Kind::statement) return 0;
    return token(1).symbol == '.' || token(1).symbol == ')' || token(1).symbol == 0x3001 ? 2 : 1;
  }

  /// `gpu: 4  # per replica`: the comment says what has so many.
  void narrow_entry(std::uint32_t entry, std::optional<Scope> scope) {
    if (!scope) return;
    for (auto fact = base_.facts.rbegin(); fact != base_.facts.rend() && fact->sentence != no_id && fact->sentence >= entry; ++fact) {
      const KeyId share = fact->sentence == entry && !fact->scope_stated ? vocabulary_.share(fact->key, *scope) : no_key;
      if (share != no_key) fact->key = share;
    }
  }

  /// `**Also tried.** TP 4 (33 %), and TP 2`, `**Alternatives**` above a list: bold words that stand by themselves are the heading of what follows.
  std::optional<Role> run_in_role(const Sentence& sentence, std::span<const PhraseMatch> matches) const {
    constexpr std::size_t longest = 48;  // bytes
    const std::string_view text = source_.text(sentence.span).substr(0, longest);
    const std::size_t end = text.starts_with("**") ? text.find("**", 2) : std::string_view::npos;
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view behind = text.substr(end + 2);
    if (text[end - 1] != '.' && !behind.starts_with('.') && !behind.empty() && behind != ":") return std::nullopt;
    std::size_t count = 0;
    while (count < matches.size() && x_.tokens[sentence.first_token + matches[count].last].span.end <= sentence.span.begin + end) ++count;
    const auto heading = heading_context(matches.first(count), false).role, own = section_role(matches.first(count));
    const auto role = heading ? heading : own;
    // `**Corrections of the previous plan**` leads to what holds.
    const bool whole = behind.empty() || behind == ":";
    return role == Role::requirement || (whole && role != Role::hypothetical) ? std::nullopt : role;
  }

  /// What a sentence says for those that it leads: its scope and plan, and the topics in its words.
  Context lead_context(std::span<const PhraseMatch> matches, const Context& context, const Sentence& sentence) const {
    Context lead = context;
    if (const auto unit = lead_unit(sentence)) lead.unit = unit;
    const auto scope = scope_in(matches, 0, no_id);
    if (scope && *scope != Scope::total) lead.scope = scope;
    // `For the 16-layer model:`: what is counted is not what the list is about.
    TopicSet named;
    for (const PhraseMatch& match : matches)
      if (!is_counted(sentence, match.first)) named |= match.topics;
    lead.topics = context.around | (context.topics & ~finder_.said().topics) | named;
    return lead;
  }

  bool is_counted(const Sentence& sentence, std::uint32_t at) const {
    const Token* word = &x_.tokens[sentence.first_token + at];
    if (at > 1 && word[-1].symbol == '-') --at, --word;
    return at > 0 && word[-1].kind == Token::Kind::statement;
  }

  /// `Memory per GPU (GB):`, `Memory per GPU in GB`, `memory_gb: {`
  std::optional<Unit> lead_unit(const Sentence& sentence) const {
    if (sentence.kind == Sentence::Kind::cell || sentence.token_count < 2) return std::nullopt;
    const Token* first = &x_.tokens[sentence.first_token];
    const Token* last = first + sentence.token_count - 1;
    if (separates(last->symbol)) --last;
    const bool bracketed = last > first && closes(last->symbol);
    if (bracketed) --last;
    if (last <= first || last->kind != Token::Kind::word || (!bracketed && !is_section(sentence) && source_.text(last[-1].span) != "in")) return std::nullopt;
    if (bracketed && !opens(last[-1].symbol)) return std::nullopt;
    const auto unit = find_label_unit(source_.text(last->span));
    return unit && !unit->dimension.none() && last->span.size() > 1 ? unit : std::nullopt;
  }

  PlanId marked_plan(std::span<const PhraseMatch> matches, const Sentence& sentence) {
    const PlanMark mark = plan_mark(matches, sentence, x_, source_);
    const PlanId plan = plan_named(base_, mark.name, sentence.span);
    if (plan != 0) base_.plans[plan].part = mark.part;
    return plan;
  }

  const Document& document_;
  const Extraction& x_;
  const SourceFile& source_;
  const Vocabulary& vocabulary_;
  const TopicSet training_stage_;  ///< what stages of training are called
  PhraseFinder finder_;
  SentenceBinder binder_;
  TableReader table_;
  RetiredParts retired_;
  std::vector<bool> objected_;       ///< by block: a quotation that is objected to
  std::vector<bool> explained_;      ///< by section: its entries have comments with numbers
  ScriptReader scripts_;
  bool review_ = false;  ///< the document judges another one
  FactBase base_;
  std::vector<Context> headings_;
  std::vector<bool> leads_;  ///< by sentence: it introduces others
  std::vector<Context> contexts_;  ///< by sentence, of those that lead
  std::vector<std::uint32_t> sentence_of_block_;
};

}  // namespace

FactBase bind_facts(const Document& document, const Extraction& extraction, const Vocabulary& vocabulary) {
  return FactBinder(document, extraction, vocabulary).run();
}

}  // namespace stratlint
