#include "progress_ui/board_presenter.h"

#include "base/text.h"
#include "base/translation.h"
#include "reporting/paper.h"
#include "words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace canbo::progress::ui {
namespace {

constexpr std::array<Confidence, 3> confidences{Confidence::Green, Confidence::Amber, Confidence::Red};

template <class T>
std::optional<T> value_or_none(const Result<T>& result) {
    return result ? std::optional<T>(*result) : std::nullopt;
}

/// What can be chosen, agencies as their language sorts them.
BoardChoices choices_of(const Catalogue& catalogue, const people::AgencyTree& agencies,
                        const std::set<std::string>& codes) {
    BoardChoices choices;
    choices.groups.push_back({"", base::tr("All groups")});
    for (const auto& group : catalogue.groups)
        choices.groups.push_back({std::to_string(group.number), fmt::format("{}. {}", group.number, group.title)});
    for (const auto& code : codes)
        choices.agencies.push_back({code, agency_full(agencies, code)});
    std::sort(choices.agencies.begin(), choices.agencies.end(),
              [](const auto& a, const auto& b) { return base::compare(a.label, b.label) < 0; });
    choices.agencies.insert(choices.agencies.begin(), {"", base::tr("All agencies")});
    choices.statuses.push_back({"", base::tr("Every status")});
    for (const Status status : statuses_by_weight)
        choices.statuses.push_back({std::string(status_name(status)), status_words(status)});
    choices.confidences.push_back({"", base::tr("Every confidence")});
    for (const Confidence confidence : confidences)
        choices.confidences.push_back({std::string(confidence_name(confidence)), confidence_words(confidence)});
    return choices;
}

} // namespace

BoardPresenter::BoardPresenter(BoardView& view, ProgressSource& source, desktop::Background& background,
                               WriteXlsx write_xlsx, WritePdf write_pdf)
    : m_view(view), m_source(source), m_background(background), m_write_xlsx(std::move(write_xlsx)),
      m_write_pdf(std::move(write_pdf)), m_changed(source.changed.subscribe([this] { source_changed(); })) {}

void BoardPresenter::source_changed() {
    if (m_source.trouble())
        m_view.show_problem(*m_source.trouble());
    if (m_source.board() == nullptr)
        return;
    m_all = board_rows(m_source.catalogue(), *m_source.board());
    m_view.show_filter(m_filter);
    show();
    // Sorting by the language's rules loads them: nothing a page waits for.
    std::set<std::string> codes;
    for (const auto& row : m_all)
        codes.insert(row.agencies.begin(), row.agencies.end());
    m_waiter.run(
        m_background,
        [&catalogue = m_source.catalogue(), agencies = m_source.board()->agencies, codes = std::move(codes)] {
            return choices_of(catalogue, agencies, codes);
        },
        [this](const BoardChoices& choices) {
            m_view.show_choices(choices);
            m_view.show_filter(m_filter);
        });
}

void BoardPresenter::set_text(std::string text) {
    m_filter.text = std::move(text);
    show();
}

void BoardPresenter::set_group(const std::string& key) {
    m_filter.group = 0;
    std::from_chars(key.data(), key.data() + key.size(), m_filter.group);
    show();
}

void BoardPresenter::set_agency(std::string code) {
    m_filter.agency = std::move(code);
    show();
}

void BoardPresenter::set_status(const std::string& name) {
    m_filter.status = value_or_none(parse_status(name));
    show();
}

void BoardPresenter::set_confidence(const std::string& name) {
    m_filter.confidence = value_or_none(parse_confidence(name));
    show();
}

void BoardPresenter::press_tile(const std::string& id) {
    if (const auto status = value_or_none(parse_status(id)))
        m_filter.status = m_filter.status == status ? std::nullopt : status;
    else if (const auto confidence = value_or_none(parse_confidence(id)))
        m_filter.confidence = m_filter.confidence == confidence ? std::nullopt : confidence;
    m_view.show_filter(m_filter);
    show();
}

void BoardPresenter::clear_filter() {
    m_filter = {};
    m_view.show_filter(m_filter);
    show();
}

