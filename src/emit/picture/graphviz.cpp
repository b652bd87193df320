#include <fmt/format.h>
#include <graphviz/gvc.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <mutex>

#include "emit/picture/palette.h"
#include "emit/picture/text_metrics.h"
#include "emit/xml.h"

namespace stratlint {

namespace {

using namespace picture;

// Graphviz is not thread safe, not even for graphs of their own.
std::mutex graphviz;
std::string* complaints = nullptr;

int collect(char* text) {
  if (complaints != nullptr) *complaints += text;
  return 0;
}

char* text_of(const char* text) { return const_cast<char*>(text); }
char* text_of(const std::string& text) { return const_cast<char*>(text.c_str()); }

const char* shape_of(BoxShape shape) {
  switch (shape) {
    case BoxShape::hexagon: return "hexagon";
    case BoxShape::ellipse:
    case BoxShape::double_ellipse: return "ellipse";
    case BoxShape::slanted: return "parallelogram";
    case BoxShape::text: return "none";
    default: return "box";
  }
}

const char* colour_of(TextInk ink, Paint paint) {
  switch (ink) {
    case TextInk::strong: return strong_ink.light;
    case TextInk::muted: return muted_ink.light;
    case TextInk::exposed: return exposed_ink.light;
    case TextInk::kind: return colours_of(paint).line;
  }
  return strong_ink.light;
}

std::string span_of(const TextLine& line, Paint paint) {
  const std::string text = xml(line.text);
  return fmt::format("<FONT POINT-SIZE=\"{}\" COLOR=\"{}\">{}{}{}</FONT>", line.size, colour_of(line.ink, paint), line.bold ? "<B>" : "", text, line.bold ? "</B>" : "");
}

/// A table of one column: lines keep their distance whatever their sizes, and may be set to a side of the box.
std::string label_of(const Box& box) {
  if (box.lines.size() == 1 && box.align == Align::centre) return span_of(box.lines.front(), box.paint);
  const char* align = box.align == Align::left ? "LEFT" : box.align == Align::right ? "RIGHT" : "CENTER";
  std::string out = "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"";
  if (box.align != Align::centre) out += fmt::format(" WIDTH=\"{:.0f}\"", std::max(1.0, box.width));
  out += ">";
  for (const TextLine& line : box.lines) out += fmt::format("<TR><TD ALIGN=\"{}\">{}</TD></TR>", align, span_of(line, box.paint));
  return out + "</TABLE>";
}

/// Numbers for names in the order in which they come up. Graphviz's own are addresses, and it writes clusters in their order.
struct Numbers {
  Agraph_t* graph;
  std::map<std::string, IDTYPE, std::less<>> by_name;
  std::vector<char*> names;  ///< the graph's own strings: it writes others as if they were markup
};

void* open_numbers(Agraph_t* graph, Agdisc_t*) { return new Numbers{graph, {}, {}}; }
void close_numbers(void* state) { delete static_cast<Numbers*>(state); }
long map_number(void* state, int, char* name, IDTYPE* id, int create) {
  Numbers& numbers = *static_cast<Numbers*>(state);
  if (name != nullptr) {
    if (const auto at = numbers.by_name.find(name); at != numbers.by_name.end()) {
      *id = at->second;
      return 1;
    }
  }
  if (create == 0) return 0;
  *id = numbers.names.size();
  if (name != nullptr) numbers.by_name.emplace(name, *id);
  numbers.names.push_back(name == nullptr ? nullptr : agstrdup(numbers.graph, name));
  return 1;
}
long take_number(void*, int, IDTYPE) { return 0; }
void free_number(void*, int, IDTYPE) {}
char* name_of_number(void* state, int, IDTYPE id) {
  const Numbers& numbers = *static_cast<Numbers*>(state);
  return id < numbers.names.size() ? numbers.names[id] : nullptr;
}
void register_number(void*, int, void*) {}

Agiddisc_t numbering{open_numbers, map_number, take_number, free_number, name_of_number, close_numbers, register_number};
Agdisc_t discipline{nullptr, &numbering, nullptr};

class Graph {
 public:
  explicit Graph(const Picture& picture) : picture_(picture), graph_(agopen(text_of(picture.name), Agdirected, &discipline)) {
    for (const auto& [kind, name, value] : std::initializer_list<std::tuple<int, const char*, const char*>>{
             {AGRAPH, "layout", "nop2"}, {AGRAPH, "bb", ""}, {AGRAPH, "bgcolor", "#ffffff"}, {AGRAPH, "pad", "0"}, {AGRAPH, "outputorder", "edgesfirst"}, {AGRAPH, "fontname", font},
             {AGRAPH, "style", ""}, {AGRAPH, "color", ""}, {AGRAPH, "fillcolor", ""}, {AGRAPH, "label", ""}, {AGRAPH, "tooltip", ""},
             {AGNODE, "fontname", font}, {AGNODE, "fontsize", "9"}, {AGNODE, "fixedsize", "shape"}, {AGNODE, "margin", "0"}, {AGNODE, "label", ""}, {AGNODE, "shape", "box"}, {AGNODE, "style", "filled"},
             {AGNODE, "fillcolor", "transparent"}, {AGNODE, "color", "transparent"}, {AGNODE, "penwidth", "1"}, {AGNODE, "peripheries", "1"}, {AGNODE, "pos", ""}, {AGNODE, "width", "0.75"}, {AGNODE, "height", "0.5"},
             {AGNODE, "tooltip", ""}, {AGNODE, "class", ""}, {AGEDGE, "pos", ""}, {AGEDGE, "color", arrow_ink.light}, {AGEDGE, "penwidth", "1.1"}, {AGEDGE, "style", ""}, {AGEDGE, "arrowsize", "0.6"},
             {AGEDGE, "tooltip", ""}, {AGEDGE, "class", ""}})
      agattr(graph_, kind, text_of(name), text_of(value));
    agsafeset(graph_, text_of("bb"), text_of(fmt::format("0,0,{:.2f},{:.2f}", picture.width, picture.height)), text_of(""));
    for (const Panel& panel : picture.panels) add(panel);
    for (const Box& box : picture.boxes) add(box);
    for (const Arrow& arrow : picture.arrows) add(arrow);
  }
  ~Graph() { agclose(graph_); }
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;

