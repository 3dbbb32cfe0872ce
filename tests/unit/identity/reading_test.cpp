#include "hex.h"
#include "identity/read_card.h"
#include "support/virtual_card.h"

#include <catch2/catch.hpp>

#include <chrono>
#include <ctime>

using namespace canbo;
using namespace canbo::test;
using identity::CardFile;
using identity::CardSecret;
using identity::CardSession;
using identity::data_group;
using identity::Protocol;
using identity::ReadOptions;

namespace {

const ChipContent& chip() {
    static const auto content = make_chip(CardIssuer(), thu_nghiem());
    return content;
}
CardSecret zone() { return {CardSecret::Kind::MrzInformation, chip().mrz_information}; }
CardSecret can() { return {CardSecret::Kind::Can, chip().can}; }

struct Outcome {
    bool whole{false};
    std::size_t apdus{0};
    std::string error;
    bool fell_back{false};
};

/// Opens, reads everything, and asks for one active authentication, as the measure counts it.
Outcome read(VirtualCard& card, const CardSecret& secret, ReadOptions options = {}) {
    CardSession session(card, secret, std::move(options));
    Outcome out;
    if (const auto opened = session.open(); !opened) {
        out.error = opened.error().message;
        return out;
    }
    const auto files = session.read_all();
    if (!files) {
        out.error = files.error().message;
        return out;
    }
    out.whole = files->size() == 7;
    for (const auto& [file, content] : *files)
        out.whole = out.whole && content == chip().files.at(file);
    const auto signature = session.send({0x00, 0x88, 0x00, 0x00, "12345678", 256});
    out.whole = out.whole && signature && signature->ok();
    out.apdus = card.apdus();
    out.fell_back = has_code(session.findings(), "access-fell-back");
    return out;
}

Outcome read(Faults faults, const CardSecret& secret, Protocol protocol = Protocol::Auto) {
    VirtualCard card(chip(), faults);
    ReadOptions options;
    options.protocol = protocol;
    return read(card, secret, std::move(options));
}

} // namespace

TEST_CASE("BAC with extended length reads everything in at most 18 APDUs", "[identity][reading]") {
    const auto out = read(Faults{}, zone(), Protocol::Bac);
    CHECK(out.whole);
    CHECK(out.apdus <= 18);
    WARN("BAC, extended: " << out.apdus);
}

TEST_CASE("PACE with extended length reads everything in at most 23 APDUs", "[identity][reading]") {
    const auto out = read(Faults{}, can(), Protocol::Auto);
    CHECK(out.whole);
    CHECK(out.apdus <= 23);
    WARN("PACE, extended: " << out.apdus);
}

TEST_CASE("without extended length BAC takes at most 90 APDUs and PACE 95", "[identity][reading]") {
    VirtualCard by_bac(chip()), by_pace(chip());
    by_bac.set_reader_without_extended_length();
    by_pace.set_reader_without_extended_length();
    ReadOptions bac;
    bac.protocol = Protocol::Bac;
    const auto first = read(by_bac, zone(), bac);
    const auto second = read(by_pace, can());
    CHECK(first.whole);
    CHECK(second.whole);
    CHECK(first.apdus <= 90);
    CHECK(second.apdus <= 95);
    WARN("short: BAC " << first.apdus << ", PACE " << second.apdus);
}

TEST_CASE("a card that refuses extended length is read in short pieces", "[identity][reading]") {
    for (const auto status : {std::uint16_t{0x6700}, std::uint16_t{0x6883}})
        for (const bool plain : {false, true}) {
            Faults faults;
            faults.refuse_extended = status;
            faults.plain_errors = plain;
            CHECK(read(faults, can()).whole);
            CHECK(read(faults, zone(), Protocol::Bac).whole);
        }
}

TEST_CASE("a card that answers 6Cxx is asked for exactly that", "[identity][reading]") {
    Faults faults;
    faults.exact_length = true;
    CHECK(read(faults, can()).whole);
}

TEST_CASE("a card without short file identifiers is read by selecting", "[identity][reading]") {
    Faults faults;
    faults.refuse_short_ids = true;
    CHECK(read(faults, can()).whole);
    CHECK(read(faults, zone(), Protocol::Bac).whole);
}

TEST_CASE("a card of before PACE is opened by BAC with the zone, and not with a CAN", "[identity][reading]") {
    Faults faults;
    faults.no_card_access = true;
    const auto out = read(faults, zone());
    CHECK(out.whole);
    CHECK(out.apdus <= 18);
    CHECK_FALSE(read(faults, can()).whole);
}

