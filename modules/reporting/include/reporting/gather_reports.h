#pragma once

#include "base/json.h"
#include "base/result.h"
#include "reporting/desk.h"

#include <string>
#include <vector>

namespace canbo::reporting {

/// What gathering did to a lead's draft, field by field, so that a person can look at each.
struct Gathered {
    enum class Outcome {
        Added,     ///< Put into an empty field, or below what was typed.
        Changed,   ///< Gathered before; the agency has said something else, or nothing, since.
        Unchanged, ///< Gathered before, and the same.
        Kept,      ///< Somebody typed here: left as it is.
        LeftOut    ///< The lead has no task in the model, the value is a percentage, or the text would be too long.
    };
    struct Item {
        int model{0};
        std::string field;  ///< "results", "indicators.m04-ban-chung-thuc"; empty: the whole model.
        std::string agency; ///< Empty for a sum.
        Outcome outcome{Outcome::Added};
    };

    std::vector<std::string> agencies; ///< Whose accepted reports were read.
    std::vector<std::string> missing;  ///< Report to this agency and have no accepted report.
    std::vector<Item> items;           ///< By model.
};

/// Takes the accepted reports of the agencies that report to the draft's agency into the draft: per model a paragraph
/// with the agency's name in results, difficulties and proposals, and the sum of each indicator that the catalogue
/// counts `by_agency`. What a person typed is never overwritten; doing it again doubles nothing and brings changed
/// reports up to date. The draft remembers what was gathered in fields of its own ("gathered/…") that no report has.
/// A percentage is not summed: the sum of two rates is no rate.
class GatherReports {
public:
    explicit GatherReports(const Desk& desk) : m_desk(desk) {}
    /// @error NotFound, Forbidden; InvalidInput nobody reports to this agency; Storage
    Result<Gathered> operator()(const std::string& draft);

private:
    const Desk& m_desk;
};

std::string_view outcome_name(Gathered::Outcome outcome); ///< "added", "changed", "unchanged", "kept", "left-out"
Json gathered_to_json(const Gathered& gathered);

} // namespace canbo::reporting
