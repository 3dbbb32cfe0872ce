// draw_chart_pages REPORTS FOLDER: every sample chart as a PDF page, to look at and for the check of glyphs.
#include "base/file.h"
#include "documents/chart_page.h"
#include "drawing/sample_charts.h"

#include <cstdio>

int main(int argc, char** argv) {
    using namespace canbo;
    if (argc != 3)
        return 2;
    documents::ChartPageRenderer renderer({argv[1], documents::default_font_dirs()});
    for (const auto& sample : drawing::test::all_charts()) {
        documents::ChartPage page;
        page.title = sample.name;
        page.note = "Số liệu giả định để thử nghiệm";
        page.landscape = sample.width >= 900;
        page.draw = sample.make;
        const auto document = renderer.render_pdf(page);
        if (!document) {
            std::fprintf(stderr, "%s: %s [%s] %s\n", sample.name.c_str(), document.error().message.c_str(),
                         document.error().where.c_str(), document.error().detail.c_str());
            return 1;
        }
        if (!base::write_file(std::filesystem::path(argv[2]) / (sample.name + ".pdf"), document->bytes))
            return 3;
    }
    return 0;
}
