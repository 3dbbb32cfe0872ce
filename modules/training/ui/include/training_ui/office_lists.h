#pragma once

#include "desktop/list_presenter.h"
#include "people/agency.h"
#include "training/assignment.h"
#include "training/drill_map.h"
#include "training/published_course.h"
#include "training/question_figures.h"

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace canbo::training::ui {

/// What the standing office's pages of training stand on; filled by the app, called on the worker.
struct TrainingOfficeParts {
    LearningDesk desk;
    std::function<Result<std::vector<Course>>()> courses; ///< On this desk, the newest version of each.
    std::function<Result<people::AgencyTree>(Transaction& tx)> agencies;
    std::function<Result<std::vector<people::Account>>(Transaction& tx)> people;
    /// Gives a package's course to every desk. `key`: file with its publisher's public key; empty: the office's own.
    /// @error DigestMismatch it was signed by somebody else
    std::function<Result<void>(const std::filesystem::path& package, const std::filesystem::path& key)> publish;
    OpenQuiz open;
    desktop::WriteBook write_xlsx;
    std::function<void()> sent{}; ///< Something waits to be sent; UI thread.
};

using Options = std::vector<std::pair<std::string, std::string>>; ///< Value and what is shown.
/// Every role, as a form offers them: learners first.
Options role_options();

/// What is typed into the form of an assignment.
struct AssignmentForm {
    std::string course;
    std::vector<std::string> roles, agencies;
    std::string people; ///< Account names, parted by commas or spaces.
    std::string due;    ///< "31/12/2026"
    std::string note;
};
/// @error NotFound no such account; InvalidInput; the error's `where` names the field: "due"
Result<Assignment> assignment_of(const AssignmentForm& form, const std::vector<people::Account>& accounts,
                                 base::Day today);
/// Whom it is for, in words: "Leader, Focal point · SYT, SGD".
std::string whom_words(const Assignment& assignment);

/// Assignments in force and withdrawn. UI thread only; the view outlives it.
class AssignmentsPresenter final : public desktop::ListPresenter {
public:
    AssignmentsPresenter(desktop::ListPageView& view, desktop::Background& background, TrainingOfficeParts parts)
        : ListPresenter(view, background), m_parts(std::move(parts)) {}

    /// What the form offers: courses, agencies, and the accounts that a name is looked up among.
    struct Offer {
        Options courses, agencies;
        std::vector<people::Account> accounts;
        base::Day today{};
    };
    void offer(std::function<void(Offer)> then);
    /// `done`: called when it is assigned.
    void assign(Assignment assignment, std::function<void()> done = {});
    void withdraw(const std::string& id);

private:
    std::function<Rows()> reader() const override;
    TrainingOfficeParts m_parts;
};

/// Versions published and withdrawn, and how many people have them.
class PublishedPresenter final : public desktop::ListPresenter {
public:
    PublishedPresenter(desktop::ListPageView& view, desktop::Background& background, TrainingOfficeParts parts)
        : ListPresenter(view, background), m_parts(std::move(parts)) {}

    /// `unknown`: called when the package was signed by somebody whose key was not given.
    void publish(const std::filesystem::path& package, const std::filesystem::path& key, std::function<void()> unknown);
    /// `key` of the row: "slug@version".
    void withdraw(const std::string& key);

private:
    std::function<Rows()> reader() const override;
    TrainingOfficeParts m_parts;
};

/// How each question of the quizzes did.
class QuestionsPresenter final : public desktop::ListPresenter {
public:
    QuestionsPresenter(desktop::ListPageView& view, desktop::Background& background, TrainingOfficeParts parts)
        : ListPresenter(view, background), m_parts(std::move(parts)) {}

private:
    std::function<Rows()> reader() const override;
    TrainingOfficeParts m_parts;
};

/// Certain and wrong, per topic and agency, for groups of at least five.
class RiskPresenter final : public desktop::ListPresenter {
public:
    RiskPresenter(desktop::ListPageView& view, desktop::Background& background, TrainingOfficeParts parts)
        : ListPresenter(view, background), m_parts(std::move(parts)) {}

private:
    std::function<Rows()> reader() const override;
    TrainingOfficeParts m_parts;
};

} // namespace canbo::training::ui
