#include "document_support.h"

#include "base/file.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <cmath>

namespace canbo::documents::test {

std::filesystem::path source_dir() { return CANBO_TEST_SOURCE; }

DocumentRenderer shipped_forms() { return DocumentRenderer({source_dir() / "reports", default_font_dirs()}); }

TrialForm::TrialForm(const std::string& template_md, const std::string& tables_json) {
    static std::atomic<int> next{0};
    const auto stamp = std::chrono::steady_clock::now().time_since_epoch().count();
    m_folder = std::filesystem::temp_directory_path() /
               ("canbo-trial-" + std::to_string(stamp) + "-" + std::to_string(next++));
    std::filesystem::create_directories(m_folder / "trial");
    std::filesystem::copy_file(source_dir() / "reports/decree-30.json", m_folder / "decree-30.json");
    write("template.md", template_md);
    write("form.json", R"({"title": "Trial", "layout": "decree-30", "tables": )" + tables_json + "}");
}

TrialForm::~TrialForm() {
    std::error_code ignored;
    std::filesystem::remove_all(m_folder, ignored);
}

void TrialForm::write(const std::string& file, const std::string& content) const {
    REQUIRE(base::write_file(m_folder / "trial" / file, content));
}

base::FormData TrialForm::data(const base::FormRecord& values) const {
    base::FormData data;
    data.form = "trial";
    data.values = values;
    data.tables = tables;
    return data;
}

base::RenderedDocument TrialForm::pdf(const base::FormRecord& values, LayoutTrace& trace) const {
    auto document = renderer().render_pdf(data(values), nullptr, trace);
    if (!document)
        FAIL(document.error().message << " [" << document.error().where << "] " << document.error().detail);
    return *std::move(document);
}

std::vector<std::string> TrialForm::page_texts(const base::FormRecord& values) const {
    LayoutTrace trace;
    pdf(values, trace);
    return pages_of(trace);
}

Error TrialForm::error(const base::FormRecord& values) const {
    auto document = renderer().render_pdf(data(values));
    REQUIRE_FALSE(document);
    return document.error();
}

std::vector<TextLine> lines_of(const LayoutTrace& trace) {
    std::vector<TextLine> lines;
    for (const auto& item : trace.items) {
        if (item.kind != DrawnItem::Kind::Text)
            continue;
        const bool joins = !lines.empty() && lines.back().page == item.page &&
                           std::abs(lines.back().y - item.y) < 0.5 && item.x - lines.back().x2 < 30 &&
                           item.x >= lines.back().x2 - 1;
        if (!joins)
            lines.push_back({item.page, item.y, item.x, item.x, item.height, item.bold, item.italic, {}});
        lines.back().text += item.text;
        lines.back().x2 = item.x + item.width;
    }
    return lines;
}

TextLine line_with(const LayoutTrace& trace, const std::string& text) {
    for (auto& line : lines_of(trace))
        if (line.text.find(text) != std::string::npos)
            return line;
    FAIL("no line holds: " << text);
    return {};
}

bool has_line(const LayoutTrace& trace, const std::string& text) {
    for (const auto& line : lines_of(trace))
        if (line.text.find(text) != std::string::npos)
            return true;
    return false;
}

std::vector<std::string> pages_of(const LayoutTrace& trace) {
    std::vector<std::string> pages(trace.pages.size());
    for (const auto& item : trace.items)
        if (item.kind == DrawnItem::Kind::Text)
            pages[item.page - 1] += item.text + (!item.text.empty() && item.text.back() == ' ' ? "" : " ");
    return pages;
}

base::FormRecord letter_record() {
    return {{"superior", "UBND tỉnh Lào Cai"},
            {"issuer", "Sở Tư pháp"},
            {"number", "7"},
            {"symbol", "BC-STP"},
            {"place", "Lào Cai"},
            {"day", "5"},
            {"month", "2"},
            {"year", "2024"},
            {"kind", "BÁO CÁO"},
            {"abstract", "Kết quả thực hiện Đề án 06 tuần 07/2024"},
            {"addressees", base::FormList{"Ban Chỉ đạo thực hiện Đề án 06 tỉnh"}},
            {"authority", "KT. GIÁM ĐỐC"},
            {"office", "PHÓ GIÁM ĐỐC"},
            {"signer", "Nguyễn Văn An"},
            {"recipients", base::FormList{"Như trên", "Giám đốc Sở", "Lưu: VT, KSTT"}}};
}

} // namespace canbo::documents::test
