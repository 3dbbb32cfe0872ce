#pragma once

#include "base/form_data.h"
#include "documents/document_renderer.h"

#include <filesystem>
#include <string>
#include <vector>

namespace canbo::documents::test {

std::filesystem::path source_dir();

/// A renderer over the repository's own reports/.
DocumentRenderer shipped_forms();

/// reports/ of its own in a temporary folder, with one form "trial" and the official layout; removed at the end.
class TrialForm {
public:
    explicit TrialForm(const std::string& template_md, const std::string& tables_json = "{}");
    ~TrialForm();
    TrialForm(const TrialForm&) = delete;
    TrialForm& operator=(const TrialForm&) = delete;

    const std::filesystem::path& folder() const { return m_folder; }
    DocumentRenderer renderer() const { return DocumentRenderer({m_folder, default_font_dirs()}); }
    void write(const std::string& file, const std::string& content) const;

    /// Renders; fails the test when that fails.
    base::RenderedDocument pdf(const base::FormRecord& values, LayoutTrace& trace) const;
    std::vector<std::string> page_texts(const base::FormRecord& values) const;
    /// The error; fails the test when there is none.
    Error error(const base::FormRecord& values) const;
    base::FormData data(const base::FormRecord& values) const;

    std::map<std::string, std::shared_ptr<base::RowSource>> tables;

private:
    std::filesystem::path m_folder;
};

/// Words on one base line that stand close together.
struct TextLine {
    std::size_t page{0};
    double y{0};
    double x1{0};
    double x2{0};
    double size{0};
    bool bold{false};
    bool italic{false};
    std::string text;
    double middle() const { return (x1 + x2) / 2; }
};

/// Lines in drawing order. Words more than 30 points apart belong to different columns.
std::vector<TextLine> lines_of(const LayoutTrace& trace);

/// The first line that contains `text`; fails the test when there is none.
TextLine line_with(const LayoutTrace& trace, const std::string& text);
bool has_line(const LayoutTrace& trace, const std::string& text);

/// All text of each page, words joined by spaces.
std::vector<std::string> pages_of(const LayoutTrace& trace);

constexpr double mm = 72 / 25.4;

/// A whole letter record, for tests that change one field of it.
base::FormRecord letter_record();

} // namespace canbo::documents::test
