#pragma once

#include "desktop/background.h"
#include "exam_ui/readiness.h"

namespace canbo::exam::ui {

class ReadinessView {
public:
    virtual ~ReadinessView() = default;
    virtual void show_readiness(const std::string& headline, const std::vector<ReadinessRow>& rows) = 0;
};

/// Looks after everything a room needs while its page is shown. UI thread only; what it is given outlives it.
class ReadinessPresenter {
public:
    ReadinessPresenter(ReadinessView& view, CurrentRoom& current, std::shared_ptr<RoomDesk> desk,
                       desktop::Background& background);

    void readers_changed(const identity::ReaderBook& book) { m_readers = book; }
    /// Looks again, unless it is still at it. Called about every second while the page is shown.
    void look();

private:
    ReadinessView& m_view;
    CurrentRoom& m_current;
    std::shared_ptr<RoomDesk> m_desk; ///< Shared with the worker, which may be at it when this goes.
    desktop::Background& m_background;
    identity::ReaderBook m_readers;
    std::vector<ReadinessRow> m_shown;
    bool m_looking{false};
    desktop::Waiter m_waiter;
};

} // namespace canbo::exam::ui
