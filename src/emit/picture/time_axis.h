#pragma once

#include "emit/picture/sketch.h"

namespace stratlint::picture {

/// Where a moment is on the page; a stretch of time may be left out.
struct TimeAxis {
  double left = 0, width = 0;          ///< of all that is drawn, the mark of the break included
  double end = 0;                      ///< s
  double cut_begin = 0, cut_end = 0;   ///< s; equal: nothing is left out
  static constexpr double mark = 64;
  bool broken() const { return cut_end > cut_begin; }
  double scale() const { return (width - (broken() ? mark : 0)) / (end - (cut_end - cut_begin)); }
  double x(double time) const;
};

/// Rules and labels of the axis from `top` to `bottom`, the labels below.
void add_time_axis(Sketch& sketch, const TimeAxis& axis, double top, double bottom);

}  // namespace stratlint::picture
