#include "training_ui/practice.h"

#include "assessment/random.h"
#include "base/text.h"
#include "base/translation.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace canbo::training::ui {

using assessment::BankQuestion;
using assessment::Response;

namespace {

constexpr double whole = 0.999999;
constexpr double nothing = 0.000001;

/// Typed answers are Vietnamese: hòa is hoà.
assessment::TextRules rules() {
    assessment::TextRules made;
    made.any_tone_placement = true;
    return made;
}

bool can_be_practised(const BankQuestion& question) {
    static const std::vector<std::string> types{"truefalse", "multichoice", "shortanswer", "numerical", "match"};
    return std::find(types.begin(), types.end(), question.type) != types.end();
}

AnswerKind kind_of(const BankQuestion& question) {
    if (question.type == "multichoice")
        return question.single ? AnswerKind::One : AnswerKind::Several;
    if (question.type == "truefalse")
        return AnswerKind::One;
    if (question.type == "shortanswer")
        return AnswerKind::Text;
    if (question.type == "numerical")
        return AnswerKind::Number;
    return question.type == "match" ? AnswerKind::Match : AnswerKind::Read;
}

std::string shown(const BankQuestion& source, std::size_t answer) {
    return answer < source.answers.size() ? plain_text(source.answers[answer].text, source.answers[answer].format) : "";
}

/// What a choice of this round is in the bank.
std::size_t bank_index(const assessment::Question& question, std::size_t position) {
    const auto* choices = dynamic_cast<const assessment::ChoiceQuestion*>(&question);
    if (choices == nullptr)
        return position; // true, false
    return position < choices->ordered().size() ? static_cast<std::size_t>(choices->ordered()[position].id - 1)
                                                : PracticeAnswer::none;
}

Response response_of(const PracticeQuestion& question, const BankQuestion& source, const PracticeAnswer& given) {
    Response sent;
    switch (question.kind) {
    case AnswerKind::One:
        if (!given.chosen.empty())
            sent.set("answer", source.type == "truefalse" ? (given.chosen.front() == 0 ? "1" : "0")
                                                          : std::to_string(given.chosen.front()));
        break;
    case AnswerKind::Several:
        for (const std::size_t position : given.chosen)
            sent.set("choice" + std::to_string(position), "1");
        break;
    case AnswerKind::Text:
    case AnswerKind::Number:
        sent.set("answer", given.text);
        break;
    case AnswerKind::Match:
        for (std::size_t i = 0; i < given.chosen.size(); ++i)
            sent.set("sub" + std::to_string(i),
                     given.chosen[i] == PracticeAnswer::none ? "0" : std::to_string(given.chosen[i] + 1));
        break;
    case AnswerKind::Read:
        break;
    }
    sent.set("-submit", "1");
    return sent;
}

/// The author's answer that a typed one meets, by the engine's own rules for just that answer.
std::size_t typed_answer(const BankQuestion& source, const std::string& text) {
    for (std::size_t i = 0; i < source.answers.size(); ++i) {
        BankQuestion one = source;
        one.answers = {source.answers[i]};
        one.answers.front().fraction = 1;
        const auto question = assessment::make_question(one, rules());
        const Response response{{"answer", text}};
        if (question && (*question)->is_gradable(response) && (*question)->grade(response).fraction > whole)
            return i;
    }
    return PracticeAnswer::none;
}

std::string right_answer(const BankQuestion& source) {
    std::string out;
    const auto add = [&out](const std::string& text) { out += (out.empty() ? "" : "; ") + text; };
    if (source.type == "truefalse")
        return base::tr(source.correct.value_or(false) ? "True" : "False");
    if (source.type == "match") {
        for (const auto& pair : source.pairs)
            if (!pair.text.empty())
                add(plain_text(pair.text, pair.format) + " → " + plain_text(pair.answer, pair.format));
        return out;
    }
    for (std::size_t i = 0; i < source.answers.size(); ++i)
        if (source.type == "multichoice" ? source.answers[i].fraction > nothing
                                         : source.answers[i].fraction > whole && out.empty())
            add(shown(source, i));
    return out;
}

std::string verdict_of(double fraction) {
    return fraction > whole     ? "✓ " + base::tr("Right")
           : fraction > nothing ? "◐ " + base::tr("Partly right")
                                : "✕ " + base::tr("Wrong");
}

} // namespace

