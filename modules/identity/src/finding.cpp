#include "identity/finding.h"

#include "base/error.h"
#include "base/translation.h"

#include <algorithm>
#include <array>

namespace canbo::identity {
namespace {

using base::msgid;
using Severity = Finding::Severity;

struct Row {
    std::string_view code;
    Severity severity;
    const char* sentence;
};

constexpr Severity note = Severity::Note, warning = Severity::Warning, mismatch = Severity::Mismatch,
                   refusal = Severity::Refusal;

/// Every finding there is: the one list of codes and sentences.
constexpr Row rows[] = {
    // one place alone
    {"number-place-unknown", warning, msgid("The first three digits of the number are no known place of birth")},
    {"qr-proves-nothing", note, msgid("A QR code is not signed and proves nothing about the card or the person")},
    {"qr-latin1", warning, msgid("The scanner sent the QR code in a wrong character set; it was repaired")},
    {"qr-telex", warning, msgid("The scanner sent the QR code as Telex keystrokes; it was repaired")},
    {"qr-more-fields", note, msgid("The QR code has more fields than are known; they are kept as they are")},
    {"qr-birth-unreadable", warning, msgid("The birth date in the QR code cannot be read")},
    {"qr-birth-future", mismatch, msgid("The birth date in the QR code lies in the future")},
    {"qr-sex-unreadable", warning, msgid("The sex in the QR code cannot be read")},
    {"qr-issued-unreadable", warning, msgid("The date of issue in the QR code cannot be read")},
    {"qr-old-number-odd", warning, msgid("The old number in the QR code has not nine digits")},
    {"qr-name-missing", warning, msgid("The QR code has no name")},
    {"qr-number-year", mismatch, msgid("The number and the birth date in the QR code do not fit each other")},
    {"qr-number-sex", mismatch, msgid("The number and the sex in the QR code do not fit each other")},
    {"mrz-check-document", mismatch, msgid("The check digit of the printed document number is wrong")},
    {"mrz-check-birth", mismatch, msgid("The check digit of the printed birth date is wrong")},
    {"mrz-check-expiry", mismatch, msgid("The check digit of the printed date of expiry is wrong")},
    {"mrz-check-composite", mismatch, msgid("The check digit over the printed machine readable zone is wrong")},
    {"mrz-check-number", mismatch, msgid("The check digit of the printed citizen's number is wrong")},
    {"mrz-citizen-number", mismatch, msgid("The printed machine readable zone holds no citizen's number")},
    {"mrz-document-number", mismatch,
     msgid("The printed document number is not the end of the printed citizen's number")},
    {"mrz-birth-unreadable", warning, msgid("The birth date in the printed machine readable zone cannot be read")},
    {"mrz-number-year", mismatch, msgid("The number and the birth date printed on the card do not fit each other")},
    {"mrz-number-sex", mismatch, msgid("The number and the sex printed on the card do not fit each other")},
    {"dg1-check-document", mismatch, msgid("The check digit of the document number on the chip is wrong")},
    {"dg1-check-birth", mismatch, msgid("The check digit of the birth date on the chip is wrong")},
    {"dg1-check-expiry", mismatch, msgid("The check digit of the date of expiry on the chip is wrong")},
    {"dg1-check-composite", mismatch, msgid("The check digit over the machine readable zone on the chip is wrong")},
    {"dg1-check-number", mismatch, msgid("The check digit of the citizen's number on the chip is wrong")},
    {"dg1-citizen-number", mismatch, msgid("The machine readable zone on the chip holds no citizen's number")},
    {"dg1-document-number", mismatch,
     msgid("The document number on the chip is not the end of the citizen's number on the chip")},
    {"dg1-birth-unreadable", warning, msgid("The birth date in the machine readable zone on the chip cannot be read")},
    {"dg1-number-year", mismatch, msgid("The number and the birth date on the chip (DG1) do not fit each other")},
    {"dg1-number-sex", mismatch, msgid("The number and the sex on the chip (DG1) do not fit each other")},
    {"dg13-number-missing", warning, msgid("The chip's Vietnamese data (DG13) holds no readable number")},
    {"dg13-number-year", mismatch, msgid("The number and the birth date on the chip (DG13) do not fit each other")},
    {"dg13-number-sex", mismatch, msgid("The number and the sex on the chip (DG13) do not fit each other")},
    {"dg13-opaque-field", note, msgid("Some fields of the chip's Vietnamese data are enciphered or unknown")},
    // access
    {"access-fell-back", warning, msgid("PACE failed and the older access control was used instead")},
    // authenticity
    {"sod-missing", refusal, msgid("The chip has no security object, so nothing on it can be proven")},
    {"sod-malformed", refusal, msgid("The security object of the chip is malformed")},
    {"sod-signature", refusal, msgid("The signature over the chip's data is false")},
    {"sod-not-anchored", warning,
     msgid("No admitted root has issued the signer of this chip, so its data is not anchored")},
    {"sod-signer-unfit", refusal, msgid("The signer of the chip's data was not allowed to sign")},
    {"sod-signer-expired", refusal, msgid("The signer of the chip's data was not valid when it signed")},
    {"sod-signer-revoked", refusal, msgid("The issuing state has taken back the signer of the chip's data")},
    {"crl-outdated", warning,
     msgid("The list of signers that the issuing state has taken back is outdated; a newer one must be imported")},
    {"crl-missing", note,
     msgid("No list of signers that the issuing state has taken back is on this desk, so that was not checked")},
    {"sod-weak", warning, msgid("The chip's data is signed by an algorithm that is weak by today's rules")},
    {"group-changed", refusal, msgid("Data on the chip was changed after it was signed")},
    {"group-not-in-sod", refusal, msgid("The chip holds or announces data that nobody signed")},
    {"group-hidden", warning, msgid("The chip does not announce data that was signed")},
    {"dg1-malformed", refusal, msgid("The machine readable zone on the chip is malformed")},
    {"dg13-malformed", refusal, msgid("The Vietnamese data on the chip is malformed")},
    {"com-malformed", refusal, msgid("The list of the chip's data is malformed")},
    {"active-failed", refusal, msgid("The chip could not prove that it is the original (active authentication)")},
    {"chip-failed", refusal, msgid("The chip could not prove that it is the original (chip authentication)")},
    {"mapping-failed", refusal,
     msgid("The chip could not prove that it is the original (chip authentication mapping)")},
    {"card-security-false", refusal,
     msgid("The keys that the chip shows for its proof are not signed as they must be")},
    {"chip-not-proven", warning, msgid("The chip offers no proof that it is the original and not a copy")},
    {"card-expired", warning, msgid("The card has expired")},
    // two places
    {"qr-mrz-number", mismatch, msgid("The QR code and the printed machine readable zone show different numbers")},
    {"qr-mrz-name", mismatch, msgid("The QR code and the printed machine readable zone show different names")},
    {"qr-mrz-birth", mismatch, msgid("The QR code and the printed machine readable zone show different birth dates")},
    {"qr-mrz-sex", mismatch, msgid("The QR code and the printed machine readable zone show different sexes")},
    {"qr-dg1-number", mismatch, msgid("The QR code and the chip (DG1) show different numbers")},
    {"qr-dg1-name", mismatch, msgid("The QR code and the chip (DG1) show different names")},
    {"qr-dg1-birth", mismatch, msgid("The QR code and the chip (DG1) show different birth dates")},
    {"qr-dg1-sex", mismatch, msgid("The QR code and the chip (DG1) show different sexes")},
    {"qr-dg13-number", mismatch, msgid("The QR code and the chip (DG13) show different numbers")},
    {"qr-dg13-name", mismatch, msgid("The QR code and the chip (DG13) show different names")},
    {"qr-dg13-birth", mismatch, msgid("The QR code and the chip (DG13) show different birth dates")},
    {"qr-dg13-sex", mismatch, msgid("The QR code and the chip (DG13) show different sexes")},
    {"qr-dg13-issued", mismatch, msgid("The QR code and the chip (DG13) show different dates of issue")},
    {"qr-dg13-old-number", mismatch, msgid("The QR code and the chip (DG13) show different old numbers")},
    {"mrz-dg1-number", mismatch, msgid("The printed machine readable zone and the chip show different numbers")},
    {"mrz-dg1-name", mismatch, msgid("The printed machine readable zone and the chip show different names")},
    {"mrz-dg1-birth", mismatch, msgid("The printed machine readable zone and the chip show different birth dates")},
    {"mrz-dg1-sex", mismatch, msgid("The printed machine readable zone and the chip show different sexes")},
    {"mrz-dg1-expiry", mismatch, msgid("The printed machine readable zone and the chip show different expiry dates")},
    {"mrz-dg13-number", mismatch, msgid("The printed zone and the chip's Vietnamese data show different numbers")},
    {"mrz-dg13-name", mismatch, msgid("The printed zone and the chip's Vietnamese data show different names")},
    {"mrz-dg13-birth", mismatch, msgid("The printed zone and the chip's Vietnamese data show different birth dates")},
    {"mrz-dg13-sex", mismatch, msgid("The printed zone and the chip's Vietnamese data show different sexes")},
    {"mrz-dg13-expiry", mismatch, msgid("The printed zone and the chip's Vietnamese data show different expiry dates")},
    {"dg1-dg13-number", mismatch, msgid("DG1 and DG13 of the chip show different numbers")},
    {"dg1-dg13-name", mismatch, msgid("DG1 and DG13 of the chip show different names")},
    {"dg1-dg13-birth", mismatch, msgid("DG1 and DG13 of the chip show different birth dates")},
    {"dg1-dg13-sex", mismatch, msgid("DG1 and DG13 of the chip show different sexes")},
    {"dg1-dg13-expiry", mismatch, msgid("DG1 and DG13 of the chip show different dates of expiry")},
};

const Row* row_of(std::string_view code) {
    const auto* found =
        std::find_if(std::begin(rows), std::end(rows), [&](const Row& row) { return row.code == code; });
    return found == std::end(rows) ? nullptr : found;
}

} // namespace

Finding finding(std::string_view code) {
    const Row* row = row_of(code);
    CANBO_CHECK(row != nullptr);
    return {std::string(code), row->sentence, row->severity};
}

bool is_finding_code(std::string_view code) { return row_of(code) != nullptr; }

std::vector<std::string_view> finding_codes() {
    std::vector<std::string_view> out;
    for (const auto& row : rows)
        out.push_back(row.code);
    return out;
}

std::string_view severity_name(Severity severity) {
    constexpr std::array<std::string_view, 4> names{"note", "warning", "mismatch", "refusal"};
    return names[static_cast<std::size_t>(severity)];
}

bool has_code(const Findings& findings, std::string_view code) {
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& item) { return item.code == code; });
}

Severity worst(const Findings& findings) {
    Severity out = note;
    for (const auto& item : findings)
        out = std::max(out, item.severity);
    return out;
}

} // namespace canbo::identity
