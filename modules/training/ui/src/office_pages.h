#pragma once

#include "desktop/list_page.h"
#include "training_ui/office_lists.h"

namespace canbo::training::ui {

/// What is assigned, to whom and until when; assigning and withdrawing.
class AssignmentsPage final : public desktop::ListPage {
public:
    AssignmentsPage(wxWindow* parent, desktop::Shell& shell, const TrainingOfficeParts& parts);

private:
    desktop::ListPresenter& presenter() override { return m_presenter; }
    void assign(const AssignmentsPresenter::Offer& offer);
    void withdraw();

    AssignmentsPresenter m_presenter;
};

/// Versions of courses that desks fetch; publishing and withdrawing.
class PublishedPage final : public desktop::ListPage {
public:
    PublishedPage(wxWindow* parent, desktop::Shell& shell, const TrainingOfficeParts& parts);

private:
    desktop::ListPresenter& presenter() override { return m_presenter; }
    void publish();
    void withdraw();

    PublishedPresenter m_presenter;
};

class QuestionsPage final : public desktop::ListPage {
public:
    QuestionsPage(wxWindow* parent, desktop::Shell& shell, const TrainingOfficeParts& parts);

private:
    desktop::ListPresenter& presenter() override { return m_presenter; }

    QuestionsPresenter m_presenter;
};

class RiskPage final : public desktop::ListPage {
public:
    RiskPage(wxWindow* parent, desktop::Shell& shell, const TrainingOfficeParts& parts);

private:
    desktop::ListPresenter& presenter() override { return m_presenter; }

    RiskPresenter m_presenter;
};

} // namespace canbo::training::ui
