#pragma once

#include <string_view>

#include "check/equation.h"

namespace stratlint {

/// An equation in the text around it.
class EquationView {
 public:
  EquationView(const Scene& scene, const Arithmetic& arithmetic, const Equation& equation, const Quantity& result)
      : scene_(scene), x_(scene.x()), arithmetic_(arithmetic), equation_(equation), statement_(scene.x().statements[equation.statement]), result_(result) {}

 protected:
  std::string_view text(Span span) const { return scene_.source().text(span); }
  const Quantity& quantity(std::uint32_t node) const { return x_.nodes[node].quantity; }

  /// How far back the sentence is read: a long line must not cost its square.
  std::uint32_t first_near() const {
    constexpr std::uint32_t far = 64;  // statements
    return equation_.statement > far ? equation_.statement - far : 0;
  }

  bool fits(double low, double high) const {
    const Allowed a = allowed(result_, equation_.approximate, false, {});
    return low <= a.high && high >= a.low;
  }

  /// The text between the two sides, empty if the result stands first.
  std::string_view between() const {
    const std::uint32_t end = x_.nodes[equation_.expression].span.end, begin = x_.nodes[equation_.result].span.begin;
    return begin < end ? std::string_view{} : text({end, begin});
  }

  /// Whether one of the numbers before the equation in its sentence, each said by itself, is as asked.
  template <typename Asked>
  bool any_before(Asked asked) const {
    for (std::uint32_t id = equation_.statement; id-- > first_near() && x_.statements[id].sentence == statement_.sentence;) {
      const Node& node = x_.nodes[x_.sides[x_.statements[id].first_side].root];
      if (x_.statements[id].side_count == 1 && node.kind == Node::Kind::number && asked(node.quantity)) return true;
    }
    return false;
  }

  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

  const Scene& scene_;
  const Extraction& x_;
  const Arithmetic& arithmetic_;
  const Equation& equation_;
  const Statement& statement_;
  const Quantity& result_;
};

}  // namespace stratlint
