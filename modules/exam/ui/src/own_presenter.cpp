#include "exam_ui/own_presenter.h"

#include "assessment/recorded.h"
#include "base/issues.h"
#include "base/text.h"
#include "base/translation.h"
#include "exam/exam_results.h"
#include "exam/exam_room.h"
#include "exam/forms.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

namespace canbo::exam::ui {

namespace {

/// Everything that check_own() looks at, in the order in which one proves the other.
std::vector<std::string> proofs_of(const OwnResult& own) {
    if (own.receipt.empty())
        return {"• " + base::tr("Who was absent has no answers and no receipt")};
    std::vector<std::string> out;
    if (!own.answers.empty())
        out.push_back("✓ " + base::tr("No answer was changed, removed or added: each is linked to the one before it"));
    for (const char* sentence : {base::msgid("The last link stands in the receipt that the room gave at the end"),
                                 base::msgid("The receipt is signed by the room"),
                                 base::msgid("The room's key is the one that the council packed")})
        out.push_back("✓ " + base::tr(sentence));
    return out;
}

constexpr std::string_view choice_name = "choice"; ///< "choice0": a box to tick; see assessment/choice.h

std::string answer_text(const assessment::Response& response) {
    const auto json = assessment::response_to_json(response);
    if (json.size() == 1)
        return json.begin()->is_string() ? json.begin()->get<std::string>() : json.begin()->dump();
    bool only_choices = !json.empty();
    std::set<int> ticked; // counted as they stood on the paper
    for (const auto& [name, value] : json.items()) {
        only_choices = only_choices && name.starts_with(choice_name);
        if (only_choices && response.given(name))
            ticked.insert(std::atoi(name.c_str() + choice_name.size()) + 1);
    }
    if (only_choices)
        return ticked.empty() ? "–" : fmt::format(fmt::runtime(base::tr("Chosen: {}")), fmt::join(ticked, ", "));
    std::string out;
    for (const auto& [name, value] : json.items())
        out += fmt::format("{}{} = {}", out.empty() ? "" : "; ", name,
                           value.is_string() ? value.get<std::string>() : value.dump());
    return out;
}

std::vector<OwnAnswerRow> rows_of(const OwnResult& own) {
    std::map<int, const AnswerRecord*> counts;
    for (const auto& record : own.answers)
        if (auto& best = counts[record.slot]; best == nullptr || record.sequence > best->sequence)
            best = &record;
    std::vector<OwnAnswerRow> out;
    for (std::size_t i = 0; i < own.line.score.marks.size(); ++i) {
        const auto found = counts.find(static_cast<int>(i) + 1);
        const bool given = found != counts.end() && !found->second->response.empty();
        out.push_back({std::to_string(i + 1), given ? answer_text(found->second->response) : "–",
                       given ? base::show_time(found->second->time) : "",
                       base::format_decimal(own.line.score.marks[i])});
    }
    return out;
}

/// As the room's signed word says it.
Result<ReceiptFacts> facts_of(const OwnResult& own) {
    CANBO_TRY(const auto claims, verify_receipt(own.receipt, own.room_key));
    Issues issues;
    base::ObjectReader in(claims, "", issues);
    ReceiptFacts facts;
    facts.title = own.title;
    facts.name = own.name;
    facts.candidate = own.line.candidate;
    facts.room_name = own.room;
    facts.outcome = own.line.outcome;
    facts.answered = static_cast<int>(in.optional_integer("answered", 0, 10'000).value_or(0));
    facts.ended = base::parse_time(in.text_or("ended", "")).value_or(base::Time{});
    facts.questions = own.line.score.marks.size();
    facts.head = in.text_or("head", "");
    facts.receipt = own.receipt;
    facts.bundle = own.bundle;
    return facts;
}

} // namespace

const OwnPresenter::Proven* OwnPresenter::chosen() const {
    const auto found =
        std::find_if(m_results.begin(), m_results.end(), [this](const auto& one) { return one.own.exam == m_chosen; });
    return found == m_results.end() ? nullptr : &*found;
}

void OwnPresenter::load() {
    const auto proven = [results = m_parts.results]() -> Result<std::vector<Proven>> {
        CANBO_TRY(auto all, results());
        std::vector<Proven> out;
        for (auto& own : all) {
            auto findings = check_own(own); // a signature and a chain of hashes: not on the UI thread
            out.push_back({std::move(own), std::move(findings)});
        }
        return out;
    };
    m_waiter.run(m_background, proven, [this](Result<std::vector<Proven>> results) {
        if (!results) {
            m_view.show_problem(results.error());
            return;
        }
        m_results = *std::move(results);
        std::vector<OwnLine> lines;
        for (const auto& [own, findings] : m_results) {
            lines.push_back({own.exam, own.title, base::tr(outcome_msgid(own.line)),
                             base::format_decimal(own.line.score.total),
                             base::format_decimal(own.line.score.percent()) + " %",
                             findings.empty() ? "✓ " + base::tr("proven") : "✕ " + base::tr("not proven"),
                             own.line.passed, findings.empty()});
        }
        if (chosen() == nullptr)
            m_chosen = m_results.empty() ? std::string() : m_results.back().own.exam;
        m_view.show_lines(lines, m_chosen);
        show_chosen();
    });
}

void OwnPresenter::choose(const std::string& exam) {
    m_chosen = exam;
    show_chosen();
}

void OwnPresenter::show_chosen() {
    OwnDetails out;
    if (const auto* one = chosen()) {
        const auto* own = &one->own;
        const auto& findings = one->findings;
        out.exam = own->exam;
        out.proven = findings.empty();
        out.passed = own->line.passed;
        out.headline =
            fmt::format("{}: {} · {} / {}", own->title, base::tr(outcome_msgid(own->line)),
                        base::format_decimal(own->line.score.total), base::format_decimal(own->line.score.most));
        out.advice = fmt::format("{} {} · {} {}", base::tr("Candidate number"), own->line.candidate,
                                 base::tr("SHA-256 of all results"), own->digest.substr(0, 16));
        out.evidence = proofs_of(*own);
        if (!findings.empty())
            out.evidence.clear();
        for (const auto& finding : findings)
            out.evidence.push_back("✕ " + base::tr(finding.sentence));
        out.answers = rows_of(*own);
        out.may_ask = true;
        out.has_receipt = !own->receipt.empty();
    }
    m_view.show_details(out);
}

void OwnPresenter::ask(const std::string& reason) {
    if (chosen() == nullptr)
        return;
    m_waiter.run(
        m_background, [ask = m_parts.ask_remark, exam = m_chosen, reason] { return ask(exam, reason); },
        [this](Result<void> asked) {
            if (!asked) {
                m_view.show_problem(asked.error());
                return;
            }
            if (m_parts.sent)
                m_parts.sent();
            m_view.show_done(base::tr("The council was asked; its answer comes with another decision"));
        });
}

void OwnPresenter::receipt() {
    const auto* one = chosen();
    if (one == nullptr || one->own.receipt.empty())
        return;
    m_waiter.run(
        m_background,
        [pdf = m_parts.pdf, own = one->own]() -> Result<std::string> {
            CANBO_TRY(const auto facts, facts_of(own));
            return pdf(receipt_form(facts));
        },
        [this, name = "bien-nhan-" + one->own.exam + ".pdf"](Result<std::string> pdf) {
            if (pdf)
                m_view.show_receipt(*pdf, name);
            else
                m_view.show_problem(pdf.error());
        });
}

} // namespace canbo::exam::ui
