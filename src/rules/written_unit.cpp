#include "rules/written_unit.h"

namespace stratlint {

std::optional<Unit> written_unit(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash != std::string_view::npos) {
    const auto above = written_unit(text.substr(0, slash)), below = find_unit(text.substr(slash + 1));
    if (!above || !below) return std::nullopt;
    return divide(*above, *below);
  }
  if (text == "B") return Unit{1, {1, 0, 0}};
  return find_unit(text);
}

}  // namespace stratlint
