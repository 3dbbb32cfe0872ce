#pragma once

#include "desktop/background.h"
#include "progress/status.h"
#include "reporting/desk.h"

#include <map>
#include <string>
#include <vector>

namespace canbo::office_ui {

/// Where the 43 models stand, for who leads.
struct Overview {
    std::string period;
    std::string counts; ///< Reports received of expected.
    std::map<progress::Status, int> models;
    struct Wait {
        int model{0};
        std::string name;
        std::string gate;
        int days{0};
    };
    std::vector<Wait> waits;       ///< Longest first.
    std::vector<std::string> late; ///< Names of agencies that are late, returned or missing, with the word.
};

class OverviewView {
public:
    virtual ~OverviewView() = default;
    virtual void show_overview(const Overview& overview) = 0;
    virtual void show_problem(const Error& error) = 0;
};

/// UI thread only; reads in the background.
class OverviewPresenter {
public:
    OverviewPresenter(OverviewView& view, desktop::Background& background, const reporting::Desk& desk)
        : m_view(view), m_background(background), m_desk(desk) {}
    void load();

private:
    OverviewView& m_view;
    desktop::Background& m_background;
    const reporting::Desk& m_desk;
    desktop::Waiter m_waiter;
};

} // namespace canbo::office_ui
