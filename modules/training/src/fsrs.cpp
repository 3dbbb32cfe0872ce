#include "training/fsrs.h"

#include <algorithm>
#include <cmath>

namespace canbo::training {
namespace {

constexpr double least_stability = 0.001;

double clamp_difficulty(double difficulty) { return std::clamp(difficulty, 1.0, 10.0); }
double number_of(Rating rating) { return static_cast<double>(rating); }

} // namespace

Rating rating_of(double fraction, std::optional<int> certainty) {
    constexpr double whole = 0.999999; // as graded_state: marks have seven decimals
    if (fraction < 0.5)
        return Rating::Again;
    return fraction < whole || certainty == 1 ? Rating::Hard : Rating::Good;
}

Fsrs::Fsrs(FsrsParameters parameters)
    : m_parameters(std::move(parameters)), m_decay(-m_parameters.weights[20]),
      m_factor(std::pow(0.9, 1 / m_decay) - 1) {}

double Fsrs::retrievability(const Memory& memory, double days) const {
    return std::pow(1 + m_factor * std::max(0.0, days) / memory.stability, m_decay);
}

int Fsrs::interval(const Memory& memory, double retention) const {
    const double days = memory.stability / m_factor * (std::pow(retention, 1 / m_decay) - 1);
    const double most = m_parameters.maximum_interval;
    return static_cast<int>(std::clamp(std::nearbyint(days), 1.0, most)); // halves to even, as the reference rounds
}

double Fsrs::first_difficulty(Rating rating) const {
    const auto& w = m_parameters.weights;
    return w[4] - std::exp(w[5] * (number_of(rating) - 1)) + 1;
}

Memory Fsrs::first_memory(Rating rating) const {
    const auto index = static_cast<std::size_t>(rating) - 1;
    return {std::max(m_parameters.weights[index], least_stability), clamp_difficulty(first_difficulty(rating))};
}

double Fsrs::next_difficulty(double difficulty, Rating rating) const {
    const auto& w = m_parameters.weights;
    const double change = -w[6] * (number_of(rating) - 3);
    const double damped = difficulty + (10 - difficulty) * change / 9;
    return clamp_difficulty(w[7] * first_difficulty(Rating::Easy) + (1 - w[7]) * damped);
}

double Fsrs::short_term_stability(double stability, Rating rating) const {
    const auto& w = m_parameters.weights;
    double gain = std::exp(w[17] * (number_of(rating) - 3 + w[18])) * std::pow(stability, -w[19]);
    if (rating == Rating::Good || rating == Rating::Easy)
        gain = std::max(gain, 1.0);
    return std::max(stability * gain, least_stability);
}

double Fsrs::next_stability(const Memory& memory, Rating rating, double recall) const {
    const auto& w = m_parameters.weights;
    const double s = memory.stability;
    if (rating == Rating::Again) {
        const double long_term =
            w[11] * std::pow(memory.difficulty, -w[12]) * (std::pow(s + 1, w[13]) - 1) * std::exp((1 - recall) * w[14]);
        return std::max(std::min(long_term, s / std::exp(w[17] * w[18])), least_stability);
    }
    const double hard = rating == Rating::Hard ? w[15] : 1;
    const double easy = rating == Rating::Easy ? w[16] : 1;
    const double gain = std::exp(w[8]) * (11 - memory.difficulty) * std::pow(s, -w[9]) *
                        (std::exp((1 - recall) * w[10]) - 1) * hard * easy;
    return std::max(s * (1 + gain), least_stability);
}

Memory Fsrs::next_memory(const Memory& memory, Rating rating, double days) const {
    const double stability = days < 1 ? short_term_stability(memory.stability, rating)
                                      : next_stability(memory, rating, retrievability(memory, days));
    return {stability, next_difficulty(memory.difficulty, rating)};
}

RefreshCard Fsrs::review(RefreshCard card, Rating rating, base::Time at) const {
    using State = RefreshCard::State;
    const auto days = card.last_review ? std::chrono::floor<std::chrono::days>(at - *card.last_review).count() : 0;
    card.memory = card.memory ? next_memory(*card.memory, rating, static_cast<double>(days)) : first_memory(rating);
    card.last_review = at;

    if (card.state == State::Review && rating == Rating::Again && !m_parameters.relearning_steps.empty()) {
        card.state = State::Relearning;
        card.step = 0;
        card.due = at + m_parameters.relearning_steps.front();
        return card;
    }
    const auto& steps = card.state == State::Learning ? m_parameters.learning_steps : m_parameters.relearning_steps;
    const bool past_steps = card.step >= steps.size() && rating != Rating::Again;
    const bool last_step = rating == Rating::Good && card.step + 1 == steps.size();
    if (card.state == State::Review || steps.empty() || past_steps || last_step || rating == Rating::Easy) {
        card.state = State::Review;
        card.step = 0;
        card.due = at + std::chrono::days(interval(*card.memory, m_parameters.desired_retention));
        return card;
    }
    auto wait = steps.front();
    if (rating == Rating::Again)
        card.step = 0;
    else if (rating == Rating::Good)
        wait = steps[++card.step];
    else if (card.step > 0)
        wait = steps[card.step];
    else // Hard on the first step: between it and the next
        wait = steps.size() == 1 ? steps[0] * 3 / 2 : (steps[0] + steps[1]) / 2;
    card.due = at + wait;
    return card;
}

} // namespace canbo::training
