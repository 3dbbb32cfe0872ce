#include "exam/definition.h"

#include "base/text.h"
#include "base/translation.h"
#include "exam/paper.h"

#include <algorithm>
#include <array>
#include <set>

namespace canbo::exam {
namespace {

constexpr std::array<std::string_view, 5> roles{"chairman", "secretary", "technical", "member", "invigilator"};
constexpr std::array<std::string_view, 3> ends{"nothing", "answered", "score"};
constexpr int most_minutes = 600;
constexpr int most_seats = 500;
constexpr int most_questions = 300;

template <std::size_t n>
std::size_t index_of(const std::array<std::string_view, n>& names, std::string_view name) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

class Reader {
public:
    explicit Reader(Issues& issues) : m_issues(issues) {}

    Exam read(const Json& json) {
        base::ObjectReader in(json, "", m_issues);
        Exam out;
        out.exam = slug(in, "exam");
        out.title = in.text("title", 300);
        out.organiser = in.text("organiser", 300);
        out.above = in.text_or("above", "", 300);
        out.place = in.text_or("place", "", 100);
        window(in.object_or_empty("window"), out);
        out.minutes = static_cast<int>(in.integer("minutes", 1, most_minutes));
        rules(in.object_or_empty("rules"), out);
        each(in, "council",
             [&](const Json& one, const std::string& where) { out.council.push_back(official(one, where)); });
        each(in, "rooms", [&](const Json& one, const std::string& where) { out.rooms.push_back(room(one, where)); });
        each(in, "blueprint",
             [&](const Json& one, const std::string& where) { out.blueprint.push_back(rule(one, where)); });
        banks(in.object_or_empty("banks"), out);
        in.finish();
        check(out);
        return out;
    }

private:
    void problem(const std::string& where, const char* sentence) {
        m_issues.error(ErrorCode::InvalidInput, where, sentence);
    }

    template <class F>
    void each(base::ObjectReader& in, const char* key, F take) {
        const auto& list = in.array(key);
        for (std::size_t i = 0; i < list.size(); ++i)
            take(list[i], std::string(key) + "[" + std::to_string(i) + "]");
        if (list.empty())
            problem(key, base::msgid("At least one is needed here"));
    }

    std::string slug(base::ObjectReader& in, const char* key) {
        auto out = in.text(key, 60);
        if (!is_exam_slug(out))
            problem(in.path(key), base::msgid("Exams and rooms are named by small letters, digits and hyphens"));
        return out;
    }

    void window(const Json& json, Exam& out) {
        base::ObjectReader in(json, "window", m_issues);
        for (const auto& [key, value] : {std::pair{"from", &out.from}, std::pair{"to", &out.to}}) {
            const auto text = in.text(key, 40);
            if (const auto time = base::parse_time(text))
                *value = *time;
            else if (!text.empty())
                problem(in.path(key), base::msgid("This is no time with its offset from UTC"));
        }
        in.finish();
    }

    void rules(const Json& json, Exam& out) {
        base::ObjectReader in(json, "rules", m_issues);
        Rules& r = out.rules;
        r.late = in.text_or("late", "fixed", 20);
        if (r.late != "fixed" && r.late != "tt22-2025")
            problem(in.path("late"), base::msgid("There is no such rule for late arrival"));
        if (const auto minutes = in.optional_integer("late_minutes", 0, most_minutes))
            r.late_minutes = static_cast<int>(*minutes);
        const auto at_end = index_of(ends, in.text_or("at_end", "answered", 20));
        if (at_end == ends.size())
            problem(in.path("at_end"), base::msgid("A candidate sees nothing, what was answered, or the score"));
        else
            r.at_end = static_cast<AtEnd>(at_end);
        const auto identity = parse_identity(in.text_or("identity", "qr-read", 20));
        if (!identity || *identity < IdentityState::QrRead || *identity > IdentityState::Genuine)
            problem(in.path("identity"), base::msgid("There is no such state of an identification"));
        else
            r.identity = *identity;
        r.pin = in.boolean_or("pin", true);
        r.shuffle_questions = in.boolean_or("shuffle_questions", true);
        r.breaks = static_cast<int>(in.optional_integer("breaks", 0, 20).value_or(0));
        r.break_minutes = static_cast<int>(in.optional_integer("break_minutes", 1, most_minutes).value_or(5));
        r.pass_percent = static_cast<int>(in.optional_integer("pass_percent", 0, 100).value_or(50));
        in.finish();
    }

    Official official(const Json& json, const std::string& where) {
        base::ObjectReader in(json, where, m_issues);
        Official out;
        out.name = in.text("name", 100);
        const auto role = index_of(roles, in.text("role", 20));
        if (role == roles.size())
            problem(in.path("role"), base::msgid("There is no such role in an exam's council"));
        else
            out.role = static_cast<Official::Role>(role);
        in.finish();
        return out;
    }

    ExamRoomPlace room(const Json& json, const std::string& where) {
        base::ObjectReader in(json, where, m_issues);
        ExamRoomPlace out;
        out.room = slug(in, "room");
        out.name = in.text("name", 100);
        out.seats = static_cast<int>(in.integer("seats", 1, most_seats));
        in.finish();
        return out;
    }

