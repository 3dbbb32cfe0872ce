#include "formats/xlsx_writer.h"

#include "base/crypto.h"

#include <xlsxwriter.h>

#include <cmath>
#include <system_error>

namespace canbo::formats {
namespace {

struct Formats {
    lxw_format* head;
    lxw_format* group;
    lxw_format* text;
    lxw_format* number;
    lxw_format* decimal;
    lxw_format* percent;
    lxw_format* decimal_percent;
    lxw_format* day;
    lxw_format* time;
};

lxw_format* make_format(lxw_workbook* book, const char* number_format) {
    lxw_format* format = workbook_add_format(book);
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_font_name(format, "Times New Roman");
    if (number_format != nullptr)
        format_set_num_format(format, number_format);
    return format;
}

Formats make_formats(lxw_workbook* book) {
    Formats out{make_format(book, nullptr),     make_format(book, nullptr),      make_format(book, nullptr),
                make_format(book, "#,##0"),     make_format(book, "#,##0.0#"),   make_format(book, "0\"%\""),
                make_format(book, "0.0#\"%\""), make_format(book, "dd/mm/yyyy"), make_format(book, "hh:mm dd/mm/yyyy")};
    format_set_bold(out.head);
    format_set_bg_color(out.head, 0xE8EEF7);
    format_set_align(out.head, LXW_ALIGN_CENTER);
    format_set_align(out.head, LXW_ALIGN_VERTICAL_CENTER);
    format_set_bold(out.group);
    return out;
}

/// Vietnam's wall clock; XLSX knows no zones.
lxw_datetime datetime(base::Time time) {
    const auto local = time + base::vietnam_offset;
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss of_day{local - day};
    return {static_cast<int>(date.year()),
            static_cast<int>(static_cast<unsigned>(date.month())),
            static_cast<int>(static_cast<unsigned>(date.day())),
            static_cast<int>(of_day.hours().count()),
            static_cast<int>(of_day.minutes().count()),
            static_cast<double>(of_day.seconds().count())};
}

/// "0.##" would show 53 as "53.": a whole number has its own format.
bool whole(double value) { return std::trunc(value) == value; }

lxw_error put_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const base::Cell& cell, const Formats& f) {
    if (const auto* text = std::get_if<std::string>(&cell))
        return worksheet_write_string(sheet, row, column, text->c_str(), f.text);
    if (const auto* number = std::get_if<double>(&cell))
        return worksheet_write_number(sheet, row, column, *number, whole(*number) ? f.number : f.decimal);
    if (const auto* percent = std::get_if<base::Percent>(&cell))
        return worksheet_write_number(sheet, row, column, percent->value,
                                      whole(percent->value) ? f.percent : f.decimal_percent);
    if (const auto* day = std::get_if<base::Day>(&cell)) {
        lxw_datetime value = datetime(base::at_vietnam_time(*day, 0, 0));
        return worksheet_write_datetime(sheet, row, column, &value, f.day);
    }
    if (const auto* time = std::get_if<base::Time>(&cell)) {
        lxw_datetime value = datetime(*time);
        return worksheet_write_datetime(sheet, row, column, &value, f.time);
    }
    return worksheet_write_blank(sheet, row, column, f.text);
}

Result<void> put_sheet(lxw_workbook* book, const base::Sheet& sheet, const Formats& formats) {
    lxw_worksheet* out = workbook_add_worksheet(book, sheet.name.c_str());
    if (out == nullptr)
        return fail(ErrorCode::InvalidInput, "A sheet of the workbook has an impossible name", sheet.name);
    worksheet_set_landscape(out);
    worksheet_set_paper(out, 9); // A4
    worksheet_fit_to_pages(out, 1, 0);
    worksheet_repeat_rows(out, 0, 0);
    worksheet_freeze_panes(out, 1, 0);
    lxw_col_t column = 0;
    for (const auto& head : sheet.columns) {
        worksheet_set_column(out, column, column, head.width, nullptr);
        worksheet_write_string(out, 0, column++, head.title.c_str(), formats.head);
    }
    lxw_row_t row = 1;
    for (const auto& cells : sheet.rows) {
        column = 0;
        for (const auto& cell : cells) {
            if (put_cell(out, row, column++, cell, formats) != LXW_NO_ERROR)
                return fail(ErrorCode::InvalidInput, "A cell of the workbook holds too long a text",
                            sheet.name + ", row " + std::to_string(row + 1));
        }
        ++row;
    }
    if (column > 0 && row > 1)
        worksheet_autofilter(out, 0, 0, row - 1, static_cast<lxw_col_t>(sheet.columns.size() - 1));
    return {};
}

} // namespace

Result<void> write_xlsx(const base::Workbook& workbook, const std::filesystem::path& file) {
    namespace fs = std::filesystem;
    std::error_code code;
    if (file.has_parent_path())
        fs::create_directories(file.parent_path(), code);
    fs::path beside = file;
    beside += "." + base::to_hex(base::random_bytes(4)) + ".part";
    const std::string name = beside.string();
    lxw_workbook_options options{};
    options.constant_memory = LXW_FALSE;
    lxw_workbook* book = workbook_new_opt(name.c_str(), &options);
    if (book == nullptr)
        return fail(ErrorCode::Storage, "The file could not be written", file.string());
    lxw_doc_properties properties{};
    std::string title = workbook.title;
    properties.title = title.data();
    properties.created = 1; // no wall clock: the same data gives the same bytes
    workbook_set_properties(book, &properties);
    const Formats formats = make_formats(book);
    Result<void> put;
    for (const auto& sheet : workbook.sheets)
        if (put)
            put = put_sheet(book, sheet, formats);
    const lxw_error closed = workbook_close(book);
    if (put && closed != LXW_NO_ERROR)
        put = fail(ErrorCode::Storage, "The file could not be written", file.string(), lxw_strerror(closed));
    if (put) {
        fs::rename(beside, file, code);
        if (code)
            put = fail(ErrorCode::Storage, "The file could not be written", file.string(), code.message());
    }
    if (!put)
        fs::remove(beside, code);
    return put;
}

} // namespace canbo::formats
