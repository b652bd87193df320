#include "emit/picture/column.h"

#include <algorithm>
#include <cmath>

namespace stratlint::picture {

namespace {

/// How far the side of a box stands back from its outermost point.
double set_back(const Box& box, double down, bool right) {
  const double part = std::min(1.0, std::abs(down) / (box.height / 2));
  switch (box.shape) {
    case BoxShape::hexagon: return part * box.width / 4;
    case BoxShape::ellipse: return box.width / 2 * (1 - std::sqrt(1 - part * part));
    case BoxShape::double_ellipse: return box.width / 2 * (1 - std::sqrt(1 - part * part)) - 4;
    case BoxShape::slanted: return slant(box.width) * (0.5 + (right ? down : -down) / box.height);
    default: return 0;
  }
}

constexpr double beside = 5;

}  // namespace

Point right_side(const Box& box, double down) {
  return {box.right() - set_back(box, down, true), box.centre.y + down};
}

Point left_side(const Box& box, double down) {
  return {box.left() + set_back(box, down, false), box.centre.y + down};
}

std::uint32_t Column::add(Box box) {
  box.centre = {centre_, y_ + box.height / 2};
  y_ += box.height + gap;
  boxes_.push_back(sketch_.add(std::move(box)));
  return boxes_.back();
}

void Column::connect(std::uint32_t from, std::uint32_t to, bool dashed, std::string tooltip) {
  links_.push_back({from, to, dashed, std::move(tooltip)});
}

double Column::finish() {
  double reach = centre_ + width_ / 2;
  // Short ones first: they get the inner tracks.
  std::stable_sort(links_.begin(), links_.end(), [](const Link& a, const Link& b) { return a.to - a.from < b.to - b.from; });
  std::vector<std::pair<double, double>> taken;
  std::vector<std::size_t> track_of;
  for (const Link& link : links_) {
    const Box &from = sketch_.box(link.from), &to = sketch_.box(link.to);
    const auto at = std::find(boxes_.begin(), boxes_.end(), link.from);
    const bool next = at != boxes_.end() && at + 1 != boxes_.end() && *(at + 1) == link.to;
    const ArrowStyle style = link.dashed ? ArrowStyle::dashed : ArrowStyle::solid;
    if (next) {
      const double edge = from.shape == BoxShape::double_ellipse ? 4 : 0, end = to.shape == BoxShape::double_ellipse ? 4 : 0;
      sketch_.connect(link.from, link.to, {{centre_, from.bottom() + edge}, {centre_, to.top() - end}}, style, false, Paint::none, link.tooltip);
      continue;
    }
    const Point begin = right_side(from, beside), end = right_side(to, -beside);
    std::size_t track = 0;
    const auto overlaps = [&](std::size_t candidate) {
      for (std::size_t i = 0; i < taken.size(); ++i)
        if (track_of[i] == candidate && begin.y < taken[i].second + 2 && taken[i].first < end.y + 2) return true;
      return false;
    };
    while (overlaps(track)) ++track;
    taken.emplace_back(begin.y, end.y);
    track_of.push_back(track);
    const double x = centre_ + width_ / 2 + track_width * static_cast<double>(track + 1) + 2;
    reach = std::max(reach, x);
    sketch_.connect(link.from, link.to, {begin, {x, begin.y}, {x, end.y}, end}, style == ArrowStyle::dashed ? style : ArrowStyle::faint, false, Paint::none, link.tooltip);
  }
  return reach;
}

}  // namespace stratlint::picture
