#include "letter.h"

#include "base/text.h"
#include "clean_text.h"

#include <algorithm>
#include <charconv>

namespace canbo::documents {
namespace {

/// Texts and lists of the record "letter", cleaned; remembers the first error.
class Fields {
public:
    explicit Fields(const base::FormRecord& record) : m_record(record) {}

    std::vector<std::string> lines(const char* name) {
        std::vector<std::string> result;
        const auto found = m_record.find(name);
        if (found == m_record.end())
            return result;
        if (const auto* text = std::get_if<std::string>(&found->second.value)) {
            add_lines(*text, std::string("letter.") + name, result);
        } else if (const auto* list = std::get_if<base::FormList>(&found->second.value)) {
            for (std::size_t i = 0; i < list->size(); ++i) {
                const auto* item = std::get_if<std::string>(&(*list)[i].value);
                const std::string where = std::string("letter.") + name + "[" + std::to_string(i) + "]";
                if (item != nullptr)
                    add_lines(*item, where, result);
                else
                    wrong_kind(where);
            }
        } else if (!std::holds_alternative<std::monostate>(found->second.value)) {
            wrong_kind(std::string("letter.") + name);
        }
        return result;
    }

    std::string text(const char* name, char line_end = ' ') {
        std::string joined;
        for (const auto& line : lines(name))
            joined += (joined.empty() ? "" : std::string(1, line_end)) + line;
        return joined;
    }

    Result<void> outcome() {
        if (m_failed)
            return fail(std::move(m_error));
        return {};
    }

private:
    void add_lines(const std::string& text, const std::string& where, std::vector<std::string>& result) {
        auto clean = clean_text(text, where);
        if (!clean) {
            keep(std::move(clean).error());
            return;
        }
        for (std::size_t from = 0; from < clean->size();) {
            const std::size_t end = std::min(clean->find('\n', from), clean->size());
            const auto line = base::trim(std::string_view(*clean).substr(from, end - from));
            if (!line.empty())
                result.emplace_back(line);
            from = end + 1;
        }
    }
    void wrong_kind(const std::string& where) {
        keep({ErrorCode::InvalidInput, "A field of the letter has the wrong kind", where, {}});
    }
    void keep(Error error) {
        if (!m_failed)
            m_error = std::move(error);
        m_failed = true;
    }

    const base::FormRecord& m_record;
    Error m_error;
    bool m_failed{false};
};

// An agency's name: its own line breaks stay, and a line never ends inside "nhân dân".
std::string agency(const std::string& name) {
    std::string upper = base::upper(name);
    const std::string_view people = "NHÂN DÂN";
    for (std::size_t at = upper.find(people); at != std::string::npos; at = upper.find(people, at + 1))
        upper.replace(at + std::string_view("NHÂN").size(), 1, "\xC2\xA0");
    return upper;
}

// A leading 0 below `limit`, none from there on; anything but a small number stays as typed.
std::string padded(const std::string& text, int limit) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 0 || value > 9999)
        return text;
    return (value < limit ? "0" : "") + std::to_string(value);
}

std::string without_end(std::string line) {
    while (!line.empty() && (line.back() == ';' || line.back() == '.' || line.back() == ' '))
        line.pop_back();
    if (line.rfind("- ", 0) == 0)
        line.erase(0, 2);
    return line;
}

std::vector<std::string> recipient_lines(std::vector<std::string> names, const std::string& drafter) {
    std::string file_copy = "Lưu: VT";
    for (auto& name : names)
        name = without_end(std::move(name));
    const auto filed =
        std::find_if(names.begin(), names.end(), [](const std::string& name) { return name.rfind("Lưu", 0) == 0; });
    if (filed != names.end()) {
        file_copy = *filed;
        names.erase(filed);
    }
    if (!drafter.empty() && file_copy.find(drafter) == std::string::npos)
        file_copy += ", " + without_end(drafter);
    std::vector<std::string> lines;
    for (const auto& name : names)
        if (!name.empty())
            lines.push_back("- " + name + ";");
    lines.push_back("- " + file_copy + ".");
    return lines;
}

std::string known_urgency(const std::string& typed) {
    const std::string word = base::upper(typed);
    if (word == "HOẢ TỐC")
        return "HỎA TỐC"; // the decree's own spelling
    return word;
}

void warn_of_blanks(const Letter& letter, std::vector<std::string>& warnings) {
    const auto check = [&](bool blank, const char* sentence) {
        if (blank)
            warnings.emplace_back(sentence);
    };
    check(letter.number.empty(), "The number of the letter is left blank");
    check(letter.day.empty() || letter.month.empty(), "The date of the letter is left blank");
    check(letter.signer.empty(), "The name of the signer is left blank");
    check(letter.issuer.empty(), "The issuing agency is left blank");
}

} // namespace

Result<Letter> read_letter(const base::FormRecord& values, std::vector<std::string>& warnings) {
    Letter letter;
    const auto found = values.find("letter");
    if (found == values.end())
        return letter;
    const auto* record = std::get_if<base::FormRecord>(&found->second.value);
    if (record == nullptr)
        return fail(ErrorCode::InvalidInput, "A field of the letter has the wrong kind", "letter");
    Fields in(*record);
    letter.given = true;
    letter.superior = agency(in.text("superior", '\n'));
    letter.issuer = agency(in.text("issuer", '\n'));
    letter.number = padded(in.text("number"), 10);
    letter.symbol = in.text("symbol");
    letter.symbol.erase(0, std::min(letter.symbol.find_first_not_of('/'), letter.symbol.size()));
    letter.place = in.text("place");
    letter.day = padded(in.text("day"), 10);
    letter.month = padded(in.text("month"), 3);
    letter.year = in.text("year");
    letter.kind = base::upper(in.text("kind"));
    if (letter.kind == "CÔNG VĂN")
        letter.kind.clear();
    letter.abstract = in.text("abstract");
    letter.urgency = known_urgency(in.text("urgency"));
    letter.addressees = in.lines("addressees");
    letter.authority = in.lines("authority");
    letter.office = in.lines("office");
    letter.signer = in.text("signer");
    const std::string drafter = in.text("drafter");
    letter.recipients = recipient_lines(in.lines("recipients"), drafter);
    CANBO_TRY_VOID(in.outcome());
    warn_of_blanks(letter, warnings);
    return letter;
}

} // namespace canbo::documents
