#include "facts/scripts.h"

#include "facts/table_reader.h"

namespace stratlint::facts {

namespace {

std::optional<Role> role_in(std::span<const Meaning> meanings) {
  for (const Meaning& meaning : meanings)
    if (meaning.kind == Meaning::Kind::role) return static_cast<Role>(meaning.id);
  return std::nullopt;
}

}  // namespace

/// `command deepspeed` is a phrase that no document writes; the vocabulary has one for some programs.
void ScriptReader::read_command(const Sentence& command) {
  command_ = command.span;
  const std::uint32_t named = vocabulary_.step(vocabulary_.step(0, vocabulary_.written_word("command")), vocabulary_.written_word(source_.text(command.span)));
  command_topics_ = named == 0 ? TopicSet{} : vocabulary_.sense(named).topics;
  command_role_ = named == 0 ? std::nullopt : role_in(vocabulary_.meanings(named));
}

void ScriptReader::read_remark(std::uint32_t sentence, std::optional<Role> role) {
  remark_ = sentence;
  remark_role_ = role;
}

void ScriptReader::read_entry(const Sentence& entry, TopicSet topics, Context& context, FactBase& base) {
  if (remark_role_ && *remark_role_ != Role::requirement && is_flag(entry) && follows_remark(entry)) {
    context.plan = plan_of_command(x_.sentences[remark_].span, base);
    adopt_remark(context.plan, base);
  }
  if ((command_topics_.any() || command_role_) && is_on_line(command_, entry)) {
    context.topics |= command_topics_;
    if (command_role_) context.plan = plan_of_command(command_, base);
  }
  // `cluster: {num_nodes: 64, devices: 8}`: the entries of a line are in sight of each other.
  const bool goes_on = is_on_line(entry_, entry);
  if (goes_on) context.topics |= entry_topics_;
  entry_topics_ = topics | (goes_on ? entry_topics_ : TopicSet{});
  entry_ = entry.span;
}

bool ScriptReader::is_flag(const Sentence& entry) const { return entry.name.begin > 0 && source_.bytes()[entry.name.begin - 1] == '-'; }

bool ScriptReader::is_on_line(Span earlier, const Sentence& entry) const {
  return earlier.end <= entry.span.begin && source_.text({earlier.end, entry.span.begin}).find('\n') == std::string_view::npos;
}

/// `# eval only` above a command says why all of its flags stand there.
bool ScriptReader::follows_remark(const Sentence& entry) const {
  const Span remark = x_.sentences[remark_].span;
  if (entry.span.begin < remark.end) return false;
  const std::string_view between = source_.text({remark.end, entry.span.begin});
  std::size_t lines = 0;
  for (std::size_t i = 0; i < between.size() && lines < 2; ++i)
    if (between[i] == '\n' && (i == 0 || between[i - 1] != '\\')) ++lines;
  return lines == 1;
}

/// What another program than the run is given is a plan of its own.
PlanId ScriptReader::plan_of_command(Span told, FactBase& base) const { return plan_named(base, "command of line " + std::to_string(source_.line_of(told.begin)), told); }

/// `# eval only: 64 heads` above a command: what the remark says of the model is said of that run.
void ScriptReader::adopt_remark(PlanId plan, FactBase& base) const {
  for (auto fact = base.facts.rbegin(); fact != base.facts.rend() && fact->sentence != no_id && fact->sentence >= remark_; ++fact) {
    const Key& key = vocabulary_.key(fact->key);
    if (fact->sentence != remark_ || fact->role != *remark_role_ || (!key.name.starts_with("model.") && key.type != ValueType::boolean)) continue;
    fact->plan = plan;
    fact->role = Role::claim;
  }
}

}  // namespace stratlint::facts
