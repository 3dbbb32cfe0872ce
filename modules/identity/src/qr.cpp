#include "identity/qr.h"

#include "base/telex.h"
#include "base/text.h"
#include "dates.h"
#include "scanner_text.h"

#include <algorithm>

namespace canbo::identity {
namespace {

constexpr std::size_t most_qr_bytes = 4'000;
constexpr std::size_t fields_of_every_card = 7;

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> out;
    for (;;) {
        const auto at = text.find(separator);
        out.emplace_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return out;
        text.remove_prefix(at + 1);
    }
}

std::string_view without_tail_keys(std::string_view text) {
    while (!text.empty() && std::string_view("\r\n\t\0", 4).find(text.back()) != std::string_view::npos)
        text.remove_suffix(1);
    return text;
}

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "Nam", "Nữ", and what is left of the second when a scanner has lost its accents.
std::optional<Sex> read_sex(const std::string& text) {
    const auto key = base::search_key(text);
    if (key == "nam")
        return Sex::Male;
    if (key == "nu" || key == "nuwx" || key == "nwx")
        return Sex::Female;
    return std::nullopt;
}

void check_person(QrReading& out, base::Day today) {
    const QrCard& card = out.card;
    if (!card.birth_date)
        out.findings.push_back(finding("qr-birth-unreadable"));
    else if (*card.birth_date > today)
        out.findings.push_back(finding("qr-birth-future"));
    if (!card.sex)
        out.findings.push_back(finding("qr-sex-unreadable"));
    if (!card.issued)
        out.findings.push_back(finding("qr-issued-unreadable"));
    if (!card.old_number.empty() && (card.old_number.size() != 9 || !all_digits(card.old_number)))
        out.findings.push_back(finding("qr-old-number-odd"));
    if (card.name.empty())
        out.findings.push_back(finding("qr-name-missing"));
    if (card.birth_date && year_of(*card.birth_date) != card.number.birth_year)
        out.findings.push_back(finding("qr-number-year"));
    if (card.sex && *card.sex != card.number.sex)
        out.findings.push_back(finding("qr-number-sex"));
}

} // namespace

Result<QrReading> read_qr(std::string_view text, base::Day today) {
    if (text.size() > most_qr_bytes)
        return fail(ErrorCode::TooLarge, "The text is too long for the QR code of a card");
    QrReading out;
    const auto repaired = repair_scanner_text(without_tail_keys(text));
    auto fields = split(repaired.text, '|');
    if (fields.size() < fields_of_every_card)
        return fail(ErrorCode::InvalidInput, "The text is not the QR code of a citizen's card");
    CANBO_TRY(out.card.number, parse_number(base::trim(fields[0])));
    out.card.old_number = std::string(base::trim(fields[1]));
    out.card.name = std::string(base::trim(fields[2]));
    out.card.birth_date = day_from_digits(base::trim(fields[3]));
    out.card.sex = read_sex(fields[4]);
    out.card.address = std::string(base::trim(fields[5]));
    out.card.issued = day_from_digits(base::trim(fields[6]));
    out.card.tail.assign(fields.begin() + fields_of_every_card, fields.end());
    if (!repaired.damage.empty()) {
        out.findings.push_back(finding(repaired.damage));
    } else if (looks_like_telex(out.card.name) || looks_like_telex(out.card.address)) {
        out.card.name = from_telex(out.card.name);
        out.card.address = from_telex(out.card.address);
        out.findings.push_back(finding("qr-telex"));
    }
    out.card.repaired = !out.findings.empty();
    if (out.card.tail.size() > 0)
        out.findings.push_back(finding("qr-more-fields"));
    check_person(out, today);
    return out;
}

std::string write_qr(const QrCard& card) {
    std::string out = card.number.text + "|" + card.old_number + "|" + card.name + "|" +
                      (card.birth_date ? digits_of(*card.birth_date) : "") + "|" +
                      (card.sex ? std::string(sex_vietnamese(*card.sex)) : "") + "|" + card.address + "|" +
                      (card.issued ? digits_of(*card.issued) : "");
    for (const auto& field : card.tail)
        out += "|" + field;
    return out;
}

std::string from_telex(std::string_view keystrokes) { return base::from_telex(keystrokes); }

bool looks_like_telex(std::string_view text) { return base::looks_like_telex(text); }

} // namespace canbo::identity
