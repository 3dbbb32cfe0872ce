#include "fixture.h"
#include "form_values.h"
#include "reporting/paper.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace canbo;
using namespace canbo::test;
using namespace std::chrono_literals;
using reporting::LetterNumber;
using Row = std::vector<std::string>;

namespace {

const people::Agency& office() { return *content().agencies.find("CAT"); }

/// SYT accepted; CAT late and not decided; STP returned; ten more missing. Consolidated three days later.
struct Week : House {
    Week() {
        CANBO_CHECK(send_report(an, health_report()).empty());
        CANBO_CHECK(accept(last).empty());
        const people::Person justice{"tu.phap", people::Role::Focal, "STP"};
        CANBO_CHECK(send_report(justice, short_report("STP", about(8))).empty());
        CANBO_CHECK(decide(last, "returned", "Thiếu số liệu", "STP").empty());
        clock.set(due_week7 + 26h + 30min);
        CANBO_CHECK(send_report(binh, short_report("CAT", about(29))).empty());
        clock.advance(72h);
    }
    base::FormData form() {
        return reporting::consolidated_form(consolidated(), office(), content().agencies, content().catalogue, {});
    }
};

std::vector<std::string> values_of(const base::FormList& all, const char* name) {
    std::vector<std::string> out;
    for (const auto& value : all)
        out.push_back(text(record(value), name));
    return out;
}

} // namespace

TEST_CASE("the consolidated report says how many reported, in time, late and not at all", "[reporting][paper]") {
    Week week;
    const auto data = week.form();
    CHECK(data.form == "consolidated-report");
    CHECK(text(data.values, "period_label") == "tuần 07/2024");
    CHECK(text(data.values, "expected") == "13");
    CHECK(text(data.values, "received") == "2");
    CHECK(text(data.values, "on_time") == "1");
    CHECK(text(data.values, "late_count") == "1");
    CHECK(text(data.values, "missing_count") == "11"); // a returned report counts as missing
    CHECK(texts(list(data.values, "late_agencies")) == Row{"Công an tỉnh"});
    CHECK(texts(list(data.values, "returned_agencies")) == Row{"Sở Tư pháp"});
    CHECK(flag(data.values, "has_returned_agencies"));
    CHECK(list(data.values, "missing_agencies").size() == 11);
    CHECK(text(record(data.values.at("letter")), "symbol") == "BC-CAT");
}

TEST_CASE("in the consolidated report those in time and those late make up those received", "[reporting][paper]") {
    Week week;
    REQUIRE(week.decide(week.book().of("CAT")->current()->id, "returned", "Thiếu", "CAT").empty());
    const auto data = week.form(); // CAT was late and is returned: it is no longer received
    CHECK(std::stoi(text(data.values, "on_time")) + std::stoi(text(data.values, "late_count")) ==
          std::stoi(text(data.values, "received")));
}

TEST_CASE("lists that are empty are closed by their flag", "[reporting][paper]") {
    House house;
    const auto data = reporting::consolidated_form(house.consolidated(), office(), content().agencies,
                                                   content().catalogue, LetterNumber{});
    for (const char* closed : {"has_late_agencies", "has_returned_agencies", "has_difficulties", "has_proposals"})
        CHECK_FALSE(flag(data.values, closed));
    CHECK(flag(data.values, "has_missing_agencies"));
    CHECK(std::holds_alternative<std::monostate>(data.values.at("summary").value));
}

TEST_CASE("counts of models by status add up to 43", "[reporting][paper]") {
    Week week;
    const auto data = week.form();
    const auto& counts = record(data.values.at("status_counts"));
    int sum = 0;
    for (const char* name : {"done", "on_track", "at_risk", "late", "waiting", "not_started"})
        sum += std::stoi(text(counts, name));
    CHECK(sum == 43);
    CHECK(text(counts, "late") == "1"); // model 6
}

