#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

// Values as bytes, for this machine and this version only. One list of fields serves both directions: a type has
//
//     template <typename Archive>
//     void exchange(Archive& archive, Label& label) { archive(label.span, label.message); }
namespace stratlint {

template <typename T>
concept PlainValue = std::is_arithmetic_v<T> || std::is_enum_v<T>;

/// Numbers without padding between them: lists of them are copied as a whole.
template <typename T>
concept FlatValue = std::has_unique_object_representations_v<T>;

/// Larger values whose lists are copied as a whole too, padding included: a type without pointers says so.
template <typename T>
inline constexpr bool copied_whole = false;
template <typename T>
concept WholeValue = !FlatValue<T> && copied_whole<T> && std::is_trivially_copyable_v<T>;

/// Padding has no value of its own; where the compiler can, it is zero, so that equal values have equal bytes.
template <typename T>
void clear_padding([[maybe_unused]] T& value) {
#if defined(__has_builtin)
#if __has_builtin(__builtin_clear_padding)
  __builtin_clear_padding(&value);
#endif
#endif
}

/// Appends whatever is handed to it.
class ByteWriter {
 public:
  template <typename... T>
  void operator()(T&... values) {
    (exchange(*this, values), ...);
  }
  template <PlainValue T>
  void plain(T& value) {
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  template <FlatValue T>
  void list(std::vector<T>& values) {
    size(values.size());
    bytes_.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
  }
  template <WholeValue T>
  void list(std::vector<T>& values) {
    size(values.size());
    for (T value : values) {
      clear_padding(value);
      bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
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
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  template <typename... T>
  void operator()(T&... values) {
    (exchange(*this, values), ...);
  }
  template <PlainValue T>
  void plain(T& value) {
    if (const std::string_view bytes = take(sizeof value); !bytes.empty()) std::memcpy(&value, bytes.data(), sizeof value);
  }
  template <typename T>
    requires(FlatValue<T> || WholeValue<T>)
  void list(std::vector<T>& values) {
    const std::string_view bytes = take(size(0) * sizeof(T));
    values.resize(bytes.size() / sizeof(T));
    if (!values.empty()) std::memcpy(values.data(), bytes.data(), bytes.size());
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

template <typename Archive, PlainValue T>
void exchange(Archive& archive, T& value) {
  archive.plain(value);
}

template <typename Archive>
void exchange(Archive& archive, std::string& value) {
  archive.text(value);
}

template <typename Archive, typename T>
void exchange(Archive& archive, std::vector<T>& values) {
  values.resize(archive.size(values.size()));
  for (T& value : values) exchange(archive, value);
}

template <typename Archive, typename T>
  requires(FlatValue<T> || WholeValue<T>)
void exchange(Archive& archive, std::vector<T>& values) {
  archive.list(values);
}

template <typename Archive, typename T, std::size_t N>
void exchange(Archive& archive, std::array<T, N>& values) {
  for (T& value : values) exchange(archive, value);
}

template <typename Archive, typename T>
void exchange(Archive& archive, std::optional<T>& value) {
  bool there = value.has_value();
  exchange(archive, there);
  if (there && !value) value.emplace();
  if (there) exchange(archive, *value);
}

}  // namespace stratlint
