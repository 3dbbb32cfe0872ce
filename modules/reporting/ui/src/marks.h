#pragma once

#include "desktop/theme.h"
#include "reporting_ui/words.h"

namespace canbo::reporting::ui {

/// What a mark is in the theme.
inline desktop::Tone tone_of(Mark mark) {
    switch (mark) {
    case Mark::Plain:
        return desktop::Tone::Normal;
    case Mark::Muted:
        return desktop::Tone::Muted;
    case Mark::Good:
        return desktop::Tone::Good;
    case Mark::Warn:
        return desktop::Tone::Warn;
    case Mark::Bad:
        return desktop::Tone::Bad;
    case Mark::Info:
        return desktop::Tone::Info;
    }
    return desktop::Tone::Normal;
}

} // namespace canbo::reporting::ui
