#include "driver/replace_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace stratlint {

namespace {

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return ::fsync(descriptor) == 0;
}

mode_t permissions(const std::string& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) == 0) return info.st_mode & 07777;
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

}  // namespace

std::string replace_file(const std::string& path, std::string_view bytes) {
  std::error_code ignored;
  const auto real = std::filesystem::canonical(path, ignored);
  const std::string target = real.empty() ? path : real.native();
  std::string fresh = target + ".XXXXXX";
  const int descriptor = ::mkostemp(fresh.data(), O_CLOEXEC);
  if (descriptor < 0) return std::generic_category().message(errno);
  bool good = write_all(descriptor, bytes) && ::fchmod(descriptor, permissions(target)) == 0;
  int failure = good ? 0 : errno;
  ::close(descriptor);
  if (good && ::rename(fresh.c_str(), target.c_str()) != 0) failure = errno;
  if (failure == 0) return {};
  ::unlink(fresh.c_str());
  return std::generic_category().message(failure);
}

}  // namespace stratlint