std::string plain_text(std::string_view text, assessment::TextFormat format) {
    static const std::map<std::string_view, std::string_view> entities{
        {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&nbsp;", " "}, {"&#39;", "'"}};
    const bool html = format == assessment::TextFormat::Html || format == assessment::TextFormat::Moodle;
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto tag_end = html && text[i] == '<' && i + 1 < text.size() &&
                                     (std::isalpha(static_cast<unsigned char>(text[i + 1])) || text[i + 1] == '/')
                                 ? text.find('>', i)
                                 : std::string_view::npos;
        if (tag_end != std::string_view::npos) {
            i = tag_end;
            continue;
        }
        const auto entity = html && text[i] == '&'
                                ? std::find_if(entities.begin(), entities.end(),
                                               [&](const auto& e) { return text.substr(i).starts_with(e.first); })
                                : entities.end();
        if (entity != entities.end()) {
            out += entity->second;
            i += entity->first.size() - 1;
        } else if (text.substr(i).starts_with("**")) {
            ++i;
        } else if (text[i] != '`' || format == assessment::TextFormat::Plain) {
            out += text[i];
        }
    }
    return std::string(base::trim(out));
}

Result<Practice> Practice::make(const std::vector<BankQuestion>& questions, std::uint64_t seed, std::size_t count) {
    assessment::Random random(seed);
    std::vector<const BankQuestion*> order;
    for (const auto& question : questions)
        if (can_be_practised(question))
            order.push_back(&question);
    random.shuffle(order);
    if (count > 0 && order.size() > count)
        order.resize(count);
    Practice practice;
    for (const BankQuestion* question : order) {
        CANBO_TRY(auto engine, assessment::make_question(*question, rules()));
        CANBO_TRY(auto attempt, assessment::QuestionAttempt::make(std::move(engine), "immediatefeedback", 1));
        CANBO_TRY_VOID(attempt.start(random));
        practice.m_items.push_back({*question, std::move(attempt)});
    }
    return practice;
}

PracticeQuestion Practice::question() const {
    CANBO_CHECK(!finished());
    const Item& item = m_items[m_at];
    PracticeQuestion out;
    out.number = m_at + 1;
    out.count = m_items.size();
    out.text = plain_text(item.source.text, item.source.format);
    out.kind = kind_of(item.source);
    const auto& engine = item.attempt.question();
    if (item.source.type == "truefalse") {
        out.options = {base::tr("True"), base::tr("False")};
    } else if (const auto* choices = dynamic_cast<const assessment::ChoiceQuestion*>(&engine)) {
        for (std::size_t i = 0; i < choices->ordered().size(); ++i)
            out.options.push_back(shown(item.source, bank_index(engine, i)));
    } else if (const auto* match = dynamic_cast<const assessment::Match*>(&engine)) {
        for (const auto& stem : match->ordered_stems())
            out.stems.push_back(plain_text(stem.text, assessment::TextFormat::Moodle));
        for (const long long id : match->ordered_choices())
            for (const auto& [choice, text] : match->choices)
                if (choice == id)
                    out.options.push_back(plain_text(text, assessment::TextFormat::Moodle));
    }
    return out;
}

std::vector<std::string> Practice::feedback(const Item& item, const PracticeAnswer& given, double fraction) const {
    std::vector<std::string> out;
    const auto add = [&](const std::string& text, assessment::TextFormat format) {
        if (auto plain = plain_text(text, format);
            !plain.empty() && std::find(out.begin(), out.end(), plain) == out.end())
            out.push_back(std::move(plain));
    };
    const BankQuestion& source = item.source;
    std::vector<std::size_t> met;
    if (source.type == "multichoice" || source.type == "truefalse")
        for (const std::size_t position : given.chosen)
            met.push_back(bank_index(item.attempt.question(), position));
    else if (source.type != "match")
        met.push_back(typed_answer(source, given.text));
    for (const std::size_t answer : met)
        if (answer < source.answers.size())
            add(source.answers[answer].feedback, source.answers[answer].feedback_format);
    // Of several right ones those that were missed say why they belong there.
    if (source.type == "multichoice" && !source.single && fraction <= whole)
        for (std::size_t i = 0; i < source.answers.size(); ++i)
            if (source.answers[i].fraction > nothing && std::find(met.begin(), met.end(), i) == met.end())
                add(source.answers[i].feedback, source.answers[i].feedback_format);
    add(source.general_feedback, source.general_feedback_format);
    return out;
}

Result<PracticeResult> Practice::answer(const PracticeAnswer& given) {
    CANBO_CHECK(!finished());
    if (m_result)
        return *m_result;
    Item& item = m_items[m_at];
    const Response sent = response_of(question(), item.source, given);
    CANBO_TRY_VOID(item.attempt.act(sent));
    if (!item.attempt.fraction())
        return fail(ErrorCode::InvalidInput,
                    item.source.type == "numerical" ? "Give a number as the answer" : "Give an answer first");
    PracticeResult result;
    result.fraction = *item.attempt.fraction();
    result.verdict = verdict_of(result.fraction);
    result.why = feedback(item, given, result.fraction);
    if (result.fraction <= whole)
        result.right = right_answer(item.source);
    m_fractions.push_back(result.fraction);
    m_result = result;
    return result;
}

void Practice::next() {
    if (!finished() && m_result) {
        ++m_at;
        m_result.reset();
    }
}

} // namespace canbo::training::ui
