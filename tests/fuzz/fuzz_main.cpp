// One libFuzzer program per target: CANBO_FUZZ_TARGET names its function.
#include "base/crypto.h"
#include "targets.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    canbo::base::init_crypto();
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    canbo::fuzz::CANBO_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
    return 0;
}
