#include "station/countdown.h"

#include <algorithm>

namespace canbo::station {

void Countdown::hear(Span left, bool runs, Span asked, Span heard) {
    const Span way = std::max(Span(0), heard - asked);
    // The room spoke somewhere on the way: most likely in the middle.
    const Word word{runs ? left - way / 2 : left, heard, way / 2, runs};
    if (m_word && m_word->runs && runs && m_word->doubt < word.doubt) {
        const Span apart = left_of(*m_word, heard) - word.left;
        if (std::max(apart, -apart) <= word.doubt + m_word->doubt)
            return; // the same word, heard less well
    }
    m_word = word;
}

std::optional<Countdown::Span> Countdown::left(Span now) const {
    if (!m_word)
        return std::nullopt;
    return std::max(Span(0), left_of(*m_word, now));
}

} // namespace canbo::station
