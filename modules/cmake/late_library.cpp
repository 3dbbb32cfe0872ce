// Where a function of a library that is loaded late is found: see CanboLate.cmake.
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>

namespace {

/// As late_functions.cpp.in lays it out.
struct LateSlot {
    void* function; ///< Where the jump goes.
    const char* name;
    const char* library;
};

} // namespace

/// Any thread. The library stays: what was found in it is used as long as the program runs.
extern "C" __attribute__((visibility("hidden"))) void canbo_find_late(LateSlot* slot) {
    void* library = dlopen(slot->library, RTLD_NOW | RTLD_LOCAL);
    void* function = library != nullptr ? dlsym(library, slot->name) : nullptr;
    if (function == nullptr) { // the package names the library: somebody took it away
        std::fprintf(stderr, "error: internal: %s\n", dlerror());
        std::abort();
    }
    __atomic_store_n(&slot->function, function, __ATOMIC_RELEASE);
}
