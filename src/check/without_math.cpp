#include "check/without_math.h"

#include <cctype>
#include <string>

namespace stratlint {

namespace {

bool is_digit(const std::string& text, std::size_t at) { return at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0; }

void leave_math_out(std::string& text) {
  if (text.find('$') == std::string::npos) return;
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool glued = text[i] == '$' && i > 0 && is_digit(text, i - 1) && !is_digit(text, i + 1);
    const bool apart = text[i] == '$' && i > 1 && text[i - 1] == ' ' && is_digit(text, i - 2) && i + 1 < text.size() && text[i + 1] == ' ';
    if (apart) ++i;
    if (!glued && !apart) plain += text[i];
  }
  text = std::move(plain);
}

}  // namespace

void leave_math_out(std::vector<Finding>& findings) {
  for (Finding& finding : findings) {
    for (std::string* text : {&finding.message, &finding.primary_label, &finding.help}) leave_math_out(*text);
    for (std::vector<std::string>* texts : {&finding.derivation, &finding.readings, &finding.notes})
      for (std::string& text : *texts) leave_math_out(text);
    for (Label& label : finding.related) leave_math_out(label.message);
  }
}

}  // namespace stratlint
