#pragma once

#include "base/form_data.h"
#include "desktop/background.h"
#include "exam_ui/room_desk.h"

#include <string>
#include <utility>
#include <vector>

namespace canbo::exam::ui {

struct ResultRow {
    std::string candidate, name, result, points, percent;
    bool passed{false};
};

/// What the page shows; all texts in the chosen language.
struct ClosingScreen {
    bool open{false}, sealed{false};
    std::string headline, advice;
    Mood mood{Mood::Plain};
    std::vector<std::string> unfinished; ///< Who has not ended yet: number, name, state.
    std::vector<std::string> checks;     ///< What was checked after sealing, each with its sign.
    std::string digest, file;            ///< Of the bundle; the file where it was saved.
    bool can_seal{false};
    bool results_shown{false}; ///< The regulation allows it, or the council is here.
    std::vector<ResultRow> results;
    std::vector<std::pair<std::string, std::string>> receipts; ///< Candidate and what is shown, of whom got one.
};

/// Papers from a sealed room.
enum class Paper { Minutes, Results, Receipt };

class ClosingView {
public:
    virtual ~ClosingView() = default;
    virtual void show_closing(const ClosingScreen& screen) = 0;
    virtual void show_paper(const std::string& pdf, const std::string& name) = 0; ///< Empty: none.
    virtual void show_done(const std::string& sentence) = 0;
    virtual void show_problem(const Error& error) = 0;
};

/// After the exam: sealing, the bundle file and its check, minutes, results, receipts. UI thread only; what it is given
/// outlives it.
class ClosingPresenter {
public:
    /// `is_council`: may see results whatever the regulation says.
    ClosingPresenter(ClosingView& view, CurrentRoom& current, base::FormRenderer& renderer,
                     desktop::Background& background, bool is_council);

    void load();
    /// Ends the room and writes its bundle file; a sealed room writes the same record once more.
    void seal(const std::filesystem::path& file);
    void show_paper(Paper paper, const std::string& candidate);
    /// "thi-thu-p01.bundle"
    std::string bundle_name() const;

    const ClosingScreen& screen() const { return m_screen; }

private:
    void take(SealedRoom sealed);
    void show();

    ClosingView& m_view;
    CurrentRoom& m_current;
    base::FormRenderer& m_renderer;
    desktop::Background& m_background;
    bool m_is_council;
    ClosingScreen m_screen;
    std::shared_ptr<const RoomRecord> m_record;
    desktop::Subscription m_room_changed;
    desktop::Waiter m_waiter;
};

} // namespace canbo::exam::ui
