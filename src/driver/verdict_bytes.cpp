#include "driver/verdict_bytes.h"

#include "base/archive.h"
#include "driver/content_hash.h"

namespace stratlint {

template <typename Archive>
void exchange(Archive& archive, Span& span) {
  archive(span.begin, span.end);
}

template <typename Archive>
void exchange(Archive& archive, Amount& amount) {
  archive(amount.text, amount.value, amount.unit);
}

template <typename Archive>
void exchange(Archive& archive, Label& label) {
  archive(label.span, label.message);
}

template <typename Archive>
void exchange(Archive& archive, Edit& edit) {
  archive(edit.span, edit.text);
}

template <typename Archive>
void exchange(Archive& archive, Fix& fix) {
  archive(fix.message, fix.edits, fix.safe);
}

template <typename Archive>
void exchange(Archive& archive, ClaimKey& key) {
  archive(key.rule, key.claim, key.heading, key.ordinal);
}

template <typename Archive>
void exchange(Archive& archive, Finding& finding) {
  archive(finding.rule, finding.severity, finding.plan, finding.message, finding.primary, finding.primary_label, finding.claimed,
          finding.recomputed, finding.convention, finding.derivation, finding.readings, finding.notes, finding.help, finding.related,
          finding.key, finding.fix);
}

template <typename Archive>
void exchange(Archive& archive, Skipped& skipped) {
  archive(skipped.rule, skipped.plan, skipped.missing);
}

template <typename Archive>
void exchange(Archive& archive, Suppressed& suppressed) {
  archive(suppressed.finding, suppressed.by, suppressed.reason);
}

template <typename Archive>
void exchange(Archive& archive, Verdict& verdict) {
  archive(verdict.findings, verdict.skipped, verdict.limits, verdict.suppressed, verdict.below_level, verdict.known_before);
}

namespace {

std::string checksum(std::string_view bytes) {
  ContentHash hash;
  hash.add(bytes);
  return {reinterpret_cast<const char*>(&hash), sizeof hash};
}

}  // namespace

std::string verdict_bytes(Verdict verdict) {
  ByteWriter writer;
  writer(verdict);
  const std::string bytes = writer.take();
  return checksum(bytes) + bytes;
}

std::optional<Verdict> read_verdict(std::string_view bytes) {
  // Only what was written is read: a byte that changed since may be no boolean, no severity and no place in the document.
  const std::string_view sum = bytes.substr(0, sizeof(ContentHash));
  bytes.remove_prefix(sum.size());
  if (checksum(bytes) != sum) return std::nullopt;
  Verdict verdict;
  ByteReader reader(bytes);
  reader(verdict);
  return reader.finished() ? std::optional(std::move(verdict)) : std::nullopt;
}

}  // namespace stratlint
