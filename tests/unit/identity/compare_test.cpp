#include "base/text.h"
#include "hex.h"
#include "identity/compare.h"
#include "support/citizens.h"

#include <catch2/catch.hpp>

#include <functional>
#include <set>

using namespace canbo;
using namespace canbo::test;
using identity::CardFaces;
using identity::Findings;
using identity::MrzSource;

namespace {

struct Read {
    CardFaces faces;
    Findings findings; ///< Of each place and between them.
};

Read read(const std::string& qr, const std::string& mrz, const std::string& dg1, const std::string& dg13) {
    Read out;
    const auto add = [&](const Findings& more) { out.findings.insert(out.findings.end(), more.begin(), more.end()); };
    const auto a = identity::read_qr(qr, today);
    const auto b = identity::read_mrz(mrz, today);
    const auto c = identity::read_mrz(dg1, today, MrzSource::Chip);
    const auto d = identity::read_dg13(dg13);
    REQUIRE((a && b && c && d));
    out.faces = {a->card, b->mrz, c->mrz, d->data};
    for (const auto* findings : {&a->findings, &b->findings, &c->findings, &d->findings})
        add(*findings);
    add(identity::compare_faces(out.faces));
    return out;
}

Read read(const Citizen& citizen) {
    return read(qr_text(citizen), mrz_text(citizen), mrz_text(citizen), dg13_file(citizen));
}

/// Another invented person of the same number, for one field at a time.
struct Change {
    const char* field;
    std::function<void(Citizen&)> apply;
};

const std::vector<Change>& changes() {
    static const std::vector<Change> all{
        {"number", [](Citizen& c) { c.number[11] = c.number[11] == '9' ? '0' : static_cast<char>(c.number[11] + 1); }},
        {"name", [](Citizen& c) { c.name = "Khác Hẳn"; }},
        {"birth", [](Citizen& c) { c.birth += std::chrono::days(c.birth == day("1990-12-31") ? -1 : 1); }},
        {"sex",
         [](Citizen& c) { c.sex = c.sex == identity::Sex::Male ? identity::Sex::Female : identity::Sex::Male; }}};
    return all;
}

} // namespace

TEST_CASE("ten thousand invented citizens round-trip through number, QR, zone and DG13", "[identity][compare]") {
    std::mt19937 random(395);
    std::size_t odd = 0;
    for (int i = 0; i < 10'000; ++i) {
        const auto citizen = invent(random);
        const auto card = read(citizen);
        const auto person = identity::person_of(card.faces);
        const bool same = card.findings.empty() && person.number == citizen.number && person.name == citizen.name &&
                          person.birth_date == citizen.birth && person.sex == citizen.sex &&
                          person.issued == citizen.issued && person.old_number == citizen.old_number &&
                          person.address == citizen.address && person.expiry.has_value() &&
                          person.expiry->never == !citizen.expiry.has_value() &&
                          identity::write_qr(*card.faces.qr) == qr_text(citizen);
        odd += same ? 0U : 1U;
        if (!same) {
            CAPTURE(qr_text(citizen), card.findings.empty() ? "" : card.findings[0].code);
            CHECK(same);
        }
    }
    CHECK(odd == 0);
}

TEST_CASE("ten thousand citizens come back from a scanner's Telex and Latin-1", "[identity][compare]") {
    std::mt19937 random(396);
    for (int i = 0; i < 10'000; ++i) {
        const auto citizen = invent(random);
        const bool telex = i % 2 == 0;
        const auto damaged = telex ? to_telex(qr_text(citizen)) : as_latin1_shows_it(qr_text(citizen));
        const auto card = read(damaged + "\r\n", mrz_text(citizen), mrz_text(citizen), dg13_file(citizen));
        for (const auto& finding : card.findings)
            if (finding.code != "qr-telex" && finding.code != "qr-latin1") {
                CAPTURE(finding.code, damaged);
                FAIL_CHECK();
            }
    }
}

TEST_CASE("each inconsistency injected into one place of 2,500 citizens is named", "[identity][compare]") {
    std::mt19937 random(397);
    const std::vector<std::string> places{"qr", "mrz", "dg1", "dg13"};
    std::size_t missed = 0;
    for (int i = 0; i < 2'500; ++i) {
        auto citizen = invent(random);
        const auto& change = changes()[static_cast<std::size_t>(i) % changes().size()];
        const auto place = static_cast<std::size_t>(i) / changes().size() % places.size();
        auto other = citizen;
        change.apply(other);
        const auto card = read(qr_text(place == 0 ? other : citizen), mrz_text(place == 1 ? other : citizen),
                               mrz_text(place == 2 ? other : citizen), dg13_file(place == 3 ? other : citizen));
        for (std::size_t against = 0; against < places.size(); ++against) {
            if (against == place)
                continue;
            const auto code =
                places[std::min(place, against)] + "-" + places[std::max(place, against)] + "-" + change.field;
            if (!has_code(card.findings, code)) {
                ++missed;
                CAPTURE(code, qr_text(citizen), qr_text(other));
                CHECK(has_code(card.findings, code));
            }
        }
    }
    CHECK(missed == 0);
}

