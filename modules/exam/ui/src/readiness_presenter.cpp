#include "exam_ui/readiness_presenter.h"

namespace canbo::exam::ui {
namespace {

/// "https://192.168.1.10:8443" → "192.168.1.10"
std::string host_of(const std::string& url) {
    const auto start = url.find("//");
    const auto end = url.rfind(':');
    if (start == std::string::npos || end == std::string::npos || end < start + 2)
        return {};
    auto host = url.substr(start + 2, end - start - 2);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    return host;
}

} // namespace

ReadinessPresenter::ReadinessPresenter(ReadinessView& view, CurrentRoom& current, std::shared_ptr<RoomDesk> desk,
                                       desktop::Background& background)
    : m_view(view), m_current(current), m_desk(std::move(desk)), m_background(background) {}

void ReadinessPresenter::look() {
    if (m_looking)
        return;
    m_looking = true;
    m_waiter.run(
        m_background,
        [desk = m_desk, open = m_current.open(), readers = m_readers] {
            ReadinessFacts facts{desk->facts(), readers, std::nullopt, 0, IdentityState::QrRead, {}};
            if (open) {
                const auto& exam = open->room().package().exam;
                const auto* place = exam.find_room(open->room().room());
                facts.board = open->room().board();
                facts.seats = place == nullptr ? 0 : place->seats;
                facts.needed = exam.rules.identity;
                facts.address = host_of(open->url());
            }
            return readiness(facts);
        },
        [this](std::vector<ReadinessRow> rows) {
            m_looking = false;
            if (rows == m_shown)
                return;
            m_shown = std::move(rows);
            m_view.show_readiness(readiness_headline(m_shown), m_shown);
        });
}

} // namespace canbo::exam::ui
