// What holds for every document, over real ones and random ones; and that our blocks are those of a full parse by
// cmark-gfm with its table extension.
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <future>
#include <memory>
#include <random>
#include <sstream>

#include "document_invariants.h"
#include "markdown_dump.h"

namespace stratlint {
namespace {

/// `h2 p code table 3x2`: the leaves in document order.
std::string leaves(const Document& document) {
  std::string text;
  std::size_t heading = 0;
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[i];
    switch (block.kind) {
      case BlockKind::paragraph:
        text += "p ";
        break;
      case BlockKind::heading:
        text += "h" + std::to_string(document.headings[heading++].level) + " ";
        break;
      case BlockKind::code:
        text += "code ";
        break;
      case BlockKind::html:
        text += "html ";
        break;
      case BlockKind::table_cell: {
        const Table& table = document.tables[block.table];
        if (table.first_block == i) {
          text += "table " + std::to_string(table.rows) + "x" + std::to_string(table.columns) + " ";
        }
      }
    }
  }
  return text;
}

std::string leaves_by_cmark(std::string_view bytes) {
  cmark_gfm_core_extensions_ensure_registered();
  const std::unique_ptr<cmark_parser, void (*)(cmark_parser*)> parser(cmark_parser_new(0), cmark_parser_free);
  for (const char* name : {"table", "tasklist"}) {
    cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(name));
  }
  cmark_parser_feed(parser.get(), bytes.data(), bytes.size());
  const std::unique_ptr<cmark_node, void (*)(cmark_node*)> root(cmark_parser_finish(parser.get()), cmark_node_free);
  const std::unique_ptr<cmark_iter, void (*)(cmark_iter*)> iter(cmark_iter_new(root.get()), cmark_iter_free);
  std::string text;
  while (cmark_iter_next(iter.get()) != CMARK_EVENT_DONE) {
    if (cmark_iter_get_event_type(iter.get()) != CMARK_EVENT_ENTER) continue;
    cmark_node* node = cmark_iter_get_node(iter.get());
    const std::string_view type = cmark_node_get_type_string(node);
    if (type == "paragraph") text += "p ";
    if (type == "heading") text += "h" + std::to_string(cmark_node_get_heading_level(node)) + " ";
    if (type == "code_block") text += "code ";
    if (type == "html_block") text += "html ";
    if (type == "table") {
      std::size_t rows = 0;
      for (cmark_node* row = cmark_node_first_child(node); row != nullptr; row = cmark_node_next(row)) ++rows;
      text +=
          "table " + std::to_string(rows) + "x" + std::to_string(cmark_gfm_extensions_get_table_columns(node)) + " ";
    }
  }
  return text;
}

std::vector<std::filesystem::path> documents_under(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  if (!std::filesystem::is_directory(folder)) return paths;
  for (auto entry = std::filesystem::recursive_directory_iterator(folder); entry != decltype(entry)(); ++entry) {
    if (entry->path().filename() == "build") entry.disable_recursion_pending();
    if (entry->path().extension() == ".md") paths.push_back(entry->path());
  }
  return paths;
}

