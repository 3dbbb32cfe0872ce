#include "council_fixture.h"
#include "exam_ui/candidates_presenter.h"
#include "exam_ui/package_presenter.h"

using namespace canbo;
using namespace canbo::exam::ui;
using namespace std::chrono_literals;
using desktop::ListRow;
using test::Council;

namespace {

ExamSummary summary() {
    ExamSummary out;
    out.exam = "thi-thu";
    out.title = "Kỳ thi thử";
    out.from = test::nine_o_clock;
    out.to = test::nine_o_clock + 2h;
    out.set_up = true;
    out.rooms = 2;
    return out;
}

struct Steps final : PackageView {
    void show_package(const PackageScreen& one) override { screen = one; }
    void clear_parts() override { ++cleared; }
    void show_done(const std::string& sentence) override { done = sentence; }
    void show_problem(const Error& error) override { problem = error.message; }
    PackageScreen screen;
    std::string done, problem;
    int cleared{0};
};

} // namespace

TEST_CASE("where an exam stands is said by what has happened to it last", "[exam_ui][council]") {
    auto one = summary();
    const auto before = test::nine_o_clock - 1h, during = test::nine_o_clock + 1h, after = test::nine_o_clock + 3h;
    CHECK(stage_words(one, before) == "set up, without candidates");
    one.candidates = 4;
    CHECK(stage_words(one, before) == "set up, with candidates");
    one.packed = true;
    CHECK(stage_words(one, before) == "packed, not published");
    one.opens = one.from;
    CHECK(stage_words(one, before) == "with its rooms");
    CHECK(stage_words(one, during) == "being held");
    CHECK(stage_words(one, after) == "over, no room has come");
    one.sealed = 1;
    CHECK(stage_words(one, after) == "sealed rooms: 1 of 2");
    one.proposed.emplace();
    CHECK(stage_words(one, after) == "proposed, to be confirmed by another account");
    one.released.emplace();
    one.proposed.reset();
    CHECK(stage_words(one, after) == "released");
    one.archive = "/x/thi-thu.canboexam";
    CHECK(stage_words(one, after) == "archived");
}

TEST_CASE("the exams stand in a list, and a released one is archived", "[exam_ui][council]") {
    Council at;
    at.desk->summaries = {summary()};
    at.desk->summaries[0].released.emplace();
    ExamsPresenter presenter(at.view, at.background, at.context(), at.clock);
    presenter.load();
    REQUIRE(at.view.rows.size() == 1);
    CHECK(at.view.rows[0].mark == ListRow::Mark::Good);
    ArchiveWish wish{"/x/thi-thu.canboexam"};
    presenter.archive("thi-thu", wish, "mãi mãi");
    CHECK(at.view.problem == "Say where the archive is written, and for how many years");
    wish.clear = true;
    presenter.archive("thi-thu", wish, "5");
    CHECK(at.desk->done.back() == "archive /x/thi-thu.canboexam 5 and clear");
    CHECK(at.view.done.find("/x/thi-thu.canboexam") != std::string::npos);
    CHECK(at.view.done.find("stays sealed in this computer's record and at the office") != std::string::npos);
}

TEST_CASE("an exam that cannot be read stands in the list with the reason, beside the others", "[exam_ui][council]") {
    Council at;
    at.desk->summaries = {summary(), summary()};
    at.desk->summaries[0].unreadable = Error{ErrorCode::DigestMismatch, "The exam package is not whole", {}, {}};
    ExamsPresenter presenter(at.view, at.background, at.context(), at.clock);
    presenter.load();
    REQUIRE(at.view.rows.size() == 2);
    CHECK(at.view.rows[0].mark == ListRow::Mark::Bad);
    CHECK(at.view.rows[0].cells[2] == "✕ cannot be read: The exam package is not whole");
    CHECK(at.view.rows[1].mark == ListRow::Mark::None);
}

