// Whatever is read from any bytes is whole: spans lie in the file, children stand before parents.
#include <cstdio>
#include <cstdlib>

#include "../extraction_invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const stratlint::SourceFile source("fuzz.md", std::string(reinterpret_cast<const char*>(data), size));
  const stratlint::Document document = stratlint::parse_markdown(source);
  if (const auto broken = stratlint::broken_invariant(stratlint::extract(document), document)) {
    std::fprintf(stderr, "%s\n", broken->c_str());
    std::abort();
  }
  return 0;
}
