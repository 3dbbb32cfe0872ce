#pragma once

#include "desktop/list_page.h"
#include "office_ui/admin_presenters.h"
#include "office_ui/plan_presenters.h"
#include "office_ui/workspace.h"

namespace canbo::office_ui {

class AccountsPage final : public desktop::ListPage {
public:
    AccountsPage(wxWindow* parent, desktop::Shell& shell, const OfficeParts& parts);

private:
    desktop::ListPresenter& presenter() override { return m_presenter; }
    void import() override { m_presenter.import(); }
    void add(std::vector<std::pair<std::string, std::string>> agencies);
    void disable();
    void help_in();
    void show_devices();
    void personal_data();

    AccountsPresenter m_presenter;
};

class AgenciesPage final : public desktop::ListPage {
public:
    AgenciesPage(wxWindow* parent, desktop::Shell& shell, const OfficeParts& parts);

private:
    desktop::ListPresenter& presenter() override { return m_presenter; }
    void import() override { m_presenter.import(); }
    void change();

    AgenciesPresenter m_presenter;
};

class AuditPage final : public desktop::ListPage {
public:
    AuditPage(wxWindow* parent, desktop::Shell& shell, const OfficeParts& parts);

private:
    desktop::ListPresenter& presenter() override { return m_presenter; }

    AuditPresenter m_presenter;
};

class PeriodsPage final : public desktop::ListPage {
public:
    PeriodsPage(wxWindow* parent, desktop::Shell& shell, const OfficeParts& parts);

private:
    desktop::ListPresenter& presenter() override { return m_presenter; }
    void lock(bool locked);
    void grant();

    PeriodsPresenter m_presenter;
};

class GatesPage final : public desktop::ListPage {
public:
    GatesPage(wxWindow* parent, desktop::Shell& shell, const OfficeParts& parts);

private:
    desktop::ListPresenter& presenter() override { return m_presenter; }
    void open();

    GatesPresenter m_presenter;
};

} // namespace canbo::office_ui
