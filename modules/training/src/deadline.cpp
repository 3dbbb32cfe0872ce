#include "training/deadline.h"

#include "assessment/random.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace canbo::training {
namespace {

// The grid: stabilities from an hour to some years in equal ratios, difficulties in equal steps.
constexpr std::size_t stabilities = 40;
constexpr std::size_t difficulties = 5;
constexpr std::size_t points = stabilities * difficulties;
const double log_least = std::log(0.05);
const double log_step = (std::log(4000.0) - log_least) / (stabilities - 1);
constexpr double difficulty_step = 9.0 / (difficulties - 1);
constexpr int most_days = 180;

Memory point(std::size_t index) {
    return {std::exp(log_least + log_step * static_cast<double>(index / difficulties)),
            1 + difficulty_step * static_cast<double>(index % difficulties)};
}

/// A chance between 0 and 1.
double chance(assessment::Random& random) { return static_cast<double>(random.next() >> 11) * 0x1.0p-53; }

} // namespace

DeadlinePlanner::Cell DeadlinePlanner::cell(const Memory& memory) const {
    const double s = std::clamp((std::log(memory.stability) - log_least) / log_step, 0.0, stabilities - 1.001);
    const double d = std::clamp((memory.difficulty - 1) / difficulty_step, 0.0, difficulties - 1.001);
    const auto row = static_cast<std::size_t>(s), column = static_cast<std::size_t>(d);
    return {row * difficulties + column, s - static_cast<double>(row), d - static_cast<double>(column)};
}

double DeadlinePlanner::value(const Cell& at, int left) const {
    const float* v = m_value.data() + static_cast<std::size_t>(left) * points + at.index;
    const double low = v[0] + (v[1] - v[0]) * at.difficulty;
    const double high = v[difficulties] + (v[difficulties + 1] - v[difficulties]) * at.difficulty;
    return low + (high - low) * at.stability;
}

double DeadlinePlanner::rest(const MemoryToday& card, int left) const {
    return m_fsrs.retrievability(card.memory, card.days + left) +
           m_later_weight * m_fsrs.retrievability(card.memory, card.days + left + m_goal.later);
}

double DeadlinePlanner::reviewed(const MemoryToday& card, int wait, int left) const {
    const double days = card.days + wait;
    const double recall = m_fsrs.retrievability(card.memory, days);
    const int then = left - wait;
    return recall * value(cell(m_fsrs.next_memory(card.memory, Rating::Good, days)), then) +
           (1 - recall) * value(cell(m_fsrs.next_memory(card.memory, Rating::Again, days)), then) -
           m_price[static_cast<std::size_t>(then)];
}

DeadlinePlanner::Wait DeadlinePlanner::best(const MemoryToday& card, int left) const {
    Wait out;
    double most = rest(card, left);
    double now = -1e9, later = most;
    for (int wait = 0; wait < left; ++wait) {
        if (card.days + wait < 1)
            continue; // once a day is enough
        const double gets = reviewed(card, wait, left);
        if (gets > most) {
            most = gets;
            out.days = wait;
        }
        (wait == 0 ? now : later) = std::max(wait == 0 ? now : later, gets);
    }
    out.gain = now - later;
    return out;
}

void DeadlinePlanner::prepare() {
    const auto days = static_cast<std::size_t>(m_goal.days);
    m_pass.resize(points * (days + 1));
    m_lapse.resize(points * (days + 1));
    m_recall.resize(points * (days + 1));
    for (std::size_t p = 0; p < points; ++p)
        for (std::size_t wait = 1; wait <= days; ++wait) {
            const auto at = p * (days + 1) + wait;
            const auto gone = static_cast<double>(wait);
            m_recall[at] = m_fsrs.retrievability(point(p), gone);
            m_pass[at] = cell(m_fsrs.next_memory(point(p), Rating::Good, gone));
            m_lapse[at] = cell(m_fsrs.next_memory(point(p), Rating::Again, gone));
        }
}

