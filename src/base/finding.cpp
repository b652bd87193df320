#include "stratlint/finding.h"

#include <fmt/format.h>

namespace stratlint {

namespace {

/// FNV-1a. Printed fingerprints are kept by other programs, so it must never change.
struct Hash {
  std::uint64_t state;
  void add(std::string_view text) {
    for (const char c : text) state = (state ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    state = (state ^ 0xff) * 0x100000001b3;  // no byte of UTF-8: ends the text
  }
};

}  // namespace

const char* name(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "note";
}

std::string fingerprint(std::string_view path, const ClaimKey& key) {
  Hash high{0xcbf29ce484222325}, low{0x84222325cbf29ce4};
  for (Hash* hash : {&high, &low}) {
    for (const std::string_view part : {path, std::string_view(key.rule), std::string_view(key.claim), std::string_view(key.heading)}) hash->add(part);
    hash->add(std::to_string(key.ordinal));
  }
  return fmt::format("{:016x}{:016x}", high.state, low.state);
}

}  // namespace stratlint
