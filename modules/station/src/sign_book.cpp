#include "station/sign_book.h"

#include "base/issues.h"

#include <algorithm>

namespace canbo::station {
namespace {

constexpr std::size_t most_text = 500;

Error no_line() { return {ErrorCode::InvalidInput, "The station's journal cannot be read", {}, {}}; }

/// At most so many bytes, and no half letter at the end.
std::string shortened(std::string text) {
    if (text.size() > most_text) {
        text.resize(most_text);
        while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U)
            text.pop_back();
        if (!text.empty())
            text.pop_back();
    }
    return text;
}

} // namespace

Result<SignBook> SignBook::load(exam::StationJournal& journal) {
    SignBook out(journal);
    for (const auto& json : journal.lines()) {
        Issues issues;
        base::ObjectReader in(json, "", issues);
        const auto kind = in.text("kind", 20);
        const auto number = in.integer("sequence", 1, 1'000'000'000);
        if (kind == "told") {
            out.m_waiting.erase(number);
        } else {
            Line line{in.text("sign", 40), in.text_or("text", ""), {}, {}};
            const auto wall = base::parse_time(in.text("wall", 40));
            if (kind != "sign" || !wall)
                return fail(no_line());
            line.wall = *wall;
            out.m_waiting[number] = std::move(line);
        }
        if (issues.has_errors())
            return fail(no_line());
        out.m_last = std::max<std::int64_t>(out.m_last, number);
    }
    return out;
}

Result<void> SignBook::add(const Seen& seen, std::chrono::milliseconds steady, base::Time wall) {
    const auto text = shortened(seen.text);
    CANBO_TRY_VOID(m_journal->append({{"kind", "sign"},
                                      {"sequence", m_last + 1},
                                      {"sign", seen.kind},
                                      {"text", text},
                                      {"wall", base::to_iso(wall)}}));
    m_waiting[++m_last] = {seen.kind, text, wall, steady};
    return {};
}

std::vector<exam::StationSign> SignBook::waiting(std::size_t most, std::chrono::milliseconds steady,
                                                 base::Time wall) const {
    std::vector<exam::StationSign> out;
    for (const auto& [number, line] : m_waiting) {
        if (out.size() >= most)
            break;
        const std::chrono::milliseconds age = line.steady ? steady - *line.steady : wall - line.wall;
        out.push_back({number, line.kind, line.text,
                       std::clamp(age, std::chrono::milliseconds(0), std::chrono::milliseconds(86'400'000))});
    }
    return out;
}

Result<void> SignBook::done(const std::vector<exam::StationSign>& told) {
    for (const auto& sign : told) {
        CANBO_TRY_VOID(m_journal->append({{"kind", "told"}, {"sequence", sign.sequence}}));
        m_waiting.erase(sign.sequence);
    }
    return {};
}

} // namespace canbo::station