TEST_CASE("a list of candidates is kept only when its file is good", "[exam_ui][council]") {
    Council at;
    RosterHead head;
    CandidatesPresenter presenter(at.view, at.background, at.context(), [&](const RosterHead& one) { head = one; });
    presenter.read();
    CHECK(head.headline == "The exam has no candidates yet");
    presenter.check("sai.csv", {});
    CHECK(head.bad);
    CHECK_FALSE(head.may_keep);
    REQUIRE(at.view.rows.size() == 6); // an error, a warning, four candidates
    CHECK(at.view.rows[0].mark == ListRow::Mark::Bad);
    CHECK(at.view.rows[0].cells[0] == "row 3");
    presenter.keep();
    CHECK(at.desk->list.empty());
    presenter.check("dung.csv", {});
    CHECK(head.may_keep);
    presenter.keep();
    CHECK(at.desk->list.size() == 4);
    CHECK(head.good);
    CHECK(at.view.rows.size() == 4);
    for (const auto& row : at.view.rows) // a citizen's number is nobody's business
        for (const auto& cell : row.cells)
            CHECK(cell.find("00109") == std::string::npos);
    std::string paper;
    presenter.paper("p01", true, [&](const std::string& pdf, const std::string& name) { paper = pdf + " " + name; });
    CHECK(paper == "%PDF exam-pins phieu-thi-thu-p01.pdf");
}

TEST_CASE("from package to rooms only the next step can be taken", "[exam_ui][council]") {
    Council at;
    Steps view;
    PackagePresenter presenter(view, at.background, at.context(), at.clock);
    presenter.read();
    CHECK(view.screen.headline == "Choose an exam first");
    at.desk->summaries = {summary()};
    presenter.read();
    CHECK_FALSE(view.screen.may_pack); // no candidates
    at.desk->summaries[0].candidates = 4;
    presenter.read();
    CHECK(view.screen.may_pack);
    CHECK_FALSE(view.screen.may_publish);
    at.desk->summaries[0].packed = at.desk->summaries[0].key_here = true;
    presenter.pack(" /media/usb/thi.pkg ");
    CHECK(at.desk->done.back() == "pack /media/usb/thi.pkg");
    CHECK(view.screen.may_split);
    presenter.split("  ");
    CHECK(view.problem == "Say where the parts of the key are written");
    presenter.split("manh");
    at.desk->summaries[0].key_here = false;
    presenter.publish("");
    CHECK(at.desk->done.back() == "publish " + base::to_iso(test::nine_o_clock));
    presenter.publish("07:30 16/02/2024");
    CHECK(at.desk->done.back() == "publish 2024-02-16T00:30:00.000Z");
    view.problem.clear();
    presenter.publish("sớm");
    CHECK_FALSE(view.problem.empty());
    at.desk->summaries[0].opens = test::nine_o_clock;
    presenter.read();
    CHECK(view.screen.good);
    presenter.deposit("một", " ");
    CHECK(at.desk->done.back() == "deposit 1");
    CHECK(view.cleared > 0);
    presenter.join("một", "");
    CHECK(view.problem == "More parts of the key are needed");
    CHECK(at.sent > 0);
    at.clock.set(test::nine_o_clock + 1h); // it has begun
    presenter.read();
    CHECK_FALSE(view.screen.may_pack);
    CHECK_FALSE(view.screen.may_publish);
    CHECK(view.screen.may_join);
}

TEST_CASE("a package that does not hold what is saved now is packed again before it is given away",
          "[exam_ui][council]") {
    Council at;
    Steps view;
    PackagePresenter presenter(view, at.background, at.context(), at.clock);
    at.desk->summaries = {summary()};
    auto& exam = at.desk->summaries[0];
    exam.candidates = 4;
    exam.packed = exam.stale = exam.key_elsewhere = true;
    presenter.read();
    CHECK_FALSE(view.screen.may_publish);
    CHECK(view.screen.advice == "Pack the exam again: its package does not hold what is saved now.");
    CHECK(view.screen.asks_new_key); // its key was split
    presenter.pack({}, true);
    CHECK(at.desk->done.back() == "pack  with a new key");
    exam.stale = exam.key_elsewhere = false;
    presenter.read();
    CHECK(view.screen.may_publish);
    CHECK_FALSE(view.screen.asks_new_key);
}

TEST_CASE("what came from which room is said with the verdict of its check", "[exam_ui][council]") {
    Council at;
    at.seal_a_room();
    RoomsPresenter presenter(at.view, at.background, at.context());
    presenter.load();
    REQUIRE(at.view.rows.size() == 2);
    CHECK(at.view.rows[0].mark == ListRow::Mark::Good);
    CHECK(at.view.rows[0].cells[1].starts_with("✓"));
    CHECK(at.view.rows[1].cells[1] == "… Not sealed yet, or not sent");
    std::string name;
    const auto keep = [&](const std::string&, const std::string& is) { name = is; };
    presenter.paper("p01", RoomPaper::Minutes, {}, keep);
    CHECK(name == "bien-ban-thi-thu-p01.pdf");
    presenter.paper("p01", RoomPaper::Receipt, "0001", keep);
    CHECK(name == "bien-nhan-thi-thu-p01-0001.pdf");
    presenter.paper("p02", RoomPaper::Minutes, {}, keep);
    CHECK(at.view.problem == "The room's bundle is not here: collect it");
    RoomsPresenter::Subjects subjects;
    presenter.subjects("p01", [&](RoomsPresenter::Subjects found) { subjects = std::move(found); });
    REQUIRE(subjects.receipts.size() == 1);
    CHECK(subjects.receipts[0].first == "0001");
    at.desk->arrivals[0].report.findings = {{"events-changed", true, "An event was changed", "7"}};
    presenter.load();
    CHECK(at.view.rows[0].cells[1] == "✕ An event was changed (7)");
    CHECK(at.view.rows[0].mark == ListRow::Mark::Bad);
}

