#include "driver/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace stratlint {

void Log::line(const std::string& text) const {
  if (!enabled_) return;
  // Made at the first line, so that a run without -v does not pay for it.
  static const std::shared_ptr<spdlog::logger> logger = [] {
    auto made = std::make_shared<spdlog::logger>("stratlint", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("[%H:%M:%S.%e] %v");
    return made;
  }();
  logger->info("{}", text);
}

}  // namespace stratlint
