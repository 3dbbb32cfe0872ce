#include "documents/document_renderer.h"

#include "block_composer.h"
#include "document_builder.h"
#include "escape.h"
#include "finish_pdf.h"
#include "html_writer.h"

#include <algorithm>
#include <utility>

namespace canbo::documents {
namespace {

Result<void> check_glyphs(const std::vector<Slot>& values, const FontSet& fonts) {
    for (const auto& value : values) {
        for (std::size_t at = 0; at < value.text.size();) {
            const char32_t code = decode_one(value.text, at);
            for (std::size_t face = 0; face < face_count; ++face)
                if (code != '\n' && fonts.advance(static_cast<Face>(face), code) == FontSet::missing)
                    return fail(ErrorCode::MissingGlyph,
                                "A character cannot be printed with the fonts of the documents",
                                value.where + ": " + code_point_name(code));
        }
    }
    return {};
}

} // namespace

struct DocumentRenderer::State {
    DocumentPaths paths;
    std::shared_ptr<const FontSet> fonts;
};

std::vector<std::filesystem::path> default_font_dirs() {
    return {"/usr/share/fonts/truetype/liberation2", "/usr/share/fonts/truetype/liberation",
            "/usr/share/fonts/liberation-serif"};
}

DocumentRenderer::DocumentRenderer(DocumentPaths paths) : m_state(std::make_unique<State>()) {
    m_state->paths = std::move(paths);
}
DocumentRenderer::~DocumentRenderer() = default;

Result<base::RenderedDocument> DocumentRenderer::render_pdf(const base::FormData& data, base::Progress* progress) {
    return draw(data, progress, nullptr);
}

Result<base::RenderedDocument> DocumentRenderer::render_pdf(const base::FormData& data, base::Progress* progress,
                                                            LayoutTrace& trace) {
    return draw(data, progress, &trace);
}

Result<base::RenderedDocument> DocumentRenderer::draw(const base::FormData& data, base::Progress* progress,
                                                      LayoutTrace* trace) {
    if (m_state->fonts == nullptr) {
        CANBO_TRY(m_state->fonts, FontSet::load(m_state->paths.font_dirs));
    }
    CANBO_TRY(Document document, build_document(m_state->paths.reports_dir, data));
    CANBO_TRY_VOID(check_glyphs(document.values, *m_state->fonts));
    CANBO_TRY(const LayoutSpec spec, LayoutSpec::load(m_state->paths.reports_dir / (document.form.layout + ".json")));

    TextMeasure measure(m_state->fonts);
    base::RenderedDocument result;
    std::string drawn;
    try {
        Canvas canvas(*m_state->fonts, trace);
        compose(document, data, spec, measure, canvas, progress);
        result.pages = canvas.pages();
        drawn = canvas.finish();
    } catch (Failure& failure) {
        return fail(std::move(failure.error));
    }
    std::string author = document.letter.issuer;
    std::replace(author.begin(), author.end(), '\n', ' ');
    CANBO_TRY(result.bytes, finish_pdf(drawn, measure, {document.title, author, document.date}));
    result.warnings = std::move(document.warnings);
    return result;
}

Result<base::RenderedDocument> DocumentRenderer::render_html(const base::FormData& data) {
    CANBO_TRY(Document document, build_document(m_state->paths.reports_dir, data));
    base::RenderedDocument result;
    try {
        result.bytes = "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"><title>" +
                       escape_html(document.title) + "</title></head>\n<body>\n" +
                       write_html(document.content, HtmlUse::Form, &document, &data) + "</body></html>\n";
    } catch (Failure& failure) {
        return fail(std::move(failure.error));
    }
    result.warnings = std::move(document.warnings);
    return result;
}

} // namespace canbo::documents
