#include <fmt/format.h>

#include <cstdio>

#include "base/suggest.h"
#include "driver/documents.h"
#include "driver/exit_code.h"
#include "driver/terminal.h"
#include "stratlint/emit.h"

namespace stratlint {

int rules_command(const Invocation& invocation) {
  switch (invocation.options.format) {
    case Format::text:
      invocation.output.write(emit_rules(invocation.rules, style_for(1, invocation.options)));
      break;
    case Format::json:
      invocation.output.write(emit_rules_json(invocation.rules));
      break;
    case Format::markdown:
      invocation.output.write(emit_rules_markdown(invocation.rules));
      break;
  }
  return exit_code(invocation, {}, exit_clean);
}

int explain_command(const Invocation& invocation) {
  const std::string& id = invocation.options.rule;
  const Rule* rule = invocation.rules.find(id);
  if (rule == nullptr) {
    std::vector<std::string_view> ids;
    for (const Rule& known : invocation.rules.rules) ids.push_back(known.id);
    const std::string_view near = nearest(id, ids);
    const std::string hint = near.empty() ? "`stratlint rules` lists them" : fmt::format("did you mean `{}`?", near);
    std::fprintf(stderr, "stratlint: unknown rule `%s`; %s\n", id.c_str(), hint.c_str());
    return exit_usage;
  }
  invocation.output.write(emit_explain(*rule, style_for(1, invocation.options)));
  return exit_code(invocation, {}, exit_clean);
}

}  // namespace stratlint
