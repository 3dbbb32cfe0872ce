#pragma once

#include "desktop/list_presenter.h"
#include "exam_ui/council_desk.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace canbo::exam::ui {

/// What every page of the council's workspace stands on.
struct CouncilContext {
    std::shared_ptr<CouncilDesk> desk; ///< Shared with the worker, which may be at it when a page goes.
    CurrentExam& current;              ///< Outlives the pages.
    std::function<void()> sent{};      ///< Something waits to be sent; UI thread.
};

/// "sealed rooms 1/2", "released", …: where an exam stands, in a few words.
std::string stage_words(const ExamSummary& exam, base::Time now);

/// The exams of this desk and of the office.
class ExamsPresenter final : public desktop::ListPresenter {
public:
    ExamsPresenter(desktop::ListPageView& view, desktop::Background& background, CouncilContext context,
                   const base::Clock& clock)
        : ListPresenter(view, background), m_context(std::move(context)), m_clock(clock) {}

    /// `keep_years`: as typed.
    void archive(const std::string& exam, ArchiveWish wish, const std::string& keep_years);

private:
    std::function<Rows()> reader() const override;
    CouncilContext m_context;
    const base::Clock& m_clock;
};

/// Which paper of a sealed room.
enum class RoomPaper { Minutes, Results, Receipt, Incident };

/// What came of which room, with the verdict of a check in words.
class RoomsPresenter final : public desktop::ListPresenter {
public:
    RoomsPresenter(desktop::ListPageView& view, desktop::Background& background, CouncilContext context)
        : ListPresenter(view, background), m_context(std::move(context)) {}

    void collect(const std::vector<std::filesystem::path>& files);
    /// `which`: a candidate for a receipt, an event for an incident.
    void paper(const std::string& room, RoomPaper paper, const std::string& which,
               std::function<void(std::string pdf, std::string name)> show);
    /// What a room's papers can be about: candidates with a receipt, and incidents; value and what is shown.
    struct Subjects {
        std::vector<std::pair<std::string, std::string>> receipts, incidents;
    };
    void subjects(const std::string& room, std::function<void(Subjects)> then);

private:
    std::function<Rows()> reader() const override;
    CouncilContext m_context;
};

/// What stands above the list of results, and may be done.
struct ResultsHead {
    std::string headline, advice;
    bool good{false}, bad{false};
    bool may_propose{false}, may_confirm{false}, has_decision{false};
};

/// One list of all rooms, and the council's decision about it.
class ResultsPresenter final : public desktop::ListPresenter {
public:
    ResultsPresenter(desktop::ListPageView& view, desktop::Background& background, CouncilContext context,
                     std::function<void(const ResultsHead&)> on_head)
        : ListPresenter(view, background), m_context(std::move(context)), m_on_head(std::move(on_head)) {}

    void read(); ///< Computes them anew; then shows the head and the list.
    void propose(const std::string& number, const std::string& date);
    void confirm();
    /// What a confirmation asks about: "4 candidates, 3 passed, …".
    std::string summary() const;
    void list_paper(std::function<void(std::string pdf, std::string name)> show);
    void decision_paper(std::function<void(std::string pdf, std::string name)> show);
    /// `replace`: a file that stands there is written over: somebody was asked.
    void write_book(const std::filesystem::path& file, bool replace);

private:
    std::function<Rows()> reader() const override;
    void show_head();
    void decide(std::function<Result<void>()> work, std::string done);
    void make_pdf(std::function<Result<base::FormData>(const ResultsNow&, base::Day)> form, std::string name,
                  std::function<void(std::string pdf, std::string name)> show);

    CouncilContext m_context;
    std::function<void(const ResultsHead&)> m_on_head;
    std::optional<ResultsNow> m_now;
    std::optional<Error> m_why_not;
};

/// How each question did over all rooms.
class ItemsPresenter final : public desktop::ListPresenter {
public:
    ItemsPresenter(desktop::ListPageView& view, desktop::Background& background, CouncilContext context)
        : ListPresenter(view, background), m_context(std::move(context)) {}

private:
    std::function<Rows()> reader() const override;
    CouncilContext m_context;
};

/// Requests for re-marking, to be decided.
class RemarksPresenter final : public desktop::ListPresenter {
public:
    RemarksPresenter(desktop::ListPageView& view, desktop::Background& background, CouncilContext context)
        : ListPresenter(view, background), m_context(std::move(context)) {}

    void read(); ///< Asks anew, then shows the list.
    /// The line of that row; null: none, or answered.
    const RemarkLine* open_line(const std::string& key) const;
    /// "3=0,5; 7=1". Empty: all marks stay. @error InvalidInput
    static Result<std::map<int, double>> marks_of(const std::string& text);
    /// `done` is called when it is kept, and only then: what was typed is needed no more.
    void answer(const std::string& key, const std::string& by, const std::string& answer,
                const std::map<int, double>& marks, std::function<void()> done = {});

private:
    std::function<Rows()> reader() const override;
    CouncilContext m_context;
    std::vector<RemarkLine> m_lines;
};

} // namespace canbo::exam::ui
