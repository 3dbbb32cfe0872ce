#include "qti_item.h"

#include "base/text.h"
#include "base/translation.h"
#include "qti_gaps.h"
#include "qti_interactions.h"

#include <algorithm>
#include <array>

namespace canbo::formats::qti {
namespace {

using assessment::Bank;
using assessment::BankQuestion;
using assessment::TextFormat;

constexpr const char* no_place = base::msgid("A question bank has no place for it");
constexpr const char* unknown_type = base::msgid("This type of question is not known here");
constexpr std::array<std::string_view, 5> known_children{"responseDeclaration", "outcomeDeclaration", "itemBody",
                                                         "responseProcessing", "modalFeedback"};
constexpr std::size_t most_interactions = 100;
constexpr double nearly_whole = 1 - 1e-6;

/// Interactions in the order of the page.
void collect(const Node& node, std::vector<Node>& out) {
    for (const auto& child : elements_of(node)) {
        if (is_interaction(child))
            out.push_back(child);
        else
            collect(child, out);
    }
}

/// Who a rubric is for: everybody unless it says so.
bool is_for_candidates(const Node& rubric) {
    const auto view = attribute_of(rubric, "view");
    return view.empty() || view.find("candidate") != std::string::npos;
}

class ItemReader {
public:
    ItemReader(const Node& item, const ItemContext& context, Bank& bank)
        : m_item(item), m_context(context), m_bank(bank), m_losses{context.where, bank.losses}, m_html(m_losses),
          m_grading(item, m_losses) {
        collect(child_of(item, "itemBody"), m_interactions);
    }

    void read() {
        say_children();
        auto& question = m_built.question;
        question.format = TextFormat::Html;
        question.general_feedback_format = TextFormat::Html;
        const char* fault = refused();
        if (fault == nullptr)
            fault = body();
        question.idnumber = attribute_of(m_item, "identifier");
        question.name = attribute_of(m_item, "title");
        if (question.name.empty())
            question.name = question.idnumber;
        if (fault != nullptr) {
            const auto what = m_interactions.empty() ? std::string("assessmentItem") : name_of(m_interactions.front());
            return m_losses.add(what + ": " + question.name, fault, true);
        }
        question.default_mark *= m_context.weight;
        question.category = m_context.category;
        question.tags = m_context.tags;
        feedback();
        m_bank.questions.push_back(std::move(question));
    }

private:
    void say_children() {
        for (const auto& child : elements_of(m_item)) {
            const auto name = name_of(child);
            if (std::find(known_children.begin(), known_children.end(), name) == known_children.end())
                m_losses.add(name, no_place);
        }
        if (attribute_of(m_item, "adaptive") == "true")
            m_losses.add("adaptive", base::msgid("An item in several steps is asked in one here"));
        for (const auto& rubric : descendants_of(m_item, "rubricBlock"))
            if (!is_for_candidates(rubric))
                m_losses.add("rubricBlock " + attribute_of(rubric, "view") + ": " + plain_text(rubric), no_place);
    }

    const char* refused() const {
        if (!child_of(m_item, "itemBody"))
            return base::msgid("The item has no text");
        if (child_of(m_item, "templateProcessing") || !children_of(m_item, "templateDeclaration").empty())
            return base::msgid("The item is made anew for each candidate, which is not done here");
        if (m_grading.has_points())
            return base::msgid("Points and areas of a picture are not graded here");
        return nullptr;
    }

    const char* body() {
        if (m_interactions.size() > most_interactions)
            return base::msgid("The item asks more than a hundred questions");
        if (m_interactions.empty()) {
            m_built.question.type = "description";
            m_built.question.default_mark = 0;
        } else if (m_interactions.size() > 1 || is(m_interactions.front(), "inlineChoiceInteraction")) {
            if (const auto* fault = cloze())
                return fault;
        } else if (const auto* fault = read_interaction(m_interactions.front(), reading(), m_built)) {
            return fault;
        }
        m_built.question.text = text();
        return m_built.question.text.empty() ? base::msgid("The item has no text") : nullptr;
    }

    const char* cloze() {
        double sum = 0;
        for (const auto& interaction : m_interactions) {
            if (place_of(name_of(interaction)) == Place::Unknown)
                return why_not(name_of(interaction)) != nullptr ? why_not(name_of(interaction)) : unknown_type;
            if (!fits_cloze(name_of(interaction)))
                return base::msgid("These interactions do not fit into one question");
            Built part;
            if (const auto* fault = read_interaction(interaction, reading(), part))
                return fault;
            sum += part.question.default_mark;
            m_built.question.parts.push_back(std::move(part.question));
        }
        m_built.question.type = "multianswer";
        m_built.question.default_mark = sum;
        return nullptr;
    }

