#include "reporting/gather_reports.h"

#include "base/text.h"
#include "own_draft.h"
#include "reporting/period_book.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>

namespace canbo::reporting {
namespace {

using Outcome = Gathered::Outcome;

constexpr std::array<std::pair<const char*, std::string ModelReport::*>, 3> gathered_texts{{
    {"results", &ModelReport::results},
    {"difficulties", &ModelReport::difficulties},
    {"proposals", &ModelReport::proposals},
}};
constexpr const char* mark_prefix = "gathered/";

/// "models/6/results" and what was put there: "gathered/6/results/HBX".
std::string field_path(int model, const std::string& field) { return "models/" + std::to_string(model) + "/" + field; }
std::string mark_path(int model, const std::string& field) { return mark_prefix + std::to_string(model) + "/" + field; }

std::string text_at(const Draft& draft, const std::string& path) {
    const auto it = draft.fields.find(path);
    const Json value = it == draft.fields.end() ? Json() : Json::parse(it->second, nullptr, false);
    return value.is_string() ? value.get<std::string>() : std::string();
}

std::optional<double> number_at(const Draft& draft, const std::string& path) {
    const auto it = draft.fields.find(path);
    const Json value = it == draft.fields.end() ? Json() : Json::parse(it->second, nullptr, false);
    return value.is_number() ? std::optional(value.get<double>()) : std::nullopt;
}

void put_text(Draft& draft, const std::string& path, const std::string& text) {
    if (text.empty())
        draft.fields.erase(path);
    else
        draft.fields.insert_or_assign(path, Json(text).dump());
}

void put_number(Draft& draft, const std::string& path, std::optional<double> value) {
    if (value)
        draft.fields.insert_or_assign(path, Json(*value).dump());
    else
        draft.fields.erase(path);
}

/// Where the paragraph stands in the text by itself, from line to line.
std::size_t find_paragraph(const std::string& text, const std::string& paragraph) {
    for (std::size_t at = text.find(paragraph); at != std::string::npos; at = text.find(paragraph, at + 1)) {
        const std::size_t end = at + paragraph.size();
        if ((at == 0 || text[at - 1] == '\n') && (end == text.size() || text[end] == '\n'))
            return at;
    }
    return std::string::npos;
}

bool has_line_of(const std::string& text, const std::string& name) {
    return text.compare(0, name.size(), name) == 0 || text.find("\n" + name) != std::string::npos;
}

std::string appended(const std::string& text, const std::string& paragraph) {
    return text.empty() ? paragraph : text + "\n" + paragraph;
}

/// The text with one paragraph in the place of another; an empty one leaves no empty line behind.
std::string replaced(std::string text, std::size_t at, const std::string& old, const std::string& paragraph) {
    std::size_t length = old.size();
    if (paragraph.empty() && at + length < text.size())
        ++length; // its line feed goes too
    else if (paragraph.empty() && at > 0)
        --at, ++length;
    return text.replace(at, length, paragraph);
}

/// One draft that takes over what others said.
class Gatherer {
public:
    Gatherer(Draft& draft, const PeriodContext& context, const progress::Catalogue& catalogue, Gathered& out)
        : m_draft(draft), m_context(context), m_catalogue(catalogue), m_out(out) {}

    void read(const Report& report) {
        for (const auto& entry : report.models) {
            const progress::Model* model = m_catalogue.find(entry.model);
            if (model == nullptr || !m_context.duties.has_duty(m_draft.agency, entry.model)) {
                m_out.items.push_back({entry.model, "", report.agency, Outcome::LeftOut});
                continue;
            }
            for (const auto& [field, member] : gathered_texts)
                if (!(entry.*member).empty())
                    m_texts[{entry.model, field, report.agency}] = entry.*member;
            read_indicators(entry, *model, report.agency);
        }
    }

    void write() {
        find_what_was_gathered();
        for (const auto& [key, said] : m_texts)
            write_text(key, said);
        for (const auto& [key, sum] : m_sums)
            write_sum(key, sum);
        std::stable_sort(m_out.items.begin(), m_out.items.end(),
                         [](const auto& a, const auto& b) { return a.model < b.model; });
    }

private:
    struct TextKey {
        int model;
        std::string field, agency;
        bool operator<(const TextKey& o) const {
            return std::tie(model, field, agency) < std::tie(o.model, o.field, o.agency);
        }
    };
    using SumKey = std::pair<int, std::string>; ///< Model and code.

    void read_indicators(const ModelReport& entry, const progress::Model& model, const std::string& agency) {
        for (const auto& [code, value] : entry.indicators) {
            const auto* indicator = model.indicator(code);
            if (indicator == nullptr || !indicator->by_agency)
                continue;
            if (indicator->unit == "%")
                m_out.items.push_back({entry.model, "indicators." + code, agency, Outcome::LeftOut});
            else
                m_sums[{entry.model, code}] = m_sums[{entry.model, code}].value_or(0) + value;
        }
    }

    /// What an agency no longer says is to go: its mark stands with nothing beside it.
    void find_what_was_gathered() {
        for (const auto& [path, value] : m_draft.fields) {
            if (path.compare(0, std::char_traits<char>::length(mark_prefix), mark_prefix) != 0)
                continue;
            const std::size_t number = std::char_traits<char>::length(mark_prefix);
            const std::size_t field = path.find('/', number) + 1;
            const std::size_t last = path.find('/', field) + 1;
            const int model = std::atoi(path.c_str() + number);
            const std::string name = path.substr(field, last - field - 1);
            if (name == "indicators")
                m_sums.try_emplace({model, path.substr(last)});
            else
                m_texts.try_emplace({model, name, path.substr(last)});
        }
    }

