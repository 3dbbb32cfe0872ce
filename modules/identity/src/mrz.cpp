#include "identity/mrz.h"

#include "base/text.h"
#include "dates.h"

#include <algorithm>

namespace canbo::identity {
namespace {

/// Where the fields of a format stand, counted from 0 over its lines joined.
struct Layout {
    std::size_t total, issuer, document, birth, sex, expiry, nationality, name, name_size, composite;
};
constexpr Layout td1{90, 2, 5, 30, 37, 38, 45, 60, 30, 59};
constexpr Layout td2{72, 2, 36, 49, 56, 57, 46, 5, 31, 71};
constexpr Layout td3{88, 2, 44, 57, 64, 65, 54, 5, 39, 87};

std::string without_fillers(std::string_view text) {
    while (!text.empty() && text.back() == '<')
        text.remove_suffix(1);
    return std::string(text);
}

std::string words(std::string_view text) {
    std::string out;
    for (const char c : without_fillers(text))
        if (c != '<')
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    return std::string(base::trim(out));
}

bool digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int two(std::string_view text) { return (text[0] - '0') * 10 + (text[1] - '0'); }

class Reader {
public:
    Reader(std::string_view text, const Layout& layout, MrzSource source)
        : m_text(text), m_layout(layout), m_prefix(source == MrzSource::Printed ? "mrz-" : "dg1-") {}

    MrzReading read(base::Day today) {
        m_out.mrz.text = m_text;
        m_out.mrz.type = without_fillers(part(0, 2));
        m_out.mrz.issuer = without_fillers(part(m_layout.issuer, 3));
        m_out.mrz.nationality = without_fillers(part(m_layout.nationality, 3));
        read_document();
        read_dates(today);
        read_name();
        if (check_digit(composite_input()) != m_text[m_layout.composite])
            found("check-composite");
        return std::move(m_out);
    }

private:
    std::string_view part(std::size_t at, std::size_t size) const { return std::string_view(m_text).substr(at, size); }
    void found(const char* what) { m_out.findings.push_back(finding(m_prefix + what)); }

    /// Everything with a check digit of its own, in the order of the format's rule.
    std::string composite_input() const {
        if (m_layout.total == td1.total)
            return std::string(part(5, 25)).append(part(30, 7)).append(part(38, 7)).append(part(48, 11));
        const std::size_t line = m_layout.total / 2;
        return std::string(part(line, 10)).append(part(line + 13, 7)).append(part(line + 21, line - 22));
    }

    void read_document() {
        Mrz& mrz = m_out.mrz;
        std::string number(part(m_layout.document, 9));
        char check = m_text[m_layout.document + 9];
        if (m_layout.total == td1.total && check == '<') { // longer than nine: the rest and its digit follow
            const auto rest = without_fillers(part(15, 15).substr(0, part(15, 15).find('<')));
            if (rest.size() > 1) {
                number += rest.substr(0, rest.size() - 1);
                check = rest.back();
            }
        }
        if (check_digit(number) != check)
            found("check-document");
        mrz.document_number = without_fillers(number);
        mrz.information = number + check;
        if (m_layout.total == td1.total && mrz.issuer == "VNM")
            read_citizen_number(part(15, 15));
    }

    /// Vietnam writes the twelve digits into the optional data, and a check digit of its own into the last place.
    void read_citizen_number(std::string_view optional) {
        const auto number = parse_number(optional.substr(0, 12));
        if (!number)
            return found("citizen-number");
        m_out.mrz.citizen_number = number->text;
        if (optional.substr(12, 2) != "<<" || check_digit(number->text) != optional[14])
            found("check-number");
        if (m_out.mrz.document_number != number->text.substr(3))
            found("document-number");
    }

    void read_dates(base::Day today) {
        Mrz& mrz = m_out.mrz;
        const auto birth = part(m_layout.birth, 6);
        const auto expiry = part(m_layout.expiry, 6);
        if (check_digit(birth) != m_text[m_layout.birth + 6])
            found("check-birth");
        if (check_digit(expiry) != m_text[m_layout.expiry + 6])
            found("check-expiry");
        mrz.information.append(part(m_layout.birth, 7)).append(part(m_layout.expiry, 7));
        const char sex = m_text[m_layout.sex];
        if (sex == 'M' || sex == 'F')
            mrz.sex = sex == 'M' ? Sex::Male : Sex::Female;
        const auto number = parse_number(mrz.citizen_number);
        if (digits(birth)) {
            int year = year_of(today) / 100 * 100 + two(birth);
            if (number)
                year = number->birth_year / 100 * 100 + two(birth);
            else if (year > year_of(today))
                year -= 100;
            mrz.birth_date = make_day(year, static_cast<unsigned>(two(birth.substr(2))),
                                      static_cast<unsigned>(two(birth.substr(4))));
        }
        if (expiry == "991231") {
            mrz.expiry = Expiry{true, {}};
        } else if (digits(expiry)) {
            const auto day = make_day(2000 + two(expiry), static_cast<unsigned>(two(expiry.substr(2))),
                                      static_cast<unsigned>(two(expiry.substr(4))));
            if (day)
                mrz.expiry = Expiry{false, *day};
        }
        if (!mrz.birth_date)
            found("birth-unreadable");
        if (number && mrz.birth_date && two(birth) != number->birth_year % 100)
            found("number-year");
        if (number && mrz.sex && *mrz.sex != number->sex)
            found("number-sex");
    }

    void read_name() {
        const auto field = part(m_layout.name, m_layout.name_size);
        const auto gap = field.find("<<");
        m_out.mrz.surname = words(field.substr(0, gap));
        m_out.mrz.given = gap == std::string_view::npos ? "" : words(field.substr(gap + 2));
        m_out.mrz.name_cut = field.substr(field.size() - 2) != "<<"; // a cut may fall between two words
    }

    std::string_view m_text; ///< Borrowed.
    const Layout& m_layout;
    std::string m_prefix;
    MrzReading m_out;
};

} // namespace

char check_digit(std::string_view text) {
    constexpr int weights[] = {7, 3, 1};
    int sum = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const int value = c >= '0' && c <= '9' ? c - '0' : (c >= 'A' && c <= 'Z' ? c - 'A' + 10 : 0);
        sum += value * weights[i % 3];
    }
    return static_cast<char>('0' + sum % 10);
}

std::string mrz_letters(std::string_view name) {
    std::string out;
    for (const char c : base::search_key(name))
        if (c >= 'a' && c <= 'z')
            out += static_cast<char>(c - 'a' + 'A');
        else if (c != '\'' && !out.empty() && out.back() != ' ')
            out += ' ';
    return std::string(base::trim(out));
}

Result<MrzReading> read_mrz(std::string_view text, base::Day today, MrzSource source) {
    std::string joined;
    for (const char c : text) {
        if (c == '\r' || c == '\n' || c == ' ' || c == '\t')
            continue;
        const bool allowed = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '<';
        if (!allowed || joined.size() == td1.total)
            return fail(ErrorCode::InvalidInput, "The text is not a machine readable zone");
        joined += c;
    }
    for (const Layout* layout : {&td1, &td2, &td3})
        if (joined.size() == layout->total)
            return Reader(joined, *layout, source).read(today);
    return fail(ErrorCode::InvalidInput, "The text is not a machine readable zone");
}

} // namespace canbo::identity
