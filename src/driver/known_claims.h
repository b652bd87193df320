#pragma once

#include <string>
#include <vector>

#include "stratlint/triage.h"

namespace stratlint {

/// The baseline of a run: what it says of each document, and what a new one would say.
class KnownClaims {
 public:
  /// `path` of the file; empty: no baseline. A file that is missing is an empty one if it is to be written. What is wrong
  /// goes to `error`.
  KnownClaims(const std::string& path, bool writing, std::string& error);

  bool enabled() const { return !path_.empty(); }
  /// The claims that are known of a document. May be called by several threads.
  std::vector<ClaimKey> of(const std::string& document) const;

  /// What was found in a document, and what was known of it but is gone.
  void add(const std::string& document, std::vector<ClaimKey> found, std::vector<ClaimKey> stale);
  /// Claims that were known and are found no more, also those of documents that are gone.
  std::size_t stale() const;

  /// Replaces the file: by the claims that were found, or by those that are known without the stale ones. Documents that
  /// were not looked at keep theirs. Returns why it failed, or nothing.
  std::string write() const;
  std::string prune() const;

 private:
  std::string key(const std::string& document) const;
  bool is_gone(const std::string& name) const;

  std::string path_, folder_;
  Baseline known_, found_, stale_;
};

}  // namespace stratlint
