#include "training_ui/office_lists.h"

#include "base/text.h"
#include "base/translation.h"
#include "training/share_drills.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace canbo::training::ui {
namespace {

using desktop::ListRow;

constexpr std::size_t question_letters = 90;
// Moodle's guide to its statistics: a question whose discrimination is under this says little about who knows.
constexpr double weak_discrimination = 20;
constexpr int much_risk = 30; // percent of answers that were certain and wrong

std::string joined(const std::vector<std::string>& list) {
    std::string out;
    for (const auto& one : list)
        out += (out.empty() ? "" : ", ") + one;
    return out;
}

std::map<std::string, std::string> titles_of(const TrainingOfficeParts& parts) {
    std::map<std::string, std::string> out;
    if (const auto courses = parts.courses())
        for (const auto& course : *courses)
            out[course.slug] = course.title;
    return out;
}

std::string title_in(const std::map<std::string, std::string>& titles, const std::string& slug) {
    const auto found = titles.find(slug);
    return found == titles.end() ? slug : found->second;
}

std::string number(const std::optional<double>& value) { return value ? base::format_decimal(*value) : "–"; }

} // namespace

Options role_options() {
    Options options;
    for (const auto role :
         {people::Role::Learner, people::Role::Focal, people::Role::Leader, people::Role::Office,
          people::Role::Invigilator, people::Role::Council, people::Role::Admin, people::Role::Auditor})
        options.emplace_back(people::role_name(role), base::tr(people::role_label(role)));
    return options;
}

std::string whom_words(const Assignment& in) {
    std::vector<std::string> names, roles;
    for (const auto& one : in.people)
        names.push_back(one.name);
    if (!names.empty())
        return joined(names);
    for (const auto role : in.roles)
        roles.push_back(base::tr(people::role_label(role)));
    const std::string who = roles.empty() ? base::tr("Everybody") : joined(roles);
    return who + " · " + (in.agencies.empty() ? base::tr("All agencies") : joined(in.agencies));
}

Result<Assignment> assignment_of(const AssignmentForm& form, const std::vector<people::Account>& accounts,
                                 base::Day today) {
    Assignment out;
    out.course = form.course;
    out.agencies = form.agencies;
    CANBO_TRY(out.note, base::to_nfc(base::trim(form.note)));
    for (const auto& name : form.roles) {
        CANBO_TRY(const auto role, people::parse_role(name));
        out.roles.push_back(role);
    }
    const auto due = base::parse_day(base::trim(form.due));
    if (!due)
        return fail(ErrorCode::InvalidInput, "This is no date; write dd/mm/yyyy", "due");
    if (*due < today)
        return fail(ErrorCode::InvalidInput, "The last day lies in the past", "due");
    out.due = *due;
    std::string names = form.people + ",";
    std::replace(names.begin(), names.end(), ' ', ',');
    for (std::size_t at = 0; at < names.size(); at = names.find(',', at) + 1) {
        const std::string name = names.substr(at, names.find(',', at) - at);
        if (name.empty())
            continue;
        const auto found =
            std::find_if(accounts.begin(), accounts.end(), [&](const auto& one) { return one.name == name; });
        if (found == accounts.end())
            return fail(ErrorCode::NotFound, "There is no such account", "people");
        out.people.push_back({name, found->agency});
    }
    if (out.roles.empty() && out.agencies.empty() && out.people.empty())
        return fail(ErrorCode::InvalidInput, "Say who has to do the course: a role, an agency or a person", "roles");
    return out;
}

void AssignmentsPresenter::offer(std::function<void(Offer)> then) {
    m_waiter.run(
        m_background,
        [parts = m_parts]() -> Result<Offer> {
            Offer out;
            out.today = base::day_in_vietnam(parts.desk.clock.now());
            CANBO_TRY(const auto courses, parts.courses());
            for (const auto& course : courses)
                out.courses.emplace_back(course.slug, course.title);
            CANBO_TRY(auto tx, parts.desk.database.begin(Database::Mode::Read));
            CANBO_TRY(const auto tree, parts.agencies(*tx));
            for (const auto& [code, agency] : tree.all())
                if (agency.valid_on(out.today) && !agency.collective)
                    out.agencies.emplace_back(code, code + " – " + agency.name);
            CANBO_TRY(out.accounts, parts.people(*tx));
            return out;
        },
        [this, then = std::move(then)](Result<Offer> offered) {
            if (offered)
                then(*std::move(offered));
            else
                m_view.show_problem(offered.error());
        });
}

void AssignmentsPresenter::assign(Assignment assignment, std::function<void()> done) {
    change(
        [desk = m_parts.desk, assignment = std::move(assignment)]() -> Result<void> {
            CANBO_TRY([[maybe_unused]] const auto id, assign_course(desk, assignment));
            return {};
        },
        base::tr("The course was assigned"), m_parts.sent, std::move(done));
}

void AssignmentsPresenter::withdraw(const std::string& id) {
    change(
        [desk = m_parts.desk, id]() -> Result<void> {
            CANBO_TRY([[maybe_unused]] const auto entry, withdraw_assignment(desk, id));
            return {};
        },
        base::tr("The assignment was withdrawn"), m_parts.sent);
}

