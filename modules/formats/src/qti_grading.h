#pragma once

#include "qti_html.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace canbo::formats::qti {

/// How an item is graded.
enum class Rule {
    MatchCorrect, ///< All of the correct response or nothing.
    MapResponse,  ///< The sum of what each value brings.
    MapPoint,     ///< Points of a picture.
};

/// What a response declaration says.
struct Key {
    struct Entry {
        std::string key;
        double value{0};
        bool match_case{true};
    };
    std::string cardinality;
    std::string base_type;
    std::vector<std::string> correct;
    bool mapped{false};
    std::vector<Entry> mapping;
    std::optional<double> lower;
    std::optional<double> upper;
    double fallback{0}; ///< What a value without an entry brings.

    bool is_correct(const std::string& value) const;
    double mapped_value(const std::string& value) const;
};

/// When a piece of feedback is shown.
enum class When { Always, Right, Wrong, Response };

/// All an item says of grading.
class Grading {
public:
    /// What cannot be followed goes into `losses`.
    Grading(const Node& item, const LossList& losses);

    /// nullptr for a response that is not declared.
    const Key* key(const std::string& response) const;
    Rule rule(const std::string& response) const;
    bool has_points() const { return m_points; }
    /// What a wholly right answer brings where nothing is mapped.
    double mark() const { return m_mark; }
    /// Nothing when it is not known. `feedback`: an element with outcomeIdentifier, identifier and showHide.
    std::optional<When> when(const Node& feedback) const;

private:
    void read_keys(const Node& item, const LossList& losses);
    void read_template(const std::string& name, const LossList& losses);
    void read_rules(const Node& processing, const LossList& losses);
    void read_condition(const Node& condition);
    void note(const Node& branch, When when);

    std::map<std::string, Key> m_keys;
    std::map<std::string, Rule> m_rules;                         ///< By response; "" = all.
    std::map<std::pair<std::string, std::string>, When> m_shown; ///< By outcome and identifier.
    bool m_points{false};
    bool m_template{false};
    double m_mark{1};
};

} // namespace canbo::formats::qti
