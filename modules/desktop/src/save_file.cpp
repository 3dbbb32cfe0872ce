#include "desktop/save_file.h"

#include "desktop/text.h"

#include <wx/filedlg.h>

namespace canbo::desktop {

std::optional<std::filesystem::path> ask_save_file(wxWindow* parent, const wxString& title, const std::string& name,
                                                   const wxString& kinds) {
    wxFileDialog dialog(parent, title, {}, wx(name), kinds, wxFD_SAVE | wxFD_OVERWRITE_PROMPT);
    if (dialog.ShowModal() != wxID_OK)
        return std::nullopt;
    return std::filesystem::u8path(utf8(dialog.GetPath()));
}

} // namespace canbo::desktop
