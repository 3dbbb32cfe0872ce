#include "exam_ui/setup_presenter.h"

#include "base/text.h"
#include "base/translation.h"
#include "identity/verdict.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace canbo::exam::ui {

namespace {

using Role = Official::Role;
using Banks = std::map<std::string, std::vector<assessment::BankQuestion>>;

constexpr std::array all_roles{Role::Chairman, Role::Secretary, Role::Technical, Role::Member, Role::Invigilator};
constexpr std::chrono::hours usual_window{2};

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        if (auto line = std::string(base::trim(text.substr(at, end - at))); !line.empty())
            out.push_back(std::move(line));
        at = end + 1;
    }
    return out;
}

std::vector<std::string> parts_of(const std::string& line) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at <= line.size();) {
        const auto end = std::min(line.find(';', at), line.size());
        out.emplace_back(base::trim(line.substr(at, end - at)));
        at = end + 1;
    }
    return out;
}

/// As paper or files name it; what is none comes back as it is, for the rules to refuse.
std::string role_in(const std::string& text) {
    for (const auto role : all_roles)
        if (base::search_key(text) == base::search_key(official_label(role)) || text == official_role_name(role))
            return std::string(official_role_name(role));
    return text;
}

/// As ISO text; what is no time stays as it is, for the rules to refuse.
std::string time_in(const std::string& text) {
    const auto time = typed_time(text);
    return time ? base::to_iso(*time) : text;
}

Json number_in(const std::string& text) {
    const std::string trimmed(base::trim(text));
    char* end = nullptr;
    const long value = std::strtol(trimmed.c_str(), &end, 10);
    return trimmed.empty() || *end != '\0' ? Json(trimmed) : Json(value);
}

std::string value_in(const ExamForm& form, const char* field) {
    const auto found = form.find(field);
    return found == form.end() ? std::string() : std::string(base::trim(found->second));
}

ExamForm form_of(const Exam& exam) {
    ExamForm out;
    out["exam"] = exam.exam;
    out["title"] = exam.title;
    out["organiser"] = exam.organiser;
    out["above"] = exam.above;
    out["place"] = exam.place;
    out["from"] = base::show_time(exam.from);
    out["to"] = base::show_time(exam.to);
    out["minutes"] = std::to_string(exam.minutes);
    const auto& r = exam.rules;
    out["late"] = r.late;
    out["late_minutes"] = r.late_minutes ? std::to_string(*r.late_minutes) : "";
    out["at_end"] = at_end_name(r.at_end);
    out["identity"] = identity_name(r.identity);
    out["pin"] = r.pin ? "1" : "";
    out["shuffle"] = r.shuffle_questions ? "1" : "";
    out["breaks"] = std::to_string(r.breaks);
    out["break_minutes"] = std::to_string(r.break_minutes);
    out["pass_percent"] = std::to_string(r.pass_percent);
    for (const auto& one : exam.council)
        out["council"] += one.name + "; " + official_label(one.role) + "\n";
    for (const auto& one : exam.rooms)
        out["rooms"] += fmt::format("{}; {}; {}\n", one.room, one.name, one.seats);
    return out;
}

/// What a council would begin with: tomorrow is for it to change.
Exam blank(base::Day today) {
    Exam out;
    out.exam = "ky-thi-moi";
    out.from = base::at_vietnam_time(today + std::chrono::days(1), 8, 0);
    out.to = out.from + usual_window;
    out.minutes = 60;
    out.rules.late = "tt22-2025";
    out.rooms = {{"p01", "Phòng 1", 30}};
    return out;
}

/// The field of the form that an issue speaks of.
std::string field_of(const std::string& where) {
    for (const char* list : {"council", "rooms", "blueprint"})
        if (where.starts_with(list))
            return list;
    if (where.starts_with("window"))
        return where.ends_with(".to") ? "to" : "from";
    return where.starts_with("rules.") ? where.substr(where.find('.') + 1) : where;
}

