#pragma once

#include "assessment/attempt.h"

namespace canbo::assessment {

/// How sure one may say to be.
constexpr long long least_certain = 1;
constexpr long long most_certain = 3;

/// What every behaviour shares: remarks and marks by a person, saving, what counts as the same answer.
class BehaviourBase : public Behaviour {
public:
    Result<Kept> process(const QuestionAttempt& attempt, Step& pending) const override;

protected:
    virtual Kept save(const QuestionAttempt& attempt, Step& pending) const;
    virtual Kept submit(const QuestionAttempt& attempt, Step& pending) const { return save(attempt, pending); }
    virtual Kept finish(const QuestionAttempt& attempt, Step& pending) const = 0;
    virtual bool is_same(const QuestionAttempt& attempt, const Step& pending) const;
    virtual bool is_complete(const QuestionAttempt& attempt, const Step& pending) const;
    /// A remark may come while this is false only.
    virtual bool waits_for_try_again(const QuestionAttempt&) const { return false; }
    virtual Kept try_again(const QuestionAttempt&, Step&) const { return Kept::Discard; }

private:
    Result<Kept> remark(const QuestionAttempt& attempt, Step& pending) const;
};

/// Graded when the whole attempt ends; answers may change until then.
class DeferredFeedback : public BehaviourBase {
public:
    std::string_view name() const override { return "deferredfeedback"; }

protected:
    Kept save(const QuestionAttempt& attempt, Step& pending) const override;
    Kept finish(const QuestionAttempt& attempt, Step& pending) const override;
};

class DeferredCertainty : public DeferredFeedback {
public:
    std::string_view name() const override { return "deferredcbm"; }
    double min_fraction(const Question& question) const override;
    double max_fraction() const override;
    bool has_certainty() const override { return true; }

protected:
    Kept finish(const QuestionAttempt& attempt, Step& pending) const override;
    bool is_same(const QuestionAttempt& attempt, const Step& pending) const override;
    bool is_complete(const QuestionAttempt& attempt, const Step& pending) const override;
};

/// Graded as soon as the answer is submitted, once.
class ImmediateFeedback : public BehaviourBase {
public:
    std::string_view name() const override { return "immediatefeedback"; }

protected:
    Kept save(const QuestionAttempt& attempt, Step& pending) const override;
    Kept submit(const QuestionAttempt& attempt, Step& pending) const override;
    Kept finish(const QuestionAttempt& attempt, Step& pending) const override;
};

class ImmediateCertainty : public ImmediateFeedback {
public:
    std::string_view name() const override { return "immediatecbm"; }
    double min_fraction(const Question& question) const override;
    double max_fraction() const override;
    bool has_certainty() const override { return true; }

protected:
    Kept submit(const QuestionAttempt& attempt, Step& pending) const override;
    Kept finish(const QuestionAttempt& attempt, Step& pending) const override;
    bool is_same(const QuestionAttempt& attempt, const Step& pending) const override;
    bool is_complete(const QuestionAttempt& attempt, const Step& pending) const override;
};

/// As many submissions as wanted; the best counts, each after a wrong one worth less.
class Adaptive : public BehaviourBase {
public:
    std::string_view name() const override { return "adaptive"; }

protected:
    Kept save(const QuestionAttempt& attempt, Step& pending) const override;
    Kept submit(const QuestionAttempt& attempt, Step& pending) const override;
    Kept finish(const QuestionAttempt& attempt, Step& pending) const override;
    virtual double adjusted(const Question& question, double fraction, long long tries) const;
};

class AdaptiveNoPenalty : public Adaptive {
public:
    std::string_view name() const override { return "adaptivenopenalty"; }

protected:
    double adjusted(const Question&, double fraction, long long) const override { return fraction; }
};

/// A fixed number of tries with a hint between; "try again" opens the next one.
class Interactive : public BehaviourBase {
public:
    std::string_view name() const override { return "interactive"; }
    void init_first(const Question& question, Step& first) const override;

protected:
    Kept save(const QuestionAttempt& attempt, Step& pending) const override;
    Kept submit(const QuestionAttempt& attempt, Step& pending) const override;
    Kept finish(const QuestionAttempt& attempt, Step& pending) const override;
    bool waits_for_try_again(const QuestionAttempt& attempt) const override;
    Kept try_again(const QuestionAttempt& attempt, Step& pending) const override;
    virtual double adjusted(const QuestionAttempt& attempt, const Step& pending, double fraction) const;
};

/// The same, each part graded by the try in which it became right for good.
class InteractiveCountback : public Interactive {
public:
    std::string_view name() const override { return "interactivecountback"; }

protected:
    double adjusted(const QuestionAttempt& attempt, const Step& pending, double fraction) const override;
};

/// Marked by a person after the attempt.
class ManualGraded : public BehaviourBase {
public:
    std::string_view name() const override { return "manualgraded"; }

protected:
    Kept finish(const QuestionAttempt& attempt, Step& pending) const override;
};

/// Nothing to answer: seen, then finished.
class InformationItem : public BehaviourBase {
public:
    std::string_view name() const override { return "informationitem"; }

protected:
    Kept save(const QuestionAttempt& attempt, Step& pending) const override;
    Kept finish(const QuestionAttempt& attempt, Step& pending) const override;
};

} // namespace canbo::assessment
