#include "exam_ui/open_presenter.h"

#include "base/text.h"
#include "base/translation.h"

#include <fmt/format.h>

namespace canbo::exam::ui {

using Stage = OpenScreen::Stage;

OpenPresenter::OpenPresenter(OpenView& view, CurrentRoom& current, std::shared_ptr<RoomDesk> desk,
                             desktop::Background& background)
    : m_view(view), m_current(current), m_desk(std::move(desk)), m_background(background) {}

void OpenPresenter::start() {
    if (m_started)
        return;
    m_started = true;
    show();
    m_waiter.run(
        m_background, [desk = m_desk] { return desk->facts(); },
        [this](const MachineFacts& facts) {
            m_screen.addresses = facts.addresses;
            m_screen.addresses.push_back("127.0.0.1");
            show();
        });
    m_waiter.run(
        m_background, [desk = m_desk] { return desk->interrupted(); },
        [this](std::optional<OpenRequest> request) {
            if (request && !m_current.open())
                run_open(*std::move(request));
        });
}

void OpenPresenter::choose_package(const std::string& file) {
    const auto path = base::trim(file);
    m_screen.problem.clear();
    m_waiter.run(
        m_background, [desk = m_desk, path = std::filesystem::u8path(std::string(path))] { return desk->look(path); },
        [this, file = std::string(path)](Result<PackageFacts> facts) {
            if (!facts) {
                m_screen.stage = Stage::Package;
                show_problem(facts.error());
                return;
            }
            m_screen.package = file;
            m_screen.title = facts->title;
            m_screen.window = base::show_time(facts->from) + " – " + base::show_time(facts->to);
            m_screen.key_id = facts->key_id;
            m_screen.stage = Stage::Key;
            if (facts->key_here)
                list_rooms();
            else
                show();
        });
}

void OpenPresenter::join(const std::string& first, const std::string& second) {
    if (m_screen.stage != Stage::Key)
        return;
    m_screen.problem.clear();
    const std::vector<std::string> shares{std::string(base::trim(first)), std::string(base::trim(second))};
    m_waiter.run(
        m_background,
        [desk = m_desk, file = std::filesystem::u8path(m_screen.package), shares] { return desk->join(file, shares); },
        [this](const Result<void>& joined) {
            if (!joined) {
                show_problem(joined.error());
                return;
            }
            m_view.clear_shares();
            list_rooms();
        });
}

void OpenPresenter::list_rooms() {
    m_waiter.run(
        m_background, [desk = m_desk, file = std::filesystem::u8path(m_screen.package)] { return desk->rooms(file); },
        [this](Result<std::vector<RoomChoice>> rooms) {
            if (!rooms) {
                m_screen.stage = Stage::Key;
                show_problem(rooms.error());
                return;
            }
            m_screen.rooms.clear();
            for (const auto& one : *rooms)
                m_screen.rooms.emplace_back(one.room,
                                            fmt::format(fmt::runtime(base::tr("{} ({} seats, {} candidates)")),
                                                        one.name, one.seats, one.candidates));
            m_screen.stage = Stage::Room;
            show();
        });
}

void OpenPresenter::open(const std::string& room, const std::string& address, int port, const std::string& by) {
    if (m_screen.stage != Stage::Room)
        return;
    if (base::trim(by).empty()) {
        show_problem({ErrorCode::InvalidInput, "Say who the invigilator at this computer is", {}, {}});
        return;
    }
    run_open({std::filesystem::u8path(m_screen.package), room, address, port, std::string(base::trim(by))});
}

void OpenPresenter::run_open(OpenRequest request) {
    const auto before = m_screen.stage;
    m_screen.stage = Stage::Opening;
    m_screen.problem.clear();
    show();
    m_waiter.run(
        m_background, [desk = m_desk, request] { return desk->open(request); },
        [this, before, by = request.by](Result<std::shared_ptr<OpenRoom>> open) {
            if (!open) {
                m_screen.stage = before;
                show_problem(open.error());
                return;
            }
            const auto& exam = (*open)->room().package().exam;
            const auto* place = exam.find_room((*open)->room().room());
            m_screen.stage = Stage::Open;
            m_screen.title = exam.title;
            m_screen.window = base::show_time(exam.from) + " – " + base::show_time(exam.to);
            m_screen.room = place == nullptr ? (*open)->room().room() : place->name;
            m_screen.code = (*open)->code();
            m_screen.url = (*open)->url();
            m_screen.warning =
                (*open)->packer_known()
                    ? std::string()
                    : fmt::format(fmt::runtime(base::tr("Who packed the exam is not known here; compare the "
                                                        "fingerprint {} with the council's")),
                                  base::sha256_hex((*open)->room().package().signer).substr(0, 16));
            m_current.set(*std::move(open), by);
            show();
        });
}

void OpenPresenter::close(bool forget_key) {
    auto open = m_current.open();
    if (!open)
        return;
    const auto exam = open->room().package().exam.exam;
    const auto room = open->room().room();
    m_current.set(nullptr, m_current.by());
    OpenScreen begun;
    begun.addresses = m_screen.addresses;
    m_screen = std::move(begun);
    show();
    m_waiter.run(
        m_background,
        // The last holder goes on the worker, which waits for the stations' requests under way.
        [desk = m_desk, open = std::move(open), exam, room, forget_key]() mutable {
            open.reset();
            return desk->closed(exam, room, forget_key);
        },
        [this](const Result<void>& done) {
            if (!done)
                show_problem(done.error());
        });
}

void OpenPresenter::show_problem(const Error& error) {
    m_screen.problem = base::tr(error.message) + (error.where.empty() ? "" : " (" + error.where + ")");
    show();
}

void OpenPresenter::show() {
    switch (m_screen.stage) {
    case Stage::Package:
        m_screen.headline = base::tr("No room is open on this computer");
        m_screen.advice =
            base::tr("Choose the exam's package. It can be brought days before: nobody reads it without the key");
        break;
    case Stage::Key:
        m_screen.headline = base::tr("Two members of the council join the key");
        m_screen.advice = base::tr("Each gives a part: a file, or the line of text that it holds");
        break;
    case Stage::Room:
        m_screen.headline = base::tr("The package is open: choose the room and this computer's address");
        m_screen.advice = base::tr("Stations reach the room by the address; it must be of the room's own network");
        break;
    case Stage::Opening:
        m_screen.headline = base::tr("The room is being opened");
        m_screen.advice = base::tr("What happened in it before is checked first");
        break;
    case Stage::Open:
        m_screen.headline = m_screen.room + " – " + m_screen.title;
        m_screen.advice = base::tr("Read the code out or write it on the board: each station asks for it once");
        break;
    }
    m_view.show_open(m_screen);
}

} // namespace canbo::exam::ui
