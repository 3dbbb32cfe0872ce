#include "identity/wipe.h"

namespace canbo::identity {
namespace {

void wipe_qr(std::optional<QrReading>& qr) {
    if (!qr)
        return;
    auto& card = qr->card;
    identity::wipe(card.number.text);
    identity::wipe(card.old_number);
    identity::wipe(card.name);
    identity::wipe(card.address);
    for (auto& field : card.tail)
        identity::wipe(field);
    qr.reset();
}

void wipe_zone(std::optional<MrzReading>& zone) {
    if (!zone)
        return;
    auto& m = zone->mrz;
    for (auto* text : {&m.text, &m.document_number, &m.citizen_number, &m.surname, &m.given, &m.information})
        identity::wipe(*text);
    zone.reset();
}

} // namespace

void wipe(Person& person) {
    for (auto* text : {&person.number, &person.name, &person.nationality, &person.old_number, &person.address,
                       &person.ethnicity, &person.religion, &person.origin})
        identity::wipe(*text);
    person = Person();
}

void wipe(CardReading& reading) {
    wipe_qr(reading.qr);
    wipe_zone(reading.printed);
    for (auto& [file, content] : reading.files)
        identity::wipe(content);
    reading = CardReading();
}

void wipe(CardCheck& check) {
    wipe(check.reading);
    identity::wipe(check.active_signature);
}

void wipe(Assessment& assessment) {
    wipe(assessment.person);
    assessment = Assessment();
}

void wipe(CardEntry& entry) {
    identity::wipe(entry.secret.text);
    wipe_qr(entry.qr);
    wipe_zone(entry.printed);
}

} // namespace canbo::identity
