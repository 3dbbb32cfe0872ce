#pragma once

#include "base/form_data.h"
#include "desktop/background.h"
#include "office_ui/outcome.h"
#include "people/agency.h"
#include "reporting/desk.h"
#include "reporting/report_view.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace canbo::office_ui {

/// One received report as it is listed.
struct InboxRow {
    std::string id;
    std::string period;  ///< "Week 07/2024" in the chosen language.
    std::string agency;  ///< Name.
    std::string version; ///< "2" from the second on; empty for the first.
    std::string state;   ///< Symbol and word.
    std::string received;
    std::string late; ///< "late" in the chosen language, or empty.
    bool waits{false};
    bool returned{false};
};

class InboxView {
public:
    virtual ~InboxView() = default;
    virtual void show_rows(const std::vector<InboxRow>& rows, std::size_t all) = 0;
    virtual void show_paper(const std::string& pdf, const std::string& name) = 0;
    virtual void show_outcome(const Outcome& outcome) = 0;
    virtual void show_problem(const Error& error) = 0;
};

/// What the office received: read, accept, return. Stores and papers are worked on in the background; UI thread only.
class InboxPresenter {
public:
    enum class Filter { Waiting, Returned, Accepted, All };
    /// `sent`: told when a decision was queued.
    InboxPresenter(InboxView& view, desktop::Background& background, const reporting::Desk& desk,
                   base::FormRenderer& renderer, std::function<void()> sent)
        : m_view(view), m_background(background), m_desk(desk), m_renderer(renderer), m_sent(std::move(sent)) {}

    void load();
    void filter(Filter filter, std::string text);
    /// Makes the report's paper. Nothing for an empty id.
    void preview(const std::string& id);
    /// Each is decided by itself: one that cannot be does not hold up the others.
    void accept(std::vector<std::string> ids) { decide(std::move(ids), true, {}); }
    void give_back(std::vector<std::string> ids, const std::string& remark) { decide(std::move(ids), false, remark); }

private:
    struct Loaded {
        std::vector<reporting::ReportView> views;
        people::AgencyTree agencies;
    };
    void decide(std::vector<std::string> ids, bool accept, const std::string& remark);
    void show();

    InboxView& m_view;
    desktop::Background& m_background;
    const reporting::Desk& m_desk;
    base::FormRenderer& m_renderer;
    std::function<void()> m_sent;
    Loaded m_loaded;
    Filter m_filter{Filter::Waiting};
    std::string m_text;
    std::size_t m_previews{0};
    desktop::Waiter m_waiter;
};

} // namespace canbo::office_ui
