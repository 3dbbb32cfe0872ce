#pragma once

#include "training/fsrs.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace canbo::training {

/// A memory as it stands on some day.
struct MemoryToday {
    Memory memory;
    double days{0}; ///< Since the last review.
};

/// What is wanted on the day of the inspection, and what it may cost.
struct DeadlineGoal {
    int days{30};           ///< From today to the inspection, 1 to 180; the last review is on the day before.
    double recall{0.9};     ///< Mean predicted recall of the cards on that day.
    int later{30};          ///< So many days after it …
    double later_recall{0}; ///< … the mean predicted recall is still at least this; 0: nobody asks.
    int most_per_day{20};   ///< Reviews per learner and day.
};

/// Which questions to ask on which day so that the goal is reached with the fewest reviews.
///
/// Method: every card alone is a stochastic dynamic programme over (stability, difficulty, days left) whose reward is
/// its recall on the day (and, weighted, later) minus a price per review. The price of a day is common to all cards: it
/// is as high as the goal allows, and higher on days that would be over the limit (subgradient steps). Constant
/// retention, by contrast, knows no day: it pays for reviews whose gain is gone by then.
///
/// Cost: about a second per 200 cards and 60 days. Immutable once made; safe from any thread.
class DeadlinePlanner {
public:
    /// Plans from today. Where the goal is out of reach within the limit, the plan that comes nearest.
    /// The same cards, goal and seed give the same plan.
    DeadlinePlanner(const Fsrs& fsrs, const std::vector<MemoryToday>& cards, const DeadlineGoal& goal,
                    std::uint64_t seed = 1);

    /// Indices of the cards to review on `day` (0 = the day of planning), most urgent first, at most the limit.
    /// `cards`: as they stand on that day, in any number: the plan is a rule, not a list of dates.
    std::vector<std::size_t> due(const std::vector<MemoryToday>& cards, int day) const;

    bool reaches_goal() const { return m_reaches; } ///< As far as the simulated learner tells.

private:
    friend class DeadlineSearch;
    struct Cell { ///< Where a memory lies between the points of the grid.
        std::size_t index{0};
        double stability{0};
        double difficulty{0};
    };
    struct Wait { ///< The best next step of a card: a wait in days, or none.
        int days{-1};
        double gain{0}; ///< Over what comes if this review is left out for a day.
    };
    void prepare();
    void solve();
    Cell cell(const Memory& memory) const;
    double value(const Cell& cell, int left) const;
    double reviewed(const MemoryToday& card, int wait, int left) const;
    double rest(const MemoryToday& card, int left) const;
    Wait best(const MemoryToday& card, int left) const;

    Fsrs m_fsrs;
    DeadlineGoal m_goal;
    double m_later_weight{0};
    std::vector<double> m_price;  ///< By days left.
    std::vector<float> m_value;   ///< By days left and grid point: right after a review.
    std::vector<Cell> m_pass;     ///< By grid point and wait: where a recalled memory goes.
    std::vector<Cell> m_lapse;    ///< The same for a forgotten one.
    std::vector<double> m_recall; ///< By grid point and wait.
    bool m_reaches{false};
};

} // namespace canbo::training
