#include "identity/card_reader.h"

#include <catch2/catch.hpp>

using namespace canbo;
using identity::ReaderEvent;
using identity::ReaderState;
using Kind = ReaderEvent::Kind;
using Card = ReaderState::Card;

namespace {

ReaderState reader(const char* name, Card card = Card::None, std::uint32_t events = 0) {
    return {name, card, {}, events, true};
}
using Events = std::vector<ReaderEvent>;

} // namespace

TEST_CASE("readers and cards that come and go are told one by one", "[identity][reader]") {
    using identity::reader_changes;
    CHECK(reader_changes({}, {reader("A")}) == Events{{Kind::ReaderConnected, "A"}});
    CHECK(reader_changes({}, {reader("A", Card::Present)}) ==
          Events{{Kind::ReaderConnected, "A"}, {Kind::CardInserted, "A"}});
    CHECK(reader_changes({reader("A")}, {reader("A", Card::Mute, 1)}) == Events{{Kind::CardInserted, "A"}});
    CHECK(reader_changes({reader("A", Card::Present, 1)}, {reader("A", Card::None, 2)}) ==
          Events{{Kind::CardRemoved, "A"}});
    CHECK(reader_changes({reader("A", Card::Present)}, {}) ==
          Events{{Kind::CardRemoved, "A"}, {Kind::ReaderGone, "A"}});
    CHECK(reader_changes({reader("A"), reader("B", Card::Present)}, {reader("A"), reader("B", Card::InUse)}).empty());
}

TEST_CASE("a card changed for another between two looks is a removal and an insertion", "[identity][reader]") {
    CHECK(identity::reader_changes({reader("A", Card::Present, 1)}, {reader("A", Card::Present, 3)}) ==
          Events{{Kind::CardRemoved, "A"}, {Kind::CardInserted, "A"}});
}

TEST_CASE("a reader is chosen by number, by a part of its name, or by the card on it", "[identity][reader]") {
    using identity::choose_reader;
    const std::vector<ReaderState> readers{reader("ACS One 00 00"), reader("HID Two 00 00", Card::Present)};
    CHECK(choose_reader(readers, "")->name == "HID Two 00 00");
    CHECK(choose_reader({readers[0]}, "")->name == "ACS One 00 00");
    CHECK(choose_reader(readers, "0")->name == "ACS One 00 00");
    CHECK(choose_reader(readers, "ACS")->name == "ACS One 00 00");
    CHECK(choose_reader(readers, "2").error().code == ErrorCode::NotFound);
    CHECK(choose_reader(readers, "Omnikey").error().code == ErrorCode::NotFound);
    CHECK(choose_reader({}, "").error().message == "No card reader is connected");
}
