#include <algorithm>
#include <map>
#include <string>

#include "builder.h"
#include "derivation.h"
#include "each_second.h"
#include "glosses.h"

namespace stratlint {

namespace {

using extraction::Builder;
using extraction::ConfigItem;

/// Tokens beyond this are not read: a document has hundreds, an attack has millions.
constexpr std::size_t max_tokens = 4'000'000;
constexpr std::uint32_t longest_line = 1 << 20;  // prose has no such lines, data may
constexpr std::uint32_t longest_flow = 1 << 14;  // of lines that are read as one
constexpr std::size_t most_long_lines = 4;       // that are named

bool contains_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Languages whose lines are assignments and comments; other code is not read.
enum class Code { prose, config, pins, ignored };

Code code_kind(std::string_view info) {
  std::string language(info.substr(0, info.find_first_of(" \t{,")));
  for (char& c : language) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  if (language.empty() || language == "text" || language == "txt" || language == "plain" || language == "plaintext" ||
      language == "markdown" || language == "md" || language == "math" || language == "latex")
    return Code::prose;
  if (language == "stratlint") return Code::pins;
  for (const char* known : {"python", "py", "yaml", "yml", "json", "jsonc", "json5", "toml", "ini", "cfg", "conf", "properties", "bash", "sh",
                            "shell", "zsh", "console", "shell-invocation", "env", "dotenv", "dockerfile", "makefile"})
    if (language == known) return Code::config;
  return Code::ignored;
}

class Extractor {
 public:
  explicit Extractor(const Document& document) : document_(document), source_(*document.source), builder_(source_, out_) {}

  Extraction run() {
    reserve();
    if (!document_.front_matter.empty()) read_front_matter();
    first_sentence_.assign(document_.blocks.size(), no_id);
    last_sentence_.assign(document_.blocks.size(), no_id);
    for (std::uint32_t block = 0; block < document_.blocks.size() && !full(); ++block) {
      first_sentence_[block] = static_cast<std::uint32_t>(out_.sentences.size());
      read_block(block);
      if (out_.sentences.size() > first_sentence_[block]) last_sentence_[block] = static_cast<std::uint32_t>(out_.sentences.size()) - 1;
      if (document_.blocks[block].kind == BlockKind::table_cell) read_row(block);
    }
    if (full()) out_.limits.push_back("only the first " + std::to_string(max_tokens) + " words and numbers were read");
    return std::move(out_);
  }

 private:
  /// What a usual document needs; growing would copy it all some times.
  void reserve() {
    const std::size_t bytes = std::min<std::size_t>(source_.bytes().size(), 1 << 20);
    out_.tokens.reserve(bytes / 6 + 16);
    out_.nodes.reserve(bytes / 48 + 4);
    out_.sides.reserve(bytes / 48 + 4);
    out_.statements.reserve(bytes / 48 + 4);
    out_.sentences.reserve(bytes / 48 + 4);
  }

  void read_block(std::uint32_t id) {
    const Block& block = document_.blocks[id];
    switch (block.kind) {
      case BlockKind::heading: read_text(id, Sentence::Kind::heading, no_id); break;
      case BlockKind::table_cell: read_text(id, Sentence::Kind::cell, no_id); break;
      case BlockKind::paragraph: read_text(id, Sentence::Kind::prose, lead_of(id)); break;
      case BlockKind::code: read_code(id); break;
      case BlockKind::html: break;
    }
  }

  /// What a cell derives of the one before it, or the one before it of it: `| MLP | 32 × 3 × 4096 × 14336 | 5.64 B |`.
  void read_row(std::uint32_t id) {
    const Block& cell = document_.blocks[id];
    if (cell.row == 0 || cell.column < 2 || last_sentence_[id] == no_id || last_sentence_[id - 1] == no_id) return;
    extraction::add_row_gloss(out_, Sentence(out_.sentences[last_sentence_[id - 1]]), last_sentence_[id]);
    extraction::add_row_gloss(out_, Sentence(out_.sentences[last_sentence_[id]]), last_sentence_[id - 1]);
  }

  /// The sentence that introduces a block: the parent item's text, or the line above a list.
  std::uint32_t lead_of(std::uint32_t id) const {
    const Block& block = document_.blocks[id];
    if (block.item != no_id) {
      const ListItem& item = document_.items[block.item];
      if (item.first_block != id && item.first_block != no_id) return last_sentence(item.first_block);
      if (item.parent != no_id) return last_sentence(document_.items[item.parent].first_block);
      return intro_of_list(id, item.list);
    }
    return no_id;
  }

