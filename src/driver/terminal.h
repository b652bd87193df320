#pragma once

#include "driver/options.h"
#include "stratlint/emit.h"

namespace stratlint {

/// How text for a stream (1: output, 2: errors) should look: colours and links only for a terminal that knows them.
TextStyle style_for(int stream, const Options& options);

bool is_terminal(int stream);

}  // namespace stratlint
