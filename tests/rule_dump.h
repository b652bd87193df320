#pragma once

#include <fmt/format.h>

#include <string>

#include "stratlint/rule.h"

namespace stratlint {

inline const char* sign(Expr::Op op) {
  constexpr const char* signs[] = {
      "",   "+",   "-",  "*",   "/",   "%",       "^",   "==",  "!=",    "<",    "<=",  ">",
      ">=", "and", "or", "not", "neg", "divides", "min", "max", "floor", "ceil", "sum", "count", "distinct", "variants", "size"};
  return signs[static_cast<std::size_t>(op)];
}

/// An expression with every operator in front of its operands: `(+ (* axis.tp 2) 1)`.
inline std::string dump(const Vocabulary& words, const Rule& rule, std::uint32_t root) {
  const Expr& node = rule.nodes[root];
  const std::string key = node.key == no_key ? "" : words.key(node.key).name;
  const std::string per = node.scope ? fmt::format(" per {}", name(*node.scope)) : "";
  switch (node.kind) {
    case Expr::Kind::number: {
      const std::string unit = unit_name(node.type.dimension);
      return fmt::format("{}", node.value) + (unit == "1" ? "" : " " + unit);
    }
    case Expr::Kind::boolean:
      return node.value != 0 ? "true" : "false";
    case Expr::Kind::string:
      return '"' + rule.texts[node.index] + '"';
    case Expr::Kind::key:
      return key;
    case Expr::Kind::scoped:
      return fmt::format("({} {}{})", name(node.role), key, per);
    case Expr::Kind::stated:
      return fmt::format("(stated {})", key);
    case Expr::Kind::computed:
      return "computed:" + rule.inputs[node.index].computed;
    case Expr::Kind::local:
      return "$" + rule.lets[node.index].name;
    case Expr::Kind::variable:
      return fmt::format("@{}", node.index);
    case Expr::Kind::margin:
      return "margin";
    case Expr::Kind::any: {
      std::string out = "(any";
      for (const Rule::Arm& arm : rule.arms_of(node)) {
        out += fmt::format(" [{}] {}", arm.name, dump(words, rule, arm.value));
        if (arm.when != no_node) out += " when " + dump(words, rule, arm.when);
      }
      return out + ")";
    }
    default: {
      std::string out = node.kind == Expr::Kind::conditional ? "(if" : fmt::format("({}", sign(node.op));
      if (node.children[0] == no_node) out += " " + key;
      for (const std::uint32_t child : node.children) {
        if (child == no_node) break;
        out += " " + dump(words, rule, child);
      }
      return out + ")";
    }
  }
}

inline std::string dump(const Vocabulary& words, const Rule& rule, const Template& text) {
  std::string out;
  for (const Template::Part& part : text.parts) {
    if (part.node == no_node)
      out += part.text;
    else
      out += "{" + dump(words, rule, part.node) + (part.text.empty() ? "" : ":" + part.text) + "}";
  }
  return out;
}

}  // namespace stratlint
