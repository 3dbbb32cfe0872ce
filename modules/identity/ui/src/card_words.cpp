#include "card_words.h"

#include "base/translation.h"

#include <algorithm>
#include <array>

namespace canbo::identity::ui {
namespace {

using base::msgid;

Mood mood_of(Verdict verdict) {
    switch (verdict) {
    case Verdict::Genuine:
        return Mood::Good;
    case Verdict::QrRead:
    case Verdict::Consistent:
    case Verdict::Anchored:
        return Mood::Warn;
    case Verdict::ChipOpened:
    case Verdict::Refused:
        break;
    }
    return Mood::Bad;
}

Mood mood_of(Finding::Severity severity) {
    switch (severity) {
    case Finding::Severity::Note:
        return Mood::Plain;
    case Finding::Severity::Warning:
        return Mood::Warn;
    case Finding::Severity::Mismatch:
    case Finding::Severity::Refusal:
        break;
    }
    return Mood::Bad;
}

/// What each step of the ladder means to a person.
constexpr std::array<const char*, 5> step_words{
    msgid("The code, the zone or the digits in print were entered"), msgid("The chip opened with them"),
    msgid("The chip's data is whole and fits what is printed"),
    msgid("The issuing state signed the data: an admitted root vouches for it"),
    msgid("The chip proved that it is the original and no copy")};

/// True when the card is refused for its data, and not only for the proof that it is the original.
bool data_is_false(const Findings& findings) {
    constexpr std::array<std::string_view, 4> of_proof{"active-failed", "chip-failed", "mapping-failed",
                                                       "card-security-false"};
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
        return finding.severity == Finding::Severity::Refusal &&
               std::find(of_proof.begin(), of_proof.end(), finding.code) == of_proof.end();
    });
}

/// A refusal takes nothing from what was opened, and a false proof nothing from data that the state signed.
std::vector<LadderRow::Mark> marks_of_refused(const Assessment& assessment) {
    using Mark = LadderRow::Mark;
    if (data_is_false(assessment.findings))
        return {Mark::Done, Mark::Done, Mark::Failed, Mark::Open, Mark::Open};
    return {Mark::Done, Mark::Done, Mark::Done, assessment.sod.anchored ? Mark::Done : Mark::Missing, Mark::Failed};
}

std::vector<LadderRow> ladder(const CardReading& reading, const Assessment& assessment) {
    using Mark = LadderRow::Mark;
    std::vector<Mark> marks;
    bool broken = false;
    for (std::size_t i = 0; i < assessment.steps.size(); ++i) {
        const bool ok = assessment.steps[i].ok;
        const bool contradicted = i == 2 && !reading.files.empty();
        marks.push_back(ok ? Mark::Done : broken ? Mark::Open : contradicted ? Mark::Failed : Mark::Missing);
        broken = broken || !ok;
    }
    if (assessment.verdict == Verdict::Refused && !reading.files.empty())
        marks = marks_of_refused(assessment);
    std::vector<LadderRow> out;
    for (std::size_t i = 0; i < marks.size() && i < step_words.size(); ++i)
        out.push_back({marks[i], base::tr(step_words[i])});
    return out;
}

/// True when two places contradict each other in this field, by the codes of compare_faces().
bool differs(const Findings& findings, std::string_view field) {
    constexpr std::array<std::string_view, 6> pairs{"qr-mrz-",  "qr-dg1-",   "qr-dg13-",
                                                    "mrz-dg1-", "mrz-dg13-", "dg1-dg13-"};
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
        return std::any_of(pairs.begin(), pairs.end(), [&](std::string_view pair) {
            return finding.code.starts_with(pair) && std::string_view(finding.code).substr(pair.size()) == field;
        });
    });
}

std::string shown(const std::optional<base::Day>& day) { return day ? base::show_day(*day) : std::string(); }
std::string shown(const std::optional<Sex>& sex) {
    return !sex ? std::string() : *sex == Sex::Male ? base::tr("male") : base::tr("female");
}
std::string shown(const std::optional<Expiry>& expiry) {
    return !expiry ? std::string() : expiry->never ? base::tr("no expiry") : base::show_day(expiry->day);
}

