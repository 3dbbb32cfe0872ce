#include "assessment/calculated.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace canbo::assessment {
namespace {

constexpr int most_nested = 64;
constexpr double half_turn = 180;

struct OneArgument {
    std::string_view name;
    double (*work)(double);
};
constexpr std::array<OneArgument, 22> one_argument{{
    {"abs", [](double x) { return std::fabs(x); }},
    {"acos", [](double x) { return std::acos(x); }},
    {"acosh", [](double x) { return std::acosh(x); }},
    {"asin", [](double x) { return std::asin(x); }},
    {"asinh", [](double x) { return std::asinh(x); }},
    {"atan", [](double x) { return std::atan(x); }},
    {"atanh", [](double x) { return std::atanh(x); }},
    {"ceil", [](double x) { return std::ceil(x); }},
    {"cos", [](double x) { return std::cos(x); }},
    {"cosh", [](double x) { return std::cosh(x); }},
    {"deg2rad", [](double x) { return x * M_PI / half_turn; }},
    {"exp", [](double x) { return std::exp(x); }},
    {"expm1", [](double x) { return std::expm1(x); }},
    {"floor", [](double x) { return std::floor(x); }},
    {"log10", [](double x) { return std::log10(x); }},
    {"log1p", [](double x) { return std::log1p(x); }},
    {"rad2deg", [](double x) { return x * half_turn / M_PI; }},
    {"sin", [](double x) { return std::sin(x); }},
    {"sinh", [](double x) { return std::sinh(x); }},
    {"sqrt", [](double x) { return std::sqrt(x); }},
    {"tan", [](double x) { return std::tan(x); }},
    {"tanh", [](double x) { return std::tanh(x); }},
}};

double rounded(double value, double digits) {
    const double scale = std::pow(10, digits);
    return std::round(value * scale) / scale;
}

/// A recursive-descent reader; the first fault stops it and everything after gives 0.
class Formula {
public:
    Formula(std::string_view text, const Variables& variables) : m_text(text), m_variables(variables) {}

    Result<double> value() {
        const double out = sum();
        skip_space();
        if (m_fault || m_at != m_text.size() || !std::isfinite(out))
            return fail(ErrorCode::InvalidInput, "The formula cannot be worked out", std::string(m_text));
        return out;
    }

private:
    void skip_space() {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\n' || m_text[m_at] == '\t'))
            ++m_at;
    }
    bool take(std::string_view sign) {
        skip_space();
        if (!m_text.substr(m_at).starts_with(sign))
            return false;
        m_at += sign.size();
        return true;
    }
    double broken() {
        m_fault = true;
        return 0;
    }
    double sum() {
        if (++m_depth > most_nested)
            return broken();
        double out = product();
        while (!m_fault) {
            if (take("+"))
                out += product();
            else if (take("-"))
                out -= product();
            else
                break;
        }
        --m_depth;
        return out;
    }
    double product() {
        double out = signed_value();
        while (!m_fault) {
            if (take("*"))
                out *= signed_value();
            else if (take("/"))
                out /= signed_value();
            else if (take("%"))
                out = std::fmod(out, signed_value());
            else
                break;
        }
        return out;
    }
    double signed_value() {
        bool negative = false;
        for (;;) {
            if (take("-"))
                negative = !negative;
            else if (!take("+"))
                break;
        }
        const double out = power();
        return negative ? -out : out;
    }
    double power() {
        const double base = atom();
        return take("**") ? std::pow(base, signed_value()) : base;
    }
    double atom() {
        if (take("(")) {
            const double out = sum();
            return take(")") ? out : broken();
        }
        if (take("{"))
            return variable();
        skip_space();
        const auto rest = m_text.substr(m_at);
        const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
        if (!rest.empty() && is_letter(rest.front()))
            return function();
        const auto length = unsigned_number(rest);
        if (length == 0)
            return broken();
        m_at += length;
        return leading_number(rest.substr(0, length));
    }
    static std::size_t unsigned_number(std::string_view text) {
        std::size_t best = 0;
        if (text.empty() || text.front() == '-' || text.front() == '+')
            return 0;
        for (std::size_t n = 1; n <= text.size() && n <= best + 3; ++n) // "1e+5": two signs may wait for a digit
            if (is_number(text.substr(0, n)) && text[n - 1] != ' ')
                best = n;
        return best;
    }
    double variable() {
        const auto end = m_text.find('}', m_at);
        if (end == std::string_view::npos)
            return broken();
        const auto found = m_variables.find(std::string(m_text.substr(m_at, end - m_at)));
        m_at = end + 1;
        return found == m_variables.end() ? broken() : found->second;
    }
    double function() {
        const auto from = m_at;
        while (m_at < m_text.size() && std::isalnum(static_cast<unsigned char>(m_text[m_at])) != 0)
            ++m_at;
        const auto name = m_text.substr(from, m_at - from);
        std::vector<double> in;
        if (!take("("))
            return broken();
        if (!take(")")) {
            do
                in.push_back(sum());
            while (!m_fault && take(","));
            if (!take(")"))
                return broken();
        }
        return call(name, in);
    }
    double call(std::string_view name, const std::vector<double>& in) {
        if (in.empty())
            return name == "pi" ? M_PI : broken();
        if (in.size() == 1)
            for (const auto& known : one_argument)
                if (known.name == name)
                    return known.work(in[0]);
        if (name == "round" && in.size() <= 2)
            return rounded(in[0], in.size() == 2 ? in[1] : 0);
        if (name == "log" && in.size() <= 2)
            return in.size() == 2 ? std::log(in[0]) / std::log(in[1]) : std::log(in[0]);
        if (name == "max")
            return *std::max_element(in.begin(), in.end());
        if (name == "min")
            return *std::min_element(in.begin(), in.end());
        if (in.size() != 2)
            return broken();
        if (name == "pow")
            return std::pow(in[0], in[1]);
        if (name == "fmod")
            return std::fmod(in[0], in[1]);
        return name == "atan2" ? std::atan2(in[0], in[1]) : broken();
    }

