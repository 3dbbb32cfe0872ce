#include "identity/check_card.h"

namespace canbo::identity {
namespace {

const Bytes* file_of(const CardFiles& files, int group) {
    const auto found = files.find(data_group(group));
    return found == files.end() ? nullptr : &found->second;
}

Result<void> prove_actively(CardSession& session, const SecurityInfos& infos, const Purpose& purpose, CardCheck& out) {
    const auto* file = file_of(out.reading.files, 15);
    if (file == nullptr)
        return {};
    const auto challenge = challenge_of(purpose);
    CANBO_TRY(auto signature, ask_active(session, challenge));
    out.reading.active = false;
    if (!signature)
        return {};
    out.active_signature = *std::move(signature);
    if (const auto key = read_dg15(*file)) {
        const auto held = check_active(*key, infos.active_signature, challenge, out.active_signature);
        out.reading.active = held && *held;
    }
    return {};
}

} // namespace

Result<CardCheck> check_card(CardTransport& card, CardSecret secret, const Purpose& purpose, ReadOptions options,
                             base::Progress* progress) {
    CardSession session(card, std::move(secret), std::move(options));
    CANBO_TRY_VOID(session.open());
    CardCheck out;
    out.access = session.suite() ? suite_name(*session.suite()) : "BAC";
    CANBO_TRY(out.reading.files, session.read_all(progress));
    if (const auto& pace = session.pace(); pace && !pace->chip_scalar.empty())
        out.reading.mapping = {pace->parameters, pace->chip_scalar, pace->chip_point};
    SecurityInfos infos;
    if (const auto* file = file_of(out.reading.files, 14))
        if (auto read = read_dg14(*file))
            infos = *std::move(read);
    CANBO_TRY_VOID(prove_actively(session, infos, purpose, out));
    // Last: it replaces the channel's keys, and ends the channel when the chip fails.
    if (session.channel_alive()) {
        CANBO_TRY(out.reading.chip, run_chip_authentication(session, infos));
    }
    out.reading.access = session.findings();
    return out;
}

} // namespace canbo::identity