    Reading reading() { return {m_grading, m_losses, m_html}; }

    /// The page, with what stands for its interactions.
    std::string text() {
        const bool parts = m_built.question.type == "multianswer";
        std::string lone_prompt;
        const auto replace = [&](const Node& node) -> std::optional<std::string> {
            if (is_interaction(node)) {
                const auto at = std::find(m_interactions.begin(), m_interactions.end(), node);
                const auto gap = "{#" + std::to_string(at - m_interactions.begin() + 1) + "}";
                if (place_of(name_of(node)) == Place::Inline)
                    return parts ? gap : "_____";
                const auto prompt = prompt_of(node, lone_prompt);
                if (is(node, "gapMatchInteraction"))
                    return prompt + gapped_text(node, m_html);
                return parts ? prompt + "<p>" + gap + "</p>" : prompt;
            }
            if (is(node, "feedbackBlock") || is(node, "feedbackInline") ||
                (is(node, "rubricBlock") && !is_for_candidates(node)))
                return "";
            return std::nullopt;
        };
        auto out = m_html.inside(child_of(m_item, "itemBody"), replace, parts);
        return out == "<p>" + lone_prompt + "</p>" ? lone_prompt : out;
    }

    /// The interaction's own question as a paragraph, and what of its content is text.
    std::string prompt_of(const Node& interaction, std::string& lone) {
        std::string out;
        const auto prompt = child_of(interaction, "prompt");
        const bool guard = m_built.question.type == "multianswer";
        lone = prompt ? m_html.inside(prompt, {}, guard) : "";
        if (!lone.empty()) {
            const auto elements = elements_of(prompt);
            const bool block =
                std::any_of(elements.begin(), elements.end(), [](auto e) { return is_block(name_of(e)); });
            out = block ? lone : "<p>" + lone + "</p>";
        }
        if (!is(interaction, "hottextInteraction"))
            return out;
        return out + m_html.inside(interaction, [&](const Node& node) -> std::optional<std::string> {
            if (is(node, "prompt"))
                return "";
            return is(node, "hottext") ? std::optional("<u>" + m_html.inside(node) + "</u>") : std::nullopt;
        });
    }

    void feedback() {
        for (const char* name : {"modalFeedback", "feedbackBlock", "feedbackInline"})
            for (const auto& node : descendants_of(m_item, name))
                one_feedback(node);
    }

    void one_feedback(const Node& node) {
        const auto shown = m_grading.when(node);
        const auto html = m_html.inside(node);
        auto& question = m_built.question;
        const auto lost = [&](const char* why) {
            m_losses.add(name_of(node) + " " + attribute_of(node, "identifier") + ": " + plain_text(node), why);
        };
        if (!shown)
            return lost(base::msgid("It cannot be told when this feedback is shown"));
        if (*shown == When::Always) {
            question.general_feedback += html;
            return;
        }
        if (*shown == When::Response) {
            const auto at = std::find(m_built.ids.begin(), m_built.ids.end(), attribute_of(node, "identifier"));
            if (at == m_built.ids.end() || question.answers.empty())
                return lost(no_place);
            question.answers[static_cast<std::size_t>(at - m_built.ids.begin())].feedback += html;
            return;
        }
        const bool typed = question.type == "shortanswer" || question.type == "numerical";
        if (!typed && (question.type != "multichoice" || !question.single))
            return lost(no_place);
        by_mark(html, *shown == When::Right, typed);
    }

    /// Feedback for right or wrong answers goes to every answer that is.
    void by_mark(const std::string& html, bool right, bool typed) {
        auto& answers = m_built.question.answers;
        const bool any =
            std::any_of(answers.begin(), answers.end(), [](const auto& answer) { return answer.text == "*"; });
        if (typed && !right && !any) {
            answers.push_back({"*", 0, "", TextFormat::Plain, TextFormat::Html, {}});
            if (m_built.question.type == "numerical")
                answers.back().tolerance = 0;
        }
        for (auto& answer : answers)
            if ((answer.fraction >= nearly_whole) == right)
                answer.feedback += html;
    }

    const Node& m_item;
    const ItemContext& m_context;
    Bank& m_bank;
    LossList m_losses;
    HtmlWriter m_html;
    Grading m_grading;
    std::vector<Node> m_interactions;
    Built m_built;
};

} // namespace

void read_item(const Node& item, const ItemContext& context, Bank& bank) { ItemReader(item, context, bank).read(); }

} // namespace canbo::formats::qti