void BoardPresenter::sort_by(BoardColumn column) {
    m_descending = column == m_column && !m_descending;
    m_column = column;
    show();
}

/// A tile counts what its own kind of filter would find: choosing "late" does not turn the other tiles to nought.
std::vector<BoardTile> BoardPresenter::tiles() const {
    BoardFilter any_status = m_filter;
    any_status.status.reset();
    BoardFilter any_confidence = m_filter;
    any_confidence.confidence.reset();
    std::vector<BoardTile> out;
    for (const Status status : statuses_by_weight)
        out.push_back({std::string(status_name(status)), status_words(status),
                       static_cast<std::size_t>(std::count_if(
                           m_all.begin(), m_all.end(),
                           [&](const BoardRow& row) { return row.status == status && matches(row, any_status); })),
                       m_filter.status == status, status});
    for (const Confidence confidence : confidences)
        out.push_back({std::string(confidence_name(confidence)), confidence_words(confidence),
                       static_cast<std::size_t>(std::count_if(m_all.begin(), m_all.end(),
                                                              [&](const BoardRow& row) {
                                                                  return row.confidence == confidence &&
                                                                         matches(row, any_confidence);
                                                              })),
                       m_filter.confidence == confidence, std::nullopt});
    return out;
}

std::string BoardPresenter::hint() const {
    if (std::all_of(m_all.begin(), m_all.end(), [](const BoardRow& row) { return row.last_report.empty(); }))
        return base::tr("No report has reached this desk yet: the board shows what the plan and the registered plans "
                        "say.");
    if (!m_source.desk().person.may(people::Permission::SeeEveryAgency))
        return base::tr("This desk holds your own agency's reports; what other agencies reported is not counted here.");
    return {};
}

void BoardPresenter::show() {
    if (m_source.board() == nullptr)
        return;
    if (!m_filter.text.empty())
        fold_words(m_all);
    m_shown.clear();
    for (const auto& row : m_all)
        if (matches(row, m_filter))
            m_shown.push_back(row);
    sort_rows(m_shown, m_column, m_descending);
    BoardScreen screen;
    screen.tiles = tiles();
    for (const auto& row : m_shown)
        screen.lines.push_back({std::to_string(row.number), board_cells(row), row.status});
    screen.count = fmt::format(fmt::runtime(base::tr("{} of {} models")), m_shown.size(), m_all.size());
    screen.filtered = !m_filter.empty();
    screen.hint = hint();
    screen.sorted_by = m_column;
    screen.descending = m_descending;
    m_view.show_screen(screen);
}

std::string BoardPresenter::conditions() const {
    std::vector<std::string> parts;
    if (!m_filter.text.empty())
        parts.push_back("“" + m_filter.text + "”");
    if (m_filter.group != 0)
        parts.push_back(fmt::format("Nhóm {}", m_filter.group));
    if (!m_filter.agency.empty() && m_source.board() != nullptr)
        parts.push_back(agency_full(m_source.board()->agencies, m_filter.agency));
    if (m_filter.status)
        parts.push_back(reporting::paper_label(*m_filter.status));
    if (m_filter.confidence)
        parts.push_back("Mức độ tin cậy: " + reporting::paper_label(*m_filter.confidence));
    return joined(parts, "; ");
}

template <class Write>
void BoardPresenter::write(Write write, const std::filesystem::path& file) {
    m_waiter.run(m_background, std::move(write), [this, file](Result<void> written) {
        if (written)
            m_view.show_written(file);
        else
            m_view.show_problem(written.error());
    });
}

void BoardPresenter::export_xlsx(const std::filesystem::path& file) {
    write([port = m_write_xlsx, book = board_workbook(m_shown), file] { return port(book, file); }, file);
}

void BoardPresenter::export_pdf(const std::filesystem::path& file) {
    if (m_source.board() == nullptr)
        return;
    write([port = m_write_pdf, form = board_form(m_shown, conditions(), m_source.board()->today),
           file] { return port(form, file); },
          file);
}

} // namespace canbo::progress::ui