TEST_CASE("difficulties and proposals print with agency and model", "[reporting][paper]") {
    Week week;
    const auto data = week.form();
    REQUIRE(list(data.values, "difficulties").size() == 1);
    const auto& voice = record(list(data.values, "difficulties")[0]);
    CHECK(text(voice, "agency") == "Sở Y tế");
    CHECK(text(voice, "model") == "6");
    CHECK(text(voice, "text") == "Còn 17 trạm y tế chưa có thiết bị.");
    CHECK(text(record(list(data.values, "proposals")[0]), "text") == "Cho phép gia hạn đến 31/3/2024.");
}

TEST_CASE("what models wait for prints with the days of waiting", "[reporting][paper]") {
    Week week;
    const auto data = week.form();
    const auto& waiting = list(data.values, "waiting");
    const auto models = values_of(waiting, "model");
    const auto at = std::find(models.begin(), models.end(), "7") - models.begin();
    REQUIRE(static_cast<std::size_t>(at) < models.size());
    CHECK(values_of(waiting, "since")[static_cast<std::size_t>(at)].find("119 ngày") != std::string::npos);
    // Model 8: one of STP's two tasks is free, so only a part of it waits.
    const auto part = std::find(models.begin(), models.end(), "8") - models.begin();
    REQUIRE(static_cast<std::size_t>(part) < models.size());
    CHECK(values_of(waiting, "since")[static_cast<std::size_t>(part)] == "một phần nhiệm vụ");
}

TEST_CASE("the annex of models has a heading per group and numbered rows below", "[reporting][paper]") {
    Week week;
    const auto table = rows(week.form(), "models");
    std::vector<std::string> headings;
    int number = 0;
    for (const auto& row : table)
        if (row.size() == 1)
            headings.push_back(row[0]);
        else {
            REQUIRE(row.size() == 10);
            CHECK(row[0] == std::to_string(++number));
        }
    REQUIRE(headings.size() == 5);
    CHECK(headings[0] == "Nhóm 1. " + content().catalogue.groups[0].title);
    CHECK(headings[4].find("Nhóm 5. ") == 0);
    CHECK(table.front().size() == 1);
    const auto model6 = std::find_if(table.begin(), table.end(),
                                     [](const Row& row) { return row.size() > 1 && row[1].find("6. ") == 0; });
    REQUIRE(model6 != table.end());
    CHECK((*model6)[2] == "Sở Y tế");
    CHECK((*model6)[3] == "Chậm tiến độ");
    CHECK((*model6)[4] == "Chậm tiến độ");
    CHECK((*model6)[6] == "92");
    const auto model2 = std::find_if(table.begin(), table.end(),
                                     [](const Row& row) { return row.size() > 1 && row[1].find("2. ") == 0; });
    CHECK((*model2)[3] == "Chưa báo cáo");
}

TEST_CASE("the annex of agencies says who reported when", "[reporting][paper]") {
    Week week;
    const auto table = rows(week.form(), "completeness");
    REQUIRE(table.size() == 13);
    const auto row_of = [&](const char* name) {
        return *std::find_if(table.begin(), table.end(), [&](const Row& row) { return row[0] == name; });
    };
    CHECK(row_of("Sở Y tế") == Row{"Sở Y tế", "Đã duyệt", "09:00 16/02/2024", "Đúng hạn"});
    CHECK(row_of("Công an tỉnh") == Row{"Công an tỉnh", "Đã nhận, chưa duyệt", "19:30 17/02/2024", "Chậm"});
    CHECK(row_of("Sở Tư pháp")[1] == "Trả lại, chưa gửi lại");
    CHECK(row_of("Sở Du lịch") == Row{"Sở Du lịch", "Chưa báo cáo", "–", "–"});
}

TEST_CASE("a consolidated paper names sequence and digest, and other reports make another digest",
          "[reporting][paper]") {
    Week week;
    const auto first = week.form();
    CHECK(text(first.values, "sequence") == std::to_string(week.sequence()));
    CHECK(text(first.values, "digest").size() == 64);
    CHECK(text(week.form().values, "digest") == text(first.values, "digest"));
    REQUIRE(week.accept(week.book().of("CAT")->current()->id, "CAT").empty());
    CHECK(text(week.form().values, "digest") != text(first.values, "digest"));
}