  std::string text() const {
    char* bytes = nullptr;
    std::size_t size = 0;
    FILE* file = open_memstream(&bytes, &size);
    agwrite(graph_, file);
    std::fclose(file);
    std::string out(bytes, size);
    std::free(bytes);
    return out;
  }

  std::string rendered(const char* format) {
    // One for all pictures: the text plug-in keeps the name of the last font, which belongs to its context.
    static GVC_t* const context = gvContext();
    if (gvLayout(context, graph_, "nop2") != 0) return {};
    char* bytes = nullptr;
    unsigned size = 0;
    std::string out;
    if (gvRenderData(context, graph_, format, &bytes, &size) == 0) out.assign(bytes, size);
    if (bytes != nullptr) gvFreeRenderData(bytes);
    gvFreeLayout(context, graph_);
    return out;
  }

 private:
  static constexpr const char* font = "Helvetica,Arial,sans-serif";

  double up(double y) const { return picture_.height - y; }
  void set(void* object, const char* name, const std::string& value) { agset(object, text_of(name), text_of(value)); }
  void set_label(void* object, const std::string& markup) {
    char* label = agstrdup_html(graph_, text_of(markup));
    agset(object, text_of("label"), label);
    agstrfree(graph_, label);
  }
  static std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
      if (c == '\\') out += "\\\\";
      else if (c == '\n') out += "\\n";
      else out += c;
    }
    return out;
  }

  /// The panel that lies behind: siblings may hide each other, a part of a cluster is always drawn upon it.
  Agraph_t* behind(const Panel& panel) const {
    for (std::size_t i = clusters_.size(); i-- > 0;) {
      const Panel& other = picture_.panels[i];
      if (other.left <= panel.left && panel.right <= other.right && other.top <= panel.top && panel.bottom <= other.bottom) return clusters_[i];
    }
    return graph_;
  }

  void add(const Panel& panel) {
    const std::size_t number = clusters_.size();
    Agraph_t* cluster = agsubg(behind(panel), text_of(fmt::format("cluster_{}", number)), 1);
    clusters_.push_back(cluster);
    set(cluster, "bb", fmt::format("{:.2f},{:.2f},{:.2f},{:.2f}", panel.left, up(panel.bottom), panel.right, up(panel.top)));
    set(cluster, "style", panel.dashed ? "rounded,filled,dashed" : "rounded,filled");
    set(cluster, "fillcolor", colours_of(panel.paint).fill);
    set(cluster, "color", colours_of(panel.paint).line);
    // Graphviz draws no cluster without nodes.
    Agnode_t* node = agnode(cluster, text_of(fmt::format("_panel{}", number)), 1);
    set(node, "pos", fmt::format("{:.2f},{:.2f}", (panel.left + panel.right) / 2, up((panel.top + panel.bottom) / 2)));
    set(node, "width", "0.01");
    set(node, "height", "0.01");
    set(node, "style", "invis");
    set(node, "class", "decor");
  }

