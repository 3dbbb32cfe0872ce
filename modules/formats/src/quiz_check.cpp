#include "base/text.h"
#include "course_checks.h"
#include "formats/gift.h"

#include <algorithm>
#include <cmath>

namespace canbo::formats {
namespace {

using assessment::BankQuestion;

constexpr std::size_t least_feedback = 15; // "Sai rồi." does not say why

bool says_why(const std::string& feedback) { return base::length(base::trim(feedback)) >= least_feedback; }
bool is_comment(std::string_view line) { return base::trim(line).starts_with("//"); }

/// An entry of the file: lines up to an empty one.
struct WrittenQuestion {
    int line{1}; ///< Its first line that is no comment.
    std::string text;
    bool blank{true}; ///< Comments only.
};

std::vector<WrittenQuestion> written_questions(std::string_view content) {
    std::vector<WrittenQuestion> out;
    WrittenQuestion entry;
    int number = 0;
    const auto close = [&] {
        if (!entry.blank)
            out.push_back(std::move(entry));
        entry = {};
    };
    while (!content.empty()) {
        const auto line = content.substr(0, content.find('\n'));
        content.remove_prefix(std::min(content.size(), line.size() + 1));
        ++number;
        if (base::trim(line).empty()) {
            close();
            continue;
        }
        if (entry.blank && !is_comment(line)) {
            entry.line = number;
            entry.blank = false;
        }
        entry.text += std::string(line) + "\n";
        if (base::trim(line).starts_with("$CATEGORY:")) // ends by itself
            close();
    }
    close();
    return out;
}

class QuizCheck {
public:
    QuizCheck(const std::string& file, SeenQuestions& seen, Issues& issues)
        : m_file(file), m_seen(seen), m_issues(issues) {}

    std::vector<BankQuestion> run(const std::string& content, std::string_view slug) {
        const auto entries = written_questions(content);
        const auto wanted = "$CATEGORY: " + std::string(slug) + "/";
        if (entries.empty() || entries.front().text.find(wanted) == std::string::npos)
            error(1, "A quiz file begins with $CATEGORY: and the course's name, a slash and a topic");
        std::vector<BankQuestion> out;
        for (const auto& entry : entries) {
            m_line = entry.line;
            const auto bank = read_gift(entry.text);
            if (!bank) {
                error(m_line, "This is no question in GIFT");
                continue;
            }
            for (const auto& loss : bank->losses)
                m_issues.error(ErrorCode::InvalidInput, place(m_file, m_line), loss.why);
            for (const auto& question : bank->questions) {
                if (entry.text.find("::") == std::string::npos)
                    error(m_line, "A question has a name between ::");
                check(question);
                out.push_back(question);
            }
        }
        return out;
    }

private:
    void error(int line, const char* sentence) {
        m_issues.error(ErrorCode::InvalidInput, place(m_file, line), sentence);
    }

    void check(const BankQuestion& question) {
        if (question.type == "description")
            return;
        auto key = base::search_key(question.text);
        for (const auto& pair : question.pairs) // the same request to match may stand over other pairs
            key += "\n" + base::search_key(pair.text);
        if (const auto first = m_seen.emplace(key, place(m_file, m_line)); !first.second)
            error(m_line, "This question stands twice in the course");
        check_key(question);
        check_feedback(question);
    }

    void check_key(const BankQuestion& question) {
        const auto& answers = question.answers;
        if (question.type == "multichoice") {
            double most = 0, sum = 0;
            for (const auto& answer : answers) {
                most = std::max(most, answer.fraction);
                sum += std::max(0.0, answer.fraction);
            }
            const double all = question.single ? most : sum;
            if (std::abs(all - 1) > 0.001)
                error(m_line, "No answer, or no set of answers, gets the whole mark");
            check_doubles(question);
        } else if (question.type == "shortanswer" || question.type == "numerical") {
            if (std::none_of(answers.begin(), answers.end(), [](const auto& a) { return a.fraction > 0.999; }))
                error(m_line, "No answer, or no set of answers, gets the whole mark");
        } else if (question.type == "match" && question.pairs.size() < 3) {
            error(m_line, "A matching question has at least three pairs");
        }
    }

    void check_doubles(const BankQuestion& question) {
        for (std::size_t i = 0; i < question.answers.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (question.answers[i].text == question.answers[j].text)
                    error(m_line, "An answer stands twice in the question");
    }

    void check_feedback(const BankQuestion& question) {
        const bool each = std::all_of(question.answers.begin(), question.answers.end(),
                                      [](const auto& answer) { return says_why(answer.feedback); });
        const bool chosen = question.type == "multichoice";
        if (chosen && !each)
            error(m_line, "Every answer has feedback that says why");
        else if (!chosen && !says_why(question.general_feedback) && (question.answers.empty() || !each))
            error(m_line, "The question has no feedback that says why");
    }

    const std::string& m_file;
    SeenQuestions& m_seen;
    Issues& m_issues;
    int m_line{1};
};

} // namespace

std::vector<BankQuestion> check_quiz(const std::string& file, const std::string& content, std::string_view slug,
                                     SeenQuestions& seen, Issues& issues) {
    return QuizCheck(file, seen, issues).run(content, slug);
}

} // namespace canbo::formats
