#include "progress/filled_list.h"

#include "base/crypto.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace canbo::progress {
namespace {

constexpr std::size_t most_part_bytes = 700'000;

/// Where each column of the text stands in the catalogue's order; nothing for one it does not know.
std::vector<std::optional<std::size_t>> read_columns(base::ObjectReader& in, const ListSpec& spec, Issues& issues) {
    std::vector<std::optional<std::size_t>> out;
    for (const auto& name : in.array("columns")) {
        const auto at = name.is_string() ? spec.column(name.get<std::string>()) : std::nullopt;
        if (!at || std::find(out.begin(), out.end(), at) != out.end())
            issues.error(ErrorCode::InvalidInput, in.path("columns"), "The list has no such column");
        out.push_back(at);
    }
    return out;
}

ListRow read_row(const Json& cells, const std::vector<std::optional<std::size_t>>& columns, std::size_t width,
                 const std::string& where, Issues& issues) {
    ListRow row(width);
    if (!cells.is_array() || cells.size() != columns.size()) {
        issues.error(ErrorCode::InvalidInput, where, "A row has one cell for every column");
        return row;
    }
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (!cells[i].is_string())
            issues.error(ErrorCode::InvalidInput, where, "A text is expected here");
        else if (columns[i])
            row[*columns[i]] = cells[i].get<std::string>();
    return row;
}

/// Parts of one revision as they come in.
struct Gathered {
    std::map<std::size_t, std::vector<ListRow>> parts;

    bool complete(std::size_t wanted) const { return parts.size() == wanted; }
    std::vector<ListRow> rows() {
        std::vector<ListRow> out;
        for (auto& [number, rows] : parts)
            std::move(rows.begin(), rows.end(), std::back_inserter(out));
        return out;
    }
};

} // namespace

Json row_to_json(const ListSpec& spec, const ListRow& row) {
    Json out = Json::object();
    for (std::size_t c = 0; c < spec.columns.size() && c < row.size(); ++c) {
        Json& cell = out[spec.columns[c].code];
        std::int64_t number = 0;
        if (row[c].empty())
            cell = nullptr;
        else if (spec.columns[c].kind == ListColumn::Kind::YesNo)
            cell = row[c] == "yes";
        else if (spec.columns[c].kind == ListColumn::Kind::Number &&
                 std::from_chars(row[c].data(), row[c].data() + row[c].size(), number).ec == std::errc())
            cell = number;
        else
            cell = row[c];
    }
    return out;
}

Result<std::vector<ListPart>> split_list(const FilledList& filled, const std::string& fill) {
    std::vector<ListPart> parts;
    std::size_t bytes = most_part_bytes;
    for (const auto& row : filled.rows) {
        const std::size_t size = Json(row).dump(-1, ' ', false, Json::error_handler_t::replace).size() + 1;
        if (bytes + size > most_part_bytes) {
            parts.push_back({filled.list, filled.model, fill, parts.size() + 1, 0, {}});
            bytes = 0;
        }
        bytes += size;
        parts.back().rows.push_back(row);
    }
    if (parts.size() > most_list_parts)
        return fail(ErrorCode::TooLarge, "The list is too long to be sent", "rows");
    for (auto& part : parts)
        part.parts = parts.size();
    return parts;
}

Json list_part_to_json(const ListPart& part, const ListSpec& spec) {
    Json columns = Json::array();
    for (const auto& column : spec.columns)
        columns.push_back(column.code);
    return {{"model", part.model}, {"list", part.list},  {"fill", part.fill}, {"part", part.part},
            {"parts", part.parts}, {"columns", columns}, {"rows", part.rows}};
}

ListPart list_part_from_json(const Json& json, const Catalogue& catalogue, Issues& issues) {
    base::ObjectReader in(json, "", issues);
    ListPart part;
    part.model = static_cast<int>(in.integer("model", 1, 43));
    part.list = in.text("list", 60);
    part.fill = in.text("fill", 36);
    part.parts = static_cast<std::size_t>(in.integer("parts", 1, static_cast<long long>(most_list_parts)));
    part.part = static_cast<std::size_t>(in.integer("part", 1, static_cast<long long>(most_list_parts)));
    if (!base::is_uuid(part.fill) || part.part > part.parts)
        issues.error(ErrorCode::InvalidInput, in.path("part"), "A part of a list names its revision and its place");
    const Model* model = catalogue.find(part.model);
    const ListSpec* spec = model ? model->list(part.list) : nullptr;
    if (spec == nullptr) {
        issues.error(ErrorCode::NotFound, in.path("list"), "The model has no list with this code");
        return part;
    }
    const auto columns = read_columns(in, *spec, issues);
    for (const auto& cells : in.array("rows")) {
        const std::string where = "row " + std::to_string(part.rows.size() + 1);
        part.rows.push_back(read_row(cells, columns, spec->columns.size(), where, issues));
    }
    in.finish();
    return part;
}

std::string list_audience(const ledger::Entry& entry, const Catalogue& catalogue) {
    const Model* model = catalogue.model_of_list(entry.subject);
    const ListSpec* spec = model ? model->list(entry.subject) : nullptr;
    if (spec == nullptr || spec->personal())
        return ledger::closed_audience(spec ? std::vector{entry.agency, spec->sent_to} : std::vector{entry.agency});
    return spec->by_office ? std::string() : entry.agency;
}

Result<void> ListBook::read(Transaction& tx, ledger::EntryStore& entries, const Catalogue& catalogue, int number,
                            base::Time as_of) {
    const Model* model = catalogue.find(number);
    for (const auto& spec : model ? model->lists : std::vector<ListSpec>()) {
        CANBO_TRY(const auto stored, entries.by_subject(tx, list_kind, spec.code));
        std::map<std::pair<std::string, std::string>, Gathered> gathered; // agency, revision
        for (const auto& item : stored) {
            if (item.received_at > as_of)
                continue;
            Issues ignored; // bodies were checked when the office took them
            ListPart part = list_part_from_json(item.entry.body, catalogue, ignored);
            auto& together = gathered[{item.entry.agency, part.fill}];
            together.parts[part.part] = std::move(part.rows);
            if (!together.complete(part.parts))
                continue;
            ListVersion& version = m_lists[{spec.code, spec.by_office ? std::string() : item.entry.agency}];
            const std::int64_t revision = version.fill.empty() ? 1 : version.revision + 1;
            version = {revision,
                       {spec.code, number, item.entry.agency, together.rows(), {}},
                       item.received_at,
                       item.entry.author,
                       part.fill};
        }
    }
    return {};
}

const ListVersion* ListBook::find(const ListSpec& spec, std::string_view agency) const {
    const auto it = m_lists.find({spec.code, spec.by_office ? std::string() : std::string(agency)});
    return it == m_lists.end() ? nullptr : &it->second;
}

std::vector<const ListVersion*> ListBook::of(const ListSpec& spec) const {
    std::vector<const ListVersion*> out;
    for (const auto& [key, version] : m_lists)
        if (key.first == spec.code)
            out.push_back(&version);
    return out;
}

} // namespace canbo::progress