std::string difficulty_shown(const std::string& name) {
    const std::pair<const char*, const char*> known[] = {{"", base::msgid("any")},
                                                         {"easy", base::msgid("easy")},
                                                         {"medium", base::msgid("medium")},
                                                         {"hard", base::msgid("hard")}};
    for (const auto& [value, shown] : known)
        if (name == value)
            return base::tr(shown);
    return name;
}

std::string key_of(const BankOffer& offer) { return offer.bank + "|" + offer.category + "|" + offer.difficulty; }

Json definition_of(const ExamForm& form, const std::vector<BlueprintRule>& taken, const Banks& at_hand,
                   Issues& issues) {
    Json council = Json::array(), rooms = Json::array();
    for (const auto& line : lines_of(value_in(form, "council"))) {
        const auto parts = parts_of(line);
        council.push_back({{"name", parts[0]}, {"role", parts.size() > 1 ? role_in(parts[1]) : "member"}});
    }
    for (const auto& line : lines_of(value_in(form, "rooms"))) {
        const auto parts = parts_of(line);
        if (parts.size() != 3) {
            issues.error(ErrorCode::InvalidInput, "rooms", base::msgid("A room looks like p01; Phòng 1; 30"));
            continue;
        }
        rooms.push_back({{"room", parts[0]}, {"name", parts[1]}, {"seats", number_in(parts[2])}});
    }
    Json blueprint = Json::array(), banks = Json::object();
    for (const auto& rule : taken) {
        blueprint.push_back({{"bank", rule.bank},
                             {"category", rule.draw.category},
                             {"tags", rule.draw.tags},
                             {"count", rule.draw.count},
                             {"mark", rule.mark}});
        if (const auto bank = at_hand.find(rule.bank); bank != at_hand.end())
            banks[rule.bank] = assessment::bank_to_json({bank->second, {}});
    }
    Json rules = {{"late", value_in(form, "late")},
                  {"at_end", value_in(form, "at_end")},
                  {"identity", value_in(form, "identity")},
                  {"pin", !value_in(form, "pin").empty()},
                  {"shuffle_questions", !value_in(form, "shuffle").empty()}};
    for (const char* field : {"late_minutes", "breaks", "break_minutes", "pass_percent"})
        if (const auto text = value_in(form, field); !text.empty())
            rules[field] = number_in(text);
    return {{"exam", value_in(form, "exam")},
            {"title", value_in(form, "title")},
            {"organiser", value_in(form, "organiser")},
            {"above", value_in(form, "above")},
            {"place", value_in(form, "place")},
            {"window", {{"from", time_in(value_in(form, "from"))}, {"to", time_in(value_in(form, "to"))}}},
            {"minutes", number_in(value_in(form, "minutes"))},
            {"rules", std::move(rules)},
            {"council", std::move(council)},
            {"rooms", std::move(rooms)},
            {"blueprint", std::move(blueprint)},
            {"banks", std::move(banks)}};
}

struct Loaded {
    Exam exam;
    bool is_new{false};
    std::optional<Error> why_not; ///< It is there and cannot be read.
    BanksAtHand at_hand;
};

/// Saving takes the place of no other exam, and of none that cannot be read.
bool is_taken(CouncilDesk& desk, const std::string& name) {
    const auto there = desk.exam(name);
    return there || there.error().code != ErrorCode::NotFound;
}

} // namespace

Result<base::Time> typed_time(const std::string& text) {
    const std::string trimmed(base::trim(text));
    const auto space = trimmed.find(' ');
    const auto colon = trimmed.find(':');
    if (space == std::string::npos || colon == std::string::npos || colon > space)
        return base::parse_time(trimmed);
    CANBO_TRY(const auto day, base::parse_day(base::trim(trimmed.substr(space))));
    const int hour = std::atoi(trimmed.c_str()), minute = std::atoi(trimmed.c_str() + colon + 1);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59)
        return fail(ErrorCode::InvalidInput, "A time looks like 08:00 16/02/2026", trimmed);
    return base::at_vietnam_time(day, hour, minute);
}

