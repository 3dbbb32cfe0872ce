#pragma once

#include "desktop/controls.h"
#include "desktop/shell.h"

namespace canbo::desktop {

/// One sentence above the content, with what can be done about it. The newest replaces the one before.
class NoticeBar final : public wxPanel {
public:
    NoticeBar(wxWindow* parent, std::function<void(const std::string& page)> show_help);
    void show(Notice notice);
    void close();

private:
    std::function<void(const std::string&)> m_show_help;
};

} // namespace canbo::desktop
