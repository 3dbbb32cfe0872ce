#include "base/text.h"
#include "base/translation.h"
#include "exam/exam_room.h"
#include "identity/evidence.h"
#include "identity/mrz.h"
#include "identity/qr.h"

#include <algorithm>

namespace canbo::exam {

using Kind = RoomEvent::Kind;

/// What a check-in showed about a person.
struct ExamRoom::Proof {
    IdentityState reached{IdentityState::None};
    identity::Findings findings;
    std::string evidence; ///< To be kept; empty where there is none.
};

namespace {

constexpr const char* of_another = base::msgid("The card belongs to another person than the candidate");

std::string how_name(CheckIn::How how) {
    return how == CheckIn::How::Card ? "card" : how == CheckIn::How::Qr ? "qr" : "by-hand";
}

Result<void> same_person(const std::string& number, const Candidate& candidate) {
    if (number != candidate.citizen)
        return fail(ErrorCode::Forbidden, of_another);
    return {};
}

/// What a person should look at twice; notes are left out.
std::vector<std::string> codes(const identity::Findings& findings) {
    std::vector<std::string> out;
    for (const auto& one : findings)
        if (one.severity != identity::Finding::Severity::Note || one.code == "qr-proves-nothing")
            out.push_back(one.code);
    return out;
}

IdentityAction end_of(const Error& why) {
    if (why.code == ErrorCode::Conflict)
        return IdentityAction::FindDuplicate;
    return why.message == of_another ? IdentityAction::FindMismatch : IdentityAction::Refuse;
}

} // namespace

Result<identity::Purpose> ExamRoom::purpose(const std::string& candidate) {
    const std::lock_guard lock(m_mutex);
    if (on_list(candidate) == nullptr)
        return fail(ErrorCode::NotFound, "This candidate is not on the list", candidate);
    auto& nonce = m_nonces[candidate];
    nonce = base::random_bytes(16);
    return identity::Purpose{m_package.exam.exam, m_room, "check-in", candidate, nonce};
}

Result<Admission> ExamRoom::admit(const CheckIn& in) {
    const std::lock_guard lock(m_mutex);
    if (m_state->sealed())
        return fail(ErrorCode::Closed, "The room is sealed: nothing is added to it");
    const auto* candidate = on_list(in.candidate);
    if (candidate == nullptr)
        return fail(ErrorCode::NotFound, "This candidate is not on the list", in.candidate);
    if (m_state->find(in.candidate) != nullptr)
        return fail(refused(in, {ErrorCode::Conflict, "This candidate was admitted before", in.candidate, {}}));
    if (!candidate->room.empty() && candidate->room != m_room)
        return fail(
            refused(in, {ErrorCode::Forbidden, "The candidate is on the list of another room", candidate->room, {}}));
    if (const auto in_time = check_time(in); !in_time)
        return fail(refused(in, in_time.error()));
    auto proof = prove(in, *candidate);
    if (!proof)
        return fail(refused(in, proof.error()));
    CANBO_TRY(const int seat, seat_for(in, *candidate));
    CANBO_TRY(const auto confirmed, after(proof->reached, IdentityAction::ConfirmFace));
    CANBO_TRY_VOID(after(confirmed, IdentityAction::Admit));
    Json data = {{"seat", seat},
                 {"how", how_name(in.how)},
                 {"identity", identity_name(proof->reached)},
                 {"findings", codes(proof->findings)},
                 {"evidence", proof->evidence}};
    if (!in.reason.empty())
        data["reason"] = in.reason;
    if (!in.late_reason.empty())
        data["late"] = in.late_reason;
    std::string by;
    for (const auto& name : in.by)
        by += (by.empty() ? "" : ", ") + name;
    auto admitted = event(Kind::Admitted, in.candidate, by, std::move(data));
    admitted.station = seat;
    if (const auto written = write(std::move(admitted), in.candidate); !written)
        return fail(written.error().code == ErrorCode::Conflict ? refused(in, written.error()) : written.error());
    return Admission{in.candidate,   candidate->name,
                     seat,           m_package.exam.rules.pin ? pin_of(m_package.pin_key, in.candidate) : "",
                     proof->reached, codes(proof->findings)};
}

Result<void> ExamRoom::refuse(const std::string& candidate, const std::string& by, const std::string& reason) {
    CANBO_TRY(const auto why, base::to_nfc(base::trim(reason)));
    if (why.empty() || why.size() > 2'000)
        return fail(ErrorCode::InvalidInput, "Say for what reason", "reason");
    const std::lock_guard lock(m_mutex);
    if (m_state->sealed())
        return fail(ErrorCode::Closed, "The room is sealed: nothing is added to it");
    if (on_list(candidate) == nullptr)
        return fail(ErrorCode::NotFound, "This candidate is not on the list", candidate);
    CANBO_TRY(const auto state, after(IdentityState::QrRead, IdentityAction::Refuse));
    return write(event(Kind::Refused, candidate, by,
                       {{"code", base::code_name(ErrorCode::Forbidden)},
                        {"reason", why},
                        {"how", "by-hand"},
                        {"identity", identity_name(state)},
                        {"where", ""}}));
}

/// A refusal is an event as well. It holds the reason, no data of the person.
Error ExamRoom::refused(const CheckIn& in, Error why) {
    const auto state = after(IdentityState::QrRead, end_of(why));
    const auto written = write(event(Kind::Refused, in.candidate, in.by.empty() ? "" : in.by.front(),
                                     {{"code", base::code_name(why.code)},
                                      {"reason", why.message},
                                      {"how", how_name(in.how)},
                                      {"identity", identity_name(*state)},
                                      {"where", why.where}}));
    return written ? why : written.error();
}

Result<void> ExamRoom::check_time(const CheckIn& in) const {
    const Exam& exam = m_package.exam;
    const auto time = now();
    if (time >= exam.to)
        return fail(ErrorCode::Closed, "The exam's time is over");
    if (time <= exam.from + exam.late_limit())
        return {};
    if (in.late_reason.empty())
        return fail(ErrorCode::Forbidden,
                    "The candidate is too late; only the chairman can let them in, with a reason");
    for (const auto& name : in.by)
        if (exam.has_official(name, Official::Role::Chairman))
            return {};
    return fail(ErrorCode::Forbidden, "Only the chairman of the council can decide this");
}

Result<int> ExamRoom::seat_for(const CheckIn& in, const Candidate& candidate) const {
    const int seat = in.seat != 0          ? in.seat
                     : candidate.seat != 0 ? candidate.seat
                                           : m_state->free_seat(m_package.roster);
    if (seat == 0)
        return fail(ErrorCode::Conflict, "Every seat of the room is taken");
    return seat;
}

Result<ExamRoom::Proof> ExamRoom::prove(const CheckIn& in, const Candidate& candidate) {
    if (in.how == CheckIn::How::ByHand)
        return prove_by_hand(in);
    CANBO_TRY(auto proof, in.how == CheckIn::How::Card ? prove_by_card(in, candidate) : prove_by_qr(in, candidate));
    if (proof.reached < m_package.exam.rules.identity)
        return fail(ErrorCode::Forbidden, "This exam asks for a better proof of who the candidate is",
                    std::string(identity_name(proof.reached)));
    return proof;
}

Result<ExamRoom::Proof> ExamRoom::prove_by_card(const CheckIn& in, const Candidate& candidate) {
    const auto expected = m_nonces.find(in.candidate);
    CANBO_TRY(const auto anchors, m_ports.anchors());
    CANBO_TRY(const auto report, identity::verify_evidence(in.text, anchors));
    const auto& purpose = report.evidence.purpose;
    if (expected == m_nonces.end() || purpose.nonce != expected->second || purpose.candidate != in.candidate ||
        purpose.exam != m_package.exam.exam || purpose.room != m_room)
        return fail(ErrorCode::Forbidden, "The card was read for another check-in");
    m_nonces.erase(expected); // a proof is good for one time
    if (report.verdict == identity::Verdict::Refused)
        return fail(ErrorCode::Forbidden, "The card is refused: its data or its proof is false");
    if (report.verdict < identity::Verdict::Consistent)
        return fail(ErrorCode::Forbidden, "The chip was opened, but what the card shows does not fit together");
    CANBO_TRY(const auto zone, identity::read_dg1(report.evidence.dg1));
    CANBO_TRY(const auto mrz, identity::read_mrz(zone, base::day_in_vietnam(now()), identity::MrzSource::Chip));
    CANBO_TRY_VOID(same_person(mrz.mrz.citizen_number, candidate));
    Proof out{identity_of(report.verdict), report.findings, in.text};
    out.findings.insert(out.findings.end(), mrz.findings.begin(), mrz.findings.end());
    return out;
}

Result<ExamRoom::Proof> ExamRoom::prove_by_qr(const CheckIn& in, const Candidate& candidate) {
    CANBO_TRY(const auto qr, identity::read_qr(in.text, base::day_in_vietnam(now())));
    CANBO_TRY_VOID(same_person(qr.card.number.text, candidate));
    Proof out{IdentityState::QrRead, qr.findings, {}};
    out.findings.push_back(identity::finding("qr-proves-nothing"));
    return out;
}

Result<ExamRoom::Proof> ExamRoom::prove_by_hand(const CheckIn& in) {
    const bool two = in.by.size() == 2 && !base::search_key(in.by[0]).empty() && !base::search_key(in.by[1]).empty() &&
                     base::search_key(in.by[0]) != base::search_key(in.by[1]);
    if (!two)
        return fail(ErrorCode::Forbidden, "Two different invigilators identify a candidate by hand");
    if (base::trim(in.reason).empty())
        return fail(ErrorCode::InvalidInput, "Say for what reason", "reason");
    return Proof{IdentityState::ByHand, {}, {}};
}

} // namespace canbo::exam
