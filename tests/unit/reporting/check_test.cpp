#include "fixture.h"
#include "reporting/check.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace canbo;
using namespace canbo::test;
using reporting::Report;
using Texts = std::vector<std::string>;

namespace {

/// The health department has registered plans for what it answers for, so that a good report has no warning.
struct Setting {
    std::unique_ptr<Ledger> ledger = std::make_unique<Ledger>();
    Report previous;
    bool with_previous{false};
    const char* today{"2024-02-16"};

    Setting() {
        for (const int model : {6, 7, 33})
            ledger->plan("SYT", plan_of(model, {"2024-03-31", "2024-12-31"}), friday_morning);
    }
    progress::ListBook lists;
    bool with_lists{false};

    /// The health department's facilities: this many of four receive.
    void fill_facilities(int receiving) {
        progress::FilledList filled{"m06-co-so", 6, "SYT", {}, {}};
        for (int i = 0; i < 4; ++i)
            filled.rows.push_back({std::to_string(i), "Trạm y tế", "", i < receiving ? "yes" : "no", ""});
        const auto part = progress::split_list(filled, base::new_uuid()).value()[0];
        const auto& spec = *content().catalogue.find(6)->list("m06-co-so");
        ledger->add(progress::list_kind, "SYT", "m06-co-so", progress::list_part_to_json(part, spec), friday_morning);
        auto tx = ledger->database.begin(base::Database::Mode::Read).value();
        REQUIRE(lists.read(*tx, ledger->entries, content().catalogue, 6, base::Time::max()));
        with_lists = true;
    }
    Issues check(const Report& report) {
        const progress::Duties duties(content().catalogue, content().agencies, week7().last_day());
        const auto book = ledger->book();
        Issues issues;
        reporting::check_report(report,
                                {content().catalogue, duties, book, day(today), with_previous ? &previous : nullptr,
                                 with_lists ? &lists : nullptr},
                                issues);
        return issues;
    }
};

} // namespace

TEST_CASE("a complete report has neither errors nor warnings", "[reporting][check]") {
    CHECK(Setting().check(health_report()).empty());
}

TEST_CASE("a percentage lies between 0 and 100", "[reporting][check]") {
    Setting setting;
    Report report = health_report();
    for (const double wrong : {-0.1, 100.1, std::nan(""), HUGE_VAL}) {
        report.models[0].percent = wrong;
        CHECK(errors(setting.check(report)) == Texts{"models[6].percent"});
    }
    for (const double right : {0.0, 100.0}) {
        report.models[0].percent = right;
        CHECK(setting.check(report).empty());
    }
}

TEST_CASE("a model that is done stands at 100 percent", "[reporting][check]") {
    Setting setting;
    Report report = health_report();
    report.models[0].status = "done";
    CHECK(errors(setting.check(report)) == Texts{"models[6].percent"});
    report.models[0].percent = 100;
    report.models[0].next.clear(); // nothing comes next
    CHECK(setting.check(report).empty());
}

TEST_CASE("a word that is no status or no confidence is an error at its field", "[reporting][check]") {
    Setting setting;
    Report report = health_report();
    report.models[0].status = "rất tốt";
    report.models[1].confidence = "blue";
    CHECK(errors(setting.check(report)) == Texts{"models[6].status", "models[7].confidence"});
}

TEST_CASE("what is left out is a warning at its field and no error", "[reporting][check]") {
    Setting setting;
    Report report = health_report();
    report.summary.clear();
    report.models[0] = {};
    report.models[0].model = 6;
    const Issues issues = setting.check(report);
    CHECK(errors(issues).empty());
    CHECK(warnings(issues) == Texts{"summary", "models[6].status", "models[6].confidence", "models[6].percent",
                                    "models[6].indicators.m06-co-so-tiep-nhan", "models[6].results", "models[6].next"});
}

TEST_CASE("a model that is late or at risk says why", "[reporting][check]") {
    Setting setting;
    Report report = health_report();
    report.models[0].difficulties.clear();
    CHECK(warnings(setting.check(report)) == Texts{"models[6].difficulties"});
    report.models[0].status = "at-risk";
    CHECK(warnings(setting.check(report)) == Texts{"models[6].difficulties"});
    report.models[0].status = "on-track";
    CHECK(setting.check(report).empty());
}

TEST_CASE("a model that is said to wait though nothing is awaited is a warning", "[reporting][check]") {
    Setting setting;
    Report report = health_report();
    report.models[0].status = "waiting"; // model 6 has no gate
    CHECK(warnings(setting.check(report)) == Texts{"models[6].status"});
    report = health_report();
    setting.ledger->open("7-2", "2024-02-10", friday_morning);
    CHECK(warnings(setting.check(report)) == Texts{"models[7].status"});
}

TEST_CASE("a percentage lower than in the last report is a warning", "[reporting][check]") {
    Setting setting;
    setting.with_previous = true;
    setting.previous = health_report();
    setting.previous.models[0].percent = 95;
    CHECK(warnings(setting.check(health_report())) == Texts{"models[6].percent"});
    setting.previous.models[0].percent = 92;
    CHECK(setting.check(health_report()).empty());
    setting.previous.models[0].percent.reset();
    CHECK(setting.check(health_report()).empty());
}

