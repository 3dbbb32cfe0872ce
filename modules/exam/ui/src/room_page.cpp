#include "desktop/form_dialog.h"
#include "desktop/form_drafts.h"
#include "desktop/native.h"
#include "desktop/text.h"
#include "page_parts.h"
#include "pages.h"
#include "seat_tiles.h"

#include <wx/utils.h>
#include <wx/wrapsizer.h>

#include <chrono>
#include <cstdlib>

namespace canbo::exam::ui {

using namespace desktop;

namespace {

constexpr int side_width = 48 * grid;

/// What an order is called and what it asks for.
struct OrderForm {
    Order order;
    const char* id;
    const char* label; ///< msgid
    const char* all;   ///< msgid of the order for everybody; empty: for one only.
    const char* icon;
    bool reason;
};

constexpr OrderForm forms[] = {
    {Order::Pause, "pause", base::msgid("Pause"), base::msgid("Pause everybody"), "lock", true},
    {Order::Resume, "resume", base::msgid("Go on"), base::msgid("Let everybody go on"), "unlock", false},
    {Order::AddTime, "add-time", base::msgid("Add time"), base::msgid("Add time for everybody"), "add", true},
    {Order::Move, "move", base::msgid("Other seat"), "", "forward", true},
    {Order::Note, "note", base::msgid("Note an incident"), base::msgid("Note about the room"), "flag", true},
    {Order::Stop, "stop", base::msgid("Stop"), "", "close", true},
    {Order::Withdraw, "withdraw", base::msgid("Gives up"), "", "withdraw", true},
    {Order::Reopen, "reopen", base::msgid("Reopen"), "", "return", true}};

const OrderForm& form_of(Order order) {
    for (const auto& form : forms)
        if (form.order == order)
            return form;
    return forms[0];
}

std::vector<FormField> fields_of(const OrderForm& form) {
    std::vector<FormField> fields;
    if (form.order == Order::Note) {
        FormField category{"category", tr("Category"), FormField::Kind::Choice, "behaviour", {}};
        for (const auto name : incident_categories())
            category.options.emplace_back(name, base::tr(incident_label(name)));
        fields.push_back(std::move(category));
    }
    if (form.order == Order::AddTime)
        fields.push_back({"minutes", tr("How many minutes"), FormField::Kind::Line, "5", {}});
    if (form.order == Order::Move)
        fields.push_back({"seat", tr("Seat (empty: the next)"), FormField::Kind::Line, {}, {}});
    if (form.order == Order::Reopen) {
        fields.push_back({"decision", tr("Number of the council's order"), FormField::Kind::Line, {}, {}});
        fields.push_back({"chairman", tr("Name of the council's chairman"), FormField::Kind::Line, {}, {}});
        fields.push_back({"minutes", tr("More minutes"), FormField::Kind::Line, "0", {}});
    }
    fields.push_back({"reason",
                      form.order == Order::Note ? tr("What happened") : tr("For what reason"),
                      FormField::Kind::Area,
                      {},
                      {}});
    if (form.order == Order::Pause)
        fields.push_back({"break", tr("It is a break by the exam's rules"), FormField::Kind::Flag, {}, {}});
    return fields;
}

std::string value(const FormValues& values, const char* name) {
    const auto found = values.find(name);
    return found == values.end() ? std::string() : found->second;
}

std::chrono::milliseconds steady() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace

RoomPage::RoomPage(wxWindow* parent, Shell& shell, CurrentRoom& current, const ExamParts& parts)
    : wxPanel(parent), m_shell(shell), m_presenter(*this, current, parts.live, shell.background(), steady) {
    SetBackgroundColour(theme().palette().surface);
    auto* column = new wxBoxSizer(wxVERTICAL);
    m_none =
        new EmptyState(this, "exam", tr("No room is open on this computer"), tr("Open it on the page Open a room"));
    column->Add(m_none, wxSizerFlags(1).Expand());
    m_all = new wxPanel(this);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    auto* left = new wxBoxSizer(wxVERTICAL);
    auto* bar = new wxBoxSizer(wxHORIZONTAL);
    m_search = make_entry(m_all, tr("Seat, number or name"), "exam.search", wxTE_PROCESS_ENTER);
    m_search->SetHint(tr("Seat, number or name"));
    m_search->SetMinSize(FromDIP(wxSize(26 * grid, -1)));
    const auto find_next = [this] {
        if (!m_presenter.find(utf8(m_search->GetValue())))
            m_shell.notify({Tone::Warn, base::tr("No seat has this number or name"), {}, {}, {}});
    };
    m_search->Bind(wxEVT_TEXT_ENTER, [find_next](wxCommandEvent&) { find_next(); });
    bar->Add(m_search, wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(grid)));
    bar->Add(make_button(m_all, tr("Find"), "exam.search-go", find_next, "search"), wxSizerFlags().CentreVertical());
    bar->Add(make_flat(m_all, tr("The whole room"), "exam.whole-room", [this] { m_presenter.choose(0); }),
             wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(grid)));
    m_age = make_text(m_all, {}, TextSize::Strong, Tone::Bad);
    set_accessible(m_age, {}, "exam.age");
    bar->Add(m_age, wxSizerFlags(1).CentreVertical().Border(wxLEFT, FromDIP(2 * grid)));
    left->Add(bar, wxSizerFlags().Expand().Border(wxALL, FromDIP(grid)));
    m_tiles = new SeatTiles(m_all);
    m_tiles->on_chosen = [this](int seat) { m_presenter.choose(seat); };
    m_tiles->on_activated = [this](int) {
        if (m_presenter.may(Order::Note))
            order(Order::Note, false);
    };
    left->Add(m_tiles, wxSizerFlags(1).Expand().Border(wxLEFT, FromDIP(grid)));
    row->Add(left, wxSizerFlags(1).Expand());
    row->Add(make_side(m_all), wxSizerFlags().Expand());
    m_all->SetSizer(row);
    column->Add(m_all, wxSizerFlags(1).Expand());
    SetSizer(column);
    m_all->Hide();
}

