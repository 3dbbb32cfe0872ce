#pragma once

#include "desktop/background.h"
#include "progress_ui/board_presenter.h"
#include "progress_ui/model_presenter.h"
#include "progress_ui/plan_presenter.h"
#include "unit/reporting/fixture.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace canbo::test {

/// Keeps what the board was told to show.
struct BoardSeen final : progress::ui::BoardView {
    progress::ui::BoardChoices choices;
    progress::ui::BoardFilter filter;
    progress::ui::BoardScreen screen;
    int screens{0};
    std::vector<Error> problems;
    std::vector<std::filesystem::path> written;

    void show_choices(const progress::ui::BoardChoices& all) override { choices = all; }
    void show_filter(const progress::ui::BoardFilter& now) override { filter = now; }
    void show_screen(const progress::ui::BoardScreen& now) override {
        screen = now;
        ++screens;
    }
    void show_problem(const Error& error) override { problems.push_back(error); }
    void show_written(const std::filesystem::path& file) override { written.push_back(file); }

    std::vector<std::string> keys() const {
        std::vector<std::string> out;
        for (const auto& line : screen.lines)
            out.push_back(line.key);
        return out;
    }
    std::size_t tile(const std::string& id) const {
        for (const auto& one : screen.tiles)
            if (one.id == id)
                return one.count;
        return 999;
    }
};

/// A desk and what the workspace reads from it, without a display.
struct Board {
    House& house;
    reporting::Desk desk;
    desktop::InlineBackground background;
    progress::ui::ProgressSource source{desk, background};
    BoardSeen view;
    std::optional<base::Workbook> book;
    std::optional<base::FormData> form;
    std::optional<Error> disk; ///< When set, files cannot be written.
    progress::ui::BoardPresenter presenter{
        view, source, background,
        [this](const base::Workbook& made, const std::filesystem::path&) -> Result<void> {
            if (disk)
                return fail(*disk);
            book = made;
            return {};
        },
        [this](const base::FormData& made, const std::filesystem::path&) -> Result<void> {
            form = made;
            return {};
        }};

    explicit Board(House& in, const people::Person& person = an) : house(in), desk(in.desk(person)) { source.load(); }

    const progress::ui::BoardRow& row(int number) const {
        const auto& rows = presenter.rows();
        return *std::find_if(rows.begin(), rows.end(), [&](const auto& one) { return one.number == number; });
    }
};

} // namespace canbo::test
