#include "base/file.h"
#include "exam_ui/closing_presenter.h"
#include "fixture.h"

using namespace canbo;
using namespace canbo::test;
using namespace canbo::exam::ui;

namespace {

struct View final : ClosingView {
    void show_closing(const ClosingScreen& shown) override { screen = shown; }
    void show_paper(const std::string& pdf, const std::string& name) override {
        paper = pdf;
        paper_name = name;
    }
    void show_done(const std::string& sentence) override { done = sentence; }
    void show_problem(const Error& error) override { problem = error.message; }
    ClosingScreen screen;
    std::string paper, paper_name, done, problem;
};

struct Desk {
    explicit Desk(bool council = false) : presenter(view, current, renderer, background, council) {
        current.set(std::make_shared<SampleOpenRoom>(sample, true), "Giám thị Một");
    }
    ~Desk() { std::filesystem::remove(file); }

    void end_everybody() {
        sample.sit_down("0001");
        sample.clock.set(nine_o_clock);
        REQUIRE(sample.room->tick());
        REQUIRE(sample.room->finish(1));
    }

    SampleRoom sample;
    CurrentRoom current;
    View view;
    FormKeeper renderer;
    HeldBackground background;
    std::filesystem::path file{std::filesystem::temp_directory_path() /
                               ("canbo-closing-" + base::to_hex(base::random_bytes(8)) + ".bundle")};
    ClosingPresenter presenter;
};

} // namespace

TEST_CASE("a room in which somebody still works is not sealed, and says who", "[exam_ui][closing]") {
    Desk d;
    d.sample.sit_down("0001");
    d.presenter.load();
    CHECK_FALSE(d.view.screen.can_seal);
    REQUIRE(d.view.screen.unfinished.size() == 1);
    CHECK(d.view.screen.unfinished[0].find("0001 Nguyễn Văn Thử Nghiệm") == 0);
    d.presenter.seal(d.file);
    CHECK(d.view.problem == "A candidate has not finished yet");
    CHECK_FALSE(std::filesystem::exists(d.file));
}

TEST_CASE("sealing writes a bundle that holds, and shows the minutes", "[exam_ui][closing]") {
    Desk d;
    d.end_everybody();
    d.presenter.load();
    CHECK(d.view.screen.can_seal);
    CHECK(d.presenter.bundle_name() == "thi-thu-p01.bundle");
    d.presenter.seal(d.file);
    CHECK(d.view.screen.sealed);
    CHECK(d.view.screen.file == d.file.string());
    CHECK(d.view.screen.checks.at(0) == "✓ Everything that was checked holds");
    CHECK(d.view.paper == "%PDF exam-minutes");
    CHECK(d.view.paper_name == "bien-ban-p01.pdf");
    const auto bundle = base::read_file(d.file);
    REQUIRE(bundle);
    CHECK(d.view.screen.digest == base::sha256_hex(*bundle));
    CHECK(exam::check_bundle(*bundle, d.sample.key, {d.sample.package.signer}).valid());
    d.presenter.show_paper(Paper::Receipt, "0001");
    CHECK(d.view.paper == "%PDF exam-receipt");
    d.presenter.show_paper(Paper::Results, {});
    CHECK(d.view.paper == "%PDF exam-results");
}

TEST_CASE("results are shown where the regulation shows them, and to the council", "[exam_ui][closing]") {
    for (const bool allowed : {true, false})
        for (const bool council : {true, false}) {
            Desk d(council);
            d.sample.package.exam.rules.at_end = allowed ? exam::AtEnd::Score : exam::AtEnd::Answered;
            d.sample.room = d.sample.open("p01");
            d.end_everybody();
            d.presenter.seal(d.file);
            CHECK(d.view.screen.results_shown == (allowed || council));
            CHECK(d.view.screen.results.empty() == !(allowed || council));
            d.view.paper.clear();
            d.presenter.show_paper(Paper::Results, {});
            CHECK(d.view.paper.empty() == !(allowed || council));
        }
}

TEST_CASE("a room that was sealed before is there again with its papers", "[exam_ui][closing]") {
    Desk d;
    d.end_everybody();
    REQUIRE(d.sample.room->seal("Giám thị Một"));
    d.presenter.load();
    CHECK(d.view.screen.sealed);
    CHECK(d.view.screen.file.empty());
    CHECK(d.view.paper == "%PDF exam-minutes");
    d.presenter.seal(d.file); // saved once more
    CHECK(std::filesystem::exists(d.file));
}

TEST_CASE("a bundle that cannot be written is said, and the room can be saved again", "[exam_ui][closing]") {
    Desk d;
    d.end_everybody();
    d.presenter.seal("/dev/null/day.bundle");
    CHECK_FALSE(d.view.problem.empty());
    d.presenter.load();
    CHECK(d.view.screen.can_seal);
    d.presenter.seal(d.file);
    CHECK(d.view.screen.file == d.file.string());
}

TEST_CASE("a room that is closed leaves nothing of it on the page", "[exam_ui][closing]") {
    Desk d;
    d.end_everybody();
    d.presenter.seal(d.file);
    d.current.set(nullptr, {});
    CHECK_FALSE(d.view.screen.open);
    CHECK(d.view.screen.results.empty());
    CHECK(d.view.paper.empty());
}
