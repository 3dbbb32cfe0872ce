#include "training/course.h"

#include <algorithm>
#include <set>

namespace canbo::training {
namespace {

constexpr int most_minutes = 10'000;
constexpr int most_film_seconds = 6 * 3600;

bool small(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

bool is_version(std::string_view text) {
    int dots = 0;
    char before = '.';
    for (const char c : text) {
        if (c == '.' ? before == '.' : c < '0' || c > '9')
            return false;
        dots += c == '.' ? 1 : 0;
        before = c;
    }
    return dots == 2 && before != '.' && text.size() <= 20;
}

class Reader {
public:
    explicit Reader(Issues& issues) : m_issues(issues) {}

    Course read(const Json& json) {
        base::ObjectReader in(json, "", m_issues);
        Course out;
        if (in.integer("format", 1, 1000) > 1)
            error("format", "The course was written for a newer Canbo");
        out.slug = slug(in, "slug");
        out.version = in.text("version", 20);
        if (!is_version(out.version))
            error("version", "A version is three numbers, like 1.0.0");
        out.language = in.text("language", 10);
        out.title = in.text("title", 300);
        out.summary = in.text("summary", 2000);
        out.minutes = static_cast<int>(in.integer("minutes", 1, most_minutes));
        each(in, "sources",
             [&](const Json& one, const std::string& where) { out.sources.push_back(source(one, where)); });
        each(in, "lessons",
             [&](const Json& one, const std::string& where) { out.lessons.push_back(lesson(one, where)); });
        if (out.lessons.empty())
            error("lessons", "A course has at least one lesson");
        if (in.has("final"))
            out.final = final_quiz(in.object_or_empty("final"));
        out.drills = path(in, "drills", true);
        if (in.has("certificate")) {
            base::ObjectReader certificate(in.object_or_empty("certificate"), "certificate", m_issues);
            out.certificate_title = certificate.text("title", 300);
            certificate.finish();
        }
        in.finish();
        check_order(out);
        return out;
    }

private:
    void error(std::string where, const char* sentence) {
        m_issues.error(ErrorCode::InvalidInput, std::move(where), sentence);
    }

    template <class Take>
    void each(base::ObjectReader& in, const char* key, Take take) {
        const Json& list = in.array(key);
        for (std::size_t i = 0; i < list.size(); ++i)
            take(list[i], in.path(key) + "[" + std::to_string(i) + "]");
    }

    std::string slug(base::ObjectReader& in, const char* key) {
        auto text = in.text(key, 80);
        if (!text.empty() && !is_slug(text))
            error(in.path(key), "A name here is small letters, digits and hyphens");
        return text;
    }

    std::string path(base::ObjectReader& in, const char* key, bool optional) {
        auto text = optional ? in.text_or(key, "", 200) : in.text(key, 200);
        if (!text.empty() && !is_course_path(text))
            error(in.path(key), "A file is named by its path inside the course's folder");
        return text;
    }

    double share(base::ObjectReader& in, const char* key) {
        const auto value = in.optional_number(key);
        if (!value || *value <= 0 || *value > 1)
            error(in.path(key), "A share over 0 and up to 1 is expected here");
        return value.value_or(1);
    }

    CourseSource source(const Json& json, const std::string& where) {
        base::ObjectReader in(json, where, m_issues);
        CourseSource out{slug(in, "id"), in.text("title", 500), in.text_or("where", "", 200),
                         in.boolean_or("verified", false)};
        in.finish();
        return out;
    }

    CompletionRule completion(const Json& json, const std::string& where, bool has_quiz) {
        base::ObjectReader in(json, where, m_issues);
        const auto rule = in.text("rule", 20);
        CompletionRule out;
        if (rule == "mark" || rule == "watch") {
            out.kind = rule == "mark" ? CompletionRule::Kind::Mark : CompletionRule::Kind::Watch;
            out.pass = share(in, "pass");
        } else if (rule == "mastery") {
            out.kind = CompletionRule::Kind::Mastery;
            out.of = static_cast<int>(in.integer("of", 1, 100));
            out.need = static_cast<int>(in.integer("need", 1, 100));
            if (out.need > out.of)
                error(in.path("need"), "More right answers are wanted than are counted");
        } else if (rule != "view" && !rule.empty())
            error(in.path("rule"), "A lesson is done by view, mark, mastery or watch");
        if (!has_quiz && (rule == "mark" || rule == "mastery"))
            error(in.path("rule"), "This rule needs a quiz");
        in.finish();
        return out;
    }

    LessonFilm film(const Json& json, const std::string& where) {
        base::ObjectReader in(json, where, m_issues);
        LessonFilm out;
        out.file = path(in, "file", false);
        out.captions = path(in, "captions", false);
        out.seconds = static_cast<int>(in.integer("seconds", 1, most_film_seconds));
        in.finish();
        return out;
    }

    std::vector<std::string> texts(base::ObjectReader& in, const char* key) {
        std::vector<std::string> out;
        const Json& list = in.array_or_empty(key);
        for (std::size_t i = 0; i < list.size(); ++i)
            if (list[i].is_string())
                out.push_back(list[i].get<std::string>());
            else
                error(in.path(key) + "[" + std::to_string(i) + "]", "A text is expected here");
        return out;
    }

    CourseLesson lesson(const Json& json, const std::string& where) {
        base::ObjectReader in(json, where, m_issues);
        CourseLesson out;
        out.id = slug(in, "id");
        out.title = in.text("title", 300);
        out.file = path(in, "file", false);
        out.minutes = static_cast<int>(in.integer("minutes", 1, most_minutes));
        out.quiz = path(in, "quiz", true);
        if (in.has("film"))
            out.film = film(in.object_or_empty("film"), in.path("film"));
        if (in.has("completion"))
            out.completion = completion(in.object_or_empty("completion"), in.path("completion"), !out.quiz.empty());
        if (out.completion.kind == CompletionRule::Kind::Watch && !out.film)
            error(in.path("completion"), "This rule needs a film");
        out.prerequisites = texts(in, "requires");
        out.changed_in_substance = in.boolean_or("changed_in_substance", false);
        in.finish();
        return out;
    }

    FinalQuiz final_quiz(const Json& json) {
        base::ObjectReader in(json, "final", m_issues);
        FinalQuiz out;
        out.questions = static_cast<int>(in.integer("questions", 1, 500));
        out.from = texts(in, "from");
        if (out.from.empty())
            error("final.from", "The final quiz draws from at least one file");
        out.pass = share(in, "pass");
        out.minutes = static_cast<int>(in.optional_integer("minutes", 0, most_minutes).value_or(0));
        out.attempts = static_cast<int>(in.optional_integer("attempts", 0, 100).value_or(0));
        in.finish();
        return out;
    }

    void check_order(const Course& course) {
        std::set<std::string> before, files;
        for (std::size_t i = 0; i < course.lessons.size(); ++i) {
            const auto& one = course.lessons[i];
            const auto where = "lessons[" + std::to_string(i) + "]";
            for (const auto& needed : one.prerequisites)
                if (before.count(needed) == 0)
                    error(where + ".requires", "A lesson can only require lessons that come before it");
            if (!one.id.empty() && !before.insert(one.id).second)
                error(where + ".id", "This name stands twice");
            if (!one.file.empty() && !files.insert(one.file).second)
                error(where + ".file", "This file stands twice");
        }
        std::set<std::string> sources;
        for (std::size_t i = 0; i < course.sources.size(); ++i)
            if (!sources.insert(course.sources[i].id).second)
                error("sources[" + std::to_string(i) + "].id", "This name stands twice");
    }

    Issues& m_issues;
};

} // namespace

const CourseLesson* Course::lesson(std::string_view id) const {
    const auto found = std::find_if(lessons.begin(), lessons.end(), [&](const auto& one) { return one.id == id; });
    return found == lessons.end() ? nullptr : &*found;
}

Course course_from_json(const Json& json, Issues& issues) {
    if (!json.is_object()) {
        issues.error(ErrorCode::InvalidInput, "", "A JSON object is expected here");
        return {};
    }
    return Reader(issues).read(json);
}

bool is_slug(std::string_view text) {
    return !text.empty() && text.size() <= 80 && text.front() != '-' && text.back() != '-' &&
           std::all_of(text.begin(), text.end(), [](char c) { return small(c) || c == '-'; });
}

bool is_course_path(std::string_view text) {
    if (text.empty() || text.size() > 200 || text.front() == '/' || text.back() == '/')
        return false;
    char before = '/';
    for (const char c : text) {
        if (!small(c) && c != '-' && c != '_' && c != '.' && c != '/')
            return false;
        if ((c == '.' || c == '/') && before == '/')
            return false;
        before = c;
    }
    return true;
}

int compare_versions(std::string_view a, std::string_view b) {
    while (!a.empty() || !b.empty()) {
        const auto next = [](std::string_view& text) {
            long long number = 0;
            std::size_t at = 0;
            for (; at < text.size() && text[at] >= '0' && text[at] <= '9' && at < 9; ++at)
                number = number * 10 + (text[at] - '0');
            const auto dot = text.find('.', at);
            text.remove_prefix(dot == std::string_view::npos ? text.size() : dot + 1);
            return number;
        };
        const auto x = next(a), y = next(b);
        if (x != y)
            return x < y ? -1 : 1;
    }
    return 0;
}

} // namespace canbo::training
