#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stratlint/dag.h"

namespace stratlint {

/// In points (1/72 inch); y grows downward from the upper left corner.
struct Point {
  double x = 0, y = 0;
  bool operator==(const Point&) const = default;
};

/// Computation has corners, communication is round or pointed, what routes or brings together is slanted.
enum class BoxShape : std::uint8_t { rectangle, rounded, hexagon, ellipse, double_ellipse, slanted, text, rule };
/// What a colour stands for, the same in every view.
enum class Paint : std::uint8_t { none, page, panel, strip, rule, compute, backward, expert, route, expert_comm, tensor_comm, data_comm, pipeline, other, idle, verdict, caution, hidden, exposed };
inline constexpr std::size_t paint_count = 19;
enum class TextInk : std::uint8_t { strong, muted, exposed, kind };
enum class Align : std::uint8_t { centre, left, right };

struct TextLine {
  std::string text;
  double size = 9;
  bool bold = false;
  TextInk ink = TextInk::strong;
};

/// A node of the graph, or a decoration: text, a rule of the time axis.
struct Box {
  std::string id;
  Point centre;
  double width = 0, height = 0;
  BoxShape shape = BoxShape::rectangle;
  Paint paint = Paint::none;
  std::uint8_t shade = 0;  ///< 1, 2: darker; of a second micro-batch, of every other group
  bool decoration = false, critical = false, dashed = false;
  Align align = Align::centre;
  std::vector<TextLine> lines;
  std::string tooltip;
  double left() const { return centre.x - width / 2; }
  double right() const { return centre.x + width / 2; }
  double top() const { return centre.y - height / 2; }
  double bottom() const { return centre.y + height / 2; }
};

enum class ArrowStyle : std::uint8_t { solid, dashed, faint, hidden };

/// An edge, from bend to bend.
struct Arrow {
  std::uint32_t from = 0, to = 0;  ///< boxes
  std::vector<Point> points;
  ArrowStyle style = ArrowStyle::solid;
  Paint paint = Paint::none;
  bool critical = false;
  std::string tooltip;
};

/// What lies behind boxes: a stage, a lane, the frame around equal layers.
struct Panel {
  double left = 0, top = 0, right = 0, bottom = 0;
  Paint paint = Paint::panel;
  bool dashed = false;
};

/// A picture with every position computed. Panels are drawn first, then arrows, then boxes.
struct Picture {
  std::string name;   ///< `overview`
  std::string title;
  double width = 0, height = 0;
  std::vector<Panel> panels;
  std::vector<Box> boxes;
  std::vector<Arrow> arrows;
};

/// What stands in the heads of the pictures beside what the DAG says itself.
struct PictureRequest {
  std::string document;          ///< path or heading
  std::optional<std::uint32_t> layer;  ///< of the layer view; else one with experts, or the first
  Pass pass = Pass::forward;           ///< of the layer view
  std::uint32_t interleave = 1;  ///< micro-batches in the layer view
  std::vector<std::uint32_t> ranks{0};  ///< of the operators view
  std::uint32_t micro_batches = 1;      ///< of the operators view; 0: all
};

/// Stages, what they compute and over what they communicate; where the GPUs are.
Picture overview_picture(const Dag& dag, const PictureRequest& request);
/// Micro-batches through the stages against time.
Picture pipeline_picture(const Dag& dag, const PictureRequest& request);
/// A picture, or why there is none.
struct PictureResult {
  std::optional<Picture> picture;
  std::string refusal;
};
/// One layer's operators on their streams against time.
PictureResult layer_picture(const Dag& dag, const PictureRequest& request);
inline constexpr std::size_t most_boxes = 3000;
/// Every operator of a few ranks.
PictureResult operators_picture(const Dag& dag, const PictureRequest& request);

enum class PictureFormat : std::uint8_t { dot, svg, png, pdf };

/// Bytes of a file, or what Graphviz had to say.
struct Drawing {
  std::string bytes, error;
};
Drawing draw(const Picture& picture, PictureFormat format);

/// All pictures in one file that needs no network: tabs, pan and zoom, details, search, dark and light.
Drawing emit_picture_html(std::span<const Picture> pictures, std::string_view title);

/// Width of a text in Helvetica or any font that commonly stands in for it, in points.
double text_width(std::string_view text, double size, bool bold);
/// The room that a box has for a line of text whose middle is `offset` below the middle of the box.
double room_for_text(const Box& box, double offset, double line_height);

}  // namespace stratlint