std::function<desktop::ListPresenter::Rows()> AssignmentsPresenter::reader() const {
    return [parts = m_parts]() -> Rows {
        const auto titles = titles_of(parts);
        CANBO_TRY(auto tx, parts.desk.database.begin(Database::Mode::Read));
        CANBO_TRY(const auto all, load_assignments(*tx, parts.desk));
        const base::Time now = parts.desk.clock.now();
        std::vector<ListRow> rows;
        for (const auto& one : all) {
            const bool over = one.deadline() <= now;
            const std::string state = one.withdrawn ? "✕ " + base::tr("withdrawn")
                                      : over        ? "⏱ " + base::tr("over")
                                                    : "● " + base::tr("in force");
            rows.push_back(
                {one.id,
                 {title_in(titles, one.course), whom_words(one), base::show_day(one.due), state, one.by, one.note},
                 one.withdrawn ? ListRow::Mark::Muted
                 : over        ? ListRow::Mark::Warn
                               : ListRow::Mark::None,
                 3});
        }
        return rows;
    };
}

void PublishedPresenter::publish(const std::filesystem::path& package, const std::filesystem::path& key,
                                 std::function<void()> unknown) {
    m_waiter.run(
        m_background, [publish = m_parts.publish, package, key] { return publish(package, key); },
        [this, key, unknown = std::move(unknown)](const Result<void>& published) {
            if (published) {
                if (m_parts.sent)
                    m_parts.sent();
                m_view.show_done(base::tr("The course was published; desks fetch it by themselves"));
                load();
            } else if (published.error().code == ErrorCode::DigestMismatch && key.empty()) {
                unknown();
            } else {
                m_view.show_problem(published.error());
            }
        });
}

void PublishedPresenter::withdraw(const std::string& key) {
    const auto at = key.find('@');
    change(
        [desk = m_parts.desk, course = key.substr(0, at), version = key.substr(at + 1)]() -> Result<void> {
            CANBO_TRY([[maybe_unused]] const auto entry, withdraw_course(desk, course, version));
            return {};
        },
        base::tr("The version was withdrawn; who has it keeps it"), m_parts.sent);
}

std::function<desktop::ListPresenter::Rows()> PublishedPresenter::reader() const {
    return [parts = m_parts]() -> Rows {
        CANBO_TRY(auto tx, parts.desk.database.begin(Database::Mode::Read));
        CANBO_TRY(const auto published, load_published(*tx, parts.desk));
        CANBO_TRY(const auto held, load_holdings(*tx, parts.desk));
        std::vector<ListRow> rows;
        for (const auto& one : published) {
            std::size_t people = 0, agencies = 0, bytes = 0;
            for (const auto& holding : held)
                if (holding.course == one.course && holding.version == one.version) {
                    people += holding.people;
                    ++agencies;
                }
            for (const auto& file : one.files)
                bytes += file.bytes;
            rows.push_back(
                {course_subject(one.course, one.version),
                 {one.title, one.version, one.withdrawn ? "✕ " + base::tr("withdrawn") : "● " + base::tr("published"),
                  std::to_string(people), std::to_string(agencies), std::to_string(one.files.size()),
                  base::format_decimal(static_cast<double>(bytes) / 1e6)},
                 one.withdrawn ? ListRow::Mark::Muted : ListRow::Mark::None,
                 2});
        }
        return rows;
    };
}

std::function<desktop::ListPresenter::Rows()> QuestionsPresenter::reader() const {
    return [parts = m_parts]() -> Rows {
        const auto titles = titles_of(parts);
        CANBO_TRY(const auto figures, question_figures(parts.desk, parts.open));
        std::vector<ListRow> rows;
        for (const auto& one : figures.questions) {
            const auto& f = one.figures;
            const bool weak = f.discrimination_index && *f.discrimination_index < weak_discrimination;
            rows.push_back(
                {fmt::format("{}@{}/{}/{}", one.course, one.version, one.lesson, one.question),
                 {title_in(titles, one.course) + " " + one.version,
                  one.lesson.empty() ? base::tr("Final quiz") : one.lesson, one.question,
                  base::fit(one.text, question_letters), std::to_string(f.attempts),
                  f.facility ? base::format_decimal(*f.facility * 100) + " %" : "–", number(f.standard_deviation),
                  number(f.discrimination_index) + (weak ? " ⚠" : ""), number(f.discriminative_efficiency)},
                 weak ? ListRow::Mark::Warn : ListRow::Mark::None,
                 7});
        }
        return rows;
    };
}

std::function<desktop::ListPresenter::Rows()> RiskPresenter::reader() const {
    return [parts = m_parts]() -> Rows {
        CANBO_TRY(auto tx, parts.desk.database.begin(Database::Mode::Read));
        CANBO_TRY(const auto observations, load_observations(*tx, parts.desk));
        CANBO_TRY(const auto tree, parts.agencies(*tx));
        std::vector<ListRow> rows;
        for (const auto& cell : map_risk(observations).cells) {
            const auto* agency = tree.find(cell.agency);
            const std::string name = cell.agency.empty() ? base::tr("All agencies")
                                     : agency != nullptr ? agency->name
                                                         : cell.agency;
            const bool much = cell.percent >= much_risk;
            rows.push_back({cell.topic + "/" + cell.agency,
                            {cell.topic, name, std::to_string(cell.people) + "+",
                             std::to_string(cell.percent) + " %" + (much ? " ⚠" : "")},
                            much ? ListRow::Mark::Warn : ListRow::Mark::None,
                            3});
        }
        return rows;
    };
}

} // namespace canbo::training::ui
