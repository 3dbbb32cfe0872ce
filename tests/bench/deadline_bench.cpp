// Deadline mode against constant retention, from the memories that recorded reviews left.
// usage: deadline_bench TRACES.jsonl (rows as conformance/fsrs6-traces, unpacked)
//
// Three learners of 200 cards each; inspections 30, 60 and 90 days after the last recorded review. Both sides meet the
// same simulated learners, who recall as FSRS-6 predicts: one review per card and day, a lapse comes back from the next
// day on, at most 20 reviews a day, none after the inspection. The goal given to the planner is what constant retention
// of 0.9 reached on the day and 30 days later. Recall is the mean predicted recall over all cards. The bars hold for
// all nine cases together; the worst of them is printed too.
#include "assessment/random.h"
#include "training/deadline.h"

#include <algorithm>
#include <fstream>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

using namespace canbo;
using training::MemoryToday;

namespace {

constexpr int limit = 20;
constexpr int later = 30;
constexpr int runs = 20;
constexpr double margin = 0.004; // the planner plans with other chances than it is measured with

struct Outcome {
    double recall{0}, later_recall{0}, reviews{0};
    int most_on_a_day{0};
};

using Policy = std::function<std::vector<std::size_t>(const std::vector<MemoryToday>&, int day)>;

Outcome play(const training::Fsrs& fsrs, const std::vector<MemoryToday>& start, int days, const Policy& policy) {
    Outcome out;
    for (int run = 0; run < runs; ++run) {
        assessment::Random random(assessment::seed_of("bench " + std::to_string(run)));
        auto cards = start;
        for (int day = 0; day < days; ++day) {
            const auto due = policy(cards, day);
            out.most_on_a_day = std::max(out.most_on_a_day, static_cast<int>(due.size()));
            out.reviews += static_cast<double>(due.size()) / runs;
            for (const auto i : due) {
                auto& card = cards[i];
                const double luck = static_cast<double>(random.next() >> 11) * 0x1.0p-53;
                const bool recalled = luck < fsrs.retrievability(card.memory, card.days);
                card = {fsrs.next_memory(card.memory, recalled ? training::Rating::Good : training::Rating::Again,
                                         card.days),
                        0};
            }
            for (auto& card : cards)
                card.days += 1;
        }
        const double share = 1.0 / (runs * static_cast<double>(cards.size()));
        for (const auto& card : cards) {
            out.recall += share * fsrs.retrievability(card.memory, card.days);
            out.later_recall += share * fsrs.retrievability(card.memory, card.days + later);
        }
    }
    return out;
}

/// Constant retention: what is due is reviewed, the most forgotten first.
std::vector<std::size_t> constant(const training::Fsrs& fsrs, const std::vector<MemoryToday>& cards, double retention) {
    std::vector<std::pair<double, std::size_t>> due;
    for (std::size_t i = 0; i < cards.size(); ++i)
        if (cards[i].days >= fsrs.interval(cards[i].memory, retention))
            due.emplace_back(fsrs.retrievability(cards[i].memory, cards[i].days), i);
    std::sort(due.begin(), due.end());
    due.resize(std::min<std::size_t>(due.size(), limit));
    std::vector<std::size_t> out;
    for (const auto& one : due)
        out.push_back(one.second);
    return out;
}

std::vector<MemoryToday> read_cards(const training::Fsrs& fsrs, std::istream& in) {
    std::vector<training::RefreshCard> cards;
    base::Time newest{};
    for (std::string line; std::getline(in, line);) {
        const auto row = Json::parse(line);
        if (!row.contains("trace"))
            continue;
        const auto steps = training::replay_reviews(fsrs, row);
        if (!steps || steps->empty())
            continue;
        cards.push_back(steps->back().card);
        newest = std::max(newest, *cards.back().last_review);
    }
    std::vector<MemoryToday> out;
    for (const auto& card : cards)
        out.push_back(
            {*card.memory,
             static_cast<double>(1 + std::chrono::floor<std::chrono::days>(newest - *card.last_review).count())});
    return out;
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2)
        return 2;
    const training::Fsrs fsrs;
    std::ifstream in(argv[1]);
    const auto cards = read_cards(fsrs, in);
    double least_saved = 1, before = 0, after = 0, recall = 0, later_recall = 0;
    int most = 0, cases = 0;
    for (std::size_t first = 0; first + 200 <= cards.size(); first += 200)
        for (const int days : {30, 60, 90}) {
            const std::vector<MemoryToday> own(cards.begin() + static_cast<std::ptrdiff_t>(first),
                                               cards.begin() + static_cast<std::ptrdiff_t>(first + 200));
            const auto base = play(fsrs, own, days, [&](const auto& now, int) { return constant(fsrs, now, 0.9); });
            const training::DeadlinePlanner planner(
                fsrs, own, {days, base.recall + margin, later, base.later_recall + margin, limit});
            const auto ours = play(fsrs, own, days, [&](const auto& now, int day) { return planner.due(now, day); });
            const double saved = 1 - ours.reviews / base.reviews;
            least_saved = std::min(least_saved, saved);
            before += base.reviews;
            after += ours.reviews;
            most = std::max(most, ours.most_on_a_day);
            recall += ours.recall - base.recall;
            later_recall += ours.later_recall - base.later_recall;
            ++cases;
            std::cerr << "learner " << first / 200 + 1 << ", " << days << " days: " << base.reviews << " -> "
                      << ours.reviews << " reviews, recall " << base.recall << " -> " << ours.recall << ", later "
                      << base.later_recall << " -> " << ours.later_recall << ", most a day " << ours.most_on_a_day
                      << "\n";
        }
    if (cases == 0)
        return 1;
    const double saved = 1 - after / before;
    std::cout << Json{{"cases", cases},
                      {"saved", saved},
                      {"least_saved", least_saved},
                      {"most_a_day", most},
                      {"recall_more", recall / cases},
                      {"later_recall_more", later_recall / cases}}
                     .dump()
              << "\n";
    return saved >= 0.15 && recall >= 0 && later_recall >= 0 && most <= limit ? 0 : 1;
}
