#pragma once

#include "base/workbook.h"
#include "desktop/background.h"
#include "desktop/list_presenter.h"
#include "people/agency.h"
#include "training/bulletin.h"

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace canbo::training::ui {

/// What the workspace of bulletins stands on; filled by the app, called on the worker.
struct BulletinParts {
    LearningDesk desk;
    std::function<Result<people::AgencyTree>(Transaction& tx)> agencies;
    /// The people whom the person at the desk answers for. @error NotFound the office has not told yet
    std::function<Result<std::vector<people::Account>>(Transaction& tx)> people;
    desktop::WriteBook write_xlsx;
    std::function<void()> sent{}; ///< Something waits to be sent; UI thread.
};

struct BulletinLine {
    std::string id;
    std::string date, title;
    std::string state; ///< "✓ Read", "● Must be read", ""
    bool waits{false}; ///< It must be read and was not.
};

/// The bulletin that is read.
struct BulletinPage {
    std::string id, title;
    std::string caption; ///< "17:00 16/02/2024 · vp · Everybody · All agencies"
    std::string markdown;
    std::string state;
    bool may_confirm{false};
};

/// How many of an agency's people have confirmed it.
struct ReachLine {
    std::string agency, people, confirmed, share;
    bool whole{false}; ///< Everybody has.
};

class BulletinView {
public:
    virtual ~BulletinView() = default;
    /// `summary`: "2 wait to be read"; empty when none does.
    virtual void show_lines(const std::vector<BulletinLine>& lines, const std::string& chosen,
                            const std::string& summary) = 0;
    virtual void show_page(const BulletinPage& page) = 0;
    /// Of the chosen bulletin; only for who answers for people.
    virtual void show_reach(const std::vector<ReachLine>& lines) = 0;
    virtual void show_done(const std::string& sentence) = 0;
    virtual void show_problem(const Error& error) = 0;
};

/// Announcements: read and confirmed by everybody, written and counted by the standing office. UI thread only; the view
/// outlives it.
class BulletinPresenter {
public:
    BulletinPresenter(BulletinView& view, BulletinParts parts, desktop::Background& background);

    /// Reads again; what is read stays chosen. `wanted`: id of a bulletin to open.
    void load(const std::string& wanted = {});
    void choose(const std::string& id);
    /// The person has read what is on the page.
    void confirm();
    /// `done`: called when it is published.
    void publish(Bulletin bulletin, std::function<void()> done = {});
    void export_reach(const std::filesystem::path& file);
    /// The agencies that the form offers.
    void offer(std::function<void(std::vector<std::pair<std::string, std::string>>)> then);

    bool may_write() const { return m_parts.desk.person.may(people::Permission::ManageTraining); }
    bool may_count() const { return m_parts.desk.person.may(people::Permission::WriteReport); }
    bool may_confirm() const { return m_page.may_confirm; }
    std::string chosen() const { return m_chosen; }

private:
    struct Loaded {
        std::vector<ShownBulletin> bulletins;
        std::vector<BulletinReach> reach;
    };
    static Result<Loaded> read(const BulletinParts& parts);
    std::vector<ReachLine> reach_of(const std::string& id) const;
    void show();

    BulletinView& m_view;
    BulletinParts m_parts;
    desktop::Background& m_background;
    Loaded m_loaded;
    BulletinPage m_page;
    std::string m_chosen;
    desktop::Waiter m_waiter;
};

} // namespace canbo::training::ui
