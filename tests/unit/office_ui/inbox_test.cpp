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
    void show_done(const std::string& sentence) override { done.push_back(sentence); }
    void show_problem(const Error& error) override { problems.push_back(error); }

    House& house;
    reporting::Desk desk;
    desktop::InlineBackground background;
    FormSeen renderer;
    int sent{0};
    std::vector<office_ui::InboxRow> rows;
    std::size_t all{0};
    std::vector<std::string> papers, done;
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
    CHECK(inbox.rows[0].period == week7().label());
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
    REQUIRE(two.house.pump(thu).empty());
    inbox.presenter.load();
    CHECK(inbox.rows.empty());
}

TEST_CASE("one that cannot be decided does not hold up the others", "[office_ui][inbox]") {
    TwoReports two;
    Inbox inbox(two.house);
    inbox.presenter.accept({base::new_uuid(), two.health});
    REQUIRE(inbox.problems.size() == 1);
    CHECK(inbox.problems[0].code == ErrorCode::NotFound);
    CHECK(inbox.done.size() == 1);
    CHECK(two.house.queued().size() == 1);
}

TEST_CASE("a report is not returned without a remark, and nothing is sent", "[office_ui][inbox]") {
    TwoReports two;
    Inbox inbox(two.house);
    inbox.presenter.give_back({two.health}, "  ");
    REQUIRE(inbox.problems.size() == 1);
    CHECK(inbox.problems[0].code == ErrorCode::InvalidInput);
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
    REQUIRE(inbox.problems.size() == 1);
    CHECK(inbox.problems[0].code == ErrorCode::Forbidden);
    CHECK(two.house.queued().empty());
}
