// Any bytes are a document, and every span of it lies where it should.
#include <cstdio>
#include <cstdlib>

#include "../document_invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const stratlint::SourceFile source("fuzz.md", std::string(reinterpret_cast<const char*>(data), size));
  const stratlint::Document document = stratlint::parse_markdown(source);
  if (const auto broken = stratlint::broken_invariant(document)) {
    std::fprintf(stderr, "%s\n", broken->c_str());
    std::abort();
  }
  return 0;
}