  std::uint32_t last_sentence(std::uint32_t block) const { return block == no_id ? no_id : last_sentence_[block]; }

  /// `**Memory per GPU**:` above its list, if nothing stands between them.
  std::uint32_t intro_of_list(std::uint32_t id, std::uint32_t list) const {
    std::uint32_t before = id;
    while (before > 0) {
      --before;
      const Block& block = document_.blocks[before];
      if (block.item != no_id) {
        std::uint32_t item = block.item;
        while (document_.items[item].list != list && document_.items[item].parent != no_id) item = document_.items[item].parent;
        if (document_.items[item].list == list) {
          // The list's first item knows its intro already.
          const std::uint32_t first = first_sentence_[before];
          std::uint32_t lead = first < out_.sentences.size() ? out_.sentences[first].lead : no_id;
          if (document_.items[block.item].parent != no_id) continue;
          return lead;
        }
        return no_id;
      }
      if (block.kind != BlockKind::paragraph || block.heading != document_.blocks[id].heading) return no_id;
      const std::uint32_t sentence = last_sentence(before);
      return sentence != no_id && introduces(out_.sentences[sentence]) ? sentence : no_id;
    }
    return no_id;
  }

  bool introduces(const Sentence& sentence) const {
    std::string_view text = source_.text(sentence.span);
    while (!text.empty() && (text.back() == ' ' || text.back() == '*' || text.back() == '_')) text.remove_suffix(1);
    if (text.ends_with(':') || text.ends_with("：")) return true;
    const std::string_view whole = source_.text(sentence.span);
    return whole.starts_with("**") && whole.ends_with("**");
  }

  bool full() const { return out_.tokens.size() > max_tokens; }

  /// A line, or as much of it as is read.
  Span start_of(Span line) {
    if (line.size() <= longest_line) return line;
    line.end = line.begin + longest_line;
    while ((static_cast<unsigned char>(source_.bytes()[line.end]) & 0xC0) == 0x80 && line.end > line.begin) --line.end;
    if (++long_lines_ <= most_long_lines)
      out_.limits.push_back("line " + std::to_string(source_.line_of(line.begin)) + ": only the first " + std::to_string(longest_line) + " bytes are read");
    return line;
  }

  void add_sentence(Sentence sentence, Span text) {
    if (text.empty()) return;
    sentence.span = text;
    sentence.first_token = static_cast<std::uint32_t>(out_.tokens.size());
    if (!sentence.name.empty()) {
      extraction::read_line(builder_, sentence.name);
      builder_.add_symbol({sentence.name.end, sentence.name.end}, ':');
    }
    if (sentence.name.empty()) extraction::read_line(builder_, text);
    else extraction::read_value(builder_, sentence_value_);
    close_sentence(sentence);
  }

  void close_sentence(Sentence sentence) {
    sentence.token_count = static_cast<std::uint32_t>(out_.tokens.size()) - sentence.first_token;
    if (sentence.token_count == 0) return;
    extraction::read_rates(out_, source_, sentence);
    extraction::add_glosses(out_, source_, sentence);
    out_.sentences.push_back(sentence);
  }

  /// "- `global_batch`: 2 x 24 x 16" below a fence: JSON has no comments, so remarks on its entries stand in a list.
  bool read_remark(std::uint32_t id, Span line) {
    const std::string_view text = source_.text(line);
    const std::size_t end = text.starts_with('`') ? text.find("`:", 1) : std::string_view::npos;
    if (end == std::string_view::npos) return false;
    const auto entry = entries_.find(text.substr(1, end - 1));
    const std::size_t begin = text.find_first_not_of(' ', end + 2);
    if (entry == entries_.end() || begin == std::string_view::npos) return false;
    Sentence sentence;
    sentence.kind = Sentence::Kind::comment;
    sentence.block = id;
    sentence.lead = entry->second;
    const std::size_t number = out_.sentences.size();
    add_sentence(sentence, {line.begin + static_cast<std::uint32_t>(begin), line.end});
    if (out_.sentences.size() > number) extraction::add_derivation(out_, source_, entry->second, static_cast<std::uint32_t>(number));
    return true;
  }

