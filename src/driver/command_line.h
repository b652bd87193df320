#pragma once

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/suggest.h"
#include "driver/options.h"

namespace stratlint {

/// All commands with their options and texts; help, completions and the manual page are made from it.
struct CommandLine {
  CLI::App app{"Checks the arithmetic of documents that plan a model on many accelerators.", "stratlint"};
  std::map<const CLI::Option*, std::vector<std::string>> words;  ///< of options that take one of a few

  /// The options set fields of `options`. Where the first argument is a command, only that one gets its options: describing
  /// all of them takes longer than many a document.
  explicit CommandLine(Options& options, std::string_view first = {});
};

template <typename T>
using Choices = std::vector<std::pair<std::string_view, T>>;

struct OptionText {
  std::string name, type, group, text;
};

/// An option that takes one of a few words, the usual one first; `text` says what it does, the words stand behind it.
CLI::Option* add_words(CommandLine& line, CLI::App& app, const OptionText& texts, const std::vector<std::string>& words,
                       const std::function<void(std::size_t)>& set);

template <typename T>
void add_choice(CommandLine& line, CLI::App& app, T& target, const Choices<T>& choices, OptionText texts) {
  std::vector<std::string> words;
  for (const auto& choice : choices) words.emplace_back(choice.first);
  texts.text += ": ";
  for (const std::string& word : words) texts.text += word + (&word == &words.back() ? " [" + words.front() + "]" : ", ");
  add_words(line, app, texts, words, [&target, choices](std::size_t chosen) { target = choices[chosen].second; });
}

/// `check`; the others are in command_line.cpp.
void add_check(CommandLine& line, CLI::App& app, Options& options);
/// What all commands have, and all that read documents.
void add_common(CommandLine& line, CLI::App& app, Options& options);
void add_documents(CLI::App& app, Options& options);
void add_convention(CLI::App& app, Options& options);

}  // namespace stratlint
