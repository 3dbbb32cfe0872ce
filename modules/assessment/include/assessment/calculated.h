#pragma once

#include "assessment/choice.h"
#include "assessment/text_answer.h"

#include <map>
#include <string>
#include <vector>

namespace canbo::assessment {

/// Values of the wild cards of a calculated question, e.g. {"a", 3}.
using Variables = std::map<std::string, double>;

/// Works out a formula as calculated questions write them: numbers, {a}, + - * / % ** ( ), pi(), and the functions
/// abs acos acosh asin asinh atan atanh atan2 ceil cos cosh deg2rad exp expm1 floor fmod log log10 log1p max min pow
/// rad2deg round sin sinh sqrt tan tanh.
/// @error InvalidInput not a formula, an unknown name, a result that is not a number (`where` = the formula)
Result<double> evaluate(std::string_view formula, const Variables& variables);

/// The text with every {a} replaced by its value and every {=formula} by its result (decimal sign as given).
Result<std::string> substitute(std::string_view text, const Variables& variables, char decimal = '.');

/// What the calculated types share: one set of values per variant, the drawn one stored as "_var_<name>".
class VariantSet {
public:
    std::vector<Variables> variants;

protected:
    ~VariantSet() = default;
    void draw_variant(Random& random, Response& first) const;
    static Variables stored(const Response& first);
};

/// "calculated" and "calculatedsimple": a numerical question whose expected answers are formulas.
class Calculated : public Numerical, public VariantSet {
public:
    std::unique_ptr<Question> clone() const override { return cloned(*this); }
    void draw(Random& random, Response& first) const override;
    Result<void> apply(const Response& first) override;

private:
    std::vector<Expected> m_formulas; // as written, once `answers` holds this attempt's numbers
};

/// "calculatedmulti": choices whose texts hold formulas.
template <class Base>
class CalculatedChoice : public Base, public VariantSet {
public:
    std::unique_ptr<Question> clone() const override { return cloned(*this); }
    void draw(Random& random, Response& first) const override {
        draw_variant(random, first);
        Base::draw(random, first);
    }
    Result<void> apply(const Response& first) override {
        if (m_written.empty())
            m_written = this->choices;
        const auto variables = stored(first);
        for (std::size_t i = 0; i < m_written.size(); ++i) {
            CANBO_TRY(this->choices[i].text, substitute(m_written[i].text, variables));
        }
        return Base::apply(first);
    }

private:
    std::vector<Choice> m_written;
};

} // namespace canbo::assessment
