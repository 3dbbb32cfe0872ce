#include "moodle_xml_cloze.h"

#include "assessment/numbers.h"
#include "assessment/response.h"
#include "base/translation.h"
#include "gift_text.h"

#include <algorithm>
#include <array>
#include <optional>

namespace canbo::formats {
namespace {

using assessment::BankAnswer;
using assessment::BankQuestion;

struct Kind {
    std::string_view word;
    std::string_view type;
    bool single;
    bool use_case;
    bool shuffle;
};
// The first of each sort is how it is written.
constexpr std::array<Kind, 26> kinds{{
    {"SHORTANSWER", "shortanswer", true, false, false},
    {"SHORTANSWER_C", "shortanswer", true, true, false},
    {"NUMERICAL", "numerical", true, false, false},
    {"MULTICHOICE", "multichoice", true, false, false},
    {"MULTICHOICE_S", "multichoice", true, false, true},
    {"MULTIRESPONSE", "multichoice", false, false, false},
    {"MULTIRESPONSE_S", "multichoice", false, false, true},
    {"SA", "shortanswer", true, false, false},
    {"MW", "shortanswer", true, false, false},
    {"SAC", "shortanswer", true, true, false},
    {"MWC", "shortanswer", true, true, false},
    {"NM", "numerical", true, false, false},
    {"MC", "multichoice", true, false, false},
    {"MCS", "multichoice", true, false, true},
    {"MULTICHOICE_V", "multichoice", true, false, false},
    {"MCV", "multichoice", true, false, false},
    {"MULTICHOICE_H", "multichoice", true, false, false},
    {"MCH", "multichoice", true, false, false},
    {"MULTICHOICE_VS", "multichoice", true, false, true},
    {"MCVS", "multichoice", true, false, true},
    {"MULTICHOICE_HS", "multichoice", true, false, true},
    {"MCHS", "multichoice", true, false, true},
    {"MR", "multichoice", false, false, false},
    {"MULTIRESPONSE_H", "multichoice", false, false, false},
    {"MRH", "multichoice", false, false, false},
    {"MRS", "multichoice", false, false, true},
}};

/// A part's text from its opening to its closing brace, without them; nothing when it has none.
std::optional<std::string_view> inside(std::string_view text) {
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '}')
            return text.substr(1, i - 1);
        i += text[i] == '\\' ? 1 : 0;
    }
    return std::nullopt;
}

/// A text inside a part: what would end it or begin something else behind a backslash.
std::string guarded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == '#' || c == '}' || c == '~' || (c == '=' && out.empty()))
            out += '\\';
        out += c;
    }
    return out;
}

/// Takes "3.14:0.01" apart.
void read_tolerance(BankAnswer& answer) {
    const auto colon = answer.text.find(':');
    answer.tolerance = 0;
    if (colon == std::string::npos)
        return;
    answer.tolerance = assessment::leading_number(std::string_view(answer.text).substr(colon + 1));
    answer.text = answer.text.substr(0, colon);
}

std::optional<BankQuestion> read_part(std::string_view text, assessment::TextFormat format) {
    const auto first = text.find(':');
    const auto second = first == std::string_view::npos ? first : text.find(':', first + 1);
    if (second == std::string_view::npos)
        return std::nullopt;
    const auto word = gift::trimmed(text.substr(first + 1, second - first - 1));
    const auto* kind = std::find_if(kinds.begin(), kinds.end(), [&](const auto& k) { return k.word == word; });
    const auto weight = gift::trimmed(text.substr(0, first));
    if (kind == kinds.end() || (!weight.empty() && !assessment::is_number(weight)))
        return std::nullopt;
    BankQuestion out;
    out.type = kind->type;
    out.single = kind->single;
    out.use_case = kind->use_case;
    out.shuffle = kind->shuffle;
    out.format = format;
    out.default_mark = weight.empty() ? 1 : assessment::leading_number(weight);
    for (const auto& piece : assessment::split(text.substr(second + 1), '~')) {
        std::string_view rest = gift::trimmed(piece);
        if (rest.empty())
            continue;
        BankAnswer answer;
        answer.format = format;
        answer.feedback_format = format;
        if (rest.starts_with('=')) {
            answer.fraction = 1;
            rest.remove_prefix(1);
        } else if (const auto share = gift::take_weight(rest)) {
            answer.fraction = *share;
        }
        const auto hash = rest.find('#');
        answer.text = gift::trimmed(gift::show_escapes(rest.substr(0, hash)));
        if (hash != std::string_view::npos)
            answer.feedback = gift::trimmed(gift::show_escapes(rest.substr(hash + 1)));
        if (out.type == "numerical")
            read_tolerance(answer);
        out.answers.push_back(std::move(answer));
    }
    if (out.answers.empty())
        return std::nullopt;
    return out;
}

std::string write_part(const BankQuestion& part) {
    const auto* kind = std::find_if(kinds.begin(), kinds.end(), [&](const auto& k) {
        return k.type == part.type && k.single == part.single && k.use_case == part.use_case &&
               k.shuffle == part.shuffle;
    });
    std::string out = "{" + assessment::format_number(part.default_mark) + ":" +
                      std::string(kind == kinds.end() ? kinds[0].word : kind->word) + ":";
    for (std::size_t i = 0; i < part.answers.size(); ++i) {
        const auto& answer = part.answers[i];
        out += i == 0 ? "" : "~";
        if (answer.fraction == 1)
            out += "=";
        else if (answer.fraction != 0 || answer.text.starts_with('%'))
            out += gift::write_weight(answer.fraction);
        out += part.type == "numerical" && answer.text != "*"
                   ? answer.text + ":" + assessment::format_number(answer.tolerance.value_or(0))
                   : guarded(answer.text);
        if (!answer.feedback.empty())
            out += "#" + guarded(answer.feedback);
    }
    return out + "}";
}

} // namespace

void read_cloze_text(BankQuestion& question, const std::string& where, std::vector<assessment::Loss>& losses) {
    const std::string written = question.text;
    std::string text;
    for (std::size_t i = 0; i < written.size();) {
        const auto body = written[i] == '{' ? inside(std::string_view(written).substr(i)) : std::nullopt;
        auto part = body ? read_part(gift::hide_escapes(*body), question.format) : std::nullopt;
        if (!part) {
            if (body && body->find(':') != std::string_view::npos)
                losses.push_back(
                    {where, std::string(*body), base::msgid("Braces in a text hold no question we know"), false});
            text += written[i++];
            continue;
        }
        question.parts.push_back(*std::move(part));
        text += "{#" + std::to_string(question.parts.size()) + "}";
        i += body->size() + 2;
    }
    question.text = text;
}

std::string write_cloze_text(const BankQuestion& question) {
    std::string out = question.text;
    for (std::size_t i = question.parts.size(); i > 0; --i) {
        const auto mark = "{#" + std::to_string(i) + "}";
        if (const auto at = out.find(mark); at != std::string::npos)
            out.replace(at, mark.size(), write_part(question.parts[i - 1]));
    }
    return out;
}

} // namespace canbo::formats
