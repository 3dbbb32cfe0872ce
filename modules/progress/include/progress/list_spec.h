#pragma once

#include "base/issues.h"
#include "base/json.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::progress {

struct ListColumn {
    enum class Kind {
        Text,
        Number, ///< A whole count, 0 or more.
        Date,
        YesNo,
    };
    std::string code; ///< "da-tiep-nhan"
    std::string name; ///< Head of the column on paper and in CSV.
    Kind kind{Kind::Text};
    bool required{false};
    bool unique{false};   ///< No value stands in two rows.
    bool personal{false}; ///< Data about a person: never logged, and the list has a closed circle of readers.
};

struct ListItem {
    std::string code; ///< What the checklist's first column names.
    std::string text;
    std::string area; ///< "management" or "technical"
};

/// What a filled list says about an indicator of its model.
struct ListMeasure {
    enum class Kind {
        Rows,  ///< Rows with yes in the column; without a column all rows.
        Sum,   ///< Of a number column.
        Share, ///< Percent of the rows that have yes in the column.
        Level, ///< The indicator's target, once every expected row has yes.
    };
    std::string indicator;
    Kind kind{Kind::Rows};
    std::string column; ///< Code, or empty.
};

/// A list that belongs to a model, as the catalogue declares it: who fills it and with what. Its rows are a FilledList.
struct ListSpec {
    enum class Kind { Services, Facilities, Checklist, Learners };
    std::string code; ///< Unique in the catalogue: "m06-co-so"
    std::string name;
    Kind kind{Kind::Facilities};
    std::optional<int> expected; ///< Rows the plan speaks of (53 services).
    bool by_office{false};       ///< One list, filled by the standing office; else one of each agency.
    std::string sent_to;         ///< The one other agency that reads a list with personal data.
    std::vector<ListColumn> columns;
    std::vector<ListMeasure> measures;
    std::vector<ListItem> items; ///< The rows of a checklist.

    /// Place of a column, or nothing.
    std::optional<std::size_t> column(std::string_view code) const;
    /// Place of the column whose values tell rows apart: the first unique one.
    std::optional<std::size_t> key() const;
    bool personal() const;
};

std::string_view list_kind_name(ListSpec::Kind kind);     ///< "services"
std::string_view column_kind_name(ListColumn::Kind kind); ///< "yes-no"

/// One list of content/plan-395/catalogue.json. Problems go into `issues`.
ListSpec list_spec_from_json(const Json& json, const std::string& where, Issues& issues);
Json list_spec_to_json(const ListSpec& spec);

} // namespace canbo::progress
