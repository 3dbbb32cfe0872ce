#include "command_palette.h"

#include "desktop/controls.h"
#include "desktop/native.h"
#include "desktop/text.h"

#include <wx/dialog.h>
#include <wx/listbox.h>

namespace canbo::desktop {
namespace {

class PaletteDialog final : public wxDialog {
public:
    PaletteDialog(wxWindow* parent, const CommandTable& commands)
        : wxDialog(parent, wxID_ANY, tr("Find a command")), m_commands(commands) {
        SetName("palette");
        m_search =
            make_search(this, tr("Type some letters of what you want to do"), "palette.search", [this] { fill(); });
        m_list = new wxListBox(this, wxID_ANY, wxDefaultPosition, FromDIP(wxSize(72 * grid, 40 * grid)));
        set_accessible(m_list, tr("Commands"), "palette.list");
        auto* column = new wxBoxSizer(wxVERTICAL);
        column->Add(m_search, wxSizerFlags().Expand().Border(wxALL, FromDIP(grid)));
        column->Add(m_list, wxSizerFlags(1).Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(grid)));
        SetSizerAndFit(column);
        m_list->Bind(wxEVT_LISTBOX_DCLICK, [this](wxCommandEvent&) { choose(); });
        Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) { on_key(event); });
        fill();
        m_search->SetFocus();
        CentreOnParent();
    }

    std::string chosen;

private:
    void fill() {
        m_found = m_commands.search(utf8(m_search->GetValue()));
        m_list->Clear();
        for (const auto* command : m_found) {
            wxString line = tr(command->label);
            if (!command->shortcut.empty())
                line += "   (" + wx(command->shortcut) + ")";
            m_list->Append(line);
        }
        if (!m_found.empty())
            m_list->SetSelection(0);
    }
    void choose() {
        const int at = m_list->GetSelection();
        if (at == wxNOT_FOUND)
            return;
        chosen = m_found[static_cast<std::size_t>(at)]->id;
        EndModal(wxID_OK);
    }
    void on_key(wxKeyEvent& event) {
        const int at = m_list->GetSelection(), last = static_cast<int>(m_found.size()) - 1;
        switch (event.GetKeyCode()) {
        case WXK_DOWN:
            m_list->SetSelection(std::min(at + 1, last));
            break;
        case WXK_UP:
            m_list->SetSelection(std::max(at - 1, 0));
            break;
        case WXK_RETURN:
        case WXK_NUMPAD_ENTER:
            choose();
            break;
        case WXK_ESCAPE:
            EndModal(wxID_CANCEL);
            break;
        default:
            event.Skip();
        }
    }

    const CommandTable& m_commands;
    std::vector<const Command*> m_found;
    wxTextCtrl* m_search;
    wxListBox* m_list;
};

} // namespace

std::string ask_for_command(wxWindow* parent, const CommandTable& commands) {
    PaletteDialog dialog(parent, commands);
    dialog.ShowModal();
    return dialog.chosen;
}

} // namespace canbo::desktop
