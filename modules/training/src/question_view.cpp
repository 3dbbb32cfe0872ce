#include "training/question_view.h"

#include "assessment/choice.h"
#include "assessment/matching.h"
#include "base/translation.h"

#include <algorithm>

namespace canbo::training {

using assessment::BankQuestion;

namespace {

constexpr double whole = 0.999999;
constexpr double nothing = 0.000001;

std::string shown(const BankQuestion& source, std::size_t answer) {
    return answer < source.answers.size() ? plain_text(source.answers[answer].text, source.answers[answer].format) : "";
}

} // namespace

assessment::TextRules answer_rules() {
    assessment::TextRules made;
    made.any_tone_placement = true;
    return made;
}

bool can_be_asked(const BankQuestion& question) {
    static const std::vector<std::string> types{"truefalse", "multichoice", "shortanswer", "numerical", "match"};
    return std::find(types.begin(), types.end(), question.type) != types.end();
}

std::size_t bank_index(const assessment::Question& engine, std::size_t position) {
    const auto* choices = dynamic_cast<const assessment::ChoiceQuestion*>(&engine);
    if (choices == nullptr)
        return position; // true, false
    return position < choices->ordered().size() ? static_cast<std::size_t>(choices->ordered()[position].id - 1)
                                                : GivenAnswer::none;
}

QuestionView view_of(const BankQuestion& source, const assessment::Question& engine) {
    QuestionView out;
    out.text = plain_text(source.text, source.format);
    out.kind = assessment::answer_kind(source.type, source.single);
    if (source.type == "truefalse") {
        out.options = {base::tr("True"), base::tr("False")};
    } else if (const auto* choices = dynamic_cast<const assessment::ChoiceQuestion*>(&engine)) {
        for (std::size_t i = 0; i < choices->ordered().size(); ++i)
            out.options.push_back(shown(source, bank_index(engine, i)));
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

} // namespace canbo::training
