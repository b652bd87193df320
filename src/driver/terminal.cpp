#include "driver/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace stratlint {

namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

bool set(const char* name) {
  return !environment(name).empty();
}

// Terminals that are known to open OSC 8 links; others may print rubbish.
bool knows_links() {
  const std::string_view program = environment("TERM_PROGRAM");
  constexpr std::string_view programs[] = {"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper"};
  return std::find(std::begin(programs), std::end(programs), program) != std::end(programs) ||
         std::atoi(std::string(environment("VTE_VERSION")).c_str()) >= 5000 || set("KITTY_WINDOW_ID") ||
         set("WT_SESSION") || set("KONSOLE_VERSION");
}

}  // namespace

bool is_terminal(int stream) {
  return ::isatty(stream) == 1;
}

TextStyle style_for(int stream, const Options& options) {
  TextStyle style;
  style.show_skipped = options.show_skipped;
  const bool terminal = is_terminal(stream) && environment("TERM") != "dumb";
  style.color = options.color == When::always || (options.color == When::automatic && terminal && !set("NO_COLOR"));
  style.hyperlinks = style.color && terminal && knows_links();
  winsize size{};
  if (terminal && ::ioctl(stream, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    style.width = size.ws_col;
    style.wrap = true;
  }
  return style;
}

}  // namespace stratlint
