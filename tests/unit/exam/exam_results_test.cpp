#include "exam/exam_results.h"
#include "exam/forms.h"
#include "exam/results_forms.h"
#include "sample_exam.h"

using namespace canbo;
using namespace canbo::test;

namespace {

/// Two rooms of one exam on two machines that know nothing of each other.
struct TwoRooms {
    SampleRoom first, second;

    TwoRooms() {
        second.package = first.package;
        second.room = second.open("p02");
        for (auto* room : {&first, &second})
            room->clock.set(nine_o_clock);
    }
    static void work(SampleRoom& room, const std::string& candidate, int questions) {
        const int station = room.sit_down(candidate);
        for (int slot = 1; slot <= questions; ++slot)
            room.send(station, slot, slot, "1");
        REQUIRE(room.room->finish(station));
    }
    static exam::SealedRoom seal(SampleRoom& room) {
        const auto record = room.room->seal("Giám thị Một");
        REQUIRE(record);
        const auto bundle =
            exam::write_bundle(*record, room.key, room.package.room_keys.at(record->room), room.package.signer);
        return {*record, base::sha256_hex(*bundle)};
    }
};

std::string codes(const exam::ExamResults& results) {
    std::string out;
    for (const auto& finding : results.findings)
        out += finding.code + "(" + finding.where + ") ";
    return out;
}

std::vector<std::vector<std::string>> rows_of(const base::FormData& form, const std::string& table) {
    std::vector<std::vector<std::string>> out;
    for (std::vector<std::string> cells; form.tables.at(table)->next(cells);)
        out.push_back(cells);
    return out;
}

} // namespace

TEST_CASE("the rooms of an exam become one list in which everybody stands once", "[exam][results]") {
    TwoRooms s;
    s.work(s.first, "0001", 8);
    s.work(s.second, "0003", 4);
    s.work(s.second, "0004", 0);
    const auto first = s.seal(s.first), second = s.seal(s.second); // each writing of a bundle is another file
    const auto results = exam::consolidate({second, first}, sample_roster());
    REQUIRE(results);
    CHECK(codes(*results).empty());
    CHECK(results->complete());
    std::string lines;
    for (const auto& line : results->lines)
        lines += line.result.candidate + ":" + line.room + ":" + line.result.outcome + " ";
    CHECK(lines == "0001:p01:submitted 0002:p01:absent 0003:p02:submitted 0004:p02:submitted ");
    CHECK(results->rooms[0].present == 1);
    CHECK(results->rooms[1].listed == 2);
    CHECK(results->digest.size() == 64);
    const auto other_order = exam::consolidate({first, second}, sample_roster());
    CHECK(other_order->digest == results->digest);
}

TEST_CASE("figures of a question come from all papers it was drawn into", "[exam][results]") {
    TwoRooms s;
    s.work(s.first, "0001", 8);
    s.work(s.first, "0002", 8);
    s.work(s.second, "0003", 8);
    const auto results = *exam::consolidate({s.seal(s.first), s.seal(s.second)}, {});
    std::size_t attempts = 0;
    for (const auto& item : results.items) {
        CHECK(item.bank == "xe");
        CHECK_FALSE(item.name.empty());
        CHECK(item.statistics.attempts <= 3);
        REQUIRE(item.statistics.facility);
        attempts += item.statistics.attempts;
    }
    CHECK(attempts == 3 * 8);
    const auto book = exam::results_workbook(results);
    REQUIRE(book.sheets.size() == 3);
    CHECK(std::holds_alternative<double>(book.sheets[0].rows[0][4]));
    CHECK(std::holds_alternative<base::Day>(book.sheets[0].rows[0][2]));
    CHECK(std::holds_alternative<base::Percent>(book.sheets[0].rows[0][5]));
    CHECK(book.sheets[2].rows.size() == results.items.size());
}

TEST_CASE("a candidate who sat in two rooms is found", "[exam][results]") {
    TwoRooms s;
    s.work(s.first, "0004", 3);
    s.work(s.second, "0004", 3);
    const auto results = *exam::consolidate({s.seal(s.first), s.seal(s.second)}, sample_roster());
    CHECK(codes(results) == "in-two-rooms(0004) ");
    CHECK_FALSE(results.complete());
}

