#include "documents/join_pdfs.h"

#define POINTERHOLDER_TRANSITION 4 // libqpdf asks: std::shared_ptr
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

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
        QPDFWriter writer(whole);
        writer.setOutputMemory();
        writer.setMinimumPDFVersion("1.7");
        writer.setDeterministicID(true);
        writer.setDecodeLevel(qpdf_dl_none); // page contents stay as they were written
        writer.setCompressStreams(true);
        writer.write();
        const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
        base::RenderedDocument out{std::string(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()),
                                   first.pages + second.pages, first.warnings};
        out.warnings.insert(out.warnings.end(), second.warnings.begin(), second.warnings.end());
        return out;
    } catch (const std::exception& error) { // libqpdf's own
        return fail(ErrorCode::Internal, "The pages could not be joined", {}, error.what());
    }
}

} // namespace canbo::documents