std::string read(const std::filesystem::path& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

/// The first line with a digit that is in no block, though no line of marks, 0 if there is none.
std::uint32_t lost_line(const Document& document) {
  const SourceFile& source = *document.source;
  std::vector<bool> covered(source.line_count() + 1);
  for (const Span line : document.lines) covered[source.line_of(line.begin)] = true;
  for (const Block& block : document.blocks) {
    if (!block.info.empty()) covered[source.line_of(block.info.begin)] = true;
  }
  for (std::uint32_t number = 1; number <= source.line_count(); ++number) {
    const Span line = source.line(number);
    const std::string_view text = source.text(line);
    const bool digit = std::any_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
    if (digit && !covered[number] && !document.front_matter.contains(line)) return number;
  }
  return 0;
}

class RealDocuments : public testing::TestWithParam<const char*> {};

TEST_P(RealDocuments, KeepTheInvariantsAndTheTreeOfCmark) {
  const auto paths = documents_under(std::filesystem::path(STRATLINT_SOURCE_DIR) / GetParam());
  if (paths.empty()) GTEST_SKIP() << "no documents in " << GetParam();
  for (const auto& path : paths) {
    const SourceFile source(path.string(), read(path));
    const Document document = parse_markdown(source);
    EXPECT_EQ(broken_invariant(document), std::nullopt) << path;
    EXPECT_EQ(lost_line(document), 0u) << path;
    if (!document.front_matter.empty()) continue;
    EXPECT_EQ(leaves(document), leaves_by_cmark(source.bytes())) << path;
  }
}

INSTANTIATE_TEST_SUITE_P(Markdown, RealDocuments, testing::Values(".", "../shared/seeds", "../shared/corpus"),
                         [](const auto& info) {
                           return std::string(std::array{"Own", "Seeds", "Corpus"}[info.index]);
                         });

using Words = std::vector<std::string_view>;

/// Lines put together from marks and words, each with the mark of `container`.
std::string random_document(std::mt19937& random, const Words& starts, const Words& texts, std::string_view container) {
  std::string bytes;
  for (auto lines = random() % 12; lines > 0; --lines) {
    bytes += container;
    for (auto marks = random() % 3; marks > 0; --marks) bytes += starts[random() % starts.size()];
    bytes += texts[random() % texts.size()];
    bytes += random() % 9 == 0 ? "\r\n" : "\n";
  }
  return bytes;
}

void expect_the_tree_of_cmark(const Words& starts, const Words& texts, const Words& containers = {""}) {
  std::mt19937 random(20240101);
  std::size_t leaf_bytes = 0;
  for (int i = 0; i < 100'000; ++i) {
    const SourceFile source("random.md",
                            random_document(random, starts, texts, containers[random() % containers.size()]));
    const Document document = parse_markdown(source);
    ASSERT_EQ(broken_invariant(document), std::nullopt) << source.bytes();
    if (!document.front_matter.empty()) continue;
    ASSERT_EQ(leaves(document), leaves_by_cmark(source.bytes())) << source.bytes();
    leaf_bytes += leaves(document).size();
  }
  EXPECT_GT(leaf_bytes, 500'000u);
}

TEST(Markdown, RandomBlocks) {
  expect_the_tree_of_cmark(
      {"", "", "", "", "  ", "    ", "\t", "> ", ">", "- ", "1. ", "7) ", "* ", "      ", " - ", "-\t", "\t- "},
      {"8 GPUs", "# T 1",  "## T ##", "===",       "---",   "- - -",  "```py",    "```", "~~~",
       "a | b",  "",       "",        "",          "<div>", "</div>", "<!-- 1",   "-->", "[x] 4ms",
       "[ ] 5",  "[a]: b", "*e*",     "×\xFF\xC3", "2. x",  "#",      "<b>9</b>", "\f",  "\v 1"});
}

// Left out here: what may follow a table but not a paragraph without a blank line between (code, `7)`, a paragraph
// outside the table's container). Those lines are rows or text to us.
TEST(Markdown, RandomTables) {
  expect_the_tree_of_cmark(
      {"", "", " "},
      {"8 GPUs", "# T 1", "---",   "```",   "| a | b |", "|1|2|", "|---|---|", "-|-", "a | b", " :-:",      "|:-",
       "",       "",      "<div>", "\\| 3", "*e* `c|d`", "×",     "||",        "|1",  "1||",   "| - | - |", "|-|x|"});
}

TEST(Markdown, EveryThreadReadsTheSame) {
  std::mt19937 random(7);
  std::string bytes;
  for (int i = 0; i < 200; ++i)
    bytes += random_document(random, {"", "> ", "- ", "    "}, {"a", "# b", "```", "|a|", "|-|"}, "");
  const SourceFile source("random.md", bytes);
  const std::string expected = dump(parse_markdown(source));
  std::vector<std::future<bool>> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.push_back(std::async(std::launch::async, [&] {
      bool same = true;
      for (int i = 0; i < 50; ++i) same = same && dump(parse_markdown(source)) == expected;
      return same;
    }));
  }
  for (auto& thread : threads) EXPECT_TRUE(thread.get());
}

TEST(Markdown, TablesOfInvalidText) {
  const SourceFile source("t.md", "|\xFF|b|\n|-|-|\n|\xC3|\xE2\x82|");
  EXPECT_EQ(leaves(parse_markdown(source)), "table 2x2 ");
}

}  // namespace
}  // namespace stratlint
