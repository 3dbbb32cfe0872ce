#include "training_ui/bulletin_presenter.h"

#include "base/text.h"
#include "base/translation.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::training::ui {
namespace {

bool waits(const ShownBulletin& one, const people::Person& person) {
    return one.bulletin.must_read && !one.confirmed && one.bulletin.is_for(person);
}

std::string state_of(const ShownBulletin& one, const people::Person& person) {
    if (one.confirmed)
        return "✓ " + base::tr("Read");
    return waits(one, person) ? "● " + base::tr("Must be read") : std::string();
}

/// Administrators may belong to none.
std::string shown_agency(const std::string& code) { return code.empty() ? base::tr("Of no agency") : code; }

std::string readers_of(const Bulletin& in) {
    std::string roles, agencies;
    for (const auto role : in.roles)
        roles += (roles.empty() ? "" : ", ") + base::tr(people::role_label(role));
    for (const auto& code : in.agencies)
        agencies += (agencies.empty() ? "" : ", ") + code;
    return (roles.empty() ? base::tr("Everybody") : roles) + " · " +
           (agencies.empty() ? base::tr("All agencies") : agencies);
}

} // namespace

BulletinPresenter::BulletinPresenter(BulletinView& view, BulletinParts parts, desktop::Background& background)
    : m_view(view), m_parts(std::move(parts)), m_background(background) {}

Result<BulletinPresenter::Loaded> BulletinPresenter::read(const BulletinParts& parts) {
    Loaded out;
    CANBO_TRY(auto tx, parts.desk.database.begin(Database::Mode::Read));
    CANBO_TRY(out.bulletins, load_bulletins(*tx, parts.desk));
    if (!parts.desk.person.may(people::Permission::WriteReport))
        return out;
    const auto people = parts.people(*tx);
    if (!people && people.error().code == ErrorCode::NotFound) // the next exchange brings them
        return out;
    if (!people)
        return fail(people.error());
    CANBO_TRY(out.reach, bulletin_reach(*tx, parts.desk, *people));
    return out;
}

void BulletinPresenter::load(const std::string& wanted) {
    if (!wanted.empty())
        m_chosen = wanted;
    m_waiter.run(
        m_background, [parts = m_parts] { return read(parts); },
        [this](Result<Loaded> loaded) {
            if (!loaded) {
                m_view.show_problem(loaded.error());
                return;
            }
            m_loaded = *std::move(loaded);
            show();
        });
}

void BulletinPresenter::show() {
    std::vector<BulletinLine> lines;
    std::size_t waiting = 0;
    bool there = false;
    for (const auto& one : m_loaded.bulletins) {
        const bool waited = waits(one, m_parts.desk.person);
        waiting += waited ? 1 : 0;
        there = there || one.bulletin.id == m_chosen;
        lines.push_back({one.bulletin.id, base::show_day(base::day_in_vietnam(one.bulletin.at)), one.bulletin.title,
                         state_of(one, m_parts.desk.person), waited});
    }
    if (!there)
        m_chosen = lines.empty() ? std::string() : lines.front().id;
    const std::string summary =
        waiting == 0 ? std::string() : fmt::format(fmt::runtime(base::tr("{} wait to be read")), waiting);
    m_view.show_lines(lines, m_chosen, summary);
    choose(m_chosen);
}

void BulletinPresenter::choose(const std::string& id) {
    const auto found = std::find_if(m_loaded.bulletins.begin(), m_loaded.bulletins.end(),
                                    [&](const auto& one) { return one.bulletin.id == id; });
    if (found == m_loaded.bulletins.end())
        return;
    m_chosen = id;
    const auto& bulletin = found->bulletin;
    m_page = {id,
              bulletin.title,
              base::show_time(bulletin.at) + " · " + bulletin.by + " · " + readers_of(bulletin),
              bulletin.text,
              state_of(*found, m_parts.desk.person),
              !found->confirmed && bulletin.is_for(m_parts.desk.person)};
    m_view.show_page(m_page);
    if (may_count())
        m_view.show_reach(reach_of(id));
}

