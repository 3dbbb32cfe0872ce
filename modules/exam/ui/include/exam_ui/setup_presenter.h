#pragma once

#include "desktop/background.h"
#include "exam_ui/council_desk.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace canbo::exam::ui {

/// What is typed, by field: exam, title, organiser, above, place, from and to ("08:00 16/02/2026"), minutes, late,
/// late_minutes, at_end, identity, pin and shuffle ("1" or ""), breaks, break_minutes, pass_percent, council (a line
/// each: name; role) and rooms (a line each: short name; name; seats).
using ExamForm = std::map<std::string, std::string>;

using Choices = std::vector<std::pair<std::string, std::string>>; ///< Value and what is shown.
Choices late_choices();
Choices at_end_choices();
Choices identity_choices();

/// "08:00 16/02/2026", or ISO with its offset. @error InvalidInput
Result<base::Time> typed_time(const std::string& text);

/// A line of the blueprint: what a bank has of a topic, and how much of it a paper takes.
struct OfferRow {
    std::string key;
    std::string bank, topic, difficulty;
    std::size_t offered{0}, wanted{0};
    double mark{1}; ///< Of each question.
};

struct SetupScreen {
    std::string headline, advice;
    bool good{false};       ///< It is saved as it stands.
    bool unreadable{false}; ///< The exam is there and cannot be read: nothing is saved over it.
    std::vector<OfferRow> offers;
    std::string sum;                   ///< "20 questions, 24 points"
    std::vector<std::string> problems; ///< What is wrong, a sentence each.
    std::string field;                 ///< The first field that is; empty: none.
    std::vector<std::string> warnings; ///< Banks that cannot be read.
};

class SetupView {
public:
    virtual ~SetupView() = default;
    virtual void show_form(const ExamForm& form, bool is_new) = 0; ///< Replaces what is typed.
    virtual void show_setup(const SetupScreen& screen) = 0;
    virtual void show_done(const std::string& sentence) = 0;
    virtual void show_problem(const Error& error) = 0;
};

/// An exam's definition as a form, with a blueprint by topic and difficulty. What is wrong is said all at once, by the
/// rules that canboctl exam create goes by. UI thread only; what it is given outlives it.
class SetupPresenter {
public:
    SetupPresenter(SetupView& view, std::shared_ptr<CouncilDesk> desk, CurrentExam& current,
                   desktop::Background& background);

    /// The current exam; a new one where there is none.
    void load();
    /// 0: none of it.
    void take(const std::string& offer, std::size_t count, double mark);
    /// The file's name becomes the bank's.
    void add_bank(const std::filesystem::path& file);
    void save(const ExamForm& form);
    /// Whether something would be lost with what is typed now.
    bool has_unsaved(const ExamForm& typed) const;

    const SetupScreen& screen() const { return m_screen; }

private:
    void show_exam(const Exam& exam, bool is_new);
    void show_unreadable(const std::string& exam, const Error& why);
    void show();

    SetupView& m_view;
    std::shared_ptr<CouncilDesk> m_desk;
    CurrentExam& m_current;
    desktop::Background& m_background;
    std::map<std::string, std::vector<assessment::BankQuestion>> m_banks;
    std::vector<BlueprintRule> m_rules;
    std::string m_saved_as;         ///< Name of the exam that the form was filled from; empty: a new one.
    ExamForm m_form;                ///< As it was filled, or saved last.
    bool m_took{false};             ///< The blueprint was changed since.
    std::optional<Error> m_why_not; ///< The exam is there and cannot be read.
    std::vector<std::string> m_warnings;
    SetupScreen m_screen;
    desktop::Waiter m_waiter;
};

} // namespace canbo::exam::ui
