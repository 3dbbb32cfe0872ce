#pragma once

#include "desktop/list_presenter.h"

#include <string>
#include <vector>

namespace canbo::test {

/// What a page of a list shows, kept.
struct ListPageView : desktop::ListPageView {
    void show_rows(const std::vector<desktop::ListRow>& shown, std::size_t) override { rows = shown; }
    void show_import(const desktop::ImportCheck&) override {}
    void show_done(const std::string& sentence) override { done = sentence; }
    void show_problem(const Error& error) override { problem = error.message; }
    std::vector<desktop::ListRow> rows;
    std::string done, problem;
};

} // namespace canbo::test
