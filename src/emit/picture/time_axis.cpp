#include "emit/picture/time_axis.h"

#include <algorithm>
#include <cmath>

#include "emit/picture/labels.h"

namespace stratlint::picture {

namespace {

constexpr double least_distance = 70;

/// 1, 2 or 5 times a power of ten, not less than `least`.
double round_step(double least) {
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= least * 0.999) return factor * power;
  return 10 * power;
}

}  // namespace

double TimeAxis::x(double time) const {
  if (!broken() || time <= cut_begin) return left + time * scale();
  const double after = left + cut_begin * scale() + mark;
  if (time >= cut_end) return after + (time - cut_end) * scale();
  return left + cut_begin * scale() + mark * (time - cut_begin) / (cut_end - cut_begin);
}

void add_time_axis(Sketch& sketch, const TimeAxis& axis, double top, double bottom) {
  if (axis.end <= 0) return;
  const double step = round_step(least_distance / axis.scale());
  for (double i = 0; i * step <= axis.end * 1.0001; ++i) {
    const double time = i * step;
    if (axis.broken() && time > axis.cut_begin - step * 0.3 && time < axis.cut_end + step * 0.3) continue;
    const double x = axis.x(time);
    sketch.rule(x - 0.4, top, x + 0.4, bottom, Paint::rule);
    sketch.text_around(x, bottom + 10, {time == 0 ? "0" : seconds(time), small_size, false, TextInk::muted});
  }
}

}  // namespace stratlint::picture