    BlueprintRule rule(const Json& json, const std::string& where) {
        base::ObjectReader in(json, where, m_issues);
        BlueprintRule out;
        out.bank = in.text("bank", 60);
        out.draw.category = in.text_or("category", "", 300);
        for (const auto& tag : in.array_or_empty("tags"))
            if (tag.is_string())
                out.draw.tags.push_back(tag.get<std::string>());
            else
                problem(in.path("tags"), base::msgid("A tag is a text"));
        out.draw.count = static_cast<std::size_t>(in.integer("count", 1, most_questions));
        out.mark = in.optional_number("mark").value_or(1);
        if (!(out.mark > 0 && out.mark <= 1000))
            problem(in.path("mark"), base::msgid("A question's mark is above 0 and at most 1,000"));
        in.finish();
        return out;
    }

    void banks(const Json& json, Exam& out) {
        for (const auto& [name, value] : json.items()) {
            const auto bank = assessment::bank_from_json(value);
            if (!is_exam_slug(name))
                problem("banks." + name, base::msgid("Exams and rooms are named by small letters, digits and hyphens"));
            if (!bank)
                m_issues.error(bank.error().code, "banks." + name + "." + bank.error().where, bank.error().message);
            else
                out.banks[name] = bank->questions;
        }
    }

    void check(const Exam& out) {
        if (out.from >= out.to)
            problem("window", base::msgid("The window ends before it begins"));
        if (out.rules.late == "fixed" ? !out.rules.late_minutes
                                      : out.minutes > 30 && out.minutes < 60 && !out.rules.late_minutes)
            problem("rules.late_minutes", base::msgid("The chairman decides how late one may come: give late_minutes"));
        std::set<std::string> names;
        for (const auto& room : out.rooms)
            if (!names.insert(room.room).second)
                problem("rooms", base::msgid("Two rooms have the same name"));
        if (std::none_of(out.council.begin(), out.council.end(),
                         [](const auto& o) { return o.role == Official::Role::Chairman; }))
            problem("council", base::msgid("A council has a chairman"));
        for (const auto& rule : out.blueprint)
            if (!out.banks.contains(rule.bank))
                problem("blueprint", base::msgid("The blueprint names a bank that is not given"));
        if (m_issues.has_errors())
            return;
        // The draw itself is the check: what cannot be drawn for nobody cannot be drawn for anybody.
        if (const auto trial = make_paper(out, "trial", "trial"); !trial)
            m_issues.error(trial.error().code, "blueprint[" + trial.error().where + "]", trial.error().message);
    }

    Issues& m_issues;
};

} // namespace

std::string_view official_role_name(Official::Role role) { return roles[static_cast<std::size_t>(role)]; }

std::string official_label(Official::Role role) {
    constexpr std::array<const char*, 5> labels{"Chủ tịch Hội đồng", "Thư ký", "Ủy viên kỹ thuật", "Ủy viên",
                                                "Giám thị"};
    return labels[static_cast<std::size_t>(role)];
}

std::string_view at_end_name(AtEnd what) { return ends[static_cast<std::size_t>(what)]; }

const ExamRoomPlace* Exam::find_room(std::string_view room) const {
    for (const auto& one : rooms)
        if (one.room == room)
            return &one;
    return nullptr;
}

bool Exam::has_official(std::string_view name, Official::Role role) const {
    return std::any_of(council.begin(), council.end(), [&](const auto& o) {
        return o.role == role && base::search_key(o.name) == base::search_key(name);
    });
}

double Exam::max_mark() const {
    double sum = 0;
    for (const auto& rule : blueprint)
        sum += rule.mark * static_cast<double>(rule.draw.count);
    return sum;
}

std::chrono::minutes Exam::late_limit() const {
    if (rules.late == "tt22-2025" && minutes <= 30)
        return std::chrono::minutes(5);
    if (rules.late == "tt22-2025" && minutes >= 60)
        return std::chrono::minutes(10);
    return std::chrono::minutes(rules.late_minutes.value_or(0));
}

Exam exam_from_json(const Json& json, Issues& issues) { return Reader(issues).read(json); }

Json exam_to_json(const Exam& exam) {
    Json council = Json::array();
    for (const auto& one : exam.council)
        council.push_back({{"name", one.name}, {"role", official_role_name(one.role)}});
    Json rooms = Json::array();
    for (const auto& one : exam.rooms)
        rooms.push_back({{"room", one.room}, {"name", one.name}, {"seats", one.seats}});
    Json blueprint = Json::array();
    for (const auto& one : exam.blueprint)
        blueprint.push_back({{"bank", one.bank},
                             {"category", one.draw.category},
                             {"tags", one.draw.tags},
                             {"count", one.draw.count},
                             {"mark", one.mark}});
    Json banks = Json::object();
    for (const auto& [name, questions] : exam.banks)
        banks[name] = assessment::bank_to_json({questions, {}});
    const Rules& r = exam.rules;
    Json rules = {{"late", r.late},
                  {"at_end", at_end_name(r.at_end)},
                  {"identity", identity_name(r.identity)},
                  {"pin", r.pin},
                  {"shuffle_questions", r.shuffle_questions},
                  {"breaks", r.breaks},
                  {"break_minutes", r.break_minutes},
                  {"pass_percent", r.pass_percent}};
    if (r.late_minutes)
        rules["late_minutes"] = *r.late_minutes;
    return {{"exam", exam.exam},
            {"title", exam.title},
            {"organiser", exam.organiser},
            {"above", exam.above},
            {"place", exam.place},
            {"window", {{"from", base::to_iso(exam.from)}, {"to", base::to_iso(exam.to)}}},
            {"minutes", exam.minutes},
            {"rules", std::move(rules)},
            {"council", std::move(council)},
            {"rooms", std::move(rooms)},
            {"blueprint", std::move(blueprint)},
            {"banks", std::move(banks)}};
}

bool is_exam_slug(std::string_view text) {
    return !text.empty() && text.size() <= 60 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

} // namespace canbo::exam
