// How much our layout costs over bare libharu, for a table of 60,000 rows of 6 columns.
//
//   table_bench REPORTS            runs both, each in its own process, and a letter; prints one JSON line:
//                                  {"ratio", ...}: processor time of the whole process, ours over bare; the best of
//                                  three of each, in turn, because the machine is shared
//   table_bench REPORTS ours|bare  one of them, in this process
//
// "bare" draws the same texts at fixed places with the same two fonts and the same rules, one text object a page, and
// saves: the least a program can do with libharu. Ours also measures, breaks, aligns, checks glyphs and finishes the
// file with libqpdf.
#include "documents/document_renderer.h"

#include <hpdf.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

using namespace canbo;
constexpr int row_count = 60000;
constexpr int rows_per_page = 38;
using Cells = std::vector<std::string>;

Cells cells_of(int row) {
    static const std::array<const char*, 4> agencies = {"Công an thành phố Lào Cai", "Sở Thông tin, Truyền thông",
                                                        "UBND huyện Bắc Hà", "Sở Giáo dục và Đào tạo"};
    const auto n = static_cast<std::size_t>(row);
    return {std::to_string(row + 1),
            agencies[n % 4],
            row % 3 == 0 ? "Chưa gửi" : "Gửi chậm",
            "16/02/2024",
            row % 3 == 0 ? "" : std::to_string(10 + row % 14) + ":30 17/02",
            std::to_string(1 + row % 9) + " ngày"};
}

class Rows final : public base::RowSource {
public:
    bool next(Cells& cells) override {
        if (m_next == row_count)
            return false;
        cells = cells_of(m_next++);
        return true;
    }
    std::uint64_t count() const override { return row_count; }

private:
    int m_next{0};
};

base::FormData letter_data(std::shared_ptr<base::RowSource> rows) {
    base::FormData data;
    data.form = "late-agencies";
    data.values["letter"] = base::FormRecord{{"superior", "UBND TỈNH LÀO CAI"},
                                             {"issuer", "CÔNG AN TỈNH"},
                                             {"number", "15"},
                                             {"symbol", "BC-CAT"},
                                             {"place", "Lào Cai"},
                                             {"day", "19"},
                                             {"month", "2"},
                                             {"year", "2024"},
                                             {"kind", "BÁO CÁO"},
                                             {"abstract", "Tình hình gửi báo cáo tuần 07/2024"},
                                             {"office", "GIÁM ĐỐC"},
                                             {"signer", "Nguyễn Văn An"}};
    data.values["period_label"] = "tuần 07/2024";
    data.values["deadline"] = "16h00 ngày 16/02/2024";
    data.tables["agencies"] = std::move(rows);
    return data;
}

struct Figures {
    double seconds{0};
    double pages{0};
    double bytes{0};
};

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

Figures render(const std::string& reports, std::shared_ptr<base::RowSource> rows) {
    const auto start = std::chrono::steady_clock::now();
    documents::DocumentRenderer renderer({reports, documents::default_font_dirs()});
    const auto document = renderer.render_pdf(letter_data(std::move(rows)));
    if (!document) {
        std::fprintf(stderr, "error: %s %s\n", document.error().message.c_str(), document.error().where.c_str());
        std::exit(1);
    }
    return {seconds_since(start), static_cast<double>(document->pages), static_cast<double>(document->bytes.size())};
}

HPDF_Font load_font(HPDF_Doc doc, const char* file) {
    const std::string path = (documents::default_font_dirs().front() / file).string();
    return HPDF_GetFont(doc, HPDF_LoadTTFontFromFile(doc, path.c_str(), HPDF_TRUE), "UTF-8");
}

void draw_bare_page(HPDF_Page page, HPDF_Font regular, HPDF_Font bold, int first_row) {
    static const std::array<float, 7> edges = {85, 111, 263, 333, 411, 489, 552};
    static const std::array<const char*, 6> titles = {"STT",     "Cơ quan, đơn vị", "Tình trạng",
                                                      "Hạn gửi", "Thời điểm nhận",  "Chậm"};
    const auto top = [](int line) { return 780 - 18.8F * static_cast<float>(line); };
    HPDF_Page_BeginText(page);
    float at_x = 0;
    float at_y = 0;
    const auto put = [&](float x, float y, const char* text) {
        HPDF_Page_MoveTextPos(page, x - at_x, y - at_y);
        at_x = x;
        at_y = y;
        if (*text != 0)
            HPDF_Page_ShowText(page, text);
    };
    HPDF_Page_SetFontAndSize(page, bold, 12);
    for (std::size_t i = 0; i < 6; ++i)
        put(edges[i] + 3.5F, top(0) - 14, titles[i]);
    HPDF_Page_SetFontAndSize(page, regular, 12);
    for (int row = 0; row < rows_per_page && first_row + row < row_count; ++row) {
        const Cells cells = cells_of(first_row + row);
        for (std::size_t i = 0; i < 6; ++i)
            put(edges[i] + 3.5F, top(row + 1) - 14, cells[i].c_str());
    }
    HPDF_Page_EndText(page);
    HPDF_Page_SetLineWidth(page, 0.5F);
    for (int line = 0; line <= rows_per_page + 1; ++line) {
        HPDF_Page_MoveTo(page, edges.front(), top(line));
        HPDF_Page_LineTo(page, edges.back(), top(line));
    }
    for (const float x : edges) {
        HPDF_Page_MoveTo(page, x, top(0));
        HPDF_Page_LineTo(page, x, top(rows_per_page + 1));
    }
    HPDF_Page_Stroke(page);
}

