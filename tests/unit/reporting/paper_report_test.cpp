#include "fixture.h"
#include "form_values.h"
#include "reporting/paper.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using reporting::LetterNumber;
using Row = std::vector<std::string>;

namespace {

const people::Agency& health() { return *content().agencies.find("SYT"); }

base::FormData form(const reporting::Report& report, const LetterNumber& number = {}, Ledger* ledger = nullptr) {
    Ledger empty;
    return reporting::report_form(report, health(), content().catalogue, (ledger == nullptr ? empty : *ledger).book(),
                                  period(report.period.c_str()), number);
}

const base::FormRecord& model_of(const base::FormData& data, std::size_t index) {
    return record(list(data.values, "models")[index]);
}

} // namespace

TEST_CASE("a letter has no number and no day until the registry gives them", "[reporting][paper]") {
    const auto data = form(health_report());
    const auto& letter = record(data.values.at("letter"));
    for (const char* blank : {"number", "day", "month", "year", "signer"})
        CHECK(text(letter, blank).empty());
    CHECK(text(letter, "symbol") == "BC-SYT");
    CHECK(text(letter, "kind") == "BÁO CÁO");
    CHECK(text(letter, "issuer") == "SỞ Y TẾ");
    CHECK(text(letter, "place") == "Lào Cai");
    CHECK(text(letter, "abstract") == "Kết quả thực hiện các mô hình của Đề án 06 tuần 07/2024");
    CHECK(texts(list(letter, "addressees")).front().find("Cơ quan thường trực") == 0);
    CHECK(texts(list(letter, "recipients")).back().find("Lưu") == 0);
}

TEST_CASE("number and date of a letter are set apart, as on paper", "[reporting][paper]") {
    const auto data = form(health_report(), {57, day("2024-02-16")});
    const auto& letter = record(data.values.at("letter"));
    CHECK(text(letter, "number") == "57");
    CHECK(text(letter, "day") == "16");
    CHECK(text(letter, "month") == "2");
    CHECK(text(letter, "year") == "2024");
    const auto dated = form(health_report(), {std::nullopt, day("2024-02-16")});
    CHECK(text(record(dated.values.at("letter")), "number").empty());
    CHECK(text(record(dated.values.at("letter")), "day") == "16");
}

TEST_CASE("an agency without letterhead signs with its name in capitals", "[reporting][paper]") {
    people::Agency bare;
    bare.code = "XX";
    bare.name = "Sở Y tế";
    Ledger ledger;
    const auto data =
        reporting::report_form(health_report(), bare, content().catalogue, ledger.book(), week7(), LetterNumber{});
    CHECK(text(record(data.values.at("letter")), "issuer") == "SỞ Y TẾ");
}

TEST_CASE("the weekly and the monthly report are two forms with their own days", "[reporting][paper]") {
    const auto week = form(health_report());
    CHECK(week.form == "weekly-report");
    CHECK(text(week.values, "period_label") == "tuần 07/2024");
    CHECK(text(week.values, "from") == "12/02/2024");
    CHECK(text(week.values, "to") == "18/02/2024");
    auto report = health_report();
    report.period = "2024-02";
    const auto month = form(report);
    CHECK(month.form == "monthly-report");
    CHECK(text(month.values, "period_label") == "tháng 02/2024");
    CHECK(text(month.values, "from") == "15/01/2024");
    CHECK(text(month.values, "to") == "14/02/2024");
}

TEST_CASE("the summary is the one text whose mark-up counts, and nothing when empty", "[reporting][paper]") {
    const auto data = form(health_report());
    CHECK(std::get<base::FormValue::Markdown>(data.values.at("summary").value).source ==
          "Toàn ngành trực **thông suốt** dịp Tết.");
    auto report = health_report();
    report.summary.clear();
    CHECK(std::holds_alternative<std::monostate>(form(report).values.at("summary").value));
}

TEST_CASE("a model prints in Vietnamese words with decimals of Vietnam", "[reporting][paper]") {
    const auto data = form(health_report());
    const auto& model = model_of(data, 0);
    CHECK(text(model, "number") == "6");
    CHECK(text(model, "name") == content().catalogue.find(6)->name);
    CHECK(text(model, "status") == "Chậm tiến độ");
    CHECK(text(model, "confidence") == "Cao");
    CHECK(text(model, "percent") == "92");
    CHECK(text(model, "results") == "Kết quả mô hình 6");
    CHECK(flag(model, "has_indicators"));
    const auto& indicator = record(list(model, "indicators")[0]);
    CHECK(text(indicator, "value") == "92,2");
    CHECK(text(indicator, "unit") == "%");
    CHECK(text(indicator, "target") == "100");
    CHECK(text(record(list(model, "indicators")[1]), "value") == "386.540");
    CHECK(text(record(list(model, "indicators")[1]), "target").empty());
}