TEST_CASE("a missing room, one that came twice and one of another packing are named", "[exam][results]") {
    TwoRooms s;
    s.work(s.first, "0001", 1);
    const auto sealed = s.seal(s.first);
    const auto alone = *exam::consolidate({sealed}, sample_roster());
    CHECK(codes(alone) == "room-missing(p02) ");
    CHECK_FALSE(alone.complete());
    CHECK(alone.lines.size() == 4); // 0003 and 0004 stand there as absent
    CHECK(codes(*exam::consolidate({sealed, sealed}, {})) == "room-twice(p01) room-missing(p02) ");
    SampleRoom stranger;
    stranger.room = stranger.open("p02");
    stranger.clock.set(nine_o_clock);
    CHECK(codes(*exam::consolidate({sealed, TwoRooms::seal(stranger)}, {})) == "other-exam(p02) room-missing(p02) ");
    CHECK(exam::consolidate({}, sample_roster()).error().code == ErrorCode::NotFound);
}

TEST_CASE("an incident becomes a record of its own, with the event's hash and the bundle's", "[exam][forms]") {
    SampleRoom s;
    s.clock.set(nine_o_clock);
    const int station = s.sit_down("0001");
    REQUIRE(s.room->note("0001", "technical", "Giám thị Một", "Chuột hỏng"));
    REQUIRE(s.room->finish(station));
    const auto record = *s.room->seal("Giám thị Một");
    const auto incidents = exam::incidents_of(record);
    REQUIRE(incidents.size() == 1);
    CHECK(incidents[0].what == "Kỹ thuật: Chuột hỏng");
    const auto form = exam::incident_form(record, incidents[0].sequence, "abc");
    REQUIRE(form);
    CHECK(std::get<std::string>(form->values.at("name").value) == "Nguyễn Văn Thử Nghiệm");
    CHECK(std::get<std::string>(form->values.at("hash").value) ==
          record.events[static_cast<std::size_t>(incidents[0].sequence) - 1].hash);
    CHECK(std::get<std::string>(form->values.at("bundle").value) == "abc");
    CHECK(exam::incident_form(record, 1, "abc").error().code == ErrorCode::NotFound); // the opening is no incident
    CHECK(exam::incident_form(record, 999, "abc").error().code == ErrorCode::NotFound);
}

TEST_CASE("a roster shows photos where the package has any", "[exam][forms]") {
    auto roster = sample_roster();
    CHECK(exam::roster_form(sample_exam(), "p01", roster).form == "exam-roster");
    roster[0].photo = "not looked at here";
    const auto form = exam::roster_form(sample_exam(), "p01", roster, "digest");
    CHECK(form.form == "exam-roster-photos");
    const auto rows = rows_of(form, "candidates");
    CHECK(rows[0][3] == "0001");
    CHECK(rows[1][3].empty());
    CHECK(exam::roster_form(sample_exam(), "p02", roster).form == "exam-roster"); // nobody of that room has one
}

TEST_CASE("the council's decision says how many passed and carries the digest of all results", "[exam][forms]") {
    TwoRooms s;
    s.work(s.first, "0001", 8);
    s.work(s.second, "0003", 0);
    const auto results = *exam::consolidate({s.seal(s.first), s.seal(s.second)}, sample_roster());
    const auto form = exam::decision_form(results, {"12", *base::parse_day("2024-02-20"), "thu.ky", "chu.tich"});
    const auto value = [&](const char* name) { return std::get<std::string>(form.values.at(name).value); };
    CHECK(value("digest") == results.digest);
    CHECK(value("count") == "4");
    CHECK(value("absent") == "2");
    CHECK(std::get<std::string>(std::get<base::FormRecord>(form.values.at("letter").value).at("number").value) == "12");
    CHECK(rows_of(form, "rooms")[0][4] == results.rooms[0].bundle);
    CHECK(rows_of(exam::result_list_form(results, {}), "results").size() == 4);
}
