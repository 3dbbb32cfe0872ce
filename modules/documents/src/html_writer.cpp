#include "html_writer.h"

#include "base/crypto.h"
#include "block_walk.h"
#include "clean_text.h"
#include "escape.h"
#include "failure.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::documents {
namespace {

const char* align_name(Align align) {
    return align == Align::Center ? "center" : align == Align::Right ? "right" : "left";
}

bool is_relative(const std::string& address) {
    return !address.empty() && address.front() != '/' && address.find(':') == std::string::npos &&
           address.find('\\') == std::string::npos && address.find("..") == std::string::npos;
}

bool is_safe_link(const std::string& address) {
    return address.rfind("https://", 0) == 0 || address.rfind("http://", 0) == 0 || address.rfind("mailto:", 0) == 0 ||
           is_relative(address);
}

class Writer {
public:
    Writer(HtmlUse use, const Document* document, const base::FormData* data)
        : m_use(use), m_document(document), m_data(data) {}

    std::string write(const Blocks& content) {
        for (const auto& block : content.blocks) {
            list_level(block);
            walk_block(*this, block);
        }
        list_level({});
        if (!content.notes.empty())
            m_out += "<hr>\n";
        for (std::size_t i = 0; i < content.notes.size(); ++i)
            m_out += fmt::format("<p><small><sup>{}</sup> {}</small></p>\n", i + 1, inline_html(content.notes[i]));
        return std::move(m_out);
    }

    // For walk_block: each writes the block it is named after.

    void paragraph(const Block& block) {
        const std::string text = inline_html(block.runs);
        if (block.level > 0)
            m_out += block.marker.empty() ? "<p>" + text + "</p>\n" : "<li>" + text + "</li>\n";
        else if (block.quoted)
            m_out += "<blockquote><p>" + text + "</p></blockquote>\n";
        else if (!block.style.empty())
            m_out += "<p align=\"center\"><i>" + text + "</i></p>\n";
        else
            m_out += "<p>" + text + "</p>\n";
    }

    void heading(const Block& block) {
        const bool centred = m_use == HtmlUse::Form && block.level < 3;
        m_out += fmt::format("<h{0}{1}>{2}</h{0}>\n", block.level, centred ? " align=\"center\"" : "",
                             inline_html(block.runs));
    }

    void code(const Block& block) { m_out += "<pre>" + inline_html(block.runs) + "</pre>\n"; }

    void table(const Block& block) {
        if (!block.rows.empty()) {
            m_out += "<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\">\n";
            for (std::size_t i = 0; i < block.rows.size(); ++i) {
                m_out += "<tr>";
                for (const auto& cell : block.rows[i])
                    m_out += i == 0 ? "<th>" + escape_html(cell) + "</th>" : "<td>" + escape_html(cell) + "</td>";
                m_out += "</tr>\n";
            }
            m_out += "</table>\n";
        } else if (m_document != nullptr && m_data != nullptr) {
            form_table(m_document->form.tables.at(block.name), block.name, *m_data->tables.at(block.name));
        }
    }

    void image(const Block& block) {
        if (m_use == HtmlUse::Lesson && is_relative(block.name))
            m_out += "<p align=\"center\"><img src=\"" + escape_html(block.name) + "\"></p>\n";
    }

    void qr(const Block& block) { // a screen shows what the code says
        const auto value = m_data->values.find(block.name);
        const auto* text = value == m_data->values.end() ? nullptr : std::get_if<std::string>(&value->second.value);
        if (text != nullptr)
            m_out += "<pre>" + escape_html(*text) + "</pre>\n";
        for (const auto& line : block.runs)
            m_out += "<p>" + escape_html(line.text) + "</p>\n";
    }

    void rule() { m_out += "<hr>\n"; }
    void page_break() { rule(); }
    void orientation(const Block&) { rule(); }

    void letterhead() {
        const Letter& letter = m_document->letter;
        if (!letter.given)
            return;
        const auto blank = [](const std::string& text) {
            return text.empty() ? "&nbsp;&nbsp;&nbsp;&nbsp;" : escape_html(text);
        };
        m_out += "<table width=\"100%\"><tr><td align=\"center\" valign=\"top\">" + escape_html(letter.superior) +
                 "<br><b>" + escape_html(letter.issuer) + "</b><br>Số: " + blank(letter.number) + "/" +
                 escape_html(letter.symbol);
        if (letter.kind.empty() && !letter.abstract.empty())
            m_out += "<br>V/v " + escape_html(letter.abstract);
        if (!letter.urgency.empty())
            m_out += "<br><font color=\"#c00000\"><b>" + escape_html(letter.urgency) + "</b></font>";
        m_out += "</td><td align=\"center\" valign=\"top\"><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br>"
                 "<b>Độc lập - Tự do - Hạnh phúc</b><br><i>" +
                 escape_html(letter.place) + ", ngày " + blank(letter.day) + " tháng " + blank(letter.month) + " năm " +
                 blank(letter.year) + "</i></td></tr></table>\n";
        if (!letter.kind.empty())
            m_out += "<p align=\"center\"><b>" + escape_html(letter.kind) + "</b><br><b>" +
                     escape_html(letter.abstract) + "</b></p>\n";
        if (!letter.addressees.empty())
            m_out += "<p align=\"center\">Kính gửi: " + lines(letter.addressees) + "</p>\n";
    }

