#pragma once

#include <fmt/format.h>

#include <string>

#include "stratlint/rule.h"

namespace stratlint {

inline const char* sign(Expr::Op op) {
  constexpr const char* signs[] = {
      "",   "+",   "-",  "*",   "/",   "%",       "^",   "==",  "!=",    "<",    "<=",  ">",
      ">=", "and", "or", "not", "neg", "divides", "min", "max", "floor", "ceil", "sum", "count"};
  return signs[static_cast<std::size_t>(op)];
}

/// An expression with every operator in front of its operands: `(+ (* axis.tp 2) 1)`.
inline std::string dump(const Rule& rule, std::uint32_t root) {
  const Expr& node = rule.nodes[root];
  const std::string per = node.scope ? fmt::format(" per {}", name(*node.scope)) : "";
  switch (node.kind) {
    case Expr::Kind::number: {
      const std::string unit = unit_name(node.type.dimension);
      return fmt::format("{}", node.value) + (unit == "1" ? "" : " " + unit);
    }
    case Expr::Kind::boolean:
      return node.value != 0 ? "true" : "false";
    case Expr::Kind::string:
      return '"' + node.text + '"';
    case Expr::Kind::key:
      return node.text;
    case Expr::Kind::scoped:
      return fmt::format("({} {}{})", name(node.role), node.text, per);
    case Expr::Kind::stated:
      return fmt::format("(stated {})", node.text);
    case Expr::Kind::computed:
      return "computed:" + node.text;
    case Expr::Kind::local:
      return "$" + rule.lets[node.index].name;
    case Expr::Kind::variable:
      return fmt::format("@{}", node.index);
    case Expr::Kind::margin:
      return "margin";
    case Expr::Kind::any: {
      std::string out = "(any";
      for (const Expr::Arm& arm : node.arms) {
        out += fmt::format(" [{}] {}", arm.name, dump(rule, arm.value));
        if (arm.when != no_node) out += " when " + dump(rule, arm.when);
      }
      return out + ")";
    }
    default: {
      std::string out = node.kind == Expr::Kind::conditional ? "(if" : fmt::format("({}", sign(node.op));
      if (node.children.empty()) out += " " + node.text;
      for (const std::uint32_t child : node.children) out += " " + dump(rule, child);
      return out + ")";
    }
  }
}

inline std::string dump(const Rule& rule, const Template& text) {
  std::string out;
  for (const Template::Part& part : text.parts) {
    if (part.node == no_node)
      out += part.text;
    else
      out += "{" + dump(rule, part.node) + (part.unit.empty() ? "" : ":" + part.unit) + "}";
  }
  return out;
}

}  // namespace stratlint
