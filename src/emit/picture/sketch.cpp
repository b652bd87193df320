#include "emit/picture/sketch.h"

#include <fmt/format.h>

#include <cmath>

namespace stratlint::picture {

std::uint32_t Sketch::add(Box box) {
  if (box.id.empty()) box.id = fmt::format("_{}", decorations_++);
  picture_.boxes.push_back(std::move(box));
  return static_cast<std::uint32_t>(picture_.boxes.size() - 1);
}

void Sketch::connect(std::uint32_t from, std::uint32_t to, std::vector<Point> points, ArrowStyle style, bool critical, Paint paint, std::string tooltip) {
  picture_.arrows.push_back({from, to, std::move(points), style, paint, critical, std::move(tooltip)});
}

void Sketch::place(double left, double width, double y, Align align, TextLine line, Paint paint) {
  // Graphviz knows whole points only where it aligns text.
  const double whole = std::ceil(width);
  if (align == Align::right) left -= whole - width;
  if (align == Align::centre) left -= (whole - width) / 2;
  width = whole;
  Box box;
  box.shape = BoxShape::text;
  box.decoration = true;
  box.paint = paint;
  box.align = align;
  box.width = width;
  box.height = line_height(line.size);
  box.centre = {left + width / 2, y};
  box.lines.push_back(std::move(line));
  add(std::move(box));
}

double Sketch::text(double left, double y, TextLine line, Paint paint) {
  const double width = text_width(line.text, line.size, line.bold);
  place(left, width, y, Align::left, std::move(line), paint);
  return left + width;
}

void Sketch::text_before(double right, double y, TextLine line, Paint paint) {
  const double width = text_width(line.text, line.size, line.bold);
  place(right - width, width, y, Align::right, std::move(line), paint);
}

void Sketch::text_around(double x, double y, TextLine line, Paint paint) {
  const double width = text_width(line.text, line.size, line.bold);
  place(x - width / 2, width, y, Align::centre, std::move(line), paint);
}

void Sketch::rule(double left, double top, double right, double bottom, Paint paint, std::string tooltip, std::uint8_t shade) {
  Box box;
  box.shape = BoxShape::rule;
  box.decoration = true;
  box.paint = paint;
  box.shade = shade;
  box.width = right - left;
  box.height = bottom - top;
  box.centre = {(left + right) / 2, (top + bottom) / 2};
  box.tooltip = std::move(tooltip);
  add(std::move(box));
}

Picture Sketch::take(double width, double height) {
  picture_.width = width;
  picture_.height = height;
  // Graphviz cuts the page at the outermost nodes: two in the corners keep the margins.
  for (const Point corner : {Point{0.5, 0.5}, Point{width - 0.5, height - 0.5}}) {
    Box box;
    box.shape = BoxShape::rule;
    box.decoration = true;
    box.paint = Paint::none;
    box.width = box.height = 0.5;
    box.centre = corner;
    add(std::move(box));
  }
  return std::move(picture_);
}

}  // namespace stratlint::picture
