#pragma once

#include <string>

#include "stratlint/picture.h"

namespace stratlint::picture {

std::string seconds(double value);
std::string bytes(double value);
std::string flops(double value);
std::string percent(double share);
/// `8 layers`, `1 layer`.
std::string counted(double count, std::string_view thing);
/// Of a document, for a title.
std::string file_name(std::string_view path);
/// `0-7`, or `4`.
std::string span_text(std::uint32_t first, std::uint32_t count);

BoxShape shape_of(const Op& op);
Paint paint_of(const Op& op);
bool communicates(const Op& op);
/// `in the node`, `network`.
const char* link_text(LinkClass link);
/// What a rank's group is, with the GPUs in it: `EP 8: GPUs 0,4,…,28`.
std::string group_text(const Dag& dag, GroupKind kind, std::uint32_t rank);
/// Over what the operation of a rank class communicates in a stage.
LinkClass link_of(const Dag& dag, const Op& op, std::uint32_t rank);
/// All that is known of an operation, line by line.
std::string facts_of(const Dag& dag, const Op& op, std::uint32_t rank);
/// B/s of memory, by an operator that only moves bytes; 0 if there is none.
double memory_rate(const Dag& dag);
/// What bounds its time: `compute`, `memory`, `network`, `node link`.
const char* bound_of(const Dag& dag, const Op& op, std::uint32_t rank);
/// A few letters for a box that is narrow.
std::string short_title(const Op& op);

/// GPUs of a stage's rank class.
std::string class_text(const RankClass& ranks, std::uint32_t first_rank);
/// `training · 16 layers · 16 micro-batches of 1 × 10240 tokens, 1f1b`.
std::string run_text(const Dag& dag);

}  // namespace stratlint::picture