void DeadlinePlanner::solve() {
    const auto days = static_cast<std::size_t>(m_goal.days);
    m_value.assign(points * (days + 1), 0);
    for (std::size_t left = 0; left <= days; ++left)
        for (std::size_t p = 0; p < points; ++p) {
            double most = rest({point(p), 0}, static_cast<int>(left));
            for (std::size_t wait = 1; wait < left; ++wait) {
                const auto at = p * (days + 1) + wait;
                const auto then = static_cast<int>(left - wait);
                const double gets = m_recall[at] * value(m_pass[at], then) +
                                    (1 - m_recall[at]) * value(m_lapse[at], then) - m_price[left - wait];
                most = std::max(most, gets);
            }
            m_value[left * points + p] = static_cast<float>(most);
        }
}

std::vector<std::size_t> DeadlinePlanner::due(const std::vector<MemoryToday>& cards, int day) const {
    const int left = m_goal.days - day;
    std::vector<std::pair<double, std::size_t>> wanted;
    for (std::size_t i = 0; i < cards.size() && left > 0; ++i)
        if (const auto next = best(cards[i], left); next.days == 0)
            wanted.emplace_back(-next.gain, i);
    std::sort(wanted.begin(), wanted.end());
    wanted.resize(std::min(wanted.size(), static_cast<std::size_t>(m_goal.most_per_day)));
    std::vector<std::size_t> out;
    for (const auto& one : wanted)
        out.push_back(one.second);
    return out;
}

/// Finds the prices: simulates the learner under them and steps.
class DeadlineSearch {
public:
    DeadlineSearch(DeadlinePlanner& plan, const std::vector<MemoryToday>& cards, std::uint64_t seed)
        : m_plan(plan), m_cards(cards), m_seed(seed), m_crowding(static_cast<std::size_t>(plan.m_goal.days) + 1, 0.0) {}

    /// Primal-dual steps that grow smaller: the price of a review follows what recall lacks, that of a full day its
    /// load, the weight of later recall whichever of the two lacks more. The best plan met on the way is kept.
    void run() {
        m_plan.prepare();
        const auto& goal = m_plan.m_goal;
        double price = 0.02, fewest = 1e18, nearest = 1e18;
        m_plan.m_later_weight = goal.later_recall > 0 ? 0.5 : 0;
        std::vector<double> best_price;
        double best_weight = 0;
        for (int round = 0; round < rounds; ++round) {
            const double step = 1.0 / (1 + 0.08 * round);
            set_prices(price);
            std::vector<double> load(m_crowding.size(), 0.0);
            const auto got = simulate(load);
            const double lack = std::max({0.0, goal.recall - got.recall, goal.later_recall - got.later_recall});
            if (lack == 0 ? got.reviews < fewest : fewest > 1e17 && lack < nearest) {
                (lack == 0 ? fewest : nearest) = lack == 0 ? got.reviews : lack;
                best_price = m_plan.m_price;
                best_weight = m_plan.m_later_weight;
            }
            const double spare =
                std::min(got.recall - goal.recall, goal.later_recall > 0 ? got.later_recall - goal.later_recall : 1.0);
            price = std::clamp(price * std::exp(step * std::clamp(30 * spare, -0.7, 0.7)), 1e-5, 1.0);
            if (goal.later_recall > 0) {
                const double behind = (goal.later_recall - got.later_recall) - (goal.recall - got.recall);
                m_plan.m_later_weight = std::clamp(m_plan.m_later_weight * std::exp(step * 20 * behind), 0.05, 5.0);
            }
            for (std::size_t left = 1; left < load.size(); ++left) {
                const double over = (load[left] - goal.most_per_day) / (load[left] + goal.most_per_day);
                m_crowding[left] = std::max(0.0, m_crowding[left] + 0.03 * step * over);
            }
        }
        m_plan.m_later_weight = best_weight;
        m_plan.m_price = best_price;
        m_plan.m_reaches = fewest < 1e17;
        m_plan.solve();
    }

private:
    static constexpr int rounds = 60;
    static constexpr int learners = 8;

    struct Outcome {
        double recall{0}, later_recall{0}, reviews{0};
    };

