#pragma once

#include "reporting_ui/form_presenter.h"
#include "unit/reporting/fixture.h"

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <vector>

namespace canbo::test {

/// Remembers what it was told to show.
struct FormSpy final : reporting::ui::FormView {
    void show_head(const reporting::ui::FormHead& shown) override { head = shown; }
    void show_rows(const std::vector<reporting::ui::ModelRow>& shown, const std::string& at) override {
        rows = shown;
        chosen = at;
    }
    void show_section(const reporting::ui::FormSection& shown) override {
        section = shown;
        ++sections;
    }
    void show_problems(const std::vector<reporting::ui::ProblemRow>& shown) override { problems = shown; }
    void show_saved(const std::string& text) override { saved = text; }
    void show_conflict(const std::vector<reporting::ReportView>& shown) override { rivals = shown; }
    void show_paper(std::string bytes, const std::string& name) override {
        pdf = std::move(bytes);
        pdf_name = name;
    }
    void focus_field(const std::string& path) override { focused = path; }
    void ask_submit(const std::string& question) override { asked = question; }
    void tell(reporting::ui::Mark, const std::string& text, bool) override { told = text; }
    void show_problem(const Error& shown) override { error = shown; }
    void open_report(const std::string& id) override { opened = id; }

    const reporting::ui::FieldRow* field(const std::string& path) const {
        for (const auto& row : section.fields)
            if (row.path == path)
                return &row;
        return nullptr;
    }

    reporting::ui::FormHead head;
    std::vector<reporting::ui::ModelRow> rows;
    reporting::ui::FormSection section;
    std::vector<reporting::ui::ProblemRow> problems;
    std::vector<reporting::ReportView> rivals;
    std::string chosen, saved, pdf, pdf_name, focused, asked, told, opened;
    std::optional<Error> error;
    int sections{0};
};

/// A renderer whose fonts lack one letter.
struct PaperSpy final : base::FormRenderer {
    Result<base::RenderedDocument> render_pdf(const base::FormData& data, base::Progress*) override {
        form = data.form;
        if (missing_glyph)
            return fail(ErrorCode::MissingGlyph, "A character cannot be printed", "summary");
        return base::RenderedDocument{"%PDF " + data.form, 1, {}};
    }
    Result<base::RenderedDocument> render_html(const base::FormData&) override { return base::RenderedDocument{}; }
    std::string form;
    bool missing_glyph{false};
};

/// A desk with one form on it.
struct FormDesk {
    explicit FormDesk(const people::Person& person = an, people::AgencyTree agencies = content().agencies)
        : house(std::move(agencies)), desk(house.desk(person)), presenter(view, background, desk, paper) {}

    std::string begin(const base::Period& of = week7()) {
        const auto id = reporting::NewReport(desk)(of, "SYT");
        REQUIRE(id);
        return *id;
    }
    /// A draft with the health department's whole report.
    std::string begin_full(const reporting::Report& report = health_report()) {
        const auto id = begin(period(report.period.c_str()));
        auto tx = house.database.begin(base::Database::Mode::Write).value();
        auto draft = house.drafts.find(*tx, id).value().value();
        draft.fields = reporting::fields_of(report);
        REQUIRE(house.drafts.put(*tx, draft));
        REQUIRE(tx->commit());
        return id;
    }
    std::string kept(const std::string& id, const std::string& path) {
        const auto draft = house.draft(id);
        return draft && draft->fields.count(path) > 0 ? draft->fields.at(path) : std::string();
    }

    House house;
    reporting::Desk desk;
    desktop::InlineBackground background;
    FormSpy view;
    PaperSpy paper;
    reporting::ui::FormPresenter presenter;
};

} // namespace canbo::test