TEST_CASE("results are released by two accounts and only when every room is here", "[exam_ui][council]") {
    Council at;
    ResultsHead head;
    ResultsPresenter presenter(at.view, at.background, at.context(), [&](const ResultsHead& one) { head = one; });
    presenter.read();
    CHECK(head.advice == "The exam's key is not on this computer");
    at.seal_a_room();
    presenter.read();
    CHECK(head.bad); // room p02 is missing
    CHECK_FALSE(head.may_propose);
    CHECK(at.view.rows.size() == 4);
    auto complete = *at.desk->now.results;
    complete.findings.clear();
    complete.rooms[1].bundle = std::string(64, 'b');
    at.desk->now.results = std::make_shared<const exam::ExamResults>(complete);
    presenter.read();
    CHECK(head.may_propose);
    presenter.propose("12/QĐ", "ngày mai");
    CHECK_FALSE(at.view.problem.empty());
    presenter.propose("12/QĐ", "17/02/2024");
    CHECK(at.desk->done.back() == "propose 12/QĐ");
    CHECK_FALSE(head.may_confirm); // the same account
    CHECK(head.has_decision);
    at.desk->now.account = "ct.hoidong";
    presenter.read();
    CHECK(head.may_confirm);
    presenter.confirm();
    CHECK(head.good);
    CHECK(at.sent == 2);
    std::string name;
    presenter.decision_paper([&](const std::string&, const std::string& is) { name = is; });
    CHECK(name == "quyet-dinh-thi-thu.pdf");
    const auto there = std::filesystem::temp_directory_path(); // a name that is taken
    presenter.write_book(there, false);
    CHECK(at.view.problem == "There is a file of this name already; it was not replaced");
    CHECK(at.desk->book.sheets.empty());
    presenter.write_book(there, true);
    CHECK(at.desk->book.sheets.size() >= 2);
}

TEST_CASE("a request for re-marking stands there until the chairman answers it", "[exam_ui][council]") {
    Council at;
    at.desk->requests = {{"p01", "0001", "Câu 1 chấm sai", test::nine_o_clock, 0, false, {}, {}}};
    RemarksPresenter presenter(at.view, at.background, at.context());
    presenter.read();
    REQUIRE(at.view.rows.size() == 1);
    const auto key = at.view.rows[0].key;
    REQUIRE(presenter.open_line(key) != nullptr);
    int done = 0;
    presenter.answer(key, "Ai Đó", "Đúng", {}, [&done] { ++done; });
    CHECK(done == 0); // what was typed is kept
    CHECK(at.view.problem == "Only the council's chairman answers a request");
    const auto marks = RemarksPresenter::marks_of(" 3=0,5; 7=1 ");
    REQUIRE(marks);
    CHECK(*marks == std::map<int, double>{{3, 0.5}, {7, 1}});
    CHECK(RemarksPresenter::marks_of("")->empty());
    for (const char* wrong : {"3", "3=", "=1", "ba=1", "3=một"})
        CHECK_FALSE(RemarksPresenter::marks_of(wrong));
    presenter.answer(key, "Trần Chủ Tịch", "Câu 3 sai đề", *marks, [&done] { ++done; });
    CHECK(done == 1);
    CHECK(presenter.open_line(key) == nullptr);
    CHECK(at.view.rows[0].cells[5] == "3 = 0,5; 7 = 1");
}

TEST_CASE("how each question did stands in a list", "[exam_ui][council]") {
    Council at;
    ItemsPresenter presenter(at.view, at.background, at.context());
    presenter.load();
    CHECK(at.view.problem == "The exam's key is not on this computer");
    at.seal_a_room();
    presenter.load();
    CHECK(at.view.rows.size() == at.desk->now.results->items.size());
    CHECK_FALSE(at.view.rows.empty());
}
