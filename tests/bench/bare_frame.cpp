// The least a native window with one list costs: what the desktop program's start and memory are held against.
#include <wx/app.h>
#include <wx/dataview.h>
#include <wx/frame.h>

class BareApp final : public wxApp {
public:
    bool OnInit() override {
        auto* frame = new wxFrame(nullptr, wxID_ANY, "bare", wxDefaultPosition, wxSize(1280, 800));
        auto* list = new wxDataViewListCtrl(frame, wxID_ANY);
        list->AppendTextColumn("Name");
        frame->Show();
        return true;
    }
};

wxIMPLEMENT_APP(BareApp);
