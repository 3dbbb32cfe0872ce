#pragma once

namespace canbo::desktop {

/// How something a presenter says is meant; never told by colour alone. No toolkit here: see tone_of() in band.h.
enum class Mood { Plain, Good, Warn, Bad };

} // namespace canbo::desktop