TEST_CASE("what was never said prints as a dash", "[reporting][paper]") {
    auto report = health_report();
    report.models[0].status.clear();
    report.models[0].confidence = "??";
    report.models[0].percent.reset();
    report.models[0].indicators.clear();
    const auto data = form(report);
    CHECK(text(model_of(data, 0), "status") == "–");
    CHECK(text(model_of(data, 0), "confidence") == "–");
    CHECK(text(model_of(data, 0), "percent") == "–");
    CHECK_FALSE(flag(model_of(data, 0), "has_indicators"));
    CHECK(rows(data, "overview")[0] == Row{"6", content().catalogue.find(6)->name, "–", "–", "–", "–"});
}

TEST_CASE("a waiting model says what it waits for and from whom", "[reporting][paper]") {
    const auto data = form(health_report());
    CHECK_FALSE(flag(model_of(data, 0), "waiting"));
    CHECK(text(model_of(data, 0), "waiting_text").empty());
    CHECK(flag(model_of(data, 2), "waiting"));
    const auto& gate = *content().catalogue.gate("33-1");
    CHECK(text(model_of(data, 2), "waiting_text") == gate.awaits + " (" + gate.from + ")");
}

TEST_CASE("guidance that has come is no longer waited for on paper", "[reporting][paper]") {
    Ledger ledger;
    ledger.open("7-1", "2024-02-10", friday_morning);
    const auto data = form(health_report(), {}, &ledger);
    const auto& gate = *content().catalogue.gate("7-2");
    CHECK(text(model_of(data, 1), "waiting_text") == gate.awaits + " (" + gate.from + ")");
}

TEST_CASE("the overview has a row per model with its first indicator", "[reporting][paper]") {
    const auto overview = rows(form(health_report()), "overview");
    REQUIRE(overview.size() == 3);
    CHECK(overview[0][0] == "6");
    CHECK(overview[0][2] == "Chậm tiến độ");
    CHECK(overview[0][4] == "92");
    CHECK(overview[0][5] == content().catalogue.find(6)->indicators[0].name + ": 92,2%");
    CHECK(overview[1][2] == "Chờ hướng dẫn");
    CHECK(overview[1][5] == "–");
}

TEST_CASE("a report names the version of the plan it prints against", "[reporting][paper]") {
    Ledger ledger;
    ledger.plan("SYT", plan_of(6, {"2023-11-30"}), time_of("2023-11-01T09:00:00+07:00"));
    ledger.plan("SYT", plan_of(6, {"2023-12-31"}), time_of("2023-12-01T23:30:00+07:00"));
    CHECK(text(form(health_report(), {}, &ledger).values, "plan_note") == "mô hình 6 (lần 2, ngày 01/12/2023)");
    CHECK(text(form(health_report()).values, "plan_note").empty());
}

TEST_CASE("attachments print with name, size and the start of their digest", "[reporting][paper]") {
    auto report = health_report();
    CHECK_FALSE(flag(form(report).values, "has_attachments"));
    report.attachments = {{"Phụ lục 1.pdf", std::string(64, 'a'), 1234}};
    const auto data = form(report);
    CHECK(flag(data.values, "has_attachments"));
    CHECK(texts(list(data.values, "attachments")) == Row{"Phụ lục 1.pdf (1234 byte; SHA-256 aaaaaaaaaaaaaaaa…)"});
}

TEST_CASE("a model that the catalogue does not know is left out of the paper", "[reporting][paper]") {
    auto report = health_report();
    report.models.push_back(about(44));
    const auto data = form(report);
    CHECK(list(data.values, "models").size() == 3);
    CHECK(rows(data, "overview").size() == 3);
}

TEST_CASE("registered plans print as a letter with milestones and goals", "[reporting][paper]") {
    Ledger ledger;
    auto plan = plan_of(6, {"2023-11-30", "2023-12-31"});
    plan.milestones[0].from = day("2023-10-25");
    plan.indicators = {{"m06-co-so-tiep-nhan", 100, std::nullopt}, {"unknown", 1, std::nullopt}};
    ledger.plan("SYT", plan, friday_morning);
    const auto book = ledger.book();
    const auto data = reporting::plan_form(health(), {book.plan("SYT", 6)}, content().catalogue, LetterNumber{});
    CHECK(data.form == "plan-registration");
    CHECK(text(record(data.values.at("letter")), "symbol") == "KH-SYT");
    const auto& model = record(list(data.values, "models")[0]);
    CHECK(text(model, "version") == "1");
    CHECK(texts(list(model, "people")) == Row{"Phó Giám đốc"});
    const auto milestones = rows(data, "milestones");
    REQUIRE(milestones.size() == 2);
    CHECK(milestones[0] == Row{"6", "Mốc m1", "25/10/2023", "30/11/2023", "Phòng Nghiệp vụ"});
    CHECK(milestones[1][2] == "–");
    const auto goals = rows(data, "indicators");
    REQUIRE(goals.size() == 1);
    CHECK(goals[0][3] == "100");
    CHECK(goals[0][4] == "–");
}
