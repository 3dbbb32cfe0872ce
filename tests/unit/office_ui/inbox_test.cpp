#include "base/shown_period.h"
#include "fixture.h"
#include "office_ui/inbox_presenter.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using office_ui::InboxPresenter;

namespace {

struct Inbox final : office_ui::InboxView {
    explicit Inbox(House& in, const people::Person& person = thu) : house(in), desk(in.desk(person)) {
        presenter.load();
    }
    void show_rows(const std::vector<office_ui::InboxRow>& now, std::size_t count) override {
        rows = now;
        all = count;
    }
    void show_paper(const std::string& pdf, const std::string&) override { papers.push_back(pdf); }
    void show_outcome(const office_ui::Outcome& outcome) override { outcomes.push_back(outcome); }
    void show_problem(const Error& error) override { problems.push_back(error); }

    House& house;
    reporting::Desk desk;
    desktop::InlineBackground background;
    FormSeen renderer;
    int sent{0};
    std::vector<office_ui::InboxRow> rows;
    std::size_t all{0};
    std::vector<std::string> papers;
    std::vector<office_ui::Outcome> outcomes;
    std::vector<Error> problems;
    InboxPresenter presenter{*this, background, desk, renderer, [this] { ++sent; }};
};

/// A house that holds the health department's report and the police's.
struct TwoReports {
    House house;
    std::string health, police;

    TwoReports() {
        REQUIRE(house.send_report(an, health_report()).empty());
        health = house.last;
        REQUIRE(house.send_report(binh, short_report("CAT", about(1))).empty());
        police = house.last;
    }
};

} // namespace

TEST_CASE("the inbox shows first what waits for a decision", "[office_ui][inbox]") {
    TwoReports two;
    REQUIRE(two.house.accept(two.police, "CAT").empty());
    Inbox inbox(two.house);
    CHECK(inbox.all == 2);
    REQUIRE(inbox.rows.size() == 1);
    CHECK(inbox.rows[0].id == two.health);
    CHECK(inbox.rows[0].agency == "Sở Y tế");
    CHECK(inbox.rows[0].period == base::shown_label(week7()));
    inbox.presenter.filter(InboxPresenter::Filter::Accepted, {});
    REQUIRE(inbox.rows.size() == 1);
    CHECK(inbox.rows[0].id == two.police);
    inbox.presenter.filter(InboxPresenter::Filter::All, {});
    CHECK(inbox.rows.size() == 2);
}

TEST_CASE("the inbox is searched without diacritics, by agency and period", "[office_ui][inbox]") {
    TwoReports two;
    Inbox inbox(two.house);
    inbox.presenter.filter(InboxPresenter::Filter::All, "so y te");
    REQUIRE(inbox.rows.size() == 1);
    CHECK(inbox.rows[0].id == two.health);
    inbox.presenter.filter(InboxPresenter::Filter::All, "07/2024");
    CHECK(inbox.rows.size() == 2);
    inbox.presenter.filter(InboxPresenter::Filter::All, "khong co");
    CHECK(inbox.rows.empty());
}

TEST_CASE("the preview is the report's own paper", "[office_ui][inbox]") {
    TwoReports two;
    Inbox inbox(two.house);
    inbox.presenter.preview(two.health);
    CHECK(inbox.renderer.forms == std::vector<std::string>{"weekly-report"});
    CHECK(inbox.papers.back() == "pdf of weekly-report");
    inbox.presenter.preview({});
    CHECK(inbox.papers.back().empty());
    inbox.renderer.trouble = Error{ErrorCode::MissingGlyph, "A character has no glyph", {}, {}};
    inbox.presenter.preview(two.health);
    REQUIRE(inbox.problems.size() == 1);
    CHECK(inbox.problems[0].code == ErrorCode::MissingGlyph);
}

TEST_CASE("several are accepted at once and the agencies are told", "[office_ui][inbox]") {
    TwoReports two;
    Inbox inbox(two.house);
    inbox.presenter.accept({two.health, two.police});
    CHECK(inbox.problems.empty());
    CHECK(inbox.sent == 1);
    REQUIRE(inbox.outcomes.size() == 1);
    CHECK(inbox.outcomes[0].done == 2);
    CHECK(inbox.outcomes[0].sentence == "2 accepted; the agencies are told by the next exchange");
    CHECK(inbox.outcomes[0].help.empty());
    REQUIRE(two.house.pump(thu).empty());
    inbox.presenter.load();
    CHECK(inbox.rows.empty());
}

