#include "assessment/matching.h"

#include <algorithm>

namespace canbo::assessment {
namespace {

std::string stem_field(std::size_t stem) { return "sub" + std::to_string(stem); }

} // namespace

bool Match::is_complete(const Response& response) const {
    for (std::size_t i = 0; i < m_stems.size(); ++i)
        if (!response.given(stem_field(i)))
            return false;
    return true;
}

bool Match::is_gradable(const Response& response) const {
    for (std::size_t i = 0; i < m_stems.size(); ++i)
        if (response.given(stem_field(i)))
            return true;
    return false;
}

bool Match::is_same(const Response& before, const Response& now) const {
    for (std::size_t i = 0; i < m_stems.size(); ++i)
        if (!same_integer(before, now, stem_field(i)))
            return false;
    return true;
}

bool Match::right_at(const Response& response, std::size_t stem) const {
    const auto position = response.integer(stem_field(stem));
    return position >= 1 && static_cast<std::size_t>(position) <= m_choices.size() &&
           m_choices[static_cast<std::size_t>(position) - 1] == m_stems[stem].right;
}

Grade Match::grade(const Response& response) const {
    std::size_t right = 0;
    for (std::size_t i = 0; i < m_stems.size(); ++i)
        right += right_at(response, i) ? 1 : 0;
    return graded(m_stems.empty() ? 0 : static_cast<double>(right) / static_cast<double>(m_stems.size()));
}

double Match::final_grade(const std::vector<Response>& tries) const {
    double sum = 0;
    for (std::size_t stem = 0; stem < m_stems.size(); ++stem) {
        std::size_t wrong_tries = 0; // up to and with the last wrong one
        bool right = false;
        for (std::size_t i = 0; i < tries.size(); ++i) {
            right = right_at(tries[i], stem);
            wrong_tries = right ? wrong_tries : i + 1;
        }
        if (right)
            sum += std::max(0.0, 1 - static_cast<double>(wrong_tries) * penalty);
    }
    return m_stems.empty() ? 0 : sum / static_cast<double>(m_stems.size());
}

Response Match::correct() const {
    Response out;
    for (std::size_t i = 0; i < m_stems.size(); ++i) {
        const auto found = std::find(m_choices.begin(), m_choices.end(), m_stems[i].right);
        if (found != m_choices.end())
            out.set(stem_field(i), std::to_string(found - m_choices.begin() + 1));
    }
    return out;
}

void Match::draw(Random& random, Response& first) const {
    std::vector<long long> stem_order;
    for (const auto& stem : stems)
        stem_order.push_back(stem.id);
    std::vector<long long> choice_order;
    for (const auto& [id, text] : choices)
        choice_order.push_back(id);
    if (shuffle)
        random.shuffle(stem_order);
    random.shuffle(choice_order); // the choices always are: their order would give the answers away
    first.set("_stemorder", format_order(stem_order));
    first.set("_choiceorder", format_order(choice_order));
}

Result<void> Match::apply(const Response& first) {
    m_stems.clear();
    for (const auto id : parse_order(first.text("_stemorder"))) {
        const auto found = std::find_if(stems.begin(), stems.end(), [&](const auto& s) { return s.id == id; });
        if (found == stems.end())
            return fail(ErrorCode::InvalidInput, "The stored order names a part that the question does not have",
                        "_stemorder");
        m_stems.push_back(*found);
    }
    m_choices = parse_order(first.text("_choiceorder"));
    return {};
}

void RandomMatch::draw(Random& random, Response& first) const {
    auto drawn = pool;
    random.shuffle(drawn);
    drawn.resize(std::min(count, drawn.size()));
    Match paper;
    paper.shuffle = shuffle;
    for (const auto& item : drawn) {
        // Two questions with the same answer share one choice.
        const auto same = std::find_if(paper.choices.begin(), paper.choices.end(),
                                       [&](const auto& choice) { return choice.second == item.answer_text; });
        const auto answer = same == paper.choices.end() ? item.answer : same->first;
        if (same == paper.choices.end())
            paper.choices.emplace_back(item.answer, item.answer_text);
        paper.stems.push_back({item.question, answer, item.text});
        const auto id = std::to_string(item.question);
        first.set("_stem_" + id, item.text);
        first.set("_right_" + id, std::to_string(answer));
    }
    for (const auto& [id, text] : paper.choices)
        first.set("_choice_" + std::to_string(id), text);
    paper.draw(random, first);
}

Result<void> RandomMatch::apply(const Response& first) {
    stems.clear();
    choices.clear();
    for (const auto id : parse_order(first.text("_stemorder"))) {
        const auto name = std::to_string(id);
        stems.push_back({id, first.integer("_right_" + name), std::string(first.text("_stem_" + name))});
    }
    for (const auto id : parse_order(first.text("_choiceorder")))
        choices.emplace_back(id, std::string(first.text("_choice_" + std::to_string(id))));
    return Match::apply(first);
}

} // namespace canbo::assessment