Choices late_choices() {
    return {{"tt22-2025", base::tr("As Circular 22/2025: 5 or 10 minutes by the test's length")},
            {"fixed", base::tr("So many minutes as stand beside it")}};
}

Choices at_end_choices() {
    return {{"nothing", base::tr("Nothing")},
            {"answered", base::tr("How many were answered")},
            {"score", base::tr("The score")}};
}

Choices identity_choices() {
    using identity::Verdict;
    Choices out;
    for (const auto verdict :
         {Verdict::QrRead, Verdict::ChipOpened, Verdict::Consistent, Verdict::Anchored, Verdict::Genuine})
        out.emplace_back(verdict_name(verdict), base::tr(verdict_label(verdict)));
    return out;
}

SetupPresenter::SetupPresenter(SetupView& view, std::shared_ptr<CouncilDesk> desk, CurrentExam& current,
                               desktop::Background& background)
    : m_view(view), m_desk(std::move(desk)), m_current(current), m_background(background) {}

void SetupPresenter::load() {
    m_waiter.run(
        m_background,
        [desk = m_desk, name = m_current.exam()]() -> Result<Loaded> {
            Loaded out;
            CANBO_TRY(out.at_hand, desk->banks());
            auto exam = name.empty() ? Result<Exam>(fail(ErrorCode::NotFound, "")) : desk->exam(name);
            out.is_new = !exam;
            if (!exam && exam.error().code != ErrorCode::NotFound)
                out.why_not = exam.error();
            out.exam = exam ? *std::move(exam) : blank(desk->today());
            return out;
        },
        [this, name = m_current.exam()](Result<Loaded> loaded) {
            if (!loaded) {
                m_view.show_problem(loaded.error());
                return;
            }
            m_banks = std::move(loaded->at_hand.banks);
            m_warnings.clear();
            for (const auto& [bank, error] : loaded->at_hand.unreadable)
                m_warnings.push_back(fmt::format(fmt::runtime(base::tr("The bank {} cannot be read: {}")), bank,
                                                 base::tr(error.message)));
            if (loaded->why_not) {
                show_unreadable(name, *loaded->why_not);
                return;
            }
            for (auto& [name, questions] : loaded->exam.banks)
                m_banks[name] = questions;
            show_exam(loaded->exam, loaded->is_new);
        });
}

void SetupPresenter::show_exam(const Exam& exam, bool is_new) {
    m_rules = exam.blueprint;
    m_saved_as = is_new ? std::string() : exam.exam;
    m_why_not.reset();
    m_form = form_of(exam);
    m_took = false;
    m_screen = {};
    m_screen.good = !is_new;
    m_view.show_form(m_form, is_new);
    show();
}

void SetupPresenter::show_unreadable(const std::string& exam, const Error& why) {
    m_rules.clear();
    m_saved_as = exam;
    m_why_not = why;
    m_form = {{"exam", exam}};
    m_took = false;
    m_screen = {};
    m_screen.unreadable = true;
    m_view.show_form(m_form, false);
    show();
}

bool SetupPresenter::has_unsaved(const ExamForm& typed) const {
    if (m_screen.unreadable)
        return false;
    return m_took || std::any_of(m_form.begin(), m_form.end(), [&](const auto& field) {
               return value_in(typed, field.first.c_str()) != base::trim(field.second);
           });
}

void SetupPresenter::take(const std::string& key, std::size_t count, double mark) {
    for (const auto& offer : offers_of(m_banks)) {
        if (key_of(offer) != key)
            continue;
        std::erase_if(m_rules, [&](const auto& rule) { return takes_from(rule, offer); });
        if (count > 0)
            m_rules.push_back(rule_of(offer, count, mark));
    }
    m_screen.good = false;
    m_took = true;
    show();
}

