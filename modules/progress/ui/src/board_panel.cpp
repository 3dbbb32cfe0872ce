#include "board_panel.h"

#include "base/text.h"
#include "desktop/native.h"
#include "desktop/text.h"
#include "desktop/unmeasured.h"
#include "page_parts.h"

#include <wx/wrapsizer.h>

#include <algorithm>

namespace canbo::progress::ui {

using desktop::grid;
using desktop::tr;
using desktop::wx;

namespace {
constexpr std::size_t status_tiles = 6;
constexpr std::size_t choice_letters = 34;

/// A letter's size as markup writes it: in 1024ths of a point.
int markup_size(desktop::TextSize size) {
    return static_cast<int>(desktop::theme().font(size).GetFractionalPointSize() * 1024);
}
} // namespace

BoardPanel::BoardPanel(wxWindow* parent, desktop::Shell& shell, ProgressSource& source, WriteXlsx write_xlsx,
                       WritePdf write_pdf)
    : wxPanel(parent), m_shell(shell),
      m_presenter(*this, source, shell.background(), std::move(write_xlsx), std::move(write_pdf)) {
    SetBackgroundColour(desktop::theme().palette().surface);
    auto* column = new wxBoxSizer(wxVERTICAL);
    m_tile_row = new wxWrapSizer(wxHORIZONTAL, wxREMOVE_LEADING_SPACES);
    column->Add(m_tile_row, wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT, FromDIP(2 * grid)));
    column->Add(make_filter_bar(), wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(2 * grid)));
    m_hint = desktop::make_text(this, {}, desktop::TextSize::Body, desktop::Tone::Muted);
    column->Add(m_hint, wxSizerFlags().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(2 * grid)));
    auto columns = columns_of(board_head(), {44, 270, 60, 120, 165, 70, 100, 165, 250, 120});
    for (const auto number : {BoardColumn::Number, BoardColumn::Group, BoardColumn::Percent})
        columns[static_cast<std::size_t>(number)].right = true;
    m_table = new desktop::TableView(this, tr("Models"), "progress.models", std::move(columns), &shell.settings());
    m_table->on_activated = [this](const std::string& key) {
        if (on_open)
            on_open(key);
    };
    m_table->on_sort = [this](std::size_t at) { m_presenter.sort_by(static_cast<BoardColumn>(at)); };
    m_table->on_selected = [this] { m_shell.update_commands(); };
    column->Add(m_table, wxSizerFlags(1).Expand());
    SetSizer(column);
    m_hint->Hide();
}

void BoardPanel::show_table(bool shown) {
    if (!shown && m_none == nullptr) {
        m_none = new desktop::EmptyState(this, "filter", tr("No model matches"),
                                         tr("Take a condition away, or search for fewer words."),
                                         tr("Clear the filter"), [this] { m_presenter.clear_filter(); });
        GetSizer()->Add(m_none, wxSizerFlags(1).Expand());
    }
    m_table->Show(shown);
    if (m_none != nullptr)
        m_none->Show(!shown);
}

wxSizer* BoardPanel::make_filter_bar() {
    auto* bar = new wxBoxSizer(wxHORIZONTAL);
    const auto gap = wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(grid));
    m_search = desktop::make_search(this, tr("Search models, objectives, agencies"), "progress.search", [this] {
        if (const auto text = desktop::utf8(m_search->GetValue()); text != m_presenter.filter().text)
            m_presenter.set_text(text);
    });
    bar->Add(m_search, wxSizerFlags(2).CentreVertical().Border(wxRIGHT, FromDIP(grid)));
    const auto add = [&](Filter& filter, const wxString& name, const char* id, auto set) {
        filter.choice = desktop::make_choice(this, name, id, {});
        // Whole, and while it is empty: else the toolkit measures every agency's name, and more than once.
        filter.choice->SetMinSize(wxSize(FromDIP(14 * grid), filter.choice->GetBestSize().y));
        filter.choice->Bind(wxEVT_CHOICE, [this, &filter, set](wxCommandEvent&) { set(chosen(filter)); });
        bar->Add(filter.choice, wxSizerFlags(1).CentreVertical().Border(wxRIGHT, FromDIP(grid)));
    };
    add(m_group, tr("Group"), "progress.group", [this](const std::string& key) { m_presenter.set_group(key); });
    add(m_agency, tr("Agency"), "progress.agency", [this](const std::string& key) { m_presenter.set_agency(key); });
    add(m_status, tr("Status"), "progress.status", [this](const std::string& key) { m_presenter.set_status(key); });
    add(m_confidence, tr("Confidence"), "progress.confidence",
        [this](const std::string& key) { m_presenter.set_confidence(key); });
    m_clear = desktop::make_flat(
        this, tr("Clear the filter"), "progress.clear", [this] { m_presenter.clear_filter(); }, "close");
    bar->Add(m_clear, gap);
    m_count = desktop::make_text(this, {}, desktop::TextSize::Strong);
    desktop::set_accessible(m_count, tr("Models found"), "progress.count");
    bar->Add(m_count, wxSizerFlags().CentreVertical());
    return bar;
}

