#include "driver/driver.h"

int main(int argc, char** argv) {
  return stratlint::run(argc, argv);
}