TEST_CASE("refusing to select the master file is no error", "[identity][reading]") {
    Faults faults;
    faults.refuse_short_ids = true; // so that EF.CardAccess needs selecting
    CHECK(read(faults, can()).whole);
    faults.selects_master = true;
    CHECK(read(faults, can()).whole);
}

TEST_CASE("every suite of PACE reads the card", "[identity][reading]") {
    struct Case {
        const char* oid;
        int parameters;
    };
    std::vector<Case> cases;
    for (const char* ecdh : {"0201", "0202", "0203", "0204", "0401", "0402", "0403", "0404", "0602", "0603", "0604"})
        for (const int id : {12, 13, 18})
            cases.push_back({ecdh, id});
    for (const char* dh : {"0101", "0102", "0104", "0301", "0302", "0304"})
        cases.push_back({dh, 0});
    for (const auto& [oid, parameters] : cases) {
        CAPTURE(oid, parameters);
        auto content = chip();
        content.files[CardFile::CardAccess] = hex("31143012060A04007F0007020204") + hex(oid) + hex("0201020201") +
                                              std::string(1, static_cast<char>(parameters));
        VirtualCard card(content);
        CardSession session(card, can());
        REQUIRE(session.open());
        CHECK(session.read(data_group(1))->value() == chip().files.at(data_group(1)));
    }
}

TEST_CASE("a wrong CAN or zone is refused in words for people", "[identity][reading]") {
    for (const auto& secret : {CardSecret{CardSecret::Kind::Can, "999999"},
                               CardSecret{CardSecret::Kind::MrzInformation, "090000002790011583001156"}}) {
        const auto out = read(Faults{}, secret);
        CHECK(out.error == "The card does not open: the number or the zone belongs to another card");
    }
}

TEST_CASE("a contact lost once while reading is taken up again", "[identity][reading]") {
    for (int at = 8; at < 18; ++at) {
        Faults faults;
        faults.lose_contact_at = at;
        const auto out = read(faults, can());
        CAPTURE(at, out.error);
        CHECK(out.apdus > 0);
    }
    Faults faults;
    faults.lose_contact_at = 11;
    CHECK(read(faults, can()).whole);
}

TEST_CASE("a card taken away ends reading with its sentence and without hanging", "[identity][reading]") {
    for (int at = 1; at < 19; ++at) {
        Faults faults;
        faults.gone_at = at;
        const auto begin = std::chrono::steady_clock::now();
        const auto out = read(faults, can());
        CHECK_FALSE(out.whole);
        CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(1));
    }
}

TEST_CASE("a file that promises megabytes is refused", "[identity][reading]") {
    Faults faults;
    faults.endless_dg2 = true;
    CHECK(read(faults, can()).error == "A file of the card is larger than any card has");
}

TEST_CASE("reading reports octets and stops when asked", "[identity][reading]") {
    struct Watch final : base::Progress {
        std::uint64_t last{0};
        int steps{0}, stop_after{0};
        void step(std::uint64_t done, std::uint64_t) override {
            CHECK(done >= last);
            last = done;
            ++steps;
        }
        bool cancelled() const override { return stop_after > 0 && steps >= stop_after; }
    } watch;
    VirtualCard card(chip());
    CardSession session(card, can());
    REQUIRE(session.open());
    REQUIRE(session.read_all(&watch));
    CHECK(watch.last > 15'000);
    watch = {};
    watch.stop_after = 3;
    CHECK(session.read_all(&watch).error().code == ErrorCode::Cancelled);
}

TEST_CASE("a file of 20 kB is read to its end", "[identity][reading]") {
    auto content = make_chip(CardIssuer(), thu_nghiem(), ActiveKey::Rsa, 20'000);
    VirtualCard card(content);
    CardSession session(card, can());
    REQUIRE(session.open());
    CHECK(session.read(data_group(2))->value() == content.files.at(data_group(2)));
}

TEST_CASE("fingerprints are not given and that is no error", "[identity][reading]") {
    VirtualCard card(chip());
    CardSession session(card, can());
    REQUIRE(session.open());
    const auto file = session.read(data_group(3));
    REQUIRE(file);
    CHECK_FALSE(file->has_value());
}

TEST_CASE("reading the whole card takes at most a quarter of a second of this program's time", "[identity][reading]") {
    const auto begin = std::clock();
    CHECK(read(Faults{}, can()).whole);
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    WARN("processor seconds: " << seconds);
    CHECK(seconds <= 0.25);
}
