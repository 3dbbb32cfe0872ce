#include "formats/aiken.h"

#include "assessment/response.h"
#include "base/text.h"
#include "base/translation.h"
#include "gift_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::formats {
namespace {

using assessment::Bank;
using assessment::BankAnswer;
using assessment::BankQuestion;
using assessment::TextFormat;

constexpr std::size_t most_aiken_bytes = 10'000'000;
constexpr std::size_t most_choices = 26;
constexpr std::string_view answer_sign = "ANSWER:";

bool is_choice(std::string_view line) {
    return line.size() > 2 && line[0] >= 'A' && line[0] <= 'Z' && (line[1] == '.' || line[1] == ')') && line[2] == ' ';
}

/// Takes the lines of a file one by one.
class Reader {
public:
    void line(std::string_view text) {
        ++m_line;
        if (text.empty())
            return;
        if (text.starts_with(answer_sign))
            answer(gift::trimmed(text.substr(answer_sign.size())));
        else if (is_choice(text) && !m_question.text.empty())
            choice(text);
        else
            question(text);
    }
    Bank end() {
        if (!m_question.text.empty())
            refuse(base::msgid("The question has no line that says the answer"));
        return std::move(m_bank);
    }

private:
    void question(std::string_view text) {
        if (!m_question.answers.empty())
            refuse(base::msgid("The question has no line that says the answer"));
        if (m_question.text.empty())
            m_first_line = m_line;
        m_question.text.append(m_question.text.empty() ? "" : "\n").append(text);
    }
    void choice(std::string_view text) {
        BankAnswer out;
        out.text = gift::trimmed(text.substr(2));
        m_letters += text[0];
        m_question.answers.push_back(std::move(out));
    }
    void answer(std::string_view letter) {
        const auto right = letter.size() == 1 ? m_letters.find(letter[0]) : std::string::npos;
        if (m_question.text.empty())
            return refuse(base::msgid("An answer stands without its question"));
        if (m_question.answers.size() < 2)
            return refuse(base::msgid("A question with choices needs at least two"));
        if (right == std::string::npos)
            return refuse(base::msgid("The answer names a choice that is not there"));
        m_question.type = "multichoice";
        m_question.name = m_question.text;
        m_question.answers[right].fraction = 1;
        m_bank.questions.push_back(std::move(m_question));
        clear();
    }
    void refuse(const char* why) {
        m_bank.losses.push_back(
            {fmt::format("line {}", m_question.text.empty() ? m_line : m_first_line), m_question.text, why, true});
        clear();
    }
    void clear() {
        m_question = {};
        m_letters.clear();
    }

    Bank m_bank;
    BankQuestion m_question;
    std::string m_letters;
    std::size_t m_line{0};
    std::size_t m_first_line{0};
};

const char* unfit_for_aiken(const BankQuestion& question) {
    const auto right = std::count_if(question.answers.begin(), question.answers.end(),
                                     [](const auto& answer) { return answer.fraction == 1; });
    const auto lines = [](const std::string& text) { return text.find('\n') != std::string::npos; };
    if (question.type != "multichoice" || !question.single || right != 1)
        return base::msgid("Aiken knows only choices with exactly one right answer");
    if (question.answers.size() > most_choices)
        return base::msgid("Aiken has letters for 26 choices");
    if (question.text.empty() || lines(question.text) || is_choice(question.text) ||
        question.text.starts_with(answer_sign) ||
        std::any_of(question.answers.begin(), question.answers.end(),
                    [&](const auto& answer) { return answer.text.empty() || lines(answer.text); }))
        return base::msgid("Aiken writes every text on one line of its own");
    return nullptr;
}

} // namespace

Result<Bank> read_aiken(std::string_view text) {
    if (text.size() > most_aiken_bytes)
        return fail(ErrorCode::TooLarge, "The file of questions is too large");
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    CANBO_TRY(const auto nfc, base::to_nfc(text));
    Reader reader;
    for (const auto& line : assessment::split(nfc, '\n'))
        reader.line(gift::trimmed(line));
    return reader.end();
}

ExportedBank write_aiken(const std::vector<BankQuestion>& questions) {
    ExportedBank out;
    for (const auto& question : questions) {
        if (const auto* why = unfit_for_aiken(question)) {
            out.losses.push_back({question.name, question.type, why, true});
            continue;
        }
        const auto lost = [&](bool is, const char* what) {
            if (is)
                out.losses.push_back({question.name, what, base::msgid("Aiken has no place for it"), false});
        };
        lost(question.name != question.text, "name");
        lost(!question.general_feedback.empty(), "general feedback");
        lost(!question.tags.empty() || !question.idnumber.empty() || !question.category.empty(),
             "tags, number and category");
        lost(!question.hints.empty(), "hints");
        lost(question.format != TextFormat::Moodle, "text format");
        out.text += question.text + "\n";
        char right = 'A';
        for (std::size_t i = 0; i < question.answers.size(); ++i) {
            const auto& answer = question.answers[i];
            const char letter = static_cast<char>('A' + static_cast<char>(i));
            out.text += fmt::format("{}. {}\n", letter, answer.text);
            right = answer.fraction == 1 ? letter : right;
            lost(!answer.feedback.empty(), "feedback of an answer");
            lost(answer.fraction != 0 && answer.fraction != 1, "part of the mark for an answer");
        }
        out.text += fmt::format("{} {}\n\n", answer_sign, right);
    }
    return out;
}

} // namespace canbo::formats
