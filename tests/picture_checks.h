#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

#include "stratlint/picture.h"

namespace stratlint {

/// What a reader would see go wrong: boxes upon each other, text that leaves its box, letters too small to read.
inline std::vector<std::string> layout_problems(const Picture& picture) {
  constexpr double tolerance = 0.6;
  std::vector<std::string> out;
  const auto named = [](const Box& box) { return box.id + (box.lines.empty() ? "" : " `" + box.lines.front().text + "`"); };
  for (const Box& box : picture.boxes) {
    double height = 0;
    for (const TextLine& line : box.lines) height += line.size * 1.2;
    double y = -height / 2;
    for (const TextLine& line : box.lines) {
      const double high = line.size * 1.2, room = room_for_text(box, y + high / 2, high);
      if (text_width(line.text, line.size, line.bold) > room + tolerance) out.push_back(fmt::format("{} overflows: `{}`", named(box), line.text));
      if (line.size < 8) out.push_back(fmt::format("{} is set in {} pt", named(box), line.size));
      if (line.text.empty()) out.push_back(named(box) + " has an empty line");
      y += high;
    }
    if (height > box.height + tolerance) out.push_back(named(box) + " is not high enough for its text");
    if (box.left() < -tolerance || box.top() < -tolerance || box.right() > picture.width + tolerance || box.bottom() > picture.height + tolerance) out.push_back(named(box) + " leaves the page");
  }
  for (std::size_t i = 0; i < picture.boxes.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const Box &a = picture.boxes[i], &b = picture.boxes[j];
      if (a.shape == BoxShape::rule || b.shape == BoxShape::rule) continue;
      if (a.left() < b.right() - tolerance && b.left() < a.right() - tolerance && a.top() < b.bottom() - tolerance && b.top() < a.bottom() - tolerance) out.push_back(named(a) + " lies on " + named(b));
    }
  return out;
}

/// What is wrong with the graph that the picture draws: it has one input, one output, and no cycle.
inline std::vector<std::string> graph_problems(const Picture& picture) {
  std::vector<std::string> out;
  std::vector<int> before(picture.boxes.size()), after(picture.boxes.size());
  std::vector<std::vector<std::uint32_t>> next(picture.boxes.size());
  for (const Arrow& arrow : picture.arrows) {
    ++before[arrow.to];
    ++after[arrow.from];
    next[arrow.from].push_back(arrow.to);
    if (picture.boxes[arrow.from].decoration || picture.boxes[arrow.to].decoration) out.push_back("an arrow touches a decoration");
  }
  std::vector<std::uint32_t> open;
  for (std::uint32_t i = 0; i < picture.boxes.size(); ++i) {
    const Box& box = picture.boxes[i];
    if (box.decoration != box.id.starts_with("_")) out.push_back(box.id + " is named as what it is not");
    if (box.decoration) continue;
    if (before[i] == 0 && box.id != "input") out.push_back(box.id + " has no predecessor");
    if (after[i] == 0 && box.id != "output") out.push_back(box.id + " has no successor");
  }
  std::size_t ordered = 0;
  for (std::uint32_t i = 0; i < picture.boxes.size(); ++i)
    if (before[i] == 0) open.push_back(i);
  while (!open.empty()) {
    const std::uint32_t box = open.back();
    open.pop_back();
    ++ordered;
    for (const std::uint32_t to : next[box])
      if (--before[to] == 0) open.push_back(to);
  }
  if (ordered != picture.boxes.size()) out.push_back("there is a cycle");
  return out;
}

}  // namespace stratlint
