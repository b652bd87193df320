#include "markdown/tree_memory.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <vector>

namespace stratlint {

namespace {

constexpr std::size_t chunk_size = 256 * 1024;
constexpr std::size_t largest_piece = 4 * 1024;

/// Stands before every piece.
struct alignas(std::max_align_t) Header {
  std::size_t size = 0;
};

/// All that is taken is zero, as cmark wants it: cheaper for a chunk at once than for every piece.
class Chunks {
 public:
  std::byte* take(std::size_t size) {
    size = (size + alignof(Header) - 1) / alignof(Header) * alignof(Header);
    if (chunks_.empty() || used_ + size > chunk_size) {
      chunks_.push_back(std::make_unique<std::byte[]>(chunk_size));
      used_ = 0;
    }
    std::byte* piece = chunks_.back().get() + used_;
    used_ += size;
    return piece;
  }

  /// One chunk stays for the next tree: most need no more.
  void reset() {
    if (chunks_.empty()) return;
    std::memset(chunks_.front().get(), 0, chunks_.size() == 1 ? used_ : chunk_size);
    chunks_.resize(1);
    used_ = 0;
  }

 private:
  std::vector<std::unique_ptr<std::byte[]>> chunks_;
  std::size_t used_ = 0;
};

thread_local Chunks chunks;

void* allocate(std::size_t count, std::size_t size) {
  size *= count;
  const std::size_t total = sizeof(Header) + size;
  void* memory = size <= largest_piece ? chunks.take(total) : std::calloc(1, total);
  if (memory == nullptr) std::abort();  // as cmark's own allocator does
  return new (memory) Header{size} + 1;
}

void release(void* piece) {
  if (piece == nullptr) return;
  Header* header = static_cast<Header*>(piece) - 1;
  if (header->size > largest_piece) std::free(header);
}

void* reallocate(void* piece, std::size_t size) {
  if (piece == nullptr) return allocate(1, size);
  Header* header = static_cast<Header*>(piece) - 1;
  if (header->size > largest_piece && size > largest_piece) {
    header = static_cast<Header*>(std::realloc(header, sizeof(Header) + size));
    if (header == nullptr) std::abort();
    header->size = size;
    return header + 1;
  }
  void* moved = allocate(1, size);
  std::memcpy(moved, piece, std::min(size, header->size));
  release(piece);
  return moved;
}

}  // namespace

cmark_mem* begin_tree_memory() {
  static cmark_mem memory = {allocate, reallocate, release};
  chunks.reset();
  return &memory;
}

}  // namespace stratlint