TEST_CASE("the list of late agencies has who is late, returned or missing and by how much", "[reporting][paper]") {
    Week week;
    const auto data = reporting::late_form(week.consolidated(), office(), content().agencies, LetterNumber{});
    CHECK(data.form == "late-agencies");
    CHECK(text(data.values, "deadline") == "17:00 16/02/2024");
    const auto table = rows(data, "agencies");
    REQUIRE(table.size() == 12); // all but SYT
    CHECK(table[0][0] == "1");
    const auto late = std::find_if(table.begin(), table.end(), [](const Row& row) { return row[1] == "Công an tỉnh"; });
    REQUIRE(late != table.end());
    CHECK((*late)[4] == "19:30 17/02/2024");
    CHECK((*late)[5] == "1 ngày 2 giờ");
    const auto missing =
        std::find_if(table.begin(), table.end(), [](const Row& row) { return row[1] == "Sở Du lịch"; });
    CHECK((*missing)[2] == "Chưa báo cáo");
    CHECK((*missing)[5] == "–");
}

TEST_CASE("an agency nobody asked to report is on no list of late ones", "[reporting][paper]") {
    Week week;
    REQUIRE(week.expect("CAT", false).empty());
    const auto table =
        rows(reporting::late_form(week.consolidated(), office(), content().agencies, LetterNumber{}), "agencies");
    CHECK(std::none_of(table.begin(), table.end(), [](const Row& row) { return row[1] == "Công an tỉnh"; }));
}

TEST_CASE("an urging letter goes to one agency with its models and a new deadline", "[reporting][paper]") {
    Week week;
    const auto data =
        reporting::urging_form(week.consolidated(), office(), *content().agencies.find("SDL"), content().catalogue,
                               {13, 22}, time_of("2024-02-21T11:00:00+07:00"), {12, day("2024-02-20")});
    CHECK(data.form == "urging-letter");
    const auto& letter = record(data.values.at("letter"));
    CHECK(text(letter, "kind") == "CÔNG VĂN");
    CHECK(text(letter, "symbol") == "CAT"); // a letter without a name has no prefix
    CHECK(text(letter, "number") == "12");
    CHECK(texts(list(letter, "addressees")) == Row{"Sở Du lịch"});
    CHECK(text(data.values, "agency_name") == "Sở Du lịch");
    CHECK(text(data.values, "deadline") == "17:00 16/02/2024");
    CHECK(text(data.values, "new_deadline") == "11:00 21/02/2024");
    CHECK(values_of(list(data.values, "missing_models"), "number") == Row{"13", "22"});
    CHECK(values_of(list(data.values, "missing_models"), "name")[0] == content().catalogue.find(13)->name);
}

TEST_CASE("official paper has its own words for statuses and states", "[reporting][paper]") {
    using progress::Confidence;
    using progress::Status;
    CHECK(reporting::paper_label(Status::NotStarted) == "Chưa triển khai");
    CHECK(reporting::paper_label(Status::OnTrack) == "Đúng tiến độ");
    CHECK(reporting::paper_label(Status::AtRisk) == "Có nguy cơ chậm");
    CHECK(reporting::paper_label(Status::Late) == "Chậm tiến độ");
    CHECK(reporting::paper_label(Status::Done) == "Hoàn thành");
    CHECK(reporting::paper_label(Status::Waiting) == "Chờ hướng dẫn");
    CHECK(reporting::paper_label(Confidence::Amber) == "Trung bình");
    CHECK(reporting::paper_label(Confidence::Red) == "Thấp");
    CHECK(reporting::paper_state("conflict") == "Có hai bản, chờ thống nhất");
    CHECK(reporting::paper_state("consolidated") == reporting::paper_state("accepted"));
}