void BoardPanel::fill(Filter& filter, const std::vector<BoardChoice>& choices) {
    wxArrayString labels;
    std::vector<std::string> keys;
    for (const auto& choice : choices) {
        labels.push_back(wx(base::fit(choice.label, choice_letters)));
        keys.push_back(choice.key);
    }
    if (keys == filter.keys)
        return;
    filter.keys = std::move(keys);
    filter.waiting = labels;
    if (IsShownOnScreen()) {
        fill_whole(filter);
        return;
    }
    // The toolkit makes two controls of each line. What nobody has opened yet is no reason to show the page later.
    filter.choice->Set(wxArrayString(1, &labels.front()));
    desktop::after_drawing(this, [&filter] { fill_whole(filter); });
}

void BoardPanel::fill_whole(Filter& filter) {
    if (filter.waiting.empty())
        return;
    const int chosen = std::max(0, filter.choice->GetSelection());
    filter.choice->Set(filter.waiting);
    filter.choice->SetSelection(chosen);
    filter.waiting.clear();
}

void BoardPanel::choose(Filter& filter, const std::string& key) {
    const auto at = std::find(filter.keys.begin(), filter.keys.end(), key);
    if (at == filter.keys.end())
        return;
    if (at != filter.keys.begin())
        fill_whole(filter);
    filter.choice->SetSelection(static_cast<int>(at - filter.keys.begin()));
}

std::string BoardPanel::chosen(const Filter& filter) const {
    const int at = filter.choice->GetSelection();
    return at < 0 ? std::string() : filter.keys[static_cast<std::size_t>(at)];
}

void BoardPanel::make_tiles(const std::vector<BoardTile>& tiles) {
    wxSizer* row = m_tile_row;
    for (const auto& tile : tiles) {
        // With a label from the start: without one the toolkit makes a button for a picture.
        auto* button =
            new wxToggleButton(this, wxID_ANY, wx(tile.label), wxDefaultPosition, desktop::unmeasured, wxBU_EXACTFIT);
        desktop::measure_later(button);
        desktop::set_accessible(button, wx(tile.label), "progress.tile-" + tile.id);
        button->Bind(wxEVT_TOGGLEBUTTON, [this, id = tile.id](wxCommandEvent&) { m_presenter.press_tile(id); });
        if (m_tiles.size() == status_tiles) {
            // Confidence stays together when the row is too short for all.
            row = new wxBoxSizer(wxHORIZONTAL);
            row->Add(desktop::make_text(this, tr("Confidence"), desktop::TextSize::Caption),
                     wxSizerFlags().CentreVertical().Border(wxLEFT | wxRIGHT, FromDIP(grid)));
            m_tile_row->Add(row);
        }
        row->Add(button, wxSizerFlags().Expand().Border(wxRIGHT | wxBOTTOM, FromDIP(grid)));
        m_tiles.push_back({button, tile.id, {}});
    }
}

void BoardPanel::show_choices(const BoardChoices& choices) {
    fill(m_group, choices.groups);
    fill(m_agency, choices.agencies);
    fill(m_status, choices.statuses);
    fill(m_confidence, choices.confidences);
}

void BoardPanel::show_filter(const BoardFilter& filter) {
    if (m_search->GetValue() != wx(filter.text))
        m_search->ChangeValue(wx(filter.text));
    choose(m_group, filter.group == 0 ? std::string() : std::to_string(filter.group));
    choose(m_agency, filter.agency);
    choose(m_status, filter.status ? std::string(status_name(*filter.status)) : std::string());
    choose(m_confidence, filter.confidence ? std::string(confidence_name(*filter.confidence)) : std::string());
}

void BoardPanel::show_screen(const BoardScreen& screen) {
    if (m_tiles.empty())
        make_tiles(screen.tiles);
    for (std::size_t i = 0; i < m_tiles.size() && i < screen.tiles.size(); ++i) {
        const BoardTile& tile = screen.tiles[i];
        const std::string text = std::to_string(tile.count) + " " + tile.label;
        if (std::exchange(m_tiles[i].text, text) != text) {
            m_tiles[i].button->SetLabelMarkup(
                wxString::Format("<span size=\"%d\" weight=\"bold\">%zu</span>\n<span size=\"%d\">%s</span>",
                                 markup_size(desktop::TextSize::Title), tile.count,
                                 markup_size(desktop::TextSize::Caption), wx(tile.label)));
            desktop::set_accessible(m_tiles[i].button, wx(tile.label + ": " + std::to_string(tile.count)),
                                    "progress.tile-" + tile.id);
        }
        m_tiles[i].button->SetValue(tile.chosen);
    }
    std::vector<desktop::TableRow> rows;
    for (const auto& line : screen.lines)
        rows.push_back({line.key, line.cells, tone_for(line.status), static_cast<int>(BoardColumn::Status)});
    m_table->set_rows(std::move(rows));
    show_table(!screen.lines.empty());
    m_hint->SetLabelText(wx(screen.hint));
    m_hint->Show(!screen.hint.empty());
    m_clear->Enable(screen.filtered);
    m_count->SetLabelText(wx(screen.count));
    Layout();
    m_shell.update_commands();
}

void BoardPanel::show_problem(const Error& error) { m_shell.notify(desktop::notice_of(error)); }

void BoardPanel::show_written(const std::filesystem::path& file) {
    desktop::Notice notice;
    notice.tone = desktop::Tone::Good;
    notice.text = base::tr("The file was written") + ": " + file.string();
    m_shell.notify(std::move(notice));
}

void BoardPanel::find() {
    m_search->SetFocus();
    m_search->SelectAll();
}

} // namespace canbo::progress::ui