TEST_CASE("a model that does not exist is an error", "[reporting][check]") {
    Report report = health_report();
    report.models.push_back(about(44));
    const Issues issues = Setting().check(report);
    CHECK(errors(issues) == Texts{"models[44].model"});
    CHECK(issues.items().front().code == ErrorCode::NotFound);
}

TEST_CASE("an agency does not report about a model in which it has no task", "[reporting][check]") {
    Report report = health_report();
    report.models.push_back(about(2)); // kiosks: VPUB, CAT and STTTT
    const Issues issues = Setting().check(report);
    CHECK(errors(issues) == Texts{"models[2].model"});
    CHECK(issues.items().front().code == ErrorCode::Forbidden);
}

TEST_CASE("an agency may report about a model it has only as one of the departments", "[reporting][check]") {
    Report report = health_report();
    report.models.push_back(about(3));
    CHECK(Setting().check(report).empty());
}

TEST_CASE("a model stands in a report once", "[reporting][check]") {
    Report report = health_report();
    report.models.push_back(report.models[1]);
    CHECK(errors(Setting().check(report)) == Texts{"models[7].model"});
}

TEST_CASE("an answering agency that leaves a model out is warned, a coordinating one is not", "[reporting][check]") {
    Report report = health_report();
    report.models.erase(report.models.begin() + 1);
    CHECK(warnings(Setting().check(report)) == Texts{"models[7]"}); // but not model 11, where it coordinates
}

TEST_CASE("an indicator of another model is an error", "[reporting][check]") {
    Report report = health_report();
    report.models[0].indicators["m07-luot-dang-ky"] = 1;
    CHECK(errors(Setting().check(report)) == Texts{"models[6].indicators.m07-luot-dang-ky"});
}

TEST_CASE("an indicator's value is not negative and a share not above 100", "[reporting][check]") {
    Setting setting;
    Report report = health_report();
    report.models[0].indicators = {{"m06-co-so-tiep-nhan", 100.5}, {"m06-luot-kham", -1}};
    CHECK(errors(setting.check(report)) ==
          Texts{"models[6].indicators.m06-co-so-tiep-nhan", "models[6].indicators.m06-luot-kham"});
    report.models[0].indicators = {{"m06-co-so-tiep-nhan", 100}, {"m06-luot-kham", 0}};
    CHECK(setting.check(report).empty());
}

TEST_CASE("only the agency that answers is asked for indicators with a target", "[reporting][check]") {
    Report report = health_report();
    report.models[0].indicators.erase("m06-co-so-tiep-nhan");
    report.models.push_back(about(3)); // target 20 services, but SYT does not answer for model 3
    CHECK(warnings(Setting().check(report)) == Texts{"models[6].indicators.m06-co-so-tiep-nhan"});
}

TEST_CASE("a milestone is reached on a real day that is not in the future and stands in the plan",
          "[reporting][check]") {
    Setting setting;
    Report report = health_report();
    report.models[0].milestones = {{"m1", "2024-02-16"}};
    CHECK(setting.check(report).empty());
    report.models[0].milestones = {{"m1", "2024-02-17"}};
    CHECK(errors(setting.check(report)) == Texts{"models[6].milestones.m1"});
    report.models[0].milestones = {{"m1", "hôm qua"}};
    CHECK(errors(setting.check(report)) == Texts{"models[6].milestones.m1"});
    report.models[0].milestones = {{"m9", "2024-02-16"}};
    CHECK(errors(setting.check(report)) == Texts{"models[6].milestones.m9"});
    setting.today = "2024-02-17";
    report.models[0].milestones = {{"m1", "2024-02-17"}};
    CHECK(setting.check(report).empty());
}

TEST_CASE("an answering agency without a registered plan is warned", "[reporting][check]") {
    Setting setting;
    setting.ledger = std::make_unique<Ledger>();
    CHECK(warnings(setting.check(health_report())) == Texts{"models[6].plan", "models[7].plan", "models[33].plan"});
}

TEST_CASE("a revised report says why it was revised", "[reporting][check]") {
    Report report = health_report();
    report.revision = 2;
    CHECK(errors(Setting().check(report)) == Texts{"reason"});
    report.reason = "Số liệu sai";
    CHECK(Setting().check(report).empty());
}

TEST_CASE("everything that is wrong with a report is said at once", "[reporting][check]") {
    Report report = health_report();
    report.revision = 2;
    report.models[0].percent = 120;
    report.models[1].status = "??";
    report.models.push_back(about(44));
    CHECK(errors(Setting().check(report)) ==
          Texts{"models[6].percent", "models[7].status", "models[44].model", "reason"});
}

TEST_CASE("a value that differs from what the agency's list says is a warning at its field", "[reporting][check]") {
    Setting setting;
    setting.fill_facilities(3);
    Report report = health_report();
    report.models[0].indicators = {{"m06-co-so-tiep-nhan", 75}};
    CHECK(setting.check(report).empty());
    report.models[0].indicators["m06-co-so-tiep-nhan"] = 80;
    CHECK(errors(setting.check(report)).empty());
    CHECK(warnings(setting.check(report)) == Texts{"models[6].indicators.m06-co-so-tiep-nhan"});
    setting.with_lists = false; // a report is checked without its lists too
    CHECK(setting.check(report).empty());
}
