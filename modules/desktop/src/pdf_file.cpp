#include "desktop/pdf_file.h"

#include "desktop/plugin.h"

namespace canbo::desktop {

Result<std::shared_ptr<PdfFile>> PdfFile::open(std::string bytes) {
    using Open = PdfFile* (*)(std::string);
    static const auto open_pdf = reinterpret_cast<Open>(plugin_function("pdf", "canbo_open_pdf"));
    if (open_pdf == nullptr)
        return fail(ErrorCode::NotFound, "The part of the program that shows PDF files is missing: install it again");
    std::shared_ptr<PdfFile> file(open_pdf(std::move(bytes)));
    if (!file)
        return fail(ErrorCode::InvalidInput, "This file is no readable PDF");
    return file;
}

} // namespace canbo::desktop
