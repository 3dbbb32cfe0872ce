#pragma once

#include "base/workbook.h"
#include "desktop/background.h"
#include "training/completion.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace canbo::training::ui {

/// What the office's look at completion stands on; filled by the app, called on the worker.
struct CompletionParts {
    std::function<Result<std::vector<CompletionRow>>()> rows;
    std::function<std::string(const std::string& course)> title_of;
    std::function<Result<base::Workbook>(const std::vector<CompletionRow>& rows)> workbook;
    std::function<Result<void>(const base::Workbook& book, const std::filesystem::path& file)> write_xlsx;
};

struct CompletionLine {
    std::string key;
    std::string agency, course, due, assigned, begun, completed, overdue, share;
    bool late{false}; ///< Somebody is overdue.
};

class CompletionView {
public:
    virtual ~CompletionView() = default;
    /// `summary`: "Assigned: 120 · completed: 80 · overdue: 4".
    virtual void show_lines(const std::vector<CompletionLine>& lines, const std::string& summary) = 0;
    virtual void show_written(const std::filesystem::path& file) = 0;
    virtual void show_problem(const Error& error) = 0;
};

/// Who has completed what is assigned, per agency. UI thread only; the view outlives it.
class CompletionPresenter {
public:
    CompletionPresenter(CompletionView& view, CompletionParts parts, desktop::Background& background);
    void load();
    /// Only agencies and courses in which these words stand, without regard to diacritics; empty: all.
    void filter(const std::string& words);
    void export_to(const std::filesystem::path& file);

private:
    void show();

    CompletionView& m_view;
    CompletionParts m_parts;
    desktop::Background& m_background;
    std::vector<CompletionRow> m_rows;
    std::string m_words;
    desktop::Waiter m_waiter;
};

} // namespace canbo::training::ui
