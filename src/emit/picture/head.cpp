#include <fmt/format.h>

#include "emit/picture/sketch.h"

namespace stratlint::picture {

namespace {

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : "; ") + part;
  return out;
}

/// A word in bold and the rest of the lines behind it.
double paragraph(Sketch& sketch, const char* word, const std::string& text, double y, double left, double width, TextInk ink, bool first = true) {
  const double size = caption_size, start = left + text_width(word, size, true) + 8;
  if (first) sketch.text(left, y, {word, size, true, TextInk::strong});
  for (const std::string& line : wrapped(text, size, false, left + width - start)) {
    sketch.text(start, y, {line, size, false, ink});
    y += line_height(size) + 2;
  }
  return y;
}

/// A panel with a paragraph for each text.
double noted(Sketch& sketch, const char* word, const std::vector<std::string>& texts, Paint paint, double y, double width) {
  if (texts.empty()) return y;
  const double top = y;
  y += 14;
  for (const std::string& text : texts) y = paragraph(sketch, word, text, y, page_margin + 10, width - 2 * page_margin - 20, TextInk::strong, &text == &texts.front());
  sketch.panel({page_margin, top, width - page_margin, y - 2, paint, false});
  return y + 6;
}

}  // namespace

double add_head(Sketch& sketch, const Dag& dag, std::string title, std::string subtitle, double width) {
  const double room = width - 2 * page_margin;
  double y = page_margin + 8;
  for (const std::string& line : wrapped(title, 17, true, room)) {
    sketch.text(page_margin, y, {line, 17, true});
    y += line_height(17);
  }
  sketch.set_title(std::move(title));
  for (const std::string& text : {std::move(subtitle), dag.device})
    for (const std::string& line : wrapped(text, caption_size, false, room)) {
      sketch.text(page_margin, y, {line, caption_size, false, TextInk::muted});
      y += line_height(caption_size) + 2;
    }
  if (!dag.assumptions.empty()) y = paragraph(sketch, "Assumed", joined(dag.assumptions), y, page_margin, room, TextInk::muted);
  y += 4;
  y = noted(sketch, "Recomputed", dag.taken, Paint::caution, y, width);
  y = noted(sketch, "Verdict", dag.remarks, Paint::verdict, y, width);
  return y + 4;
}

double add_legend(Sketch& sketch, const std::vector<LegendEntry>& entries, double y, double width) {
  double x = page_margin;
  for (const LegendEntry& entry : entries) {
    const double icon = entry.shape == BoxShape::text ? -6 : 26, wide = icon + 6 + text_width(entry.text, caption_size, false) + 22;
    if (x > page_margin && x + wide - 22 > width - page_margin) {
      x = page_margin;
      y += 20;
    }
    if (entry.shape == BoxShape::text) {
      for (const std::string& line : wrapped(entry.text, caption_size, false, width - page_margin - x)) {
        sketch.text(x, y, {line, caption_size, false, TextInk::muted});
        y += 14;
      }
      continue;
    }
    Box box;
    box.shape = entry.shape;
    box.paint = entry.paint;
    box.decoration = true;
    box.critical = entry.critical;
    box.dashed = entry.dashed;
    const double rim = entry.shape == BoxShape::double_ellipse ? 4 : 0;
    box.width = icon - 2 * rim;
    box.height = 14 - rim;
    box.centre = {x + icon / 2, y};
    sketch.add(std::move(box));
    sketch.text(x + icon + 6, y, {entry.text, caption_size, false, TextInk::muted});
    x += wide;
  }
  return y + 20;
}

}  // namespace stratlint::picture
