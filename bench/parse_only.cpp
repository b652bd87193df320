// Parses Markdown files with cmark-gfm (tables, task lists, source positions), walks every tree and frees it.
// The whole check of a file is measured against this. Files and folders come as arguments, or as lines of stdin.
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace {

struct Extensions {
  cmark_syntax_extension* table = cmark_find_syntax_extension("table");
  cmark_syntax_extension* tasklist = cmark_find_syntax_extension("tasklist");
};

/// Gives the sum of all start lines, so that the walk cannot be left out.
std::size_t parse(const std::string& bytes, const Extensions& extensions) {
  cmark_parser* parser = cmark_parser_new(CMARK_OPT_SOURCEPOS);
  cmark_parser_attach_syntax_extension(parser, extensions.table);
  cmark_parser_attach_syntax_extension(parser, extensions.tasklist);
  cmark_parser_feed(parser, bytes.data(), bytes.size());
  cmark_node* root = cmark_parser_finish(parser);
  std::size_t sum = 0;
  cmark_iter* iter = cmark_iter_new(root);
  while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
    sum += static_cast<std::size_t>(cmark_node_get_start_line(cmark_iter_get_node(iter)));
  }
  cmark_iter_free(iter);
  cmark_node_free(root);
  cmark_parser_free(parser);
  return sum;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::filesystem::path> paths(argv + 1, argv + argc);
  if (paths.empty()) {
    for (std::string line; std::getline(std::cin, line);) paths.emplace_back(line);
  }
  cmark_gfm_core_extensions_ensure_registered();
  const Extensions extensions;
  std::size_t files = 0, sum = 0;
  const auto parse_file = [&](const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    std::string bytes(std::filesystem::file_size(path), '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    sum += parse(bytes, extensions);
    ++files;
  };
  for (const auto& path : paths) {
    if (!std::filesystem::is_directory(path)) {
      parse_file(path);
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
      if (entry.is_regular_file() && entry.path().extension() == ".md") parse_file(entry.path());
    }
  }
  std::printf("%zu files, sum of start lines %zu\n", files, sum);
}
