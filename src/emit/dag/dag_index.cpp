#include "emit/xml.h"
#include "stratlint/emit_dag.h"

namespace stratlint {

namespace {

constexpr std::string_view head = R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Execution DAGs</title>
<style>
:root { color-scheme: light dark; font: 15px/1.5 Helvetica, Arial, sans-serif }
body { margin: 2rem auto; max-width: 80rem; padding: 0 1rem }
ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); gap: 1rem; list-style: none; padding: 0 }
li { border: 1px solid #8794a1; border-radius: 6px; padding: .75rem }
img { background: white; height: 18rem; object-fit: cover; object-position: top; width: 100% }
small { color: #6b7785; display: block }
</style></head><body>
)";

bool is_image(std::string_view file) {
  return file.ends_with(".svg") || file.ends_with(".png");
}

/// A file name as a link has it.
std::string link(std::string_view file) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : file) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' || byte == '.';
    if (plain) out += c;
    else out += {'%', digits[byte >> 4], digits[byte & 15]};
  }
  return out;
}

}  // namespace

std::string emit_dag_index(std::span<const DagListing> listings) {
  std::string drawn, refused;
  std::size_t count = 0;
  for (const DagListing& one : listings) {
    if (one.file.empty()) {
      refused += "<li>" + xml(one.path) + "<small>" + xml(one.reason) + "</small></li>\n";
      continue;
    }
    ++count;
    const std::string address = link(one.file);
    drawn += "<li><a href=\"" + address + "\">" + (is_image(one.file) ? "<img alt=\"\" loading=\"lazy\" src=\"" + address + "\"><br>" : "") + xml(one.path) + "</a><small>" + xml(one.configuration) + "</small></li>\n";
  }
  std::string out(head);
  out += "<h1>Execution DAGs of " + std::to_string(count) + " of " + std::to_string(listings.size()) + " documents</h1>\n<ul>\n" + drawn + "</ul>\n";
  if (!refused.empty()) out += "<h2>Not drawn</h2>\n<ul>\n" + refused + "</ul>\n";
  return out + "</body></html>\n";
}

}  // namespace stratlint
