#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace stratlint {

/// What one accelerator can do, as published; 0 where it is not. Bytes, FLOP, seconds; dense peaks.
struct Device {
  std::string name;            ///< `H100 SXM 80GB`, a value of `gpu.name`
  std::uint16_t value = 0;     ///< its index in Vocabulary::values()
  double memory = 0;           ///< B
  double mem_bandwidth = 0;    ///< B/s
  struct Peak {
    std::uint16_t type = 0;    ///< a data type: index into Vocabulary::values()
    double size = 0;           ///< bytes of one value of that type
    double flops = 0;          ///< FLOP/s
  };
  std::vector<Peak> peaks;     ///< as declared
  double link = 0;             ///< to the others of the domain, one direction, B/s
  std::string link_name;       ///< `NVLink 4, NVSwitch`
  std::uint32_t domain = 0;    ///< devices that the link joins
  double nic = 0;              ///< network beyond the domain, one direction, B/s
  std::string source;          ///< where the figures come from
  std::vector<std::string> notes;
  bool unsure = false;         ///< figures that are not well confirmed: shown, but nothing is judged by them
};

}  // namespace stratlint
