#include "driver/verdict_bytes.h"

#include <cstring>
#include <type_traits>
#include <vector>

#include "driver/content_hash.h"

namespace stratlint {

namespace {

/// Appends whatever is handed to it.
class Writer {
 public:
  template <typename T>
  void plain(T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void text(std::string& value) {
    size(value.size());
    bytes_ += value;
  }
  std::size_t size(std::size_t value) {
    auto count = static_cast<std::uint32_t>(value);
    plain(count);
    return value;
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Fills whatever is handed to it. After the end of the bytes everything is empty.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  template <typename T>
  void plain(T& value) {
    if (const std::string_view bytes = take(sizeof value); !bytes.empty()) std::memcpy(&value, bytes.data(), sizeof value);
  }
  void text(std::string& value) { value = take(size(0)); }
  std::size_t size(std::size_t) {
    std::uint32_t count = 0;
    plain(count);
    if (count > rest_.size()) good_ = false;  // every element has a byte at least
    return good_ ? count : 0;
  }
  bool finished() const { return good_ && rest_.empty(); }

 private:
  std::string_view take(std::size_t count) {
    if (count > rest_.size()) good_ = false;
    if (!good_) return {};
    const std::string_view bytes = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return bytes;
  }

  std::string_view rest_;
  bool good_ = true;
};

// One list of fields for both directions.

template <typename Archive, typename T>
void exchange(Archive& archive, std::vector<T>& values);
template <typename Archive, typename T>
void exchange(Archive& archive, std::optional<T>& value);

template <typename Archive>
void exchange(Archive& archive, std::string& value) {
  archive.text(value);
}

template <typename Archive>
void exchange(Archive& archive, Amount& amount) {
  archive.text(amount.text);
  archive.plain(amount.value);
  archive.text(amount.unit);
}

template <typename Archive>
void exchange(Archive& archive, Label& label) {
  archive.plain(label.span);
  archive.text(label.message);
}

template <typename Archive>
void exchange(Archive& archive, Edit& edit) {
  archive.plain(edit.span);
  archive.text(edit.text);
}

template <typename Archive>
void exchange(Archive& archive, Fix& fix) {
  archive.text(fix.message);
  exchange(archive, fix.edits);
  archive.plain(fix.safe);
}

template <typename Archive>
void exchange(Archive& archive, ClaimKey& key) {
  archive.text(key.rule);
  archive.text(key.claim);
  archive.text(key.heading);
  archive.plain(key.ordinal);
}

template <typename Archive>
void exchange(Archive& archive, Finding& finding) {
  archive.text(finding.rule);
  archive.plain(finding.severity);
  archive.text(finding.plan);
  archive.text(finding.message);
  archive.plain(finding.primary);
  archive.text(finding.primary_label);
  exchange(archive, finding.claimed);
  exchange(archive, finding.recomputed);
  archive.text(finding.convention);
  exchange(archive, finding.derivation);
  exchange(archive, finding.readings);
  exchange(archive, finding.notes);
  archive.text(finding.help);
  exchange(archive, finding.related);
  exchange(archive, finding.key);
  exchange(archive, finding.fix);
}

template <typename Archive>
void exchange(Archive& archive, Skipped& skipped) {
  archive.text(skipped.rule);
  archive.text(skipped.plan);
  exchange(archive, skipped.missing);
}

template <typename Archive>
void exchange(Archive& archive, Suppressed& suppressed) {
  exchange(archive, suppressed.finding);
  archive.plain(suppressed.by);
  archive.text(suppressed.reason);
}

template <typename Archive>
void exchange(Archive& archive, Verdict& verdict) {
  exchange(archive, verdict.findings);
  exchange(archive, verdict.skipped);
  exchange(archive, verdict.limits);
  exchange(archive, verdict.suppressed);
  archive.plain(verdict.below_level);
  archive.plain(verdict.known_before);
}

template <typename Archive, typename T>
void exchange(Archive& archive, std::vector<T>& values) {
  values.resize(archive.size(values.size()));
  for (T& value : values) exchange(archive, value);
}

template <typename Archive, typename T>
void exchange(Archive& archive, std::optional<T>& value) {
  bool there = value.has_value();
  archive.plain(there);
  if (there && !value) value.emplace();
  if (there) exchange(archive, *value);
}

std::string checksum(std::string_view bytes) {
  ContentHash hash;
  hash.add(bytes);
  return {reinterpret_cast<const char*>(&hash), sizeof hash};
}

}  // namespace

std::string verdict_bytes(Verdict verdict) {
  Writer writer;
  exchange(writer, verdict);
  const std::string bytes = writer.take();
  return checksum(bytes) + bytes;
}

std::optional<Verdict> read_verdict(std::string_view bytes) {
  // Only what was written is read: a byte that changed since may be no boolean, no severity and no place in the document.
  const std::string_view sum = bytes.substr(0, sizeof(ContentHash));
  bytes.remove_prefix(sum.size());
  if (checksum(bytes) != sum) return std::nullopt;
  Verdict verdict;
  Reader reader(bytes);
  exchange(reader, verdict);
  return reader.finished() ? std::optional(std::move(verdict)) : std::nullopt;
}

}  // namespace stratlint
