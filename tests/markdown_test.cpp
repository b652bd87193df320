#include <gtest/gtest.h>

#include <string>

#include "markdown_dump.h"

namespace stratlint {
namespace {

struct Row {
  const char* markdown;
  const char* dump;
};

void expect_rows(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    const SourceFile source("plan.md", row.markdown);
    EXPECT_EQ("\n" + dump(parse_markdown(source)), "\n" + std::string(row.dump)) << row.markdown;
  }
}

TEST(Markdown, Paragraphs) {
  expect_rows({
      {"", ""},
      {"\n \n\t\n", ""},
      {"\xEF\xBB\xBF", ""},
      {"\xEF\xBB\xBF# A", "h1 [A]\n"},
      {"one", "p [one]\n"},
      {"one\n  two  \nthree\\\n", "p [one] [two] [three\\]\n"},
      {"one\r\ntwo\r\n\r\nthree", "p [one] [two]\np [three]\n"},
      {"one\rtwo\r\rthree", "p [one] [two]\np [three]\n"},
      {"one\n\t\ttwo", "p [one] [two]\n"},  // a tab does not make code of a lazy line
      {"8 × `4 GPUs\n= 32` GPUs", "p [8 × `4 GPUs] [= 32` GPUs]\n"},
      {"a\n***\nb", "p [a]\np [b]\n"},
      {"[ref]: https://example.org/64\n\ntext", "p [text]\n"},
      {"latency 5~10ms, memory 20~30GB", "p [latency 5~10ms, memory 20~30GB]\n"},
  });
}

TEST(Markdown, Headings) {
  expect_rows({
      {"# A\n## B\ntext\n### C ###\n## D\n# E", "h1 [A]\nh2 in 0 [B]\np #1 [text]\nh3 in 1 [C]\nh2 in 0 [D]\nh1 [E]\n"},
      {"### A\n# B\n#### C", "h3 [A]\nh1 [B]\nh4 in 1 [C]\n"},
      {"#\n##  \n### ###\ntext", "h1\nh2 in 0\nh3 in 1\np #2 [text]\n"},
      {"#A\n\n####### B", "p [#A]\np [####### B]\n"},
      {"  ## A #1 \\# ##  ", "h2 [A #1 \\#]\n"},
      {"# A#", "h1 [A#]\n"},
      {"Title\n===\ntext", "h1 [Title]\np #0 [text]\n"},
      {"Two\nlines of 8\n---\n\ntext", "h2 [Two] [lines of 8]\np #0 [text]\n"},
      {"A\n===\n===\n", "h1 [A]\np #0 [===]\n"},
      {"A\n---\n---\nB", "h2 [A]\np #0 [B]\n"},
      {"> # A\n> b\n\nc", "h1 > [A]\np #0 > [b]\np [c]\n"},  // a quoted heading is not ours
      {"# T\n- ## A\n\n  b\n- c\n\nd",
       "h1 [T]\nh2 in 0 -0 [A]\np #1 -0 [b]\np #0 -1 [c]\np #0 [d]\nitem 0: list 0 at 1\nitem 1: list 0 at 3\n"},
      {"- A\n  ===\n  b", "h1 -0 [A]\np #0 -0 [b]\nitem 0: list 0 at 0\n"},
      {"# A\r\nb\r\n---\r\n", "h1 [A]\nh2 in 0 [b]\n"},
      {"# A\r\n", "h1 [A]\n"},
  });
}

TEST(Markdown, ListItems) {
  expect_rows({
      {"- a\n- b\n  c\n\n  d\n* e",
       "p -0 [a]\np -1 [b] [c]\np -1 [d]\np -2 [e]\n"
       "item 0: list 0 at 0\nitem 1: list 0 at 1\nitem 2: list 1 at 3\n"},
      {"1. a\n   - b\n     1) c\n2. d",
       "p -0 [a]\np -1 [b]\np -2 [c]\np -3 [d]\n"
       "item 0: list 0 at 0\nitem 1: list 1 in 0 at 1\nitem 2: list 2 in 1 at 2\nitem 3: list 0 at 3\n"},
      {"- a\nlazy 12\n    far 34", "p -0 [a] [lazy 12] [far 34]\nitem 0: list 0 at 0\n"},
      {"- - a\n\t\tb\n  - c",
       "p -1 [a] [b]\np -2 [c]\nitem 0: list 0 empty\nitem 1: list 1 in 0 at 0\nitem 2: list 1 in 0 at 1\n"},
      {"-\ta\n\n\tb", "p -0 [a]\np -0 [b]\nitem 0: list 0 at 0\n"},
      {"-\n\n  a", "p [a]\nitem 0: list 0 empty\n"},
      {"-\n  a", "p -0 [a]\nitem 0: list 0 at 0\n"},
      {"64. a\n65. b", "p -0 [a]\np -1 [b]\nitem 0: list 0 at 0\nitem 1: list 0 at 1\n"},
      {"total\n64. a", "p [total] [64. a]\n"},
      {"   - a\n\n     b\n\n    c", "p -0 [a]\np -0 [b]\ncode [c]\nitem 0: list 0 at 0\n"},
      {"- a\n\n\n- b", "p -0 [a]\np -1 [b]\nitem 0: list 0 at 0\nitem 1: list 0 at 1\n"},
  });
}

TEST(Markdown, TaskItems) {
  expect_rows({
      {"- [x] done 53ms\n- [ ] open [x]\n- [X]\tboth\n  more",
       "p -0 [done 53ms]\np -1 [open [x]]\np -2 [both] [more]\n"
       "item 0: list 0 at 0 ticked\nitem 1: list 0 at 1 open\nitem 2: list 0 at 2 ticked\n"},
      {"1. [x] a\n> - [x] b", "p -0 [a]\np -1 > [b]\nitem 0: list 0 at 0 ticked\nitem 1: list 1 at 1 ticked\n"},
      {"- [x]\n- [y] a\n- [x]a\n- [x](url) b",
       "p -0 [[x]]\np -1 [[y] a]\np -2 [[x]a]\np -3 [[x](url) b]\n"
       "item 0: list 0 at 0\nitem 1: list 0 at 1\nitem 2: list 0 at 2\nitem 3: list 0 at 3\n"},
      {"- a\n\n  [x] b", "p -0 [a]\np -0 [[x] b]\nitem 0: list 0 at 0\n"},
      {"-\n  [x] b", "p -0 [[x] b]\nitem 0: list 0 at 0\n"},
      {"[x] a", "p [[x] a]\n"},
  });
}

TEST(Markdown, Quotes) {
  expect_rows({
      {"> a 1\nlazy 2\n>b 3\n\nc", "p > [a 1] [lazy 2] [b 3]\np [c]\n"},
      {"> > a\n> b\nc", "p > [a] [b] [c]\n"},
      {">\ta\n> - b\n>   c", "p > [a]\np -0 > [b] [c]\nitem 0: list 0 at 1\n"},
      {"- > a\n  > b\n\n  c", "p -0 > [a] [b]\np -0 [c]\nitem 0: list 0 at 0\n"},
      {"   > a\n   >   b", "p > [a] [b]\n"},
  });
}

TEST(Markdown, Code) {
  expect_rows({
      {"```\n```", "code\n"},
      {"```python x=1\na = 1\n\n  b = 2  \n```\nc", "code `python x=1` [a = 1] [] [  b = 2  ]\np [c]\n"},
      {"~~~~ yaml\na\n~~~\n```\n~~~~~", "code `yaml` [a] [~~~] [```]\n"},
      {"```py\na\n\n", "code `py` [a] []\n"},
      {"```py\na", "code `py` [a]\n"},
      {"a\n```", "p [a]\ncode\n"},
      {"  ```\n   a\n b\n\tc\n  ```", "code [ a] [b] [c]\n"},
      {"- ```\n  a\n   b\n  ```\n- c", "code -0 [a] [ b]\np -1 [c]\nitem 0: list 0 at 0\nitem 1: list 0 at 1\n"},
      {"> ```sh\n> a\n>   b\n> ```", "code > `sh` [a] [  b]\n"},
      {"> ```\n> a\nb", "code > [a]\np [b]\n"},  // the fence ends with its quote
      {"- ```\n  a\n\nb", "code -0 [a] []\np [b]\nitem 0: list 0 at 0\n"},
      {"```\r\na\r\n```\r\n", "code [a]\n"},
      {"```\ra\r```\r", "code [a]\n"},
      {"    a\n\n      b\n\nc", "code [a] [] [  b]\np [c]\n"},
      {"    a\n\n", "code [a]\n"},
      {"\ta\n \tb", "code [a] [b]\n"},
      {"-     a\n      b", "code -0 [a] [b]\nitem 0: list 0 at 0\n"},
      {"-\t\ta\n\n\t\tb", "code -0 [a] [] [b]\nitem 0: list 0 at 0\n"},
      {"`` ` ``\n``` a ` b", "p [`` ` ``] [``` a ` b]\n"},
      {"```\n# no heading\n| a |\n|---|\n```", "code [# no heading] [| a |] [|---|]\n"},
  });
}

TEST(Markdown, Html) {
  expect_rows({
      {"<div>\n<b>64</b>\n</div>\n\na", "html [<div>] [<b>64</b>] [</div>]\np [a]\n"},
      {"<!-- 64\n\nGPUs --> tail\na", "html [<!-- 64] [GPUs --> tail]\np [a]\n"},
      {"<!-- open\n\n64", "html [<!-- open] [64]\n"},
      {"<!-- one --> 8\n# A", "html [<!-- one --> 8]\nh1 [A]\n"},
      {"<script>\na\n", "html [<script>] [a]\n"},
      {"<![CDATA[\na", "html [<![CDATA[] [a]\n"},
      {"<?php\na", "html [<?php] [a]\n"},
      {"<!X\na", "html [<!X] [a]\n"},
      {"> <div>\n> a\n\nb", "html > [<div>] [a]\np [b]\n"},
      {"a\n<b>c</b>", "p [a] [<b>c</b>]\n"},
  });
}

TEST(Markdown, Tables) {
  expect_rows({
      {"| a | b |\n|---|:-:|\n| 1 | 2 |\n| 3 | 4 |\n\nend",
       "table 0: 3x2\ncell 0,0 [a]\ncell 0,1 [b]\ncell 1,0 [1]\ncell 1,1 [2]\ncell 2,0 [3]\ncell 2,1 [4]\np [end]\n"},
      {"a | b\n-|-\n1 | 2", "table 0: 2x2\ncell 0,0 [a]\ncell 0,1 [b]\ncell 1,0 [1]\ncell 1,1 [2]\n"},
      {"| a |\n|---|", "table 0: 1x1\ncell 0,0 [a]\n"},
      {"a\n:-:\nb", "table 0: 2x1\ncell 0,0 [a]\ncell 1,0 [b]\n"},
      // Short rows are filled up, long ones cut.
      {"|a|b|\n|-|-|\n|1|\n|1|2|3|\n||2|",
       "table 0: 4x2\ncell 0,0 [a]\ncell 0,1 [b]\ncell 1,0 [1]\ncell 1,1\ncell 2,0 [1]\ncell 2,1 [2]\ncell 3,0\n"
       "cell 3,1 [2]\n"},
      // Pipes split code spans, but not after a backslash, however many there are.
      {"|a|b|\n|-|-|\n|`x|y`|\n|x \\| y|2|\n|x \\\\| y|2|",
       "table 0: 4x2\ncell 0,0 [a]\ncell 0,1 [b]\ncell 1,0 [`x]\ncell 1,1 [y`]\ncell 2,0 [x \\| y]\ncell 2,1 [2]\n"
       "cell 3,0 [x \\\\| y]\ncell 3,1 [2]\n"},
      {"|a|b|\n|---|\n|1|2|", "p [|a|b|] [|---|] [|1|2|]\n"},
      {"|a|b|\n|---|-x-|\n", "p [|a|b|] [|---|-x-|]\n"},
      {"|\t×\t|\tb |\n|--|--|", "table 0: 1x2\ncell 0,0 [×]\ncell 0,1 [b]\n"},
      {"> | a |\n> |---|\n> | 1 |\n\nend", "table 0: 2x1\ncell 0,0 > [a]\ncell 1,0 > [1]\np [end]\n"},
      {"- | a |\n  |---|\n  | 1 |\n- b",
       "table 0: 2x1\ncell 0,0 -0 [a]\ncell 1,0 -0 [1]\np -1 [b]\nitem 0: list 0 at 0\nitem 1: list 0 at 2\n"},
      {"|a|\n|-|\n|1|\n---\nb", "table 0: 2x1\ncell 0,0 [a]\ncell 1,0 [1]\np [b]\n"},
      {"|a|\n|-|\n|1|\n# b", "table 0: 2x1\ncell 0,0 [a]\ncell 1,0 [1]\nh1 [b]\n"},
      {"|a|\n|-|\n|1|\ntext\n- b",
       "table 0: 3x1\ncell 0,0 [a]\ncell 1,0 [1]\ncell 2,0 [text]\np -0 [b]\nitem 0: list 0 at 3\n"},
      {"|a|\n|-|\n|-|\n|1|", "table 0: 3x1\ncell 0,0 [a]\ncell 1,0 [-]\ncell 2,0 [1]\n"},
  });
}

TEST(Markdown, TableCaptions) {
  expect_rows({
      // Right above the header: one paragraph to cmark, whose lines it would misplace.
      {"Memory 64GB\nper GPU:\n| a |\n|---|\n| 1 |",
       "p [Memory 64GB] [per GPU:]\ntable 0: 2x1 intro 0\ncell 0,0 [a]\ncell 1,0 [1]\n"},
      {"Memory:\n\n| a |\n|---|", "p [Memory:]\ntable 0: 1x1 intro 0\ncell 0,0 [a]\n"},
      {"Memory:\n\n# A\n\n| a |\n|---|", "p [Memory:]\nh1 [A]\ntable 0: 1x1\ncell 0,0 #0 [a]\n"},
      {"- Memory:\n\n  | a |\n  |---|\n\n| b |\n|---|",
       "p -0 [Memory:]\ntable 0: 1x1 intro 0\ncell 0,0 -0 [a]\ntable 1: 1x1\ncell 0,0 [b]\nitem 0: list 0 at 0\n"},
      {"- Memory:\n\n| a |\n|---|", "p -0 [Memory:]\ntable 0: 1x1\ncell 0,0 [a]\nitem 0: list 0 at 0\n"},
  });
}

TEST(Markdown, FrontMatter) {
  expect_rows({
      {"---\na: 1\n---\n# T", "front [a: 1\n]\nh1 [T]\n"},
      {"\xEF\xBB\xBF---\r\na: 1\r\n...  \r\n# T", "front [a: 1\r\n]\nh1 [T]\n"},
      {"---\na: 1\n---", "front [a: 1\n]\n"},
      {"---\n---\n# T", "h1 [T]\n"},
      {"---\na: 1\n", "p [a: 1]\n"},
      {"---\n\na: 1\n\n---\n", "p [a: 1]\n"},  // a thematic break
      {"----\na: 1\n---\n", "h2 [a: 1]\n"},
      {" ---\na: 1\n---\n", "h2 [a: 1]\n"},
      {"---\na: 1\n---\n\n    code", "front [a: 1\n]\ncode [code]\n"},
  });
}

TEST(Markdown, DeepMarksAreText) {
  const auto repeat = [](std::string_view what, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += what;
    return text;
  };
  const SourceFile source(
      "plan.md", repeat(">", 150) + " 64\n\n```\n" + repeat(" ", 150) + "- code\n```\n" + repeat("- ", 60) + "a\n");
  const Document document = parse_markdown(source);
  ASSERT_EQ(document.limits.size(), 1u);
  EXPECT_EQ(document.limits[0], "line 1 and 1 more: quote and list marks this deep are read as text");
  ASSERT_EQ(document.blocks.size(), 3u);
  EXPECT_EQ(source.text(document.begin_lines(document.blocks[0])[0]), repeat(">", 49) + " 64");
  EXPECT_EQ(source.text(document.begin_lines(document.blocks[2])[0]), repeat("- ", 9) + "a");
  // A line of any length may be a thematic break.
  EXPECT_EQ(dump(parse_markdown(SourceFile("plan.md", repeat("- ", 200)))), "");
}

}  // namespace
}  // namespace stratlint
