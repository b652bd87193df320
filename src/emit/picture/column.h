#pragma once

#include "emit/picture/sketch.h"

namespace stratlint::picture {

/// Where a line leaves or enters the side of a box, `down` below its middle.
Point right_side(const Box& box, double down);
Point left_side(const Box& box, double down);

/// Boxes below each other, with arrows between neighbours and, on tracks beside them, between others.
class Column {
 public:
  Column(Sketch& sketch, double centre, double width, double top) : sketch_(sketch), centre_(centre), width_(width), y_(top) {}

  double width() const { return width_; }
  double bottom() const { return y_; }
  void skip(double height) { y_ += height; }
  void go_to(double y) { y_ = y; }
  /// Adds a box below the last one.
  std::uint32_t add(Box box);
  void connect(std::uint32_t from, std::uint32_t to, bool dashed, std::string tooltip = {});
  /// Draws the arrows that were asked for, and returns how far to the right their tracks reach.
  double finish();

  static constexpr double gap = 18, track_width = 8;

 private:
  struct Link {
    std::uint32_t from, to;
    bool dashed;
    std::string tooltip;
  };
  Sketch& sketch_;
  double centre_, width_, y_;
  std::vector<std::uint32_t> boxes_;
  std::vector<Link> links_;
};

}  // namespace stratlint::picture
