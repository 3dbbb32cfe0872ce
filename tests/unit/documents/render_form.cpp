// Renders one sample form: render_form REPORTS DATA.json OUTPUT.{pdf,html}. Used by tests/golden.
#include "base/file.h"
#include "documents/document_renderer.h"
#include "form_json.h"

#include <cstdio>
#include <string>

int main(int argc, char** argv) {
    if (argc < 4) {
        std::fputs("usage: render_form REPORTS DATA.json OUTPUT.pdf|OUTPUT.html\n", stderr);
        return 2;
    }
    const std::string output = argv[3];
    const auto data = canbo::documents::test::read_form_json(argv[2]);
    canbo::documents::DocumentRenderer renderer({argv[1], canbo::documents::default_font_dirs()});
    const bool html = output.size() > 5 && output.substr(output.size() - 5) == ".html";
    const auto document = html ? renderer.render_html(data) : renderer.render_pdf(data);
    if (!document) {
        std::fprintf(stderr, "error: %s: %s [%s] (%s)\n", std::string(code_name(document.error().code)).c_str(),
                     document.error().message.c_str(), document.error().where.c_str(), document.error().detail.c_str());
        return 1;
    }
    for (const auto& warning : document->warnings)
        std::fprintf(stderr, "warning: %s\n", warning.c_str());
    const auto written = canbo::base::write_file(output, document->bytes);
    if (!written)
        return 3;
    std::printf("%zu pages, %zu bytes\n", document->pages, document->bytes.size());
    return 0;
}
