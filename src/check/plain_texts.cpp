#include "check/plain_texts.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

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

void join_lines(std::string& text) {
  constexpr std::string_view blanks = " \t\r\n";
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at)) {
    const std::size_t before = text.find_last_not_of(blanks, at), first = before == std::string::npos ? 0 : before + 1;
    const std::size_t end = std::min(text.find_first_not_of(blanks, at), text.size());
    text.replace(first, end - first, " ");
    at = first;
  }
}

void make_plain(std::string& text) {
  leave_math_out(text);
  join_lines(text);
}

}  // namespace

void make_plain(std::vector<Finding>& findings) {
  for (Finding& finding : findings) {
    for (std::string* text : {&finding.message, &finding.primary_label}) make_plain(*text);
    for (std::string& text : finding.derivation) make_plain(text);
    for (Label& label : finding.related) make_plain(label.message);
    for (std::optional<Amount>* amount : {&finding.claimed, &finding.recomputed})
      if (amount->has_value()) join_lines((*amount)->text);
    leave_math_out(finding.help);
    for (std::vector<std::string>* texts : {&finding.readings, &finding.notes})
      for (std::string& text : *texts) leave_math_out(text);
  }
}

}  // namespace stratlint
