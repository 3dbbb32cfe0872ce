#include "identity/card_entry.h"

#include "base/text.h"

#include <algorithm>

namespace canbo::identity {
namespace {

constexpr std::size_t most_entry_bytes = 4'000, number_digits = 12, can_digits = 6;
constexpr std::size_t least_gaps = 19;
constexpr std::chrono::milliseconds usual_gap{30}, longest_gap{150};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits without what people put between them; empty when there is anything else.
std::string digits_of_hand(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (is_digit(c))
            out += c;
        else if (c != ' ' && c != '.' && c != '-')
            return {};
    }
    return out;
}

/// From the citizen's number on that stands before the first separator.
std::string_view qr_part(std::string_view text) {
    const auto bar = text.find('|');
    return bar > number_digits ? text.substr(bar - number_digits) : text;
}

} // namespace

Result<CardEntry> read_entry(std::string_view text, base::Day today) {
    if (text.size() > most_entry_bytes)
        return fail(ErrorCode::TooLarge, "The text is too long for the QR code of a card");
    CardEntry out;
    if (text.find('|') != std::string_view::npos) {
        out.kind = CardEntry::Kind::Qr;
        CANBO_TRY(out.qr, read_qr(qr_part(text), today));
        CANBO_TRY(out.secret, secret_from_can(out.qr->card.number.can()));
        return out;
    }
    const auto digits = digits_of_hand(base::trim(text));
    if (digits.size() == can_digits || digits.size() == number_digits) {
        out.kind = digits.size() == can_digits ? CardEntry::Kind::Can : CardEntry::Kind::Number;
        CANBO_TRY(out.secret, secret_from_can(digits.substr(digits.size() - can_digits)));
        return out;
    }
    out.kind = CardEntry::Kind::Zone;
    auto secret = secret_from_mrz(base::trim(text), today);
    if (!secret)
        return fail(ErrorCode::InvalidInput,
                    "This is neither the last six digits of a card, nor its QR code, nor its machine readable zone");
    out.secret = *std::move(secret);
    if (auto printed = read_mrz(base::trim(text), today))
        out.printed = *std::move(printed);
    return out;
}

void Keystrokes::press(std::chrono::milliseconds at) {
    if (m_last) {
        const auto gap = at - *m_last;
        if (gap > longest_gap)
            m_gaps.clear();
        else if (m_gaps.size() < most_entry_bytes)
            m_gaps.push_back(gap);
    }
    m_last = at;
}

void Keystrokes::forget() {
    m_last.reset();
    m_gaps.clear();
}

bool Keystrokes::by_scanner() const {
    if (m_gaps.size() < least_gaps)
        return false;
    auto gaps = m_gaps;
    const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
    std::nth_element(gaps.begin(), middle, gaps.end());
    return *middle <= usual_gap;
}

bool Keystrokes::ended(std::chrono::milliseconds now) const { return !m_last || now - *m_last > longest_gap; }

} // namespace canbo::identity
