#include "documents/join_pdfs.h"

#include "write_pdf.h"

#define POINTERHOLDER_TRANSITION 4 // libqpdf asks: std::shared_ptr
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

namespace canbo::documents {

Result<base::RenderedDocument> join_pdfs(const base::RenderedDocument& first, const base::RenderedDocument& second) {
    try {
        QPDF whole, behind;
        whole.setSuppressWarnings(true);
        behind.setSuppressWarnings(true);
        whole.processMemoryFile("first", first.bytes.data(), first.bytes.size());
        behind.processMemoryFile("second", second.bytes.data(), second.bytes.size());
        QPDFPageDocumentHelper pages(whole);
        for (auto& page : QPDFPageDocumentHelper(behind).getAllPages())
            pages.addPage(page, false);
        base::RenderedDocument out{write_pdf(whole), first.pages + second.pages, first.warnings};
        out.warnings.insert(out.warnings.end(), second.warnings.begin(), second.warnings.end());
        return out;
    } catch (const std::exception& error) { // libqpdf's own
        return fail(ErrorCode::Internal, "The pages could not be joined", {}, error.what());
    }
}

} // namespace canbo::documents
