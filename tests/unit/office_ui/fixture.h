#pragma once

#include "desktop/background.h"
#include "unit/reporting/fixture.h"

#include <filesystem>

namespace canbo::test {

/// Makes no paper; keeps what it was asked for.
struct FormSeen final : base::FormRenderer {
    std::vector<std::string> forms;
    std::optional<Error> trouble;

    Result<base::RenderedDocument> render_pdf(const base::FormData& data, base::Progress*) override {
        if (trouble)
            return fail(*trouble);
        forms.push_back(data.form);
        return base::RenderedDocument{"pdf of " + data.form, 1, {}};
    }
    Result<base::RenderedDocument> render_html(const base::FormData& data) override {
        return base::RenderedDocument{"html of " + data.form, 0, {}};
    }
};

/// A folder of the test's own, gone with it.
struct TempFolder {
    std::filesystem::path path{std::filesystem::temp_directory_path() / ("canbo-office-ui-" + base::new_uuid())};
    ~TempFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
};

} // namespace canbo::test
