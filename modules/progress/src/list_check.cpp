#include "base/text.h"
#include "base/translation.h"
#include "progress/filled_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace canbo::progress {
namespace {

constexpr std::size_t most_problems = 100;

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

bool all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "1.234.567", "1 234" and "0012" as digits; what is no whole number comes back unchanged.
std::string normal_number(std::string_view text) {
    std::string digits;
    std::size_t group = 0; // digits since the last separator; 0 and no separator yet: the first group is free
    bool grouped = false;
    for (const char c : text) {
        if (c == '.' || c == ' ') {
            if (group == 0 || group > 3 || (grouped && group != 3))
                return std::string(text);
            grouped = true;
            group = 0;
        } else {
            digits += c;
            ++group;
        }
    }
    if (!all_digits(digits) || (grouped && group != 3))
        return std::string(text);
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    return digits;
}

std::string normal_yes_no(std::string_view text) {
    const std::string key = base::search_key(text); // "Có" is "co", "Đã" is "da"
    if (is_one_of(key, {"yes", "co", "x", "1", "true", "roi", "da"}))
        return "yes";
    if (is_one_of(key, {"no", "khong", "0", "false", "chua"}))
        return "no";
    return std::string(text);
}

/// What is wrong with a cell that is not blank, or null.
const char* problem_of(const ListColumn& column, const std::string& cell) {
    switch (column.kind) {
    case ListColumn::Kind::Text:
        if (base::length(cell) > most_cell)
            return base::msgid("A cell has at most 500 characters");
        return base::is_clean_text(cell) ? nullptr : base::msgid("The text holds a control character or is not in NFC");
    case ListColumn::Kind::Number:
        return all_digits(cell) && cell.size() <= 15 ? nullptr
                                                     : base::msgid("A whole number of 0 or more is expected here");
    case ListColumn::Kind::Date: {
        const auto day = base::parse_day(cell);
        return day && base::to_iso(*day) == cell ? nullptr : base::msgid("This is not a date like 2024-02-16");
    }
    case ListColumn::Kind::YesNo:
        return cell == "yes" || cell == "no" ? nullptr : base::msgid("Yes or no is expected here");
    }
    return nullptr;
}

class RowCheck {
public:
    RowCheck(const ListSpec& spec, const FilledList& filled, Issues& issues)
        : m_spec(spec), m_filled(filled), m_issues(issues), m_seen(spec.columns.size()) {}

    void run() {
        for (std::size_t i = 0; i < m_filled.rows.size() && m_found < most_problems; ++i)
            check_row(i);
        if (m_found >= most_problems)
            m_issues.error(ErrorCode::InvalidInput, "rows", "There are too many problems; mend those named first");
        else if (m_spec.kind == ListSpec::Kind::Checklist)
            check_items();
    }

private:
    void problem(ErrorCode code, std::size_t row, const ListColumn& column, const char* sentence) {
        const std::size_t line = row < m_filled.lines.size() ? m_filled.lines[row] : row + 1;
        m_issues.error(code, fmt::format("row {}, column {}", line, column.code), sentence);
        ++m_found;
    }

    void check_row(std::size_t row) {
        const ListRow& cells = m_filled.rows[row];
        if (cells.size() != m_spec.columns.size())
            return problem(ErrorCode::InvalidInput, row, m_spec.columns.back(),
                           base::msgid("A row has one cell for every column"));
        for (std::size_t c = 0; c < cells.size(); ++c) {
            const ListColumn& column = m_spec.columns[c];
            if (cells[c].empty()) {
                if (column.required)
                    problem(ErrorCode::InvalidInput, row, column, base::msgid("This cell must not be blank"));
                continue;
            }
            if (const char* sentence = problem_of(column, cells[c]))
                problem(ErrorCode::InvalidInput, row, column, sentence);
            else if (column.unique && !m_seen[c].insert(cells[c]).second)
                problem(ErrorCode::Conflict, row, column, base::msgid("This value stands in the list twice"));
        }
        if (const auto key = m_spec.key();
            key && !m_spec.items.empty() && !cells[*key].empty() && !is_item(cells[*key]))
            problem(ErrorCode::NotFound, row, m_spec.columns[*key],
                    base::msgid("The checklist has no item with this code"));
    }

    bool is_item(const std::string& code) const {
        return std::any_of(m_spec.items.begin(), m_spec.items.end(), [&](const auto& i) { return i.code == code; });
    }

    void check_items() {
        const auto key = m_spec.key();
        for (const auto& item : m_spec.items)
            if (key && m_seen[*key].count(item.code) == 0)
                m_issues.warning(ErrorCode::InvalidInput, "item " + item.code, "An item of the checklist has no row");
    }

    const ListSpec& m_spec;
    const FilledList& m_filled;
    Issues& m_issues;
    std::vector<std::set<std::string_view>> m_seen; ///< By column; the rows outlive the check.
    std::size_t m_found{0};
};

} // namespace

std::string normal_cell(const ListColumn& column, std::string_view text) {
    text = base::trim(text);
    switch (column.kind) {
    case ListColumn::Kind::Number:
        return normal_number(text);
    case ListColumn::Kind::Date: {
        const auto day = base::parse_day(text);
        return day ? base::to_iso(*day) : std::string(text);
    }
    case ListColumn::Kind::YesNo:
        return normal_yes_no(text);
    case ListColumn::Kind::Text:
        break;
    }
    return std::string(text);
}

void check_rows(const ListSpec& spec, const FilledList& filled, Issues& issues) {
    if (filled.rows.size() > most_list_rows)
        return issues.error(ErrorCode::TooLarge, "rows", "A list has at most 100,000 rows");
    if (filled.rows.empty())
        return issues.error(ErrorCode::InvalidInput, "rows", "A list has at least one row");
    RowCheck(spec, filled, issues).run();
}

Result<void> may_fill(const ListSpec& spec, int model, const people::Person& person, const std::string& agency,
                      const people::AgencyTree& agencies, const Duties& duties) {
    using people::Permission;
    CANBO_TRY_VOID(people::require(person, Permission::WriteReport));
    const people::Agency* found = agencies.find(agency);
    if (found == nullptr)
        return fail(ErrorCode::NotFound, "There is no such agency", "agency");
    if (spec.by_office) {
        if (!person.may(Permission::ManagePlan))
            return fail(ErrorCode::Forbidden, "This list is filled by the standing office", "list");
        return {};
    }
    if (person.agency != agency && !person.may(Permission::ManagePlan))
        return fail(ErrorCode::Forbidden, "A list is filled by the agency it is for", "agency");
    if (found->collective || !duties.has_duty(agency, model))
        return fail(ErrorCode::Forbidden, "The agency has no task in this model", "agency");
    return {};
}

} // namespace canbo::progress
