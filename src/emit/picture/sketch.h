#pragma once

#include <string>
#include <vector>

#include "emit/picture/text_metrics.h"
#include "stratlint/picture.h"

namespace stratlint::picture {

inline constexpr double page_margin = 24, caption_size = 9, small_size = 8;

/// A picture that is being laid out.
class Sketch {
 public:
  explicit Sketch(std::string name) { picture_.name = std::move(name); }

  std::uint32_t add(Box box);
  void connect(std::uint32_t from, std::uint32_t to, std::vector<Point> points, ArrowStyle style = ArrowStyle::solid, bool critical = false, Paint paint = Paint::none, std::string tooltip = {});
  void panel(Panel panel) { picture_.panels.push_back(panel); }
  /// A line of text from `left`, its middle at `y`. Returns its right end.
  double text(double left, double y, TextLine line, Paint paint = Paint::none);
  /// A line of text that ends at `right`, or has its middle at `x`.
  void text_before(double right, double y, TextLine line, Paint paint = Paint::none);
  void text_around(double x, double y, TextLine line, Paint paint = Paint::none);
  /// A filled rectangle without a border: a rule of the axis, a piece of a bar.
  void rule(double left, double top, double right, double bottom, Paint paint, std::string tooltip = {}, std::uint8_t shade = 0);
  const Box& box(std::uint32_t id) const { return picture_.boxes[id]; }
  const std::vector<Box>& boxes() const { return picture_.boxes; }
  const std::vector<Arrow>& arrows() const { return picture_.arrows; }
  void set_title(std::string title) { picture_.title = std::move(title); }
  Picture take(double width, double height);

 private:
  void place(double left, double width, double y, Align align, TextLine line, Paint paint);
  Picture picture_;
  std::size_t decorations_ = 0;
};

/// Title, configuration, what was assumed, what was taken for it, and what shows of the plan's claims. Returns where the page goes on.
double add_head(Sketch& sketch, const Dag& dag, std::string title, std::string subtitle, double width);

struct LegendEntry {
  BoxShape shape = BoxShape::rectangle;
  Paint paint = Paint::none;
  std::string text;
  bool critical = false, dashed = false;
};
/// In rows no wider than the page. Returns where the page goes on.
double add_legend(Sketch& sketch, const std::vector<LegendEntry>& entries, double y, double width);

}  // namespace stratlint::picture