TEST_CASE("expiry, issue and old number are compared where both places have them", "[identity][compare]") {
    const auto good = thu_nghiem();
    auto other = good;
    other.expiry = day("2031-01-15");
    auto card = read(qr_text(good), mrz_text(other), mrz_text(good), dg13_file(good));
    CHECK(has_code(card.findings, "mrz-dg1-expiry"));
    CHECK(has_code(card.findings, "mrz-dg13-expiry"));
    card = read(qr_text(good), mrz_text(good), mrz_text(other), dg13_file(good));
    CHECK(has_code(card.findings, "dg1-dg13-expiry"));
    other = good;
    other.expiry.reset();
    card = read(qr_text(good), mrz_text(good), mrz_text(good), dg13_file(other));
    CHECK(has_code(card.findings, "dg1-dg13-expiry"));
    other = good;
    other.issued = day("2022-01-01");
    other.old_number = "010000009";
    card = read(qr_text(other), mrz_text(good), mrz_text(good), dg13_file(good));
    CHECK(has_code(card.findings, "qr-dg13-issued"));
    CHECK(has_code(card.findings, "qr-dg13-old-number"));
}

TEST_CASE("a number that does not fit birth or sex is named in each place", "[identity][compare]") {
    auto citizen = thu_nghiem();
    citizen.birth = day("1989-01-15");
    citizen.sex = identity::Sex::Female;
    const auto card = read(citizen);
    for (const char* place : {"qr", "mrz", "dg1", "dg13"}) {
        CHECK(has_code(card.findings, std::string(place) + "-number-year"));
        CHECK(has_code(card.findings, std::string(place) + "-number-sex"));
    }
}

TEST_CASE("a document number that is not the end of the citizen's number is named", "[identity][compare]") {
    auto zone = mrz_text(thu_nghiem());
    zone.replace(5, 10, std::string("090000002") + identity::check_digit("090000002"));
    CHECK(has_code(identity::read_mrz(zone, today)->findings, "mrz-document-number"));
    CHECK(has_code(identity::read_mrz(zone, today, MrzSource::Chip)->findings, "dg1-document-number"));
}

TEST_CASE("every code stands in the list once with a sentence of its own", "[identity][compare]") {
    std::set<std::string> sentences, codes;
    for (const auto code : identity::finding_codes()) {
        CHECK(codes.insert(std::string(code)).second);
        CHECK(sentences.insert(identity::finding(code).sentence).second);
    }
    CHECK_FALSE(identity::is_finding_code("no-such-thing"));
}

TEST_CASE("vector 10: DG1 and DG13 of the reference card", "[identity][compare][vector]") {
    CHECK(
        show(dg1_file(thu_nghiem())) ==
        "615D5F1F5A4944564E4D303930303030303031383030313039303030303030313C3C39393030313135384D33303031313536564E4D3C3C"
        "3C3C3C3C3C3C3C3C3C324E475559454E3C3C56414E3C5448553C4E474849454D3C3C3C3C3C3C3C3C");
    CHECK(
        show(dg13_file(thu_nghiem())) ==
        "6D8201A9308201A53011020101130C30303130393030303030303130210201020C1C4E677579E1BB856E2056C4836E205468E1BBAD204E"
        "676869E1BB876D300F020103130A31352F30312F3139393030080201040C034E616D300F0201050C0A5669E1BB8774204E616D30090201"
        "060C044B696E68300B0201070C064B68C3B46E67302B0201080C2658C3A3205468E1BBAD2C20487579E1BB876E204E676869E1BB876D2C"
        "2048C3A0204EE1BB9969303E0201090C3953E1BB912031205068E1BB91204769E1BAA320C490E1BB8B6E682C205068C6B0E1BB9D6E6720"
        "56C3AD2044E1BBA52C2048C3A0204EE1BB9969303F02010A0C3A4EE1BB9174207275E1BB936920433A31636D207472C3AA6E207472C6B0"
        "E1BB9B6320C49175C3B469206CC3B46E67206DC3A079207068E1BAA369300F02010B130A32302F30352F32303231300F02010C0C0A3135"
        "2F30312F32303330302D02010D30130C114E677579E1BB856E2056C4836E2043686130130C115472E1BAA76E205468E1BB8B204DE1BAB9"
        "300302010E300E02010F13093031303030303030313015020110131030313233343536373839414243444546");
}
