#include "base/text.h"
#include "course_checks.h"
#include "formats/film_file.h"
#include "training/captions.h"

#include <algorithm>
#include <cstdlib>

namespace canbo::formats {
namespace {

constexpr std::string_view course_file = "course.json";
constexpr std::chrono::milliseconds film_slack{600};

/// Reads a JSON file of the course; problems with paths become problems with lines.
template <class Read>
auto read_json(const CourseFiles& files, const std::string& file, Issues& issues, Read read) {
    const auto& text = files.at(file);
    const auto json = base::parse_json(text, {4'000'000, 16});
    Issues found;
    if (!json) {
        const auto& said = json.error().where; // "byte 17"
        const auto digits = std::min(said.find_first_of("0123456789"), said.size());
        const auto at = std::min<std::size_t>(std::strtoull(said.c_str() + digits, nullptr, 10), text.size());
        const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
        issues.error(json.error().code, place(file, static_cast<int>(line)), json.error().message);
        return read(Json::object(), found);
    }
    auto out = read(*json, found);
    const auto lines = json_value_lines(text);
    for (const auto& issue : found.items()) {
        const auto where = place(file, line_of_path(lines, issue.where)) + " " + issue.where;
        issues.error(issue.code, std::string(base::trim(where)), issue.sentence);
    }
    return out;
}

class Check {
public:
    Check(const CourseFiles& files, Issues& issues) : m_files(files), m_issues(issues) {}

    CheckedCourse run() {
        CheckedCourse out;
        if (m_files.count(std::string(course_file)) == 0) {
            error(std::string(course_file), "A course has a file course.json");
            return out;
        }
        m_used.insert(std::string(course_file));
        out.course = read_json(m_files, std::string(course_file), m_issues, training::course_from_json);
        if (out.course.lessons.empty()) // nothing to hold the rest against
            return out;
        m_lines = json_value_lines(m_files.at(std::string(course_file)));
        const auto& course = out.course;
        for (std::size_t i = 0; i < course.lessons.size(); ++i)
            lesson(course, i);
        if (course.final)
            final_quiz(course);
        out.questions = m_questions;
        if (!course.drills.empty() && exists(course.drills, "drills"))
            out.drills = read_json(m_files, course.drills, m_issues, [&](const Json& json, Issues& issues) {
                return training::mailbox_from_json(json, course, issues);
            });
        pictures_and_leftovers();
        return out;
    }

private:
    void error(std::string where, const char* sentence) {
        m_issues.error(ErrorCode::InvalidInput, std::move(where), sentence);
    }

    bool exists(const std::string& file, const std::string& path) {
        if (file.empty())
            return false;
        m_used.insert(file);
        if (m_files.count(file) > 0)
            return true;
        error(place(course_file, line_of_path(m_lines, path)) + " " + file, "This file does not exist");
        return false;
    }

    std::size_t quiz(const training::Course& course, const std::string& file) {
        const auto known = m_counts.find(file);
        if (known != m_counts.end())
            return known->second;
        const auto questions = check_quiz(file, m_files.at(file), course.slug, m_seen, m_issues);
        m_questions += questions.size();
        return m_counts[file] = questions.size();
    }

    void lesson(const training::Course& course, std::size_t index) {
        const auto& one = course.lessons[index];
        const auto path = "lessons[" + std::to_string(index) + "]";
        if (exists(one.file, path + ".file"))
            check_lesson(m_files, one.file, m_used, m_issues);
        if (one.film)
            film(*one.film, path + ".film");
        if (!exists(one.quiz, path + ".quiz"))
            return;
        const auto count = quiz(course, one.quiz);
        if (one.completion.kind == training::CompletionRule::Kind::Mastery &&
            count < static_cast<std::size_t>(one.completion.of))
            error(place(course_file, line_of_path(m_lines, path + ".completion")),
                  "The quiz has fewer questions than the rule counts");
    }

    void film(const training::LessonFilm& film, const std::string& path) {
        if (exists(film.file, path + ".file")) {
            const auto length = film_length(m_files.at(film.file));
            if (!length)
                m_issues.error(length.error().code, film.file, length.error().message);
            else if (std::chrono::abs(*length - std::chrono::seconds(film.seconds)) > film_slack)
                error(place(course_file, line_of_path(m_lines, path + ".seconds")),
                      "The film does not run as many seconds as are said here");
        }
        if (!exists(film.captions, path + ".captions"))
            return;
        const auto captions = training::read_captions(m_files.at(film.captions));
        if (!captions) {
            const auto& said = captions.error();
            m_issues.error(said.code, film.captions + (said.where.empty() ? "" : ":" + said.where), said.message);
        } else if (captions->empty()) {
            error(film.captions, "A film has captions: what is said and seen in it");
        } else if (captions->back().to > std::chrono::seconds(film.seconds) + film_slack) {
            error(film.captions, "The last caption ends after the film");
        }
    }

    void final_quiz(const training::Course& course) {
        std::size_t count = 0;
        for (std::size_t i = 0; i < course.final->from.size(); ++i)
            if (const auto& file = course.final->from[i]; exists(file, "final.from[" + std::to_string(i) + "]"))
                count += quiz(course, file);
        if (count < static_cast<std::size_t>(course.final->questions))
            error(place(course_file, line_of_path(m_lines, "final.questions")),
                  "The final quiz wants more questions than its files have");
    }

    void pictures_and_leftovers() {
        for (const auto& [file, content] : m_files) {
            if (file.ends_with(".svg"))
                check_svg(file, content, m_issues);
            if (m_used.count(file) == 0)
                error(file, "Nothing in the course uses this file");
            const bool is_text =
                file.ends_with(".md") || file.ends_with(".gift") || file.ends_with(".json") || file.ends_with(".vtt");
            if (const auto nfc = base::to_nfc(content); is_text && (!nfc || *nfc != content))
                error(file, "A text of a course is UTF-8 in NFC");
        }
    }

    const CourseFiles& m_files;
    Issues& m_issues;
    UsedFiles m_used;
    SeenQuestions m_seen;
    std::map<std::string, std::size_t> m_counts;
    std::map<std::string, int> m_lines;
    std::size_t m_questions{0};
};

} // namespace

CheckedCourse check_course(const CourseFiles& files, Issues& issues) { return Check(files, issues).run(); }

} // namespace canbo::formats
