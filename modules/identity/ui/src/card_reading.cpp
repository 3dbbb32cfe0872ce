#include "identity_ui/card_reading.h"

#include "card_words.h"
#include "identity/wipe.h"

#include <algorithm>
#include <utility>

namespace canbo::identity::ui {
namespace {

Result<CardCheck> check(const ReadingDesk& desk, const std::string& reader, const CardEntry& entry,
                        const Purpose& purpose, base::Progress& progress) {
    if (progress.cancelled()) // while it waited for its turn
        return fail(ErrorCode::Cancelled, "Reading the card was stopped");
    CANBO_TRY(const auto card, desk.connect(reader));
    CANBO_TRY(auto out, check_card(*card, entry.secret, purpose, {}, &progress));
    out.reading.qr = entry.qr;
    out.reading.printed = entry.printed;
    return out;
}

FacePicture photo_of(const ReadingDesk& desk, const CardReading& reading) {
    const auto file = reading.files.find(data_group(2));
    if (file == reading.files.end())
        return {};
    auto face = read_dg2(file->second);
    if (!face || !*face)
        return {};
    auto picture = desk.decode(**face);
    wipe((*face)->picture);
    return picture ? *std::move(picture) : FacePicture();
}

} // namespace

ReadCard::~ReadCard() {
    wipe_result(result);
    wipe_picture(photo);
    wipe(number);
    wipe(name);
    wipe(evidence.dg1);
}

void wipe_picture(FacePicture& picture) {
    std::fill(picture.rgb.begin(), picture.rgb.end(), std::uint8_t{0});
    picture = FacePicture();
}

Result<ReadCard> read_and_judge(const ReadingDesk& desk, const std::string& reader, const CardEntry& entry,
                                const Purpose& purpose, base::Progress& progress) {
    CANBO_TRY(auto checked, check(desk, reader, entry, purpose, progress));
    const auto today = base::day_in_vietnam(desk.now);
    CANBO_TRY(const auto anchors, desk.anchors());
    auto assessment = assess(checked.reading, anchors, today);
    const auto places = desk.places(assessment.person.number);
    assessment.findings.insert(assessment.findings.end(), places.begin(), places.end());
    ReadCard out;
    put_result(out.result, checked.reading, assessment, today);
    out.photo = photo_of(desk, checked.reading);
    out.record = record_of(assessment, desk.now);
    out.number = assessment.person.number;
    out.name = assessment.person.name;
    out.evidence = evidence_of(checked.reading, purpose, checked.active_signature, desk.now);
    wipe(checked);
    wipe(assessment);
    return out;
}

} // namespace canbo::identity::ui