    void name_model(int model) { m_draft.fields.try_emplace(field_path(model, "model"), std::to_string(model)); }

    void write_text(const TextKey& key, const std::string& said) {
        const std::string path = field_path(key.model, key.field);
        const std::string mark = mark_path(key.model, key.field + "/" + key.agency);
        const people::Agency* agency = m_context.agencies.find(key.agency);
        const std::string name = (agency == nullptr ? key.agency : agency->name) + ": ";
        const std::string now = text_at(m_draft, path);
        const std::string before = text_at(m_draft, mark);
        const std::string wanted = said.empty() ? said : name + said;
        const std::size_t at = before.empty() ? std::string::npos : find_paragraph(now, before);
        std::string text = now;
        Outcome outcome = Outcome::Unchanged;
        if (at != std::string::npos) {
            text = replaced(now, at, before, wanted);
            outcome = before == wanted ? Outcome::Unchanged : Outcome::Changed;
        } else if (!wanted.empty() && find_paragraph(now, wanted) == std::string::npos) {
            // Taken out or rewritten by hand, or brought here by a revision: a person had the last word.
            const bool spoken_for = !now.empty() && (!before.empty() || has_line_of(now, name));
            outcome = spoken_for ? Outcome::Kept : Outcome::Added;
            text = spoken_for ? now : appended(now, wanted);
        }
        if (base::length(text) > most_text) {
            text = now;
            outcome = Outcome::LeftOut;
        } else if (outcome != Outcome::Kept) {
            put_text(m_draft, path, text);
            put_text(m_draft, mark, wanted);
        }
        if (!text.empty())
            name_model(key.model);
        m_out.items.push_back({key.model, key.field, key.agency, outcome});
    }

    void write_sum(const SumKey& key, const std::optional<double>& sum) {
        const std::string path = field_path(key.first, "indicators/" + key.second);
        const std::string mark = mark_path(key.first, "indicators/" + key.second);
        const auto now = number_at(m_draft, path);
        const auto before = number_at(m_draft, mark);
        const bool ours = !now || now == before || now == sum;
        const Outcome outcome = !ours           ? Outcome::Kept
                                : now == sum    ? Outcome::Unchanged
                                : before && now ? Outcome::Changed
                                                : Outcome::Added;
        if (ours) {
            put_number(m_draft, path, sum);
            put_number(m_draft, mark, sum);
            if (sum)
                name_model(key.first);
        }
        m_out.items.push_back({key.first, "indicators." + key.second, "", outcome});
    }

    Draft& m_draft;
    const PeriodContext& m_context;
    const progress::Catalogue& m_catalogue;
    Gathered& m_out;
    std::map<TextKey, std::string> m_texts;         ///< What each says now; empty: nothing any more.
    std::map<SumKey, std::optional<double>> m_sums; ///< The sum now; nothing: nobody gives a value any more.
};

bool counts(const ReportVersion* version) {
    return version != nullptr &&
           (version->state == ReportState::Accepted || version->state == ReportState::Consolidated);
}

} // namespace

Result<Gathered> GatherReports::operator()(const std::string& id) {
    CANBO_TRY(auto tx, m_desk.database.begin(Database::Mode::Write));
    CANBO_TRY(Draft draft, own_draft(*tx, m_desk, id, people::Permission::WriteReport));
    CANBO_TRY(const auto period, base::Period::parse(draft.period));
    CANBO_TRY(const auto context, load_period_context(*tx, m_desk, period, base::Time::max()));
    CANBO_TRY(const auto book, PeriodBook::load(*tx, m_desk.entries, period, context.calendar));
    const auto tier = context.agencies.reporting_to(draft.agency, period.last_day());
    if (tier.empty())
        return fail(ErrorCode::InvalidInput, "No agency reports to this one in the period", draft.agency);
    Gathered out;
    Gatherer gatherer(draft, context, m_desk.catalogue, out);
    for (const auto& code : tier) {
        const AgencyReports* reports = book.of(code);
        const ReportVersion* current = reports == nullptr ? nullptr : reports->current();
        if (!counts(current)) {
            out.missing.push_back(code);
            continue;
        }
        out.agencies.push_back(code);
        gatherer.read(current->report);
    }
    const auto before = draft.fields;
    gatherer.write();
    if (draft.fields != before) {
        draft.approved_by.clear(); // what was approved is no longer what stands here
        CANBO_TRY_VOID(save_draft(m_desk, *tx, std::move(draft)));
    }
    return out;
}

std::string_view outcome_name(Outcome outcome) {
    switch (outcome) {
    case Outcome::Added:
        return "added";
    case Outcome::Changed:
        return "changed";
    case Outcome::Unchanged:
        return "unchanged";
    case Outcome::Kept:
        return "kept";
    case Outcome::LeftOut:
        return "left-out";
    }
    return {};
}

Json gathered_to_json(const Gathered& gathered) {
    Json items = Json::array();
    for (const auto& item : gathered.items)
        items.push_back({{"model", item.model},
                         {"field", item.field},
                         {"agency", item.agency.empty() ? Json(nullptr) : Json(item.agency)},
                         {"outcome", outcome_name(item.outcome)}});
    return {{"agencies", gathered.agencies}, {"missing", gathered.missing}, {"items", items}};
}

} // namespace canbo::reporting
