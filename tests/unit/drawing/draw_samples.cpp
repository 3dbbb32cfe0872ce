// draw_samples FOLDER: every sample chart as SVG, light and dark, to look at with one's own eyes.
#include "base/file.h"
#include "drawing/svg_writer.h"
#include "sample_charts.h"

#include <cstdio>
#include <filesystem>

int main(int argc, char** argv) {
    using namespace canbo::drawing;
    if (argc != 2)
        return 2;
    const std::filesystem::path folder = argv[1];
    const ApproximateMeasure measure;
    for (const auto& sample : test::all_charts()) {
        const Chart chart = sample.make({sample.width, sample.height, measure});
        for (const bool dark : {false, true}) {
            const auto file = folder / (sample.name + (dark ? "-dark.svg" : ".svg"));
            const auto& palette = dark ? Palette::dark() : Palette::light();
            if (auto written = canbo::base::write_file(file, write_svg(chart.scene, palette, chart.table.caption));
                !written) {
                std::fprintf(stderr, "%s\n", written.error().message.c_str());
                return 3;
            }
        }
    }
    return 0;
}
