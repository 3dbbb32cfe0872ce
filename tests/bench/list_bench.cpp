// A list of 10,000 reports, filled and scrolled from end to end: how long the UI thread is held at a time.
//   list_bench ICON_FOLDER     (a display is needed; prints JSON)
#include "desktop/native.h"
#include "desktop/table_view.h"
#include "desktop/text.h"
#include "desktop/theme.h"

#include <fmt/format.h>
#include <wx/app.h>
#include <wx/frame.h>
#include <wx/sizer.h>
#include <wx/timer.h>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace {

using namespace canbo;

constexpr int row_count = 10'000;
constexpr int scroll_steps = 100;

double longest_turn = 0;
void watch_turn(double cpu_ms) { longest_turn = std::max(longest_turn, cpu_ms); }

std::vector<desktop::TableRow> make_rows() {
    std::vector<desktop::TableRow> rows;
    for (int i = 0; i < row_count; ++i)
        rows.push_back(
            {std::to_string(i),
             {fmt::format("Ủy ban nhân dân xã số {}", (i * 7919) % row_count),
              fmt::format("Tuần {:02}/2024", i % 52 + 1), fmt::format("{} mô hình", i % 43),
              i % 3 == 0 ? "Đã tiếp nhận" : "Đã duyệt", fmt::format("{:02}/02/2024 16:{:02}", i % 28 + 1, i % 60)},
             i % 5 == 0 ? desktop::Tone::Warn : desktop::Tone::Normal,
             3});
    return rows;
}

class ListBench final : public wxApp {
public:
    bool OnInit() override {
        m_theme = std::make_unique<desktop::Theme>(desktop::Theme::Choice::Light, desktop::utf8(argv[1]));
        desktop::set_theme(m_theme.get());
        auto* frame = new wxFrame(nullptr, wxID_ANY, "list", wxDefaultPosition, wxSize(1280, 800));
        m_table = new desktop::TableView(frame, "Reports", "bench.reports",
                                         {{"agency", "Cơ quan", 300, false},
                                          {"period", "Kỳ báo cáo", 140, false},
                                          {"models", "Mô hình", 120, true},
                                          {"state", "Trạng thái", 160, false},
                                          {"received", "Thời điểm nhận", 180, false}});
        auto* box = new wxBoxSizer(wxVERTICAL);
        box->Add(m_table, wxSizerFlags(1).Expand());
        frame->SetSizer(box);
        frame->Show();
        m_rows = make_rows();
        desktop::watch_main_loop(watch_turn);
        Bind(wxEVT_TIMER, [this](wxTimerEvent&) { step(); });
        m_timer.Start(40);
        return true;
    }
    int OnExit() override {
        desktop::set_theme(nullptr);
        return wxApp::OnExit();
    }

private:
    void step() {
        if (m_step == 0) {
            m_table->set_rows(std::move(m_rows)); // as a presenter brings them from its worker
        } else if (m_step <= scroll_steps) {
            m_table->select(std::to_string((m_step - 1) * (row_count - 1) / (scroll_steps - 1)));
        } else {
            std::printf("{\"rows\": %d, \"longest_turn_ms\": %.1f}\n", row_count, longest_turn);
            m_timer.Stop();
            ExitMainLoop();
        }
        ++m_step;
    }

    std::unique_ptr<desktop::Theme> m_theme;
    std::vector<desktop::TableRow> m_rows;
    desktop::TableView* m_table{nullptr};
    wxTimer m_timer{this};
    int m_step{0};
};

} // namespace

wxIMPLEMENT_APP(ListBench);