    std::string_view m_text;
    const Variables& m_variables;
    std::size_t m_at{0};
    int m_depth{0};
    bool m_fault{false};
};

std::string shown(double value, char decimal) {
    auto out = format_number(value);
    std::replace(out.begin(), out.end(), '.', decimal);
    return out;
}

} // namespace

Result<double> evaluate(std::string_view formula, const Variables& variables) {
    return Formula(formula, variables).value();
}

Result<std::string> substitute(std::string_view text, const Variables& variables, char decimal) {
    std::string plain; // {a} first, so that a formula in {=...} holds no braces of its own
    for (std::size_t i = 0; i < text.size();) {
        const auto end = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
        const auto found = end == std::string_view::npos ? variables.end()
                                                         : variables.find(std::string(text.substr(i + 1, end - i - 1)));
        if (found == variables.end()) {
            plain += text[i++];
            continue;
        }
        // Inside a formula a negative value needs its brackets.
        const bool in_formula =
            plain.rfind("{=") != std::string::npos && plain.find('}', plain.rfind("{=")) == std::string::npos;
        plain += in_formula ? "(" + shown(found->second, '.') + ")" : shown(found->second, decimal);
        i = end + 1;
    }
    std::string out;
    for (std::size_t i = 0; i < plain.size();) {
        const auto end = plain.compare(i, 2, "{=") == 0 ? plain.find('}', i) : std::string::npos;
        if (end == std::string::npos) {
            out += plain[i++];
            continue;
        }
        CANBO_TRY(const double value, evaluate(std::string_view(plain).substr(i + 2, end - i - 2), variables));
        out += shown(value, decimal);
        i = end + 1;
    }
    return out;
}

void VariantSet::draw_variant(Random& random, Response& first) const {
    if (variants.empty())
        return;
    for (const auto& [name, value] : variants[random.below(variants.size())])
        first.set("_var_" + name, format_number(value));
}

Variables VariantSet::stored(const Response& first) {
    Variables out;
    for (const auto& [name, value] : first.entries())
        if (name.starts_with("_var_"))
            out[name.substr(5)] = leading_number(value);
    return out;
}

void Calculated::draw(Random& random, Response& first) const {
    draw_variant(random, first);
    Numerical::draw(random, first);
}

Result<void> Calculated::apply(const Response& first) {
    if (m_formulas.empty())
        m_formulas = answers;
    answers = m_formulas;
    const auto variables = stored(first);
    for (auto& expected : answers)
        if (expected.answer != "*") {
            CANBO_TRY(const double value, evaluate(expected.answer, variables));
            expected.answer = format_number(value);
        }
    return Numerical::apply(first);
}

} // namespace canbo::assessment
