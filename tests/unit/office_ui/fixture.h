#pragma once

#include "desktop/background.h"
#include "unit/reporting/fixture.h"

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

} // namespace canbo::test
