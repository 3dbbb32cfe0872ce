#include "paper.h"

#include "base/file.h"
#include "base/translation.h"
#include "console.h"

#include <fmt/format.h>

namespace canbo::ctl {

Result<reporting::LetterNumber> letter_number(int number, const std::string& date) {
    reporting::LetterNumber out;
    if (number < 0)
        return fail(ErrorCode::InvalidInput, "A letter's number is 1 or more", "number");
    if (number > 0)
        out.number = number;
    if (!date.empty()) {
        CANBO_TRY(out.date, base::parse_day(date));
    }
    return out;
}

Result<std::size_t> render_to_file(Runtime& runtime, const base::FormData& form, const std::string& output) {
    CANBO_TRY(auto* renderer, runtime.renderer());
    CANBO_TRY(const auto document, renderer->render_pdf(form));
    for (const auto& warning : document.warnings)
        fmt::print(stderr, "warning: {}\n", warning);
    CANBO_TRY_VOID(base::write_file(output, document.bytes));
    return document.pages;
}

Result<void> write_pdf(Runtime& runtime, const base::FormData& form, const std::string& output) {
    CANBO_TRY(const auto pages, render_to_file(runtime, form, output));
    if (runtime.json)
        print_json({{"output", output}, {"pages", pages}});
    else
        print_line(fmt::format("{} ({} {})", output, pages, base::tr("pages")));
    return {};
}

} // namespace canbo::ctl
