#include <fmt/format.h>

#include <set>

#include "emit/picture/html_page.h"
#include "emit/picture/labels.h"
#include "emit/picture/palette.h"
#include "emit/xml.h"
#include "stratlint/picture.h"

namespace stratlint {

namespace {

using namespace picture;

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) text.replace(at, from.size(), to);
}

/// The drawing without its XML head. Its ids start with the view's name: several drawings stand in one page.
std::string inline_svg(const std::string& svg, const std::string& view) {
  const std::size_t begin = svg.find("<svg");
  std::string out = begin == std::string::npos ? std::string() : svg.substr(begin);
  replace_all(out, " id=\"", " id=\"" + view + "-");
  replace_all(out, "xlink:title=", "data-facts=");
  // Fonts and sizes of the page decide; hover texts are ours.
  std::string slim;
  for (std::size_t at = 0; at < out.size();) {
    const std::size_t title = out.find("<title>", at), end = title == std::string::npos ? title : out.find("</title>", title);
    if (end == std::string::npos) {
      slim.append(out, at);
      break;
    }
    slim.append(out, at, title - at);
    at = end + 8;
  }
  return slim;
}

/// Rules that turn the colours of the light page into those of the dark one.
std::string dark_rules() {
  std::string out;
  std::set<std::string> done;
  const auto rule = [&](const char* property, std::string_view light, std::string_view dark) {
    if (light == "transparent" || !done.insert(fmt::format("{}{}", property, light)).second) return;
    out += fmt::format(".dark svg [{0}=\"{1}\"]{{{0}:{2}}}\n", property, light, dark);
  };
  for (const Colours& colour : colours) {
    rule("fill", colour.fill, colour.dark_fill);
    rule("stroke", colour.line, colour.dark_line);
    rule("fill", colour.line, colour.dark_line);
  }
  for (const Shade& shade : shades) rule("fill", shade.fill, shade.dark_fill);
  for (const InkColours& ink : {strong_ink, muted_ink, exposed_ink, arrow_ink, faint_arrow_ink, critical_ink}) {
    rule("fill", ink.light, ink.dark);
    rule("stroke", ink.light, ink.dark);
  }
  return out;
}

}  // namespace

Drawing emit_picture_html(std::span<const Picture> pictures, std::string_view title) {
  Drawing out;
  std::string tabs, views;
  for (const Picture& picture : pictures) {
    const Drawing drawing = draw(picture, PictureFormat::svg);
    if (drawing.bytes.empty()) return {{}, drawing.error};
    const bool first = views.empty();
    tabs += fmt::format("<button role=\"tab\" data-view=\"{0}\" aria-selected=\"{1}\">{0}</button>\n", xml(picture.name), first ? "true" : "false");
    views += fmt::format("<section class=\"view\" id=\"view-{}\"{}>{}</section>\n", xml(picture.name), first ? "" : " hidden", inline_svg(drawing.bytes, picture.name));
  }
  out.bytes = std::string(html_page);
  replace_all(out.bytes, "@dark@", dark_rules());
  replace_all(out.bytes, "@tabs@", tabs);
  replace_all(out.bytes, "@title@", xml(file_name(title)));
  // Last: nothing is replaced in the drawings.
  replace_all(out.bytes, "@views@", views);
  return out;
}

}  // namespace stratlint