void SetupPresenter::add_bank(const std::filesystem::path& file) {
    m_waiter.run(
        m_background, [desk = m_desk, file] { return desk->read_bank(file); },
        [this, name = file.stem().string()](Result<std::vector<assessment::BankQuestion>> bank) {
            if (!bank) {
                m_view.show_problem(bank.error());
                return;
            }
            auto slug = base::search_key(name);
            std::replace_if(
                slug.begin(), slug.end(), [](char c) { return !is_exam_slug(std::string_view(&c, 1)); }, '-');
            m_banks[slug] = *std::move(bank);
            show();
        });
}

void SetupPresenter::save(const ExamForm& form) {
    if (m_why_not) {
        m_view.show_problem(*m_why_not);
        return;
    }
    m_screen.problems.clear();
    m_screen.field.clear();
    m_waiter.run(
        m_background,
        [desk = m_desk, known = m_saved_as, form, rules = m_rules,
         banks = m_banks]() -> Result<std::pair<Exam, Issues>> {
            std::pair<Exam, Issues> out;
            const auto json = definition_of(form, rules, banks, out.second);
            out.first = exam_from_json(json, out.second);
            if (!out.second.has_errors() && out.first.exam != known && is_taken(*desk, out.first.exam))
                out.second.error(ErrorCode::Conflict, "exam", base::msgid("Another exam has this name already"));
            if (!out.second.has_errors())
                CANBO_TRY_VOID(desk->save(out.first));
            return out;
        },
        [this, form](Result<std::pair<Exam, Issues>> saved) {
            if (!saved) {
                m_view.show_problem(saved.error());
                return;
            }
            const auto& [exam, issues] = *saved;
            for (const auto& issue : issues.items())
                m_screen.problems.push_back(base::tr(issue.sentence) + " (" + issue.where + ")");
            if (!issues.empty())
                m_screen.field = field_of(issues.items().front().where);
            m_screen.good = !issues.has_errors();
            if (m_screen.good) {
                m_saved_as = exam.exam;
                m_form = form;
                m_took = false;
                m_current.set(exam.exam);
                m_view.show_done(base::tr("The exam was saved"));
            }
            show();
        });
}

void SetupPresenter::show() {
    m_screen.offers.clear();
    std::size_t questions = 0;
    double points = 0;
    for (const auto& offer : offers_of(m_banks)) {
        OfferRow row{key_of(offer),
                     offer.bank,
                     offer.category.empty() ? base::tr("The whole bank") : offer.category,
                     difficulty_shown(offer.difficulty),
                     offer.questions,
                     0,
                     1};
        for (const auto& rule : m_rules)
            if (takes_from(rule, offer)) {
                row.wanted += rule.draw.count;
                row.mark = rule.mark;
            }
        m_screen.offers.push_back(std::move(row));
    }
    for (const auto& rule : m_rules) {
        questions += rule.draw.count;
        points += rule.mark * static_cast<double>(rule.draw.count);
    }
    m_screen.sum = fmt::format(fmt::runtime(base::tr("A paper has {} questions and {} points.")), questions,
                               base::format_decimal(points));
    m_screen.warnings = m_warnings;
    m_screen.headline = m_why_not                    ? base::tr("This exam cannot be read")
                        : !m_screen.problems.empty() ? base::tr("The exam cannot be saved like this")
                        : m_screen.good              ? base::tr("The exam is set up")
                        : m_saved_as.empty()         ? base::tr("A new exam")
                                                     : base::tr("What was changed is not saved yet");
    m_screen.advice = m_why_not ? base::tr(m_why_not->message)
                      : m_screen.problems.empty()
                          ? base::tr("Fill the form, take questions by topic and difficulty, then save.")
                          : m_screen.problems.front();
    m_view.show_setup(m_screen);
}

} // namespace canbo::exam::ui