Figures draw_bare() {
    const auto start = std::chrono::steady_clock::now();
    HPDF_Doc doc = HPDF_New(nullptr, nullptr);
    HPDF_UseUTFEncodings(doc);
    HPDF_SetCompressionMode(doc, HPDF_COMP_ALL);
    HPDF_Font regular = load_font(doc, "LiberationSerif-Regular.ttf");
    HPDF_Font bold = load_font(doc, "LiberationSerif-Bold.ttf");
    for (int row = 0; row < row_count; row += rows_per_page) {
        HPDF_Page page = HPDF_AddPage(doc);
        HPDF_Page_SetWidth(page, 595.28F);
        HPDF_Page_SetHeight(page, 841.89F);
        draw_bare_page(page, regular, bold, row);
    }
    HPDF_SaveToStream(doc);
    std::string bytes(HPDF_GetStreamSize(doc), '\0');
    HPDF_ResetStream(doc);
    auto size = static_cast<HPDF_UINT32>(bytes.size());
    HPDF_ReadFromStream(doc, reinterpret_cast<HPDF_BYTE*>(bytes.data()), &size);
    HPDF_Free(doc);
    return {seconds_since(start), (row_count + rows_per_page - 1) / rows_per_page, static_cast<double>(size)};
}

struct Outcome {
    Figures figures;
    double peak_mb{0};
    double cpu_s{0}; ///< User and system time of the whole process.
};

/// Runs this program again, so that memory is counted from nothing.
Outcome run_child(const char* self, const std::string& reports, const char* what) {
    std::array<int, 2> ends{};
    Outcome outcome;
    if (pipe(ends.data()) != 0)
        std::exit(3);
    const pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        execl(self, self, reports.c_str(), what, nullptr);
        _exit(127);
    }
    close(ends[1]);
    std::array<char, 256> line{};
    const ssize_t got = read(ends[0], line.data(), line.size() - 1);
    close(ends[0]);
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    if (got <= 0 || status != 0 ||
        std::sscanf(line.data(), "%lf %lf %lf", &outcome.figures.seconds, &outcome.figures.pages,
                    &outcome.figures.bytes) != 3)
        std::exit(1);
    outcome.peak_mb = static_cast<double>(usage.ru_maxrss) / 1024;
    outcome.cpu_s = static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                    static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    return outcome;
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fputs("usage: table_bench REPORTS [ours|bare|letter]\n", stderr);
        return 2;
    }
    const std::string reports = argv[1];
    const std::string what = argc > 2 ? argv[2] : "";
    if (!what.empty()) {
        const Figures figures = what == "bare" ? draw_bare()
                                : what == "ours"
                                    ? render(reports, std::make_shared<Rows>())
                                    : render(reports, std::make_shared<base::VectorRows>(std::vector<Cells>{}));
        std::printf("%.6f %.0f %.0f\n", figures.seconds, figures.pages, figures.bytes);
        return 0;
    }
    Outcome best_ours;
    Outcome best_bare;
    for (int round = 0; round < 3; ++round) {
        const Outcome bare = run_child(argv[0], reports, "bare");
        const Outcome ours = run_child(argv[0], reports, "ours");
        if (round == 0 || bare.cpu_s < best_bare.cpu_s)
            best_bare = bare;
        if (round == 0 || ours.cpu_s < best_ours.cpu_s)
            best_ours = ours;
    }
    const Outcome letter = run_child(argv[0], reports, "letter");
    std::printf("{\"ratio\": %.3f, \"ours_cpu_s\": %.3f, \"bare_cpu_s\": %.3f, \"ours_s\": %.3f, \"bare_s\": %.3f, "
                "\"peak_mb\": %.1f, \"bare_peak_mb\": %.1f, \"letter_kb\": %.1f, \"pages\": %.0f, "
                "\"bare_pages\": %.0f}\n",
                best_ours.cpu_s / best_bare.cpu_s, best_ours.cpu_s, best_bare.cpu_s, best_ours.figures.seconds,
                best_bare.figures.seconds, best_ours.peak_mb, best_bare.peak_mb, letter.figures.bytes / 1000,
                best_ours.figures.pages, best_bare.figures.pages);
    return 0;
}
