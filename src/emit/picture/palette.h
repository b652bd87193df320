#pragma once

#include <array>

#include "stratlint/picture.h"

namespace stratlint::picture {

/// Colours of a paint on a light page, and what stands for them on a dark one.
struct Colours {
  const char *fill, *line, *dark_fill, *dark_line;
};

// In the order of Paint. Fills differ in lightness too, so that they stay apart in grey; shapes say the same again.
inline constexpr std::array<Colours, paint_count> colours{{
    {"transparent", "#6b7786", "transparent", "#8b97a6"},
    {"#ffffff", "#ffffff", "#14181d", "#14181d"},
    {"#f6f8fa", "#d5dbe2", "#1b2128", "#39424d"},
    {"#fbfcfd", "#e4e9ee", "#181d23", "#2c343d"},
    {"#e5e9ee", "#e5e9ef", "#2c333b", "#2c333c"},
    {"#dce9f7", "#2f6fb0", "#1d3a57", "#6fa8dc"},
    {"#c9dfd3", "#3b7a57", "#1f4030", "#7bb894"},
    {"#d3f0ea", "#12806a", "#144a40", "#4fc3ab"},
    {"#eef3c9", "#76801a", "#3f4413", "#c3cd62"},
    {"#fde6cc", "#c76a0c", "#57360f", "#f0a04b"},
    {"#e8dff5", "#7145ae", "#3c2a57", "#b492e0"},
    {"#dfdcf3", "#4c4896", "#2e2c55", "#9a96dd"},
    {"#f9dce6", "#b0285f", "#571b34", "#e8799f"},
    {"#eceff2", "#66727f", "#2a3139", "#96a2af"},
    {"#fefefe", "#c9d1d9", "#151a1f", "#4a545f"},
    {"#eef4fb", "#8fb4da", "#1a2735", "#476a8f"},
    {"#fff6dd", "#d9b44a", "#3a3112", "#b8973b"},
    {"#d9e0e7", "#d9e0e8", "#3a434d", "#3a434e"},
    {"#c0392b", "#c0392c", "#e0564a", "#e0564b"},
}};
// Darker fills, of a second micro-batch or of every other group of GPUs.
struct Shade {
  Paint paint;
  unsigned shade;
  const char *fill, *dark_fill;
};
inline constexpr std::array<Shade, 8> shades{{
    {Paint::compute, 1, "#b4d2f0", "#2a5a8a"},
    {Paint::expert, 1, "#a4ddd0", "#1d7263"},
    {Paint::route, 1, "#dde593", "#5f6720"},
    {Paint::expert_comm, 1, "#fac999", "#86531a"},
    {Paint::tensor_comm, 1, "#cdbbe8", "#5d438a"},
    {Paint::data_comm, 1, "#bfbae6", "#47448a"},
    {Paint::compute, 2, "#6f9fd0", "#4f8cc6"},
    {Paint::pipeline, 1, "#f2b8cc", "#862b51"},
}};

struct InkColours {
  const char *light, *dark;
};
inline constexpr InkColours strong_ink{"#1b242d", "#e8edf2"}, muted_ink{"#56626f", "#a3afbb"}, exposed_ink{"#b5281c", "#ff8074"};
inline constexpr InkColours arrow_ink{"#5f6b79", "#8d99a7"}, faint_arrow_ink{"#a9b4bf", "#56616d"}, critical_ink{"#c0392d", "#e0564c"};

inline const Colours& colours_of(Paint paint) { return colours[static_cast<std::size_t>(paint)]; }
inline const char* fill_of(Paint paint, unsigned shade) {
  for (const Shade& darker : shades)
    if (darker.paint == paint && darker.shade == shade) return darker.fill;
  return colours_of(paint).fill;
}

}  // namespace stratlint::picture