wxWindow* RoomPage::make_side(wxWindow* parent) {
    auto* side = new wxPanel(parent);
    side->SetMinSize(FromDIP(wxSize(side_width, -1)));
    side->SetBackgroundColour(theme().palette().raised);
    auto* column = new wxBoxSizer(wxVERTICAL);
    const auto flags = wxSizerFlags().Expand().Border(wxLEFT | wxTOP | wxRIGHT, FromDIP(2 * grid));
    m_headline = make_text(side, {}, TextSize::Title);
    set_accessible(m_headline, {}, "exam.seat-headline");
    column->Add(m_headline, flags);
    m_fields = make_text(side, {});
    set_accessible(m_fields, {}, "exam.seat-fields");
    column->Add(m_fields, flags);
    auto* buttons = new wxWrapSizer(wxHORIZONTAL);
    for (const auto& form : forms) {
        auto* button = make_button(
            side, tr(form.label), std::string("exam.") + form.id,
            [this, which = form.order] { CallAfter(&RoomPage::order, which, false); }, form.icon);
        buttons->Add(button, wxSizerFlags().Border(wxRIGHT | wxBOTTOM, FromDIP(grid / 2)));
        m_buttons.emplace_back(form.order, button);
    }
    column->Add(buttons, flags);
    std::vector<TableColumn> columns{
        {"time", tr("Time"), 52}, {"what", tr("What happened"), 210}, {"by", tr("By"), 100}};
    m_events = new TableView(side, tr("What happened"), "exam.events", std::move(columns), &m_shell.settings());
    column->Add(m_events, wxSizerFlags(1).Expand().Border(wxTOP, FromDIP(2 * grid)));
    side->SetSizer(column);
    return side;
}

void RoomPage::find() {
    m_search->SetFocus();
    m_search->SelectAll();
}

void RoomPage::order(Order order, bool all) {
    if (!may(order, all))
        return;
    const auto& form = form_of(order);
    std::function<void()> done;
    OrderRequest request;
    request.order = order;
    request.all = all;
    request.candidate = all ? std::string() : m_presenter.details().candidate;
    if (form.reason) {
        std::string whom = all ? base::tr("For everybody in the room") : std::string();
        if (!all)
            for (const auto& tile : map().tiles)
                if (tile.candidate == request.candidate)
                    whom = tile.candidate + " " + tile.name;
        const auto fields = fields_of(form);
        const std::string draft =
            "exam." + map().room + "." + form.id + "." + (all ? std::string("all") : request.candidate);
        const auto values = ask_form(
            this, all ? tr(form.all) : tr(form.label), wx(whom), fields, all ? tr(form.all) : tr(form.label),
            [](const FormValues& given) -> std::optional<Error> {
                if (value(given, "reason").empty())
                    return Error{ErrorCode::InvalidInput, "Say for what reason", "reason", {}};
                return std::nullopt;
            },
            draft);
        if (!values)
            return;
        done = forget_when_done(draft);
        request.reason = value(*values, "reason");
        request.category = value(*values, "category");
        request.minutes = std::atoi(value(*values, "minutes").c_str());
        request.seat = std::atoi(value(*values, "seat").c_str());
        request.is_break = !value(*values, "break").empty();
        request.decision = value(*values, "decision");
        request.by = value(*values, "chairman");
    }
    m_presenter.give(std::move(request), std::move(done));
}

void RoomPage::show_map(const SeatMap& map, int chosen) {
    if (!m_shown) {
        m_none->Hide();
        m_all->Show();
        Layout();
        m_shown = true;
    }
    m_tiles->show(map, chosen);
    if (on_map)
        on_map(map);
}

void RoomPage::show_details(const SeatDetails& details) {
    set_text(m_headline, details.headline, "exam.seat-headline");
    std::string fields;
    for (const auto& [label, text] : details.fields)
        fields += (fields.empty() ? "" : "\n") + label + ": " + text;
    if (utf8(m_fields->GetLabelText()) != fields)
        set_text(m_fields, fields, "exam.seat-fields", side_width - 4 * grid);
    bool changed = false;
    for (auto& [order, button] : m_buttons) {
        const bool may = details.allowed.contains(order);
        changed = changed || button->IsShown() != may;
        button->Show(may);
    }
    std::vector<TableRow> rows;
    for (const auto& event : details.events)
        rows.push_back({std::to_string(rows.size()), {event.time, event.what, event.by}});
    m_events->set_rows(std::move(rows));
    m_headline->GetParent()->Layout();
    if (changed)
        m_shell.update_commands();
}

void RoomPage::show_no_room() {
    if (m_shown) {
        m_shown = false;
        m_all->Hide();
        m_none->Show();
        Layout();
    }
    if (on_map)
        on_map({});
}

void RoomPage::show_age(const std::string& sentence) {
    set_text(m_age, sentence.empty() ? "" : "⚠ " + sentence, "exam.age");
    m_all->Layout();
}

void RoomPage::show_alarm(const std::string& sentence) {
    wxBell(); // never the only sign
    m_shell.notify({Tone::Warn, sentence, {}, {}, {}});
}

void RoomPage::show_done(const std::string& sentence) { m_shell.notify({Tone::Good, sentence, {}, {}, {}}); }

} // namespace canbo::exam::ui
