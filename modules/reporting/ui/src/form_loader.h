#pragma once

#include "base/form_data.h"
#include "reporting/desk.h"
#include "reporting_ui/form_content.h"

#include <string>

namespace canbo::reporting::ui {

/// Everything the form shows of one report. Worker thread. @error NotFound, Storage
Result<FormContent> load_form(const Desk& desk, const std::string& id);

/// Writes fields of a draft in one transaction (empty JSON removes one) and takes an approval away: what was approved
/// is no longer what stands there. @error NotFound, Storage
Result<void> save_fields(const Desk& desk, const std::string& id, const Fields& fields);

/// The report's letter as the office would print it. Worker thread. @error MissingGlyph, NotFound, Storage
Result<base::RenderedDocument> render_report(const Desk& desk, base::FormRenderer& renderer, const std::string& id);

/// The rules of the job, and whether every character can be printed. @error Storage, NotFound
Result<Issues> check_with_paper(const Desk& desk, base::FormRenderer& renderer, const std::string& id);

} // namespace canbo::reporting::ui
