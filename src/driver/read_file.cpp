#include "driver/read_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <limits>
#include <system_error>

namespace stratlint {

namespace {

constexpr std::size_t largest = std::numeric_limits<std::uint32_t>::max() - 1;  // spans are 32 bit
constexpr const char* too_large = "larger than 4 GiB";

std::string last_error() {
  return std::generic_category().message(errno);
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ > STDIN_FILENO) ::close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

// Reads to the end. `known` is the size that the system gives, 0 if it gives none.
FileBytes read_all(int descriptor, std::size_t known) {
  FileBytes file;
  std::size_t size = 0;
  file.bytes.resize(known > 0 ? known + 1 : 65536);
  while (true) {
    if (size == file.bytes.size()) file.bytes.resize(size + std::max<std::size_t>(size, 65536));
    const ssize_t count = ::read(descriptor, file.bytes.data() + size, file.bytes.size() - size);
    if (count == 0) break;
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return {"", last_error()};
    size += static_cast<std::size_t>(count);
    if (size > largest) return {"", too_large};
    if (size == known) break;  // there was room for one byte more, which a growing file would have filled
  }
  file.bytes.resize(size);
  return file;
}

}  // namespace

FileBytes read_input(const Input& input) {
  if (!input.error.empty()) return {"", input.error};
  if (input.standard_input) return read_all(STDIN_FILENO, 0);
  // Without O_NONBLOCK, opening a FIFO would wait for a writer.
  const Descriptor file(::open(input.path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  struct stat info {};
  if (file.number() < 0 || ::fstat(file.number(), &info) != 0) return {"", last_error()};
  if (S_ISDIR(info.st_mode)) return {"", "is a folder"};
  if (!S_ISREG(info.st_mode)) return {"", "not a regular file"};
  if (info.st_size > static_cast<off_t>(largest)) return {"", too_large};
  return read_all(file.number(), static_cast<std::size_t>(info.st_size));
}

}  // namespace stratlint