    void set_prices(double price) {
        m_plan.m_price.assign(m_crowding.size(), price);
        for (std::size_t left = 0; left < m_crowding.size(); ++left)
            m_plan.m_price[left] += m_crowding[left];
        m_plan.solve();
    }

    /// Carries the plan out within the limit; `load` counts the wishes of each day, so that a crowded day is seen.
    Outcome simulate(std::vector<double>& load) {
        Outcome out;
        for (int learner = 0; learner < learners; ++learner) {
            assessment::Random random(m_seed + static_cast<std::uint64_t>(learner));
            auto cards = m_cards;
            std::vector<int> next(cards.size());
            for (std::size_t i = 0; i < cards.size(); ++i)
                next[i] = planned(cards[i], 0);
            for (int day = 0; day < m_plan.m_goal.days; ++day)
                live(cards, next, day, random, load, out);
            for (const auto& card : cards) {
                out.recall += m_plan.m_fsrs.retrievability(card.memory, card.days);
                out.later_recall += m_plan.m_fsrs.retrievability(card.memory, card.days + m_plan.m_goal.later);
            }
        }
        const double all = learners * static_cast<double>(std::max<std::size_t>(1, m_cards.size()));
        for (double& one : load)
            one /= learners;
        return {out.recall / all, out.later_recall / all, out.reviews / learners};
    }

    int planned(const MemoryToday& card, int day) const {
        const int left = m_plan.m_goal.days - day;
        const int wait = left > 0 ? m_plan.best(card, left).days : -1;
        return wait < 0 ? -1 : day + wait;
    }

    /// The cards planned for the day, most urgent first where they are too many.
    std::vector<std::size_t> wishes(const std::vector<MemoryToday>& cards, const std::vector<int>& next,
                                    int day) const {
        std::vector<std::size_t> out;
        for (std::size_t i = 0; i < cards.size(); ++i)
            if (next[i] == day)
                out.push_back(i);
        if (out.size() <= static_cast<std::size_t>(m_plan.m_goal.most_per_day))
            return out;
        std::vector<double> gain(cards.size());
        for (const auto i : out)
            gain[i] = m_plan.best(cards[i], m_plan.m_goal.days - day).gain;
        std::sort(out.begin(), out.end(), [&](auto a, auto b) { return gain[a] > gain[b]; });
        return out;
    }

    void live(std::vector<MemoryToday>& cards, std::vector<int>& next, int day, assessment::Random& random,
              std::vector<double>& load, Outcome& out) const {
        const auto wanted = wishes(cards, next, day);
        load[static_cast<std::size_t>(m_plan.m_goal.days - day)] += static_cast<double>(wanted.size());
        for (std::size_t n = 0; n < wanted.size(); ++n) {
            auto& card = cards[wanted[n]];
            if (n >= static_cast<std::size_t>(m_plan.m_goal.most_per_day)) { // tomorrow it is thought over
                next[wanted[n]] = planned({card.memory, card.days + 1}, day + 1);
                continue;
            }
            const bool recalled = chance(random) < m_plan.m_fsrs.retrievability(card.memory, card.days);
            card = {m_plan.m_fsrs.next_memory(card.memory, recalled ? Rating::Good : Rating::Again, card.days), 0};
            next[wanted[n]] = planned(card, day);
            out.reviews += 1;
        }
        for (auto& card : cards)
            card.days += 1;
    }

    DeadlinePlanner& m_plan;
    const std::vector<MemoryToday>& m_cards;
    std::uint64_t m_seed;
    std::vector<double> m_crowding; ///< By days left: what a review costs more because the day is full.
};

DeadlinePlanner::DeadlinePlanner(const Fsrs& fsrs, const std::vector<MemoryToday>& cards, const DeadlineGoal& goal,
                                 std::uint64_t seed)
    : m_fsrs(fsrs), m_goal(goal) {
    m_goal.days = std::clamp(m_goal.days, 1, most_days);
    DeadlineSearch(*this, cards, seed).run();
}

} // namespace canbo::training
