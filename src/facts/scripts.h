#pragma once

#include <optional>

#include "facts/context.h"
#include "stratlint/document.h"
#include "stratlint/statement.h"

namespace stratlint::facts {

/// What the lines of scripts and settings say for those behind them: `# eval only` above a command, the program that flags belong to,
/// the entries that share a line.
class ScriptReader {
 public:
  ScriptReader(const Extraction& x, const SourceFile& source, const Vocabulary& vocabulary) : x_(x), source_(source), vocabulary_(vocabulary) {}

  void read_command(const Sentence& command);
  /// A comment on a line of its own, and the role that its words have.
  void read_remark(std::uint32_t sentence, std::optional<Role> role);
  /// An entry, the topics of its words, and what stands around it, which this may narrow down. What a remark says of a model may go to another plan.
  void read_entry(const Sentence& entry, TopicSet topics, Context& context, FactBase& base);

 private:
  bool is_flag(const Sentence& entry) const;
  bool follows_remark(const Sentence& entry) const;
  bool is_on_line(Span earlier, const Sentence& entry) const;
  PlanId plan_of_command(Span told, FactBase& base) const;
  void adopt_remark(PlanId plan, FactBase& base) const;

  const Extraction& x_;
  const SourceFile& source_;
  const Vocabulary& vocabulary_;
  std::uint32_t remark_ = no_id;  ///< sentence of the last comment that stands on a line of its own
  std::optional<Role> remark_role_;
  Span command_;                  ///< the program that the flags of its line belong to
  TopicSet command_topics_;
  std::optional<Role> command_role_;  ///< why such a program has flags at all: `export` is not the run
  Span entry_;                    ///< the last one
  TopicSet entry_topics_;         ///< of its line, up to it
};

}  // namespace stratlint::facts