    void signature() {
        const Letter& letter = m_document->letter;
        if (!letter.given)
            return;
        m_out += "<table width=\"100%\"><tr><td valign=\"top\"><b><i>Nơi nhận:</i></b><br><small>" +
                 lines(letter.recipients) + "</small></td><td align=\"center\" valign=\"top\"><b>" +
                 lines(letter.authority) + "<br>" + lines(letter.office) + "</b><br><br><br><b>" +
                 escape_html(letter.signer) + "</b></td></tr></table>\n";
    }

private:
    void list_level(const Block& block) {
        const bool in_list = block.kind == Block::Kind::Paragraph || block.kind == Block::Kind::Code;
        const auto level = static_cast<std::size_t>(in_list ? block.level : 0);
        const bool ordered = !block.marker.empty() && block.marker != "-";
        while (m_lists.size() > level || (!m_lists.empty() && m_lists.size() == level && !block.marker.empty() &&
                                          m_lists.back() != (ordered ? "ol" : "ul"))) {
            m_out += "</" + m_lists.back() + ">\n";
            m_lists.pop_back();
        }
        while (m_lists.size() < level) {
            m_lists.emplace_back(ordered ? "ol" : "ul");
            const std::string number = block.marker.substr(0, block.marker.find_first_not_of("0123456789"));
            m_out += ordered && number != "1" ? "<ol start=\"" + number + "\">\n" : "<" + m_lists.back() + ">\n";
        }
    }

    std::string inline_html(const Runs& runs) const {
        std::string html;
        for (const auto& run : runs) {
            if (run.note != Run::no_note) {
                html += fmt::format("<sup>{}</sup>", run.note + 1);
                continue;
            }
            std::string text = escape_html(run.text);
            for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at))
                text.replace(at, 1, "<br>");
            if (run.code)
                text = "<code>" + text + "</code>";
            if (run.italic)
                text = "<i>" + text + "</i>";
            if (run.bold)
                text = "<b>" + text + "</b>";
            if (m_use == HtmlUse::Lesson && !run.link.empty() && is_safe_link(run.link))
                text = "<a href=\"" + escape_html(run.link) + "\">" + text + "</a>";
            html += text;
        }
        return html;
    }

    void form_table(const TableSpec& spec, const std::string& name, base::RowSource& rows) {
        m_out += "<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\" width=\"100%\">\n<tr>";
        double total = 0;
        for (const auto& column : spec.columns)
            total += column.width;
        for (const auto& column : spec.columns)
            m_out +=
                fmt::format("<th width=\"{:.0f}%\">{}</th>", 100 * column.width / total, escape_html(column.title));
        m_out += "</tr>\n";
        std::vector<std::string> cells;
        std::size_t row = 0;
        while (rows.next(cells)) {
            ++row;
            if (cells.size() != spec.columns.size() && cells.size() != 1)
                give_up(ErrorCode::InvalidInput, "A row of a table has a wrong number of cells",
                        name + " row " + std::to_string(row));
            form_row(spec, name + " row " + std::to_string(row), cells);
        }
        if (row == 0 && !spec.empty.empty())
            form_row(spec, name, {spec.empty});
        m_out += "</table>\n";
    }

    void form_row(const TableSpec& spec, const std::string& where, const std::vector<std::string>& cells) {
        m_out += "<tr>";
        const bool across = cells.size() == 1 && spec.columns.size() > 1;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            auto clean = clean_text(cells[i], where);
            if (!clean)
                throw Failure{std::move(clean).error()};
            std::string text = escape_html(*clean);
            for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at))
                text.replace(at, 1, "<br>");
            if (!across && spec.columns[i].picture > 0)
                m_out += "<td align=\"center\">" + picture_html(cells[i], where) + "</td>";
            else if (across)
                m_out += fmt::format("<td colspan=\"{}\"><b>{}</b></td>", spec.columns.size(), text);
            else
                m_out += fmt::format("<td align=\"{}\">{}</td>", align_name(spec.columns[i].align), text);
        }
        m_out += "</tr>\n";
    }

    std::string picture_html(const std::string& name, const std::string& where) const {
        if (name.empty())
            return {};
        const auto found = m_data->pictures.find(name);
        if (found == m_data->pictures.end())
            give_up(ErrorCode::InvalidInput, "A picture of a table was not given", where);
        return "<img height=\"113\" src=\"data:image/png;base64," + base::to_base64(found->second) + "\">";
    }

    static std::string lines(const std::vector<std::string>& texts) {
        std::string html;
        for (const auto& text : texts)
            html += (html.empty() ? "" : "<br>") + escape_html(text);
        return html;
    }

    HtmlUse m_use;
    const Document* m_document;
    const base::FormData* m_data;
    std::string m_out;
    std::vector<std::string> m_lists;
};

} // namespace

std::string write_html(const Blocks& content, HtmlUse use, const Document* document, const base::FormData* data) {
    return Writer(use, document, data).write(content);
}

} // namespace canbo::documents
