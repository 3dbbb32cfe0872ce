#pragma once

#include <chrono>
#include <optional>

namespace canbo::station {

/// How much time is left, by the room's word and a clock that nobody can set. The station's own date and time play no
/// part. Wrong by at most half the way of the answer that it goes by.
class Countdown {
public:
    using Span = std::chrono::milliseconds;

    /// `left`: what the room said was left; asked and heard at these moments of the monotonic clock. `runs`: the time
    /// goes on; otherwise it stands at what was said. An answer that was long under way does not move a better one.
    void hear(Span left, bool runs, Span asked, Span heard);
    void clear() { m_word.reset(); }
    /// Never below zero; nothing while the room has not said.
    std::optional<Span> left(Span now) const;

private:
    struct Word {
        Span left{0}, at{0}, doubt{0};
        bool runs{true};
    };
    static Span left_of(const Word& word, Span now) { return word.runs ? word.left - (now - word.at) : word.left; }

    std::optional<Word> m_word;
};

} // namespace canbo::station
