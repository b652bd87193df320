#pragma once

#include <cmark-gfm.h>

namespace stratlint {

/// An allocator for the small pieces that one cmark tree is made of: they are cut from large chunks, and taken back
/// all at once when the next tree is begun. Larger pieces come from malloc. Allocators of cmark know no context, so
/// each thread has one memory, and one tree at a time in it.
cmark_mem* begin_tree_memory();

}  // namespace stratlint
