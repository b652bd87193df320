#include <filesystem>

#include "driver/commands.h"
#include "driver/documents.h"

namespace stratlint {

int config_command(const Invocation& invocation) {
  const Options& options = invocation.options;
  if (options.schema) {
    invocation.output.write(config_schema());
  } else if (options.paths.empty()) {
    invocation.output.write(print_config(invocation.config));
  } else {
    const std::string path = std::filesystem::absolute(options.paths.front()).lexically_normal().native();
    invocation.output.write(print_config(config_for(invocation.config, path)));
  }
  return exit_code(invocation, {}, 0);
}

}  // namespace stratlint