std::vector<ReachLine> BulletinPresenter::reach_of(const std::string& id) const {
    std::vector<ReachLine> out;
    for (const auto& one : m_loaded.reach)
        if (one.bulletin == id && one.people > 0)
            out.push_back(
                {shown_agency(one.agency), std::to_string(one.people), std::to_string(one.confirmed),
                 base::format_decimal(100.0 * static_cast<double>(one.confirmed) / static_cast<double>(one.people)) +
                     " %",
                 one.confirmed == one.people});
    return out;
}

void BulletinPresenter::confirm() {
    if (!m_page.may_confirm)
        return;
    m_waiter.run(
        m_background, [desk = m_parts.desk, id = m_page.id] { return confirm_bulletin(desk, id); },
        [this](const Result<std::string>& confirmed) {
            if (!confirmed) {
                m_view.show_problem(confirmed.error());
                return;
            }
            if (m_parts.sent)
                m_parts.sent();
            load();
        });
}

void BulletinPresenter::publish(Bulletin bulletin, std::function<void()> done) {
    m_waiter.run(
        m_background,
        [desk = m_parts.desk, bulletin = std::move(bulletin)]() mutable -> Result<std::string> {
            CANBO_TRY(bulletin.title, base::to_nfc(base::trim(bulletin.title)));
            CANBO_TRY(bulletin.text, base::to_nfc(bulletin.text));
            return publish_bulletin(desk, std::move(bulletin));
        },
        [this, done = std::move(done)](const Result<std::string>& published) {
            if (!published) {
                m_view.show_problem(published.error());
                return;
            }
            if (done)
                done();
            if (m_parts.sent)
                m_parts.sent();
            m_view.show_done(base::tr("The bulletin was published"));
            load(*published);
        });
}

void BulletinPresenter::offer(std::function<void(std::vector<std::pair<std::string, std::string>>)> then) {
    using Options = std::vector<std::pair<std::string, std::string>>;
    m_waiter.run(
        m_background,
        [parts = m_parts]() -> Result<Options> {
            CANBO_TRY(auto tx, parts.desk.database.begin(Database::Mode::Read));
            CANBO_TRY(const auto tree, parts.agencies(*tx));
            const base::Day today = base::day_in_vietnam(parts.desk.clock.now());
            Options out;
            for (const auto& [code, agency] : tree.all())
                if (agency.valid_on(today) && !agency.collective)
                    out.emplace_back(code, code + " – " + agency.name);
            return out;
        },
        [this, then = std::move(then)](Result<Options> offered) {
            if (offered)
                then(*std::move(offered));
            else
                m_view.show_problem(offered.error());
        });
}

void BulletinPresenter::export_reach(const std::filesystem::path& file) {
    base::Sheet sheet{base::tr("Reach"),
                      {{base::tr("Bulletin"), 44},
                       {base::tr("Agency"), 12},
                       {base::tr("People"), 10},
                       {base::tr("Have read it"), 14},
                       {base::tr("Share"), 10}},
                      {}};
    for (const auto& one : m_loaded.reach) {
        const double people = static_cast<double>(one.people), read = static_cast<double>(one.confirmed);
        sheet.rows.push_back(
            {one.title, shown_agency(one.agency), people, read, base::Percent{people > 0 ? 100.0 * read / people : 0}});
    }
    m_waiter.run(
        m_background,
        [write = m_parts.write_xlsx, book = base::Workbook{base::tr("Reach of bulletins"), {std::move(sheet)}}, file] {
            return write(book, file);
        },
        [this, file](const Result<void>& written) {
            if (written)
                m_view.show_done(base::tr("The file was written") + ": " + file.string());
            else
                m_view.show_problem(written.error());
        });
}

} // namespace canbo::training::ui