  /// One sentence a line, save that a wrapped line of flowing text goes on in the next.
  void read_text(std::uint32_t id, Sentence::Kind kind, std::uint32_t lead) {
    const Block& block = document_.blocks[id];
    const Span* lines = document_.begin_lines(block);
    Sentence sentence;
    bool open = false;
    if (kind == Sentence::Kind::prose && block.line_count == 1 && read_remark(id, lines[0])) return;
    for (std::uint32_t i = 0; i < block.line_count && !full(); ++i) {
      Span text = lines[i];
      while (i + 1 < block.line_count && lines[i + 1].end - text.begin <= longest_flow && flows_on(source_.text(lines[i]), source_.text(lines[i + 1])) && only_blanks_between(lines[i], lines[i + 1])) text.end = lines[++i].end;
      const Span line = start_of(text);
      if (!open) {
        sentence = Sentence{};
        sentence.kind = kind;
        sentence.block = id;
        sentence.lead = lead;
        sentence.span = line;
        sentence.first_token = static_cast<std::uint32_t>(out_.tokens.size());
      }
      sentence.span.end = line.end;
      extraction::read_line(builder_, line);
      open = !full() && i + 1 < block.line_count && flows_on(source_.text(lines[i]), source_.text(lines[i + 1]));
      if (!open) {
        close_sentence(sentence);
        if (kind == Sentence::Kind::prose && i + 1 < block.line_count && !out_.sentences.empty() &&
            out_.sentences.back().block == id && ends_in_colon(source_.text(lines[i])))
          lead = static_cast<std::uint32_t>(out_.sentences.size()) - 1;
      }
    }
  }

  /// Not the sign of a quotation.
  bool only_blanks_between(Span line, Span next) const { return source_.text({line.end, next.begin}).find_first_not_of(" \t\r\n") == std::string_view::npos; }

  static bool ends_in_colon(std::string_view line) { return line.ends_with(':') || line.ends_with("\uFF1A"); }

  static bool flows_on(std::string_view line, std::string_view next) {
    constexpr std::size_t full = 60, short_of_full = 40;  // bytes; a long word may leave much of a line free
    const bool goes_on = !line.empty() && line.size() >= short_of_full && !next.empty() && next.front() >= 'a' && next.front() <= 'z' && line.back() >= 'a' && line.back() <= 'z';
    if ((line.size() < full && !goes_on) || next.empty()) return false;
    const char last = line.back();
    if (last == '.' || last == ':' || last == ';' || last == '!' || last == '?' || last == ' ' || last == '\\') return false;
    return !next.starts_with("**") && !next.starts_with("- ") && !next.starts_with("|");
  }

  struct Section {
    std::uint32_t indent;
    std::uint32_t sentence;
  };

  static std::uint32_t indent_of(std::string_view line) {
    const std::size_t at = line.find_first_not_of(" \t");
    return static_cast<std::uint32_t>(at == std::string_view::npos ? line.size() : at);
  }

  static std::uint32_t enter(std::vector<Section>& open, std::uint32_t indent) {
    while (!open.empty() && open.back().indent >= indent) open.pop_back();
    return open.empty() ? no_id : open.back().sentence;
  }

  void read_code(std::uint32_t id) {
    const Block& block = document_.blocks[id];
    Code kind = code_kind(source_.text(block.info));
    if (kind == Code::ignored) return;
    const Span* lines = document_.begin_lines(block);
    if (kind == Code::prose && is_script(block)) kind = Code::config;
    std::vector<Section> open;
    table_ = no_id;
    for (std::uint32_t i = 0; i < block.line_count && !full(); ++i) {
      if (kind == Code::prose) read_code_prose(id, start_of(lines[i]), open);
      else read_config(id, start_of(lines[i]), open, kind == Code::pins);
    }
  }

  /// A fence without a language that runs a program or lists flags.
  bool is_script(const Block& block) const {
    constexpr std::uint32_t few = 2;
    std::uint32_t flags = 0;
    for (std::uint32_t i = 0; i < block.line_count; ++i) {
      const std::string_view text = source_.text(document_.begin_lines(block)[i]);
      if (i == 0 && text.starts_with("#!")) return true;
      const std::size_t at = text.find("--");
      const bool starts = at != std::string_view::npos && (at == 0 || text[at - 1] == ' ') && at + 2 < text.size() && text[at + 2] >= 'a' && text[at + 2] <= 'z';
      flags += starts ? 1 : 0;
    }
    return flags >= few;
  }

