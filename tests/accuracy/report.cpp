#include <fmt/format.h>

#include "score.h"

namespace stratlint::accuracy {

namespace {

std::string row(std::string_view name, const Count& count) {
  const auto share = [](double value, int of) { return of == 0 ? std::string("-") : fmt::format("{:.2f}", value); };
  return fmt::format("| {} | {} | {} | {} | {} | {} |\n", name, count.right, count.missed, count.wrong,
                     share(count.recall(), count.right + count.missed), share(count.precision(), count.right + count.wrong));
}

std::string table(std::string_view title, const std::map<std::string, Count>& counts) {
  if (counts.empty()) return {};
  std::string text = fmt::format("\n| {} | right | missed | wrong | recall | precision |\n|---|---|---|---|---|---|\n", title);
  Count sum;
  for (const auto& [name, count] : counts) {
    text += row(name, count);
    sum.right += count.right;
    sum.missed += count.missed;
    sum.wrong += count.wrong;
  }
  return text + row("**together**", sum);
}

}  // namespace

std::string tables(const Score& score) {
  std::string text = fmt::format("{} documents, {} labelled facts: recall {:.3f}, precision {:.3f}.\n", score.documents,
                                 score.facts.right + score.facts.missed, score.facts.recall(), score.facts.precision());
  return text + table("key", score.keys) + table("role", score.roles) + table("scope", score.scopes) + table("rule", score.rules);
}

std::string differences(const Score& score) {
  std::string text;
  for (const Confusion& c : score.confusions) text += fmt::format("- {}:{}: {}\n", c.document, c.line, c.text);
  return text;
}

}  // namespace stratlint::accuracy