TEST_CASE("one sentence tells how many are done, and which are refused and why", "[office_ui][inbox]") {
    TwoReports two;
    REQUIRE(two.house.accept(two.police, "CAT").empty());
    Inbox inbox(two.house);
    inbox.presenter.accept({two.police, two.health});
    REQUIRE(inbox.outcomes.size() == 1);
    CHECK(inbox.outcomes[0].done == 1);
    CHECK(inbox.outcomes[0].refused == 1);
    CHECK(
        inbox.outcomes[0].sentence ==
        "1 accepted; the agencies are told by the next exchange · 1 refused: This report has been decided in the same "
        "way already (Công an tỉnh · Week 07/2024)");
    CHECK(inbox.outcomes[0].help == "errors/conflict");
    CHECK(two.house.queued().size() == 1);
}

TEST_CASE("those refused for one reason stand together", "[office_ui][inbox]") {
    TwoReports two;
    REQUIRE(two.house.accept(two.police, "CAT").empty());
    REQUIRE(two.house.accept(two.health).empty());
    Inbox inbox(two.house);
    inbox.presenter.accept({two.police, two.health});
    REQUIRE(inbox.outcomes.size() == 1);
    CHECK(inbox.sent == 0);
    CHECK(inbox.outcomes[0].sentence ==
          "2 refused: This report has been decided in the same way already (Công an tỉnh · "
          "Week 07/2024; Sở Y tế · Week 07/2024)");
}

TEST_CASE("one that cannot be decided does not hold up the others", "[office_ui][inbox]") {
    TwoReports two;
    Inbox inbox(two.house);
    const auto unknown = base::new_uuid();
    inbox.presenter.accept({unknown, two.health});
    REQUIRE(inbox.outcomes.size() == 1);
    CHECK(inbox.outcomes[0].done == 1);
    CHECK(inbox.outcomes[0].help == "errors/not-found");
    CHECK(inbox.outcomes[0].sentence.find(unknown) != std::string::npos);
    CHECK(two.house.queued().size() == 1);
}

TEST_CASE("several are returned with one remark", "[office_ui][inbox]") {
    TwoReports two;
    Inbox inbox(two.house);
    inbox.presenter.give_back({two.health, two.police}, "Thiếu số liệu");
    REQUIRE(two.house.queued().size() == 2);
    for (const auto& item : two.house.queued())
        CHECK(item.frozen.entry.body.at("remark") == "Thiếu số liệu");
    CHECK(inbox.outcomes.back().sentence == "2 returned; the agencies are told by the next exchange");
    REQUIRE(two.house.pump(thu).empty());
    inbox.presenter.filter(InboxPresenter::Filter::Returned, {});
    inbox.presenter.load();
    CHECK(inbox.rows.size() == 2);
}

TEST_CASE("a report is not returned without a remark, and nothing is sent", "[office_ui][inbox]") {
    TwoReports two;
    Inbox inbox(two.house);
    inbox.presenter.give_back({two.health}, "  ");
    REQUIRE(inbox.outcomes.size() == 1);
    CHECK(inbox.outcomes[0].done == 0);
    CHECK(inbox.outcomes[0].help == "errors/invalid-input");
    CHECK(inbox.sent == 0);
    CHECK(two.house.queued().empty());
    inbox.presenter.give_back({two.health}, "Thiếu số liệu");
    CHECK(inbox.sent == 1);
    CHECK(two.house.pump(thu).empty());
}

TEST_CASE("an auditor decides about nothing", "[office_ui][inbox]") {
    TwoReports two;
    Inbox inbox(two.house, auditor);
    CHECK(inbox.all == 2);
    inbox.presenter.accept({two.health});
    REQUIRE(inbox.outcomes.size() == 1);
    CHECK(inbox.outcomes[0].help == "errors/forbidden");
    CHECK(two.house.queued().empty());
}
