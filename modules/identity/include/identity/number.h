#pragma once

#include "base/issues.h"
#include "base/json.h"
#include "identity/finding.h"

#include <map>
#include <optional>

namespace canbo::identity {

enum class Sex { Male, Female };
std::string_view sex_name(Sex sex);       ///< "male", "female"
std::string_view sex_vietnamese(Sex sex); ///< "Nam", "Nữ", as cards print it

/// The 12 digits of a citizen: 3 for the province or country where the birth was registered, 1 for century and sex,
/// 2 for the year of birth, 6 drawn at random. It has no check digit.
struct Number {
    std::string text; ///< 12 digits.
    Sex sex{Sex::Male};
    int birth_year{0}; ///< 1900 to 2399.

    std::string place() const { return text.substr(0, 3); }
    /// The password of PACE that the card's face shows: the last six digits.
    std::string can() const { return text.substr(6); }
};

/// @error InvalidInput not 12 digits
Result<Number> parse_number(std::string_view text);

/// Where births are registered. The codes of a person's number stay what they were when provinces merge, so the table
/// is the historic one and an unknown code is a warning, never a refusal.
class PlaceTable {
public:
    /// Reads content/cccd/places.json. Problems go into `issues`.
    static PlaceTable from_json(const Json& json, Issues& issues);
    /// Name of the province, or "" when the code is none of a province.
    std::string province(std::string_view code) const;
    bool is_abroad(std::string_view code) const;
    std::size_t size() const { return m_provinces.size(); }
    std::vector<std::string> codes() const;

private:
    std::map<std::string, std::string, std::less<>> m_provinces;
    std::string m_abroad_from;
    std::string m_abroad_to;
};

/// What the number alone lets one doubt: a place code that the table does not hold.
Findings check_place(const Number& number, const PlaceTable& places);

} // namespace canbo::identity