  /// Formulas and lists in a fence without a language: prose, whose nesting is its indentation.
  void read_code_prose(std::uint32_t id, Span line, std::vector<Section>& open) {
    const std::string_view text = source_.text(line);
    const std::uint32_t indent = indent_of(text);
    if (indent == text.size()) return;
    Sentence sentence;
    sentence.block = id;
    sentence.lead = enter(open, indent + (text.substr(indent).starts_with("- ") ? 1 : 0));
    const std::size_t before = out_.sentences.size();
    add_sentence(sentence, {line.begin + indent, line.end});
    if (out_.sentences.size() > before && ends_in_colon(text)) open.push_back({indent, static_cast<std::uint32_t>(before)});
  }

  void read_front_matter() {
    std::vector<Section> open;
    table_ = no_id;
    Span rest = document_.front_matter;
    bool pinned = false;
    while (!rest.empty()) {
      const std::string_view text = source_.text(rest);
      const std::size_t end = text.find('\n');
      Span line{rest.begin, end == std::string_view::npos ? rest.end : rest.begin + static_cast<std::uint32_t>(end)};
      rest.begin = end == std::string_view::npos ? rest.end : line.end + 1;
      if (!line.empty() && source_.bytes()[line.end - 1] == '\r') --line.end;
      const std::string_view words = source_.text(line);
      if (!words.empty() && words.front() != ' ' && words.front() != '\t') pinned = words.starts_with("stratlint:");
      else if (pinned) read_config(no_id, start_of(line), open, true);
    }
  }

  void read_config(std::uint32_t id, Span line, std::vector<Section>& open, bool pins) {
    const std::string_view text = source_.text(line);
    if (!pins && !contains_digit(text) && text.find(':') == std::string_view::npos && text.find('=') == std::string_view::npos &&
        text.find('[') == std::string_view::npos && text.find("--") == std::string_view::npos)
      return;
    items_.clear();
    extraction::read_config_line(source_, line, pins, items_);
    const std::uint32_t indent = indent_of(text);
    std::uint32_t lead = enter(open, indent);
    std::uint32_t entry = no_id;
    std::uint32_t entries = 0;
    for (const ConfigItem& item : items_) {
      Sentence sentence;
      sentence.block = id;
      sentence.lead = lead == no_id && item.kind != ConfigItem::Kind::table ? table_ : lead;
      const auto number = static_cast<std::uint32_t>(out_.sentences.size());
      if (item.kind == ConfigItem::Kind::comment) {
        if (pins) continue;
        sentence.kind = Sentence::Kind::comment;
        sentence.lead = entry;
        add_sentence(sentence, item.value);
        if (entry != no_id && entries == 1 && out_.sentences.size() > number) extraction::add_derivation(out_, source_, entry, static_cast<std::uint32_t>(number));
        continue;
      }
      if (item.kind == ConfigItem::Kind::command) {
        sentence.kind = Sentence::Kind::command;
        add_sentence(sentence, item.value);
        continue;
      }
      sentence.kind = pins ? Sentence::Kind::pin : Sentence::Kind::entry;
      sentence.name = item.name;
      sentence_value_ = item.value;
      add_sentence(sentence, {item.name.begin, std::max(item.name.end, item.value.end)});
      if (out_.sentences.size() == number) continue;
      if (item.kind == ConfigItem::Kind::table) table_ = number;
      else if (item.kind == ConfigItem::Kind::section) {
        open.push_back({indent, number});
        lead = number;  // of a map in one line
      }
      else {
        entry = number;
        ++entries;
        if (!pins) entries_.insert_or_assign(source_.text(item.name), number);
      }
    }
  }

  const Document& document_;
  const SourceFile& source_;
  Extraction out_;
  Builder builder_;
  std::vector<std::uint32_t> first_sentence_;  ///< of each block; no_id where it has none
  std::vector<std::uint32_t> last_sentence_;
  std::vector<ConfigItem> items_;
  Span sentence_value_;
  std::uint32_t table_ = no_id;  ///< the TOML table that entries belong to
  std::map<std::string_view, std::uint32_t> entries_;  ///< of fences, by name: the last one's sentence
  std::size_t long_lines_ = 0;
};

}  // namespace

Extraction extract(const Document& document) { return Extractor(document).run(); }

}  // namespace stratlint