std::vector<FieldRow> fields(const CardReading& reading, const Findings& findings, base::Day today) {
    const auto faces = faces_of(reading, today);
    const auto chip = person_of({std::nullopt, std::nullopt, faces.dg1, faces.dg13});
    const auto print = person_of({faces.qr, faces.mrz, std::nullopt, std::nullopt});
    std::vector<FieldRow> out;
    const auto add = [&](const char* label, std::string of_chip, std::string of_print, std::string_view field) {
        if (!of_chip.empty() || !of_print.empty())
            out.push_back(
                {base::tr(label), std::move(of_chip), std::move(of_print), !field.empty() && differs(findings, field)});
    };
    add(msgid("Number"), chip.number, print.number, "number");
    add(msgid("Name"), chip.name, print.name, "name");
    add(msgid("Born"), shown(chip.birth_date), shown(print.birth_date), "birth");
    add(msgid("Sex"), shown(chip.sex), shown(print.sex), "sex");
    add(msgid("Nationality"), chip.nationality, print.nationality, {});
    add(msgid("Address"), chip.address, print.address, {});
    add(msgid("Old number"), chip.old_number, print.old_number, "old-number");
    add(msgid("Issued"), shown(chip.issued), shown(print.issued), "issued");
    add(msgid("Valid until"), shown(chip.expiry), shown(print.expiry), "expiry");
    return out;
}

} // namespace

void put_result(CardScreen& screen, const CardReading& reading, const Assessment& assessment, base::Day today) {
    screen.headline = base::tr(verdict_sentence(assessment.verdict));
    screen.advice = base::tr(verdict_advice(assessment.verdict));
    screen.mood = mood_of(assessment.verdict);
    screen.ladder = ladder(reading, assessment);
    screen.fields = fields(reading, assessment.findings, today);
    screen.findings.clear();
    // What is worst comes first.
    auto findings = assessment.findings;
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding& a, const Finding& b) { return a.severity > b.severity; });
    for (const auto& finding : findings)
        screen.findings.push_back({mood_of(finding.severity), base::tr(finding.sentence)});
}

void wipe_result(CardScreen& screen) {
    for (auto& row : screen.fields) {
        wipe(row.chip);
        wipe(row.print);
    }
    screen.fields.clear();
    screen.ladder.clear();
    screen.findings.clear();
    screen.headline.clear();
    screen.advice.clear();
    screen.mood = Mood::Plain;
}

std::vector<HistoryRow> history_rows(const CheckHistory& history) {
    std::vector<HistoryRow> out;
    for (const auto& record : history.records()) {
        HistoryRow row{
            base::show_time(record.at), base::tr(verdict_label(record.verdict)), {}, mood_of(record.verdict)};
        for (const auto& code : record.codes)
            row.findings +=
                (row.findings.empty() ? "" : " · ") +
                (is_finding_code(code) ? base::tr(finding(code).sentence) : code); // of a newer version: as it is
        out.push_back(std::move(row));
    }
    return out;
}

std::string advice_on(const Error& error) {
    switch (error.code) {
    case ErrorCode::Forbidden:
        return base::tr("Look at the last six digits of this very card, or scan its code, and try again");
    case ErrorCode::Unreachable:
        return base::tr("Lay the card on again and leave it there: reading begins anew by itself");
    case ErrorCode::Cancelled:
        return base::tr("Press Read the card to begin again, or scan the next one");
    default:
        return base::tr("Try once more; when it fails again the chip is broken or false, so ask for a second document");
    }
}

std::string card_words(ReaderState::Card card) {
    switch (card) {
    case ReaderState::Card::None:
        return base::tr("no card");
    case ReaderState::Card::Present:
        return base::tr("card laid on");
    case ReaderState::Card::Mute:
        return base::tr("the card does not answer");
    case ReaderState::Card::InUse:
        break;
    }
    return base::tr("in use by another program");
}

} // namespace canbo::identity::ui
