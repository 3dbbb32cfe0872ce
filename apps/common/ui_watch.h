#pragma once

#include "base/file.h"
#include "desktop/native.h"

#include <cstdio>

namespace canbo::apps {

/// CANBO_UI_WATCH=FILE: the longest pieces of work of the UI thread, one a line, for the tests. For programs with
/// windows; nothing without the variable.
inline void watch_ui_thread() {
    static std::FILE* file = nullptr;
    const auto path = base::environment("CANBO_UI_WATCH");
    if (!path.empty())
        file = std::fopen(path.c_str(), "a");
    if (file == nullptr)
        return;
    desktop::watch_main_loop([](double cpu_ms) {
        static double longest = 0;
        if (cpu_ms <= longest)
            return;
        longest = cpu_ms;
        std::fprintf(file, "%.1f\n", cpu_ms);
        std::fflush(file);
    });
}

} // namespace canbo::apps
