#include "assessment/numbers.h"
#include "base/text.h"
#include "base/translation.h"
#include "formats/gift.h"
#include "gift_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::formats {
namespace {

using assessment::Bank;
using assessment::BankAnswer;
using assessment::BankQuestion;
using assessment::TextFormat;

constexpr std::size_t most_gift_bytes = 10'000'000;
constexpr std::size_t name_columns = 80;

/// One entry of the file: its lines without comments, and the comments.
struct GiftEntry {
    std::size_t line{0};
    std::string text;
    std::string comment;
};

std::vector<GiftEntry> gift_entries(std::string_view text) {
    std::vector<GiftEntry> out(1);
    std::size_t number = 0;
    for (const auto& raw : assessment::split(text, '\n')) {
        ++number;
        const auto line = gift::trimmed(raw);
        auto& entry = out.back();
        if (line.empty()) {
            if (entry.line != 0)
                out.emplace_back();
            continue;
        }
        if (entry.line == 0)
            entry.line = number;
        const bool comment = line.starts_with("//");
        (comment ? entry.comment : entry.text).append(comment ? line : std::string_view()).append(comment ? "\n" : "");
        if (!comment)
            entry.text.append(line).append("\n");
        else
            entry.text.append(" \n");
    }
    return out;
}

/// What stands in every "[key:…]" of a comment, with "\]" for a bracket.
std::vector<std::string> bracketed(std::string_view comment, std::string_view key) {
    std::vector<std::string> out;
    for (auto at = comment.find(key); at != std::string_view::npos; at = comment.find(key, at + 1)) {
        std::string value;
        for (auto i = at + key.size(); i < comment.size() && comment[i] != '\n'; ++i) {
            if (comment[i] == '\\' && i + 1 < comment.size() && comment[i + 1] == ']') {
                value += ']';
                ++i;
            } else if (comment[i] == ']') {
                out.emplace_back(gift::trimmed(value));
                break;
            } else {
                value += comment[i];
            }
        }
    }
    return out;
}

/// The pieces between `separator`s, without an empty one at the start.
std::vector<std::string_view> pieces(std::string_view text, char separator) {
    std::vector<std::string_view> out;
    for (bool first = true;; first = false) {
        const auto at = text.find(separator);
        const auto piece = gift::trimmed(text.substr(0, at));
        if (!piece.empty() || !first)
            out.push_back(piece);
        if (at == std::string_view::npos)
            return out;
        text.remove_prefix(at + 1);
    }
}

/// "answer#feedback" of a question in `format`.
BankAnswer answer_of(std::string_view text, double fraction, TextFormat format) {
    const auto at = text.find('#');
    const auto answer = gift::parse_marked(gift::trimmed(text.substr(0, at)), format);
    gift::Marked feedback{{}, format};
    if (at != std::string_view::npos)
        feedback = gift::parse_marked(gift::trimmed(text.substr(at + 1)), format);
    BankAnswer out;
    out.text = answer.text;
    out.format = answer.format;
    out.fraction = fraction;
    out.feedback = feedback.text;
    out.feedback_format = feedback.text.empty() ? answer.format : feedback.format;
    return out;
}

using Fault = const char*; // an English sentence, or nullptr when all is well

Fault read_choices(std::string_view text, BankQuestion& out) {
    out.type = "multichoice";
    out.single = text.find('=') != std::string_view::npos;
    std::string marked;
    for (const char c : text)
        marked.append(c == '=' ? "~=" : std::string(1, c));
    for (auto piece : pieces(marked, '~')) {
        if (piece.empty()) // "~=": written with both signs
            continue;
        double fraction = 0;
        if (piece.starts_with('=')) {
            fraction = 1;
            piece.remove_prefix(1);
        } else if (const auto weight = gift::take_weight(piece)) {
            fraction = *weight;
        }
        out.answers.push_back(answer_of(piece, fraction, out.format));
    }
    return out.answers.size() < 2 ? base::msgid("A question with choices needs at least two") : nullptr;
}

Fault read_pairs(std::string_view text, BankQuestion& out) {
    out.type = "match";
    for (const auto piece : pieces(text, '=')) {
        const auto arrow = piece.find("->");
        if (arrow == std::string_view::npos)
            return base::msgid("A pair is written with an arrow between its two sides");
        const auto stem = gift::parse_marked(piece.substr(0, arrow), out.format);
        out.pairs.push_back(
            {stem.text, std::string(gift::trimmed(gift::show_escapes(piece.substr(arrow + 2)))), stem.format});
    }
    return out.pairs.size() < 2 ? base::msgid("A matching question needs at least two pairs") : nullptr;
}

bool is_true_or_false(std::string_view text) {
    const auto at = text.find('#');
    const auto word = gift::trimmed(at == 0 ? text : text.substr(0, at));
    return word == "T" || word == "TRUE" || word == "F" || word == "FALSE";
}

Fault read_true_false(std::string_view text, BankQuestion& out) {
    out.type = "truefalse";
    out.penalty = 1;
    out.correct = text.starts_with('T');
    const auto first = text.find('#');
    gift::Marked wrong{{}, out.format};
    gift::Marked right{{}, out.format};
    if (first != std::string_view::npos) {
        const auto second = text.find('#', first + 1);
        wrong = gift::parse_marked(gift::trimmed(text.substr(first + 1, second - first - 1)), out.format);
        if (second != std::string_view::npos)
            right = gift::parse_marked(gift::trimmed(text.substr(second + 1)), out.format);
    }
    // The answers are true, then false; feedback is written for the wrong answer first.
    for (const bool answer : {true, false}) {
        const bool is_right = answer == *out.correct;
        const auto& feedback = is_right ? right : wrong;
        BankAnswer one;
        one.text = answer ? "true" : "false";
        one.fraction = is_right ? 1 : 0;
        one.format = out.format;
        one.feedback = feedback.text;
        one.feedback_format = feedback.text.empty() ? out.format : feedback.format;
        out.answers.push_back(std::move(one));
    }
    return nullptr;
}

Fault read_short_answer(std::string_view text, BankQuestion& out) {
    out.type = "shortanswer";
    for (auto piece : pieces(text, '=')) {
        const double fraction = gift::take_weight(piece).value_or(1);
        out.answers.push_back(answer_of(piece, fraction, out.format));
    }
    return out.answers.empty() ? base::msgid("A short-answer question needs an answer") : nullptr;
}

/// "1822:5", "1..5" or "3.14" as expected number and tolerance.
Fault read_number(BankAnswer& answer) {
    const std::string text = answer.text;
    const auto range = text.find("..");
    const auto colon = text.find(':');
    if (range != std::string::npos && range > 0) {
        const auto least = std::string_view(text).substr(0, range);
        const auto most = std::string_view(text).substr(range + 2);
        if (!assessment::is_number(least) || !assessment::is_number(most))
            return base::msgid("An answer of a numerical question is a number");
        const double middle = (assessment::leading_number(most) + assessment::leading_number(least)) / 2;
        answer.text = assessment::format_number(middle);
        answer.tolerance = assessment::leading_number(most) - middle;
        return nullptr;
    }
    answer.text = gift::trimmed(std::string_view(text).substr(0, colon));
    answer.tolerance = 0;
    if (colon != std::string::npos && colon > 0) {
        const auto tolerance = std::string_view(text).substr(colon + 1);
        if (!assessment::is_number(tolerance))
            return base::msgid("A tolerance is a number");
        answer.tolerance = assessment::leading_number(tolerance);
    }
    return answer.text == "*" || assessment::is_number(answer.text)
               ? nullptr
               : base::msgid("An answer of a numerical question is a number");
}

Fault read_numbers(std::string_view text, BankQuestion& out) {
    out.type = "numerical";
    text.remove_prefix(1); // '#'
    const auto wrong = text.find('~');
    for (auto piece : pieces(text.substr(0, wrong), '=')) {
        const double fraction = gift::take_weight(piece).value_or(1);
        auto answer = answer_of(piece, fraction, out.format);
        if (const auto* fault = read_number(answer))
            return fault;
        out.answers.push_back(std::move(answer));
    }
    if (out.answers.empty())
        return base::msgid("A numerical question needs an answer");
    if (wrong != std::string_view::npos) {
        auto any = answer_of(text.substr(wrong), 0, out.format);
        any.text = "*";
        out.answers.push_back(std::move(any));
    }
    return nullptr;
}

Fault read_answers(std::string_view text, BankQuestion& out) {
    if (text.empty()) {
        out.type = "essay";
        return nullptr;
    }
    if (text.front() == '#')
        return read_numbers(text, out);
    if (text.find('~') != std::string_view::npos)
        return read_choices(text, out);
    if (text.find('=') != std::string_view::npos && text.find("->") != std::string_view::npos)
        return read_pairs(text, out);
    return is_true_or_false(text) ? read_true_false(text, out) : read_short_answer(text, out);
}

/// The name written between "::", taken off the text; empty when there is none.
std::string take_name(std::string_view& text) {
    if (!text.starts_with("::"))
        return {};
    text.remove_prefix(2);
    const auto end = text.find("::");
    if (end == std::string_view::npos)
        return {};
    const auto name = std::string(gift::trimmed(gift::show_escapes(text.substr(0, end))));
    text = gift::trimmed(text.substr(end + 2));
    return name;
}

/// A question without a name is called by its text, cut between words.
std::string short_name(const std::string& text) {
    if (base::length(text) <= name_columns)
        return text;
    constexpr std::string_view cut_sign = "…";
    auto out = base::fit(text, name_columns - 2);
    out.resize(out.size() - cut_sign.size());
    if (const auto space = out.rfind(' '); space != std::string::npos)
        out.resize(space + 1);
    return out + "...";
}

Fault read_question(std::string_view text, BankQuestion& out) {
    out.name = take_name(text);
    const auto open = text.find('{');
    const auto close = text.find('}');
    const bool description = open == std::string_view::npos && close == std::string_view::npos;
    if (!description && (open == std::string_view::npos || close == std::string_view::npos || close < open))
        return base::msgid("The braces around the answers do not fit");
    std::string_view answers;
    std::string question(text);
    if (!description) {
        answers = gift::trimmed(text.substr(open + 1, close - open - 1));
        // What goes on behind the answers shows a gap where they stood.
        question.replace(open, close - open + 1, text.ends_with('}') ? "" : "_____");
    }
    std::string_view general;
    if (const auto at = answers.rfind("####"); at != std::string_view::npos) {
        general = answers.substr(at + 4);
        answers = gift::trimmed(answers.substr(0, at));
    }
    const auto marked = gift::parse_marked(question, TextFormat::Moodle);
    out.text = marked.text;
    out.format = marked.format;
    const auto feedback = gift::parse_marked(general, out.format);
    out.general_feedback = feedback.text;
    out.general_feedback_format = feedback.text.empty() ? out.format : feedback.format;
    if (out.name.empty())
        out.name = short_name(out.text);
    if (!description)
        return read_answers(answers, out);
    out.type = "description";
    out.default_mark = 0;
    return nullptr;
}

void read_entry(const GiftEntry& entry, std::string& category, Bank& bank) {
    const auto where = fmt::format("line {}", entry.line);
    const auto hidden = gift::hide_escapes(gift::trimmed(entry.text));
    const std::string_view text = hidden;
    if (text.empty())
        return;
    constexpr std::string_view category_sign = "$CATEGORY:";
    if (text.starts_with(category_sign)) {
        const auto end = text.find('\n');
        category = gift::trimmed(gift::show_escapes(text.substr(category_sign.size(), end - category_sign.size())));
        if (end != std::string_view::npos)
            bank.losses.push_back(
                {where, std::string(text.substr(end + 1)),
                 base::msgid("A category stands alone: what follows it without an empty line is not read"), true});
        return;
    }
    BankQuestion question;
    question.category = category;
    question.tags = bracketed(entry.comment, "[tag:");
    if (const auto ids = bracketed(entry.comment, "[id:"); !ids.empty())
        question.idnumber = ids.front();
    if (const auto* fault = read_question(text, question)) {
        bank.losses.push_back({where, gift::show_escapes(text), fault, true});
        return;
    }
    bank.questions.push_back(std::move(question));
}

} // namespace

Result<Bank> read_gift(std::string_view text) {
    if (text.size() > most_gift_bytes)
        return fail(ErrorCode::TooLarge, "The file of questions is too large");
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    std::string plain;
    for (const char c : text)
        if (c != '\r')
            plain += static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' ? ' ' : c;
    CANBO_TRY(const auto nfc, base::to_nfc(plain));
    Bank bank;
    std::string category;
    for (const auto& entry : gift_entries(nfc))
        read_entry(entry, category, bank);
    return bank;
}

} // namespace canbo::formats