  void add(const Box& box) {
    Agnode_t* node = agnode(graph_, text_of(box.id), 1);
    nodes_.push_back(node);
    const double reach = box.shape == BoxShape::slanted ? 1 / 1.0385 : 1;
    set(node, "pos", fmt::format("{:.2f},{:.2f}", box.centre.x, up(box.centre.y)));
    set(node, "width", fmt::format("{:.4f}", std::max(0.1, box.width) * reach / 72));
    set(node, "height", fmt::format("{:.4f}", std::max(0.1, box.height) / 72));
    set(node, "shape", shape_of(box.shape));
    if (box.shape == BoxShape::text) {
      set(node, "style", "");
      set(node, "penwidth", "0");
    } else {
      set(node, "fillcolor", fill_of(box.paint, box.shade));
      set(node, "color", box.critical ? critical_ink.light : colours_of(box.paint).line);
      if (box.shape == BoxShape::rule) set(node, "penwidth", "0");
      if (box.critical) set(node, "penwidth", "1.8");
      if (box.shape == BoxShape::double_ellipse) set(node, "peripheries", "2");
      if (box.dashed) set(node, "style", "filled,dashed");
      if (box.shape == BoxShape::rounded) set(node, "style", "filled,rounded");
    }
    if (box.decoration) set(node, "class", "decor");
    else if (box.critical) set(node, "class", "critical");
    if (!box.lines.empty()) set_label(node, label_of(box));
    if (!box.tooltip.empty()) set(node, "tooltip", escaped(box.tooltip));
  }

  void add(const Arrow& arrow) {
    Agedge_t* edge = agedge(graph_, nodes_[arrow.from], nodes_[arrow.to], text_of(fmt::format("{}", edges_++)), 1);
    const auto& points = arrow.points;
    // A bend is a Bézier curve of straight lines; the last point is the arrow's tip.
    std::string pos;
    if (points.size() >= 2) {
      const Point tip = points.back(), before = points[points.size() - 2];
      const double length = std::max(1e-9, std::hypot(tip.x - before.x, tip.y - before.y)), head = std::min(6.0, length / 2);
      const Point end{tip.x - (tip.x - before.x) * head / length, tip.y - (tip.y - before.y) * head / length};
      pos = fmt::format("e,{:.2f},{:.2f} {:.2f},{:.2f}", tip.x, up(tip.y), points[0].x, up(points[0].y));
      for (std::size_t i = 1; i < points.size(); ++i) {
        const Point a = points[i - 1], b = i + 1 == points.size() ? end : points[i];
        pos += fmt::format(" {:.2f},{:.2f} {:.2f},{:.2f} {:.2f},{:.2f}", a.x + (b.x - a.x) / 3, up(a.y + (b.y - a.y) / 3), a.x + (b.x - a.x) * 2 / 3, up(a.y + (b.y - a.y) * 2 / 3), b.x, up(b.y));
      }
    }
    set(edge, "pos", pos);
    if (arrow.style == ArrowStyle::hidden) set(edge, "style", "invis");
    if (arrow.style == ArrowStyle::dashed) set(edge, "style", "dashed");
    if (arrow.critical) {
      set(edge, "color", critical_ink.light);
      set(edge, "penwidth", "1.6");
      set(edge, "class", "critical");
    } else if (arrow.style == ArrowStyle::faint) {
      set(edge, "color", faint_arrow_ink.light);
      set(edge, "penwidth", "0.8");
    } else if (arrow.paint != Paint::none) {
      set(edge, "color", colours_of(arrow.paint).line);
    }
    if (!arrow.tooltip.empty()) set(edge, "tooltip", escaped(arrow.tooltip));
  }

  const Picture& picture_;
  Agraph_t* graph_;
  std::vector<Agnode_t*> nodes_;
  std::vector<Agraph_t*> clusters_;
  std::size_t edges_ = 0;
};

}  // namespace

Drawing draw(const Picture& picture, PictureFormat format) {
  const std::lock_guard lock(graphviz);
  Drawing out;
  complaints = &out.error;
  const agusererrf before = agseterrf(collect);
  {
    Graph graph(picture);
    switch (format) {
      case PictureFormat::dot: out.bytes = graph.text(); break;
      case PictureFormat::svg: out.bytes = graph.rendered("svg"); break;
      case PictureFormat::png: out.bytes = graph.rendered("png"); break;
      case PictureFormat::pdf: out.bytes = graph.rendered("pdf"); break;
    }
  }
  agseterrf(before);
  complaints = nullptr;
  if (out.bytes.empty() && out.error.empty()) out.error = "Graphviz drew nothing";
  return out;
}

}  // namespace stratlint
