#pragma once

#include <string>
#include <vector>

namespace stratlint {

/// One document to be read.
struct Input {
  std::string path;   ///< as it is printed
  std::string error;  ///< why it cannot be read, if that is known already
  bool standard_input = false;
};

struct Inputs {
  std::vector<Input> files;                ///< in the order of the arguments; within a folder sorted by path
  std::vector<std::string> empty_folders;  ///< arguments that hold no Markdown
};

/// Expands files, folders and `-`. A folder gives its *.md and *.markdown files at any depth, without hidden entries
/// and without following links to folders. No document is taken twice. What does not exist becomes an input that
/// cannot be read.
Inputs collect_inputs(const std::vector<std::string>& paths, const std::string& stdin_filename);

}  // namespace stratlint
