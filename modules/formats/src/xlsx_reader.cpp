#include "formats/xlsx_reader.h"

#include "zip_reader.h"

#include <pugixml.hpp>

#include <charconv>

namespace canbo::formats {
namespace {

constexpr std::size_t most_unpacked = 40'000'000, most_rows = 20'000, most_columns = 100;

Error no_workbook() { return {ErrorCode::InvalidInput, "The file is no workbook in XLSX", {}, {}}; }
Error too_large() { return {ErrorCode::TooLarge, "The file is too large", {}, {}}; }

/// The parts that are needed; the first sheet is the one with the lowest number.
Result<CourseFiles> unpack(std::string_view file) {
    CourseLimits limits;
    limits.bytes = most_unpacked;
    const auto wanted = [](std::string_view name) {
        return name == "xl/sharedStrings.xml" || name.starts_with("xl/worksheets/sheet");
    };
    auto read = read_zip(file, wanted, limits);
    if (!read)
        return fail(read.error().code == ErrorCode::TooLarge ? too_large() : no_workbook());
    return std::move(read->files);
}

/// All the text below a node: runs of different looks are one text.
std::string text_of(const pugi::xml_node& node) {
    std::string out = node.child("t").text().get();
    for (const auto& run : node.children("r"))
        out += run.child("t").text().get();
    return out;
}

std::size_t column_of(std::string_view reference) {
    std::size_t out = 0;
    for (const char c : reference) {
        if (c < 'A' || c > 'Z')
            break;
        out = out * 26 + static_cast<std::size_t>(c - 'A') + 1;
        if (out > most_columns)
            break;
    }
    return out;
}

class SheetReader {
public:
    explicit SheetReader(const std::string& strings) {
        pugi::xml_document document;
        if (!strings.empty() && document.load_buffer(strings.data(), strings.size()))
            for (const auto& item : document.child("sst").children("si"))
                m_strings.push_back(text_of(item));
    }

    Result<std::vector<std::vector<std::string>>> read(const std::string& sheet) const {
        pugi::xml_document document;
        if (!document.load_buffer(sheet.data(), sheet.size()) || !document.child("worksheet"))
            return fail(no_workbook());
        std::vector<std::vector<std::string>> rows;
        for (const auto& row : document.child("worksheet").child("sheetData").children("row")) {
            const std::size_t number = row.attribute("r").as_uint(static_cast<unsigned>(rows.size()) + 1);
            if (number > most_rows || number <= rows.size())
                return fail(number > most_rows ? too_large() : no_workbook());
            rows.resize(number);
            for (const auto& cell : row.children("c")) {
                const auto reference = column_of(cell.attribute("r").value());
                const auto column = reference == 0 ? rows.back().size() + 1 : reference;
                if (column > most_columns)
                    return fail(too_large());
                if (rows.back().size() < column)
                    rows.back().resize(column);
                rows.back()[column - 1] = value_of(cell);
            }
        }
        return rows;
    }

private:
    std::string value_of(const pugi::xml_node& cell) const {
        const std::string_view type = cell.attribute("t").value();
        if (type == "inlineStr")
            return text_of(cell.child("is"));
        const std::string value = cell.child("v").text().get();
        if (type != "s")
            return value;
        std::size_t index = 0;
        const auto [end, code] = std::from_chars(value.data(), value.data() + value.size(), index);
        return code == std::errc() && index < m_strings.size() ? m_strings[index] : std::string();
    }

    std::vector<std::string> m_strings;
};

} // namespace

Result<std::vector<std::vector<std::string>>> read_xlsx(std::string_view file) {
    CANBO_TRY(auto parts, unpack(file));
    const auto sheet = parts.lower_bound("xl/worksheets/sheet");
    if (sheet == parts.end())
        return fail(no_workbook());
    return SheetReader(parts["xl/sharedStrings.xml"]).read(sheet->second);
}

} // namespace canbo::formats
