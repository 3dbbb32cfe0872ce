#include "station/kept_paper.h"

#include "base/issues.h"
#include "exam/station_json.h"
#include "station/sheet.h"

#include <algorithm>
#include <utility>

namespace canbo::station {

using exam::AttemptState;
using std::chrono::milliseconds;

namespace {

constexpr const char* paper_name = "paper";
constexpr const char* place_name = "place";
constexpr std::int64_t most_ms = 1'000'000'000'000'000;

/// The same but for the moment it was said.
bool same_word(const exam::StationView& a, const exam::StationView& b) {
    return a.exam == b.exam && a.room == b.room && a.candidate == b.candidate && a.state == b.state &&
           a.deadline == b.deadline && a.station == b.station;
}

Error no_paper() { return {ErrorCode::InvalidInput, "The paper cannot be read", {}, {}}; }

} // namespace

milliseconds KeptPaper::left(milliseconds now) const {
    if (!view.deadline)
        return milliseconds(0);
    const milliseconds said = *view.deadline - view.now;
    return view.state == AttemptState::Paused ? said : said - (now - heard);
}

Json PaperDrawer::to_json(const KeptPaper& paper) const {
    Json held = Json::array();
    for (const auto& answer : paper.held)
        held.push_back(exam::sent_answer_to_json(answer));
    return {{"boot", m_steady.boot},
            {"asked", paper.asked.count()},
            {"heard", paper.heard.count()},
            {"wall", base::to_iso(m_wall->now() - (m_steady.now() - paper.heard))},
            {"view", exam::station_view_to_json(paper.view)},
            {"paper", paper.paper},
            {"held", std::move(held)}};
}

Result<KeptPaper> PaperDrawer::from_json(const Json& json) const {
    Issues issues;
    base::ObjectReader in(json, "", issues);
    KeptPaper out;
    const auto boot = in.text_or("boot", "", 100);
    out.asked = milliseconds(in.integer("asked", -most_ms, most_ms));
    out.heard = milliseconds(in.integer("heard", -most_ms, most_ms));
    const auto wall = base::parse_time(in.text_or("wall", "", 60));
    if (issues.has_errors() || !wall || !json.contains("view") || !json.contains("paper") || !json.contains("held") ||
        !json["held"].is_array())
        return fail(no_paper());
    CANBO_TRY(out.view, exam::station_view_from_json(json["view"]));
    for (const auto& one : json["held"]) {
        CANBO_TRY(auto answer, exam::sent_answer_from_json(one));
        out.held.push_back(std::move(answer));
    }
    out.paper = json["paper"];
    const auto age = std::max(milliseconds(0), std::chrono::duration_cast<milliseconds>(m_wall->now() - *wall));
    if (age > longest)
        return fail(no_paper());
    if (boot != m_steady.boot || boot.empty() || m_steady.now() < out.heard) {
        const auto way = out.heard - out.asked;
        out.heard = m_steady.now() - age;
        out.asked = out.heard - way;
    }
    return out;
}

std::optional<KeptPaper> PaperDrawer::find(const std::string& candidate) {
    const auto json = m_safe->kept(paper_name);
    m_foreign = !json;
    if (!json)
        return std::nullopt;
    auto kept = from_json(*json);
    const bool useful = kept && !candidate.empty() && kept->view.candidate == candidate && kept->view.signed_in &&
                        kept->view.state && exam::is_at_work(*kept->view.state) && is_signed(kept->view) &&
                        kept->left(m_steady.now()).count() > 0 && read_sheet(kept->paper);
    if (!useful) {
        static_cast<void>(wipe().has_value()); // tried again when the next paper comes
        return std::nullopt;
    }
    m_kept = *kept;
    m_kept->paper = Json();
    return *std::move(kept);
}

Result<void> PaperDrawer::keep(KeptPaper paper) {
    if (m_kept && same_word(m_kept->view, paper.view))
        return {};
    const bool foreign = std::exchange(m_foreign, false); // from now on what lies there is this room's
    if (foreign || (m_kept && m_kept->view.candidate != paper.view.candidate))
        CANBO_TRY_VOID(wipe());
    paper.view.photo.clear();
    m_maybe_full = true;
    CANBO_TRY_VOID(m_safe->keep(paper_name, to_json(paper)));
    paper.paper = Json();
    m_kept = std::move(paper);
    return {};
}

Result<void> PaperDrawer::stay(const std::string& candidate, const Place& place) {
    if (!m_kept || m_kept->view.candidate != candidate)
        return {};
    return m_safe->keep(place_name, {{"candidate", candidate}, {"slot", place.slot}, {"flags", place.flags}});
}

Place PaperDrawer::place(const std::string& candidate) const {
    const auto json = m_safe->kept(place_name);
    Issues issues;
    Place out;
    if (!json)
        return out;
    base::ObjectReader in(*json, "", issues);
    if (in.text_or("candidate", "", 100) != candidate)
        return out;
    out.slot = static_cast<int>(in.optional_integer("slot", 1, 10'000).value_or(1));
    if (const auto flags = json->find("flags"); flags != json->end() && flags->is_array())
        for (const auto& one : *flags)
            if (one.is_number_integer() && one.get<std::int64_t>() >= 1 && one.get<std::int64_t>() <= 10'000)
                out.flags.insert(one.get<int>());
    return out;
}

Result<void> PaperDrawer::tidy() {
    if (!m_kept || m_kept->left(m_steady.now()) > -exam::ExamRoom::grace)
        return {};
    return wipe();
}

Result<void> PaperDrawer::wipe() {
    m_kept.reset();
    if (!m_maybe_full || m_foreign)
        return {};
    CANBO_TRY_VOID(m_safe->wipe());
    m_maybe_full = false;
    return {};
}

} // namespace canbo::station
