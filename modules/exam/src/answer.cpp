#include "exam/answer.h"

#include "assessment/recorded.h"
#include "base/crypto.h"
#include "base/issues.h"

namespace canbo::exam {
namespace {

Json body_of(const AnswerRecord& r) {
    return {{"position", r.position},
            {"candidate", r.candidate},
            {"station", r.station},
            {"sequence", r.sequence},
            {"slot", r.slot},
            {"response", assessment::response_to_json(r.response)},
            {"station_time", r.station_time},
            {"time", base::to_iso(r.time)},
            {"previous", r.previous}};
}

/// Canonical JSON sorts names, so their order is no part of an answer.
bool same(const assessment::Response& a, const assessment::Response& b) {
    return assessment::response_to_json(a) == assessment::response_to_json(b);
}

} // namespace

Json answer_to_json(const AnswerRecord& record) {
    auto out = body_of(record);
    out["hash"] = record.hash;
    return out;
}

Result<AnswerRecord> answer_from_json(const Json& json) {
    base::Issues issues;
    base::ObjectReader in(json, "", issues);
    AnswerRecord out;
    out.position = in.integer("position", 1, 10'000'000);
    out.candidate = in.text("candidate", 20);
    out.station = static_cast<int>(in.integer("station", 0, 100'000));
    out.sequence = in.integer("sequence", 1, 1'000'000'000'000);
    out.slot = static_cast<int>(in.integer("slot", 1, 10'000));
    const auto& response = in.object_or_empty("response");
    out.station_time = in.text_or("station_time", "", 60);
    const auto time = in.text("time", 40);
    out.previous = in.text("previous", 64);
    out.hash = in.text("hash", 64);
    in.finish();
    if (issues.has_errors())
        return fail(base::first_error(issues));
    CANBO_TRY(out.response, assessment::response_from_json(response));
    CANBO_TRY(out.time, base::parse_time(time));
    return out;
}

Result<std::string> answer_hash(const AnswerRecord& record) {
    CANBO_TRY(const auto text, base::canonical_json(body_of(record)));
    return base::sha256_hex(text);
}

std::string first_answer_link(std::string_view exam, std::string_view candidate) {
    return base::sha256_hex("canbo answers\n" + std::string(exam) + "\n" + std::string(candidate));
}

AnswerChain::AnswerChain(std::string_view exam, std::string candidate)
    : m_candidate(std::move(candidate)), m_first(first_answer_link(exam, m_candidate)) {}

std::map<int, const AnswerRecord*> AnswerChain::current() const {
    std::map<int, const AnswerRecord*> out;
    for (const auto& record : m_records) {
        auto& place = out[record.slot];
        if (place == nullptr || place->sequence < record.sequence)
            place = &record;
    }
    return out;
}

AnswerChain::Fate AnswerChain::fate_of(std::int64_t sequence, int slot, const assessment::Response& response) const {
    bool newer = false;
    for (auto it = m_records.rbegin(); it != m_records.rend(); ++it) { // what comes is mostly new or the last
        if (it->sequence == sequence)
            return it->slot == slot && same(it->response, response) ? Fate::Again : Fate::Other;
        newer = newer || (it->slot == slot && it->sequence > sequence);
    }
    return newer ? Fate::Old : Fate::New;
}

Result<AnswerRecord> AnswerChain::link(AnswerRecord record) const {
    record.candidate = m_candidate;
    record.position = static_cast<std::int64_t>(m_records.size()) + 1;
    record.previous = head();
    CANBO_TRY(record.hash, answer_hash(record));
    return record;
}

Result<void> AnswerChain::append(AnswerRecord record) {
    const auto hash = answer_hash(record);
    const bool fits = record.position == static_cast<std::int64_t>(m_records.size()) + 1 &&
                      record.candidate == m_candidate && record.previous == head() && hash && *hash == record.hash &&
                      (m_records.empty() || m_records.back().time <= record.time) &&
                      fate_of(record.sequence, record.slot, record.response) == Fate::New;
    if (!fits)
        return fail(ErrorCode::DigestMismatch, "An attempt's answers were changed",
                    m_candidate + " " + std::to_string(m_records.size() + 1));
    m_newest = std::max(m_newest, record.sequence);
    m_records.push_back(std::move(record));
    return {};
}

} // namespace canbo::exam
