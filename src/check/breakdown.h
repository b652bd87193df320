#pragma once

#include <span>
#include <vector>

#include "check/candidate.h"

namespace stratlint {

/// The value that a line of a breakdown stands for.
struct Part {
  std::uint32_t sentence = no_id;
  std::uint32_t node = no_id;
  std::uint32_t statement = no_id;
  bool total = false;
  bool running = false;  ///< `+15% = 8.6GB`: what came before, raised
  bool unlike = false;   ///< a line with numbers, none of which is a value to add
};

/// Adds up the parts that lines or cells give, and reports totals that are another number.
class Breakdown {
 public:
  static constexpr std::size_t most_parts = 64;

  explicit Breakdown(const Scene& scene) : scene_(scene), rules_(scene.rules.of(RuleKind::group)) {}

  /// The next line: a part, or the total of those before it.
  void add(std::vector<Part>& parts, const Part& part);
  void judge(const std::vector<Part>& all, const Part& total);
  /// What comes belongs to another list.
  void start_anew() { broken_ = false; }
  bool broken() const { return broken_; }
  /// What a bare number in a cell counts, in bytes; 0 outside tables.
  void set_unit(double bytes) { unit_ = bytes; }
  const Quantity& quantity(const Part& part) const { return scene_.x().nodes[part.node].quantity; }

 private:
  Quantity read(const Part& part) const;
  bool stands_among(const std::vector<Part>& parts, const Part& total, const Quantity& claimed, double rest) const;
  std::string_view key_name(const Part& part) const;
  bool lists_whole(const std::vector<Part>& parts, const Part& total) const;
  bool are_memory_parts(std::span<const Part> parts) const;
  void note_length(const Part& total);
  bool same_scope(const Part& a, const Part& b) const;
  bool may_share_scope(const Part& part, const Part& total) const;
  void report(const Rule& rule, const std::vector<Part>& parts, const Part& total, const Quantity& claimed, double sum);

  const Scene& scene_;
  const std::vector<const Rule*>& rules_;
  bool broken_ = false;  ///< a line among the parts cannot be added
  double unit_ = 0;
};

/// Columns and rows of tables that end in their total.
void match_group_tables(const Scene& scene);

}  // namespace stratlint
