#pragma once

#include "desktop/list_presenter.h"
#include "reporting/desk.h"

namespace canbo::office_ui {

/// Periods with their locks and exceptions.
class PeriodsPresenter final : public desktop::ListPresenter {
public:
    /// Columns: period, deadline, state, exceptions. Keys are period texts ("2024-W07").
    PeriodsPresenter(desktop::ListPageView& view, desktop::Background& background, const reporting::Desk& desk,
                     std::function<void()> sent)
        : desktop::ListPresenter(view, background), m_desk(desk), m_sent(std::move(sent)) {}

    /// Locks the period or opens it for all. @p reason goes into the record.
    /// `done`, here and below: called when it is on its way.
    void lock(const std::string& period, bool locked, const std::string& reason, std::function<void()> done = {});
    /// Takes reports of one agency until a moment ("17:00 20/02/2024").
    void grant(const std::string& period, const std::string& agency, const std::string& until,
               const std::string& reason, std::function<void()> done = {});
    /// Code and name of the agencies that report in the period, for a choice.
    void list_agencies(const std::string& period,
                       std::function<void(std::vector<std::pair<std::string, std::string>>)> done);
    /// Is this a moment to come, and is there a reason? For a dialog that must not close with nonsense.
    static Result<base::Time> check_grant(const std::string& until, const std::string& reason, base::Time now);
    /// What is done to a period has a reason. @error InvalidInput
    static Result<std::string> check_reason(const std::string& reason);
    base::Time now() const { return m_desk.clock.now(); }

private:
    std::function<Rows()> reader() const override;

    const reporting::Desk& m_desk;
    std::function<void()> m_sent;
};

/// The guidance that models wait for: which has come, by which document.
class GatesPresenter final : public desktop::ListPresenter {
public:
    /// Columns: gate, model, awaits, from, opened on, document. Those that wait come first.
    GatesPresenter(desktop::ListPageView& view, desktop::Background& background, const reporting::Desk& desk,
                   std::function<void()> sent)
        : desktop::ListPresenter(view, background), m_desk(desk), m_sent(std::move(sent)) {}

    /// `done`: called when it is on its way.
    void open(const std::string& gate, const std::string& document, const std::string& date,
              std::function<void()> done = {});
    /// @error InvalidInput no document, no date, or a day to come
    static Result<base::Day> check_opening(const std::string& document, const std::string& date, base::Day today);
    base::Day today() const { return base::day_in_vietnam(m_desk.clock.now()); }

private:
    std::function<Rows()> reader() const override;

    const reporting::Desk& m_desk;
    std::function<void()> m_sent;
};

} // namespace canbo::office_ui
