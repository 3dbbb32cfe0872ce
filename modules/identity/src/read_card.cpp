#include "identity/read_card.h"

#include "exchange.h"
#include "identity/tlv.h"
#include "malformed.h"

#include <algorithm>

namespace canbo::identity {
namespace {

const Bytes application("\xA0\x00\x00\x02\x47\x10\x01", 7);
/// What readers and cards carry without trouble; a whole DG2 needs four of them.
constexpr std::size_t extended_chunk = 4'096;
constexpr std::size_t most_offset = 0x7FFF;
constexpr int groups_read[] = {1, 2, 13, 14, 15};

bool gave_data(const Answer& answer) { return (answer.ok() || answer.status == 0x6282) && !answer.data.empty(); }
bool refuses_length(std::uint16_t status) { return status == 0x6700 || status == 0x6883; }
bool not_there(std::uint16_t status) { return status == 0x6A82 || status == 0x6982 || status == 0x6985; }

tl::unexpected<Error> contact_lost() { return fail(ErrorCode::Unreachable, "The contact to the card was lost"); }
Command select_file(CardFile file) { return {0x00, 0xA4, 0x02, 0x0C, big_endian(file_id(file), 2), std::nullopt}; }

} // namespace

CardSession::CardSession(CardTransport& card, CardSecret secret, ReadOptions options)
    : m_card(card), m_secret(std::move(secret)), m_options(std::move(options)) {
    m_options.extended_length = m_options.extended_length && card.extended_length();
}

CardSession::~CardSession() { wipe(m_secret.text); }

Result<void> CardSession::open() {
    m_channel.reset();
    m_suite.reset();
    m_pace.reset();
    std::vector<PaceSuite> suites;
    if (m_options.protocol != Protocol::Bac) {
        CANBO_TRY(const auto file, read_card_access_file());
        // A file that cannot be understood counts as none: basic access control remains.
        if (auto read = read_card_access(file))
            suites = *std::move(read);
    }
    if (!suites.empty()) {
        auto opened = open_by_pace(suites);
        const bool may_fall_back =
            m_options.protocol == Protocol::Auto && m_secret.kind == CardSecret::Kind::MrzInformation;
        if (opened || !may_fall_back || opened.error().code == ErrorCode::Unreachable)
            return opened;
        m_findings.push_back(finding("access-fell-back"));
    }
    if (m_options.protocol == Protocol::Pace || m_secret.kind == CardSecret::Kind::Can)
        return fail(ErrorCode::Forbidden, "The card offers no way of access that this program knows");
    return open_by_bac();
}

Result<Bytes> CardSession::read_card_access_file() {
    const std::uint8_t by_short_id = 0x80U | short_file_id(CardFile::CardAccess);
    CANBO_TRY(auto answer, exchange(m_card, {0x00, 0xB0, by_short_id, 0x00, {}, 256}));
    if (gave_data(answer))
        return std::move(answer.data);
    // Vietnamese cards refuse to select the master file and stand in it all the same.
    CANBO_TRY(const auto master, exchange(m_card, {0x00, 0xA4, 0x00, 0x0C, Bytes("\x3F\x00", 2), std::nullopt}));
    (void)master;
    CANBO_TRY(const auto selected, exchange(m_card, select_file(CardFile::CardAccess)));
    if (!selected.ok())
        return Bytes();
    CANBO_TRY(answer, exchange(m_card, {0x00, 0xB0, 0x00, 0x00, {}, 256}));
    return gave_data(answer) ? std::move(answer.data) : Bytes();
}

Result<void> CardSession::open_by_pace(const std::vector<PaceSuite>& suites) {
    const auto& suite = suites.front();
    const auto same = [&](const PaceSuite& other) { return other.oid == suite.oid; };
    const bool several = std::count_if(suites.begin(), suites.end(), same) > 1;
    CANBO_TRY(auto channel, run_pace(m_card, suite, m_secret, m_options.random, several));
    m_channel = std::make_unique<SecureMessaging>(channel.channel);
    m_suite = suite;
    m_pace = std::move(channel);
    m_card_security.reset();
    if (!m_pace->chip_scalar.empty()) {
        // It stands beside EF.CardAccess, and its short identifier means another file inside the application.
        auto security = read_once(CardFile::CardSecurity);
        if (security)
            m_card_security = *std::move(security);
        else if (security.error().code == ErrorCode::Unreachable)
            return fail(security.error());
    }
    return select_application();
}

Result<void> CardSession::open_by_bac() {
    CANBO_TRY_VOID(select_application());
    CANBO_TRY(auto channel, Bac(m_secret.text).run(m_card, m_options.random));
    m_channel = std::make_unique<SecureMessaging>(std::move(channel));
    return {};
}

Result<void> CardSession::select_application() {
    const Command select{0x00, 0xA4, 0x04, 0x0C, application, std::nullopt};
    if (m_channel) {
        CANBO_TRY(const auto answer, send(select));
        if (answer.ok())
            return {};
    } else {
        CANBO_TRY(const auto answer, exchange(m_card, select));
        if (answer.ok())
            return {};
    }
    return fail(ErrorCode::InvalidInput, "The card is no citizen's card or passport");
}

Result<Answer> CardSession::send(const Command& command) {
    if (!m_channel || !m_channel->alive())
        return contact_lost();
    CANBO_TRY(auto raw, m_card.transmit(m_channel->protect(command)));
    return m_channel->open(std::move(raw));
}

void CardSession::restart(SessionKeys keys) {
    Bytes counter(block_size(keys.cipher), '\0');
    m_channel = std::make_unique<SecureMessaging>(std::move(keys), std::move(counter));
}

std::size_t CardSession::chunk() const {
    return m_options.extended_length ? extended_chunk : m_channel->most_in_short_answer();
}

Result<Answer> CardSession::read_binary(std::uint8_t p1, std::uint8_t p2, std::size_t count) {
    CANBO_TRY(auto answer, send({0x00, 0xB0, p1, p2, {}, count}));
    if (refuses_length(answer.status) && m_options.extended_length) {
        m_options.extended_length = false;
        if (!m_channel->alive())
            return contact_lost();
        return send({0x00, 0xB0, p1, p2, {}, std::min(count, chunk())});
    }
    if (answer.status >> 8U == 0x6CU) {
        const std::size_t exact = answer.status & 0xFFU;
        m_options.extended_length = m_options.extended_length && count <= 256;
        return send({0x00, 0xB0, p1, p2, {}, exact == 0 ? 256 : exact});
    }
    return answer;
}

Result<Answer> CardSession::read_first(CardFile file) {
    if (m_options.short_file_ids) {
        CANBO_TRY(auto answer, read_binary(static_cast<std::uint8_t>(0x80U | short_file_id(file)), 0x00, chunk()));
        if (gave_data(answer) || answer.status == 0x6982)
            return answer;
        m_options.short_file_ids = answer.status == 0x6A82; // else the card does not know them
    }
    CANBO_TRY(const auto selected, send(select_file(file)));
    if (!selected.ok())
        return selected;
    return read_binary(0x00, 0x00, chunk());
}

Result<Answer> CardSession::read_at(std::size_t offset, std::size_t count) {
    if (offset <= most_offset)
        return read_binary(static_cast<std::uint8_t>(offset >> 8U), static_cast<std::uint8_t>(offset & 0xFFU), count);
    // Beyond 32 kB the offset is a data object, and so is the answer (ISO 7816-4, odd instruction).
    const Bytes at = make_tlv(0x54, big_endian(offset, 4));
    CANBO_TRY(auto answer, send({0x00, 0xB1, 0x00, 0x00, at, count > 8 ? count : count + 8}));
    if (!gave_data(answer))
        return answer;
    CANBO_TRY(const auto data, only_tlv(answer.data, 0x53, Lengths::AnyDefinite));
    answer.data = Bytes(data.value);
    return answer;
}

Result<void> CardSession::report(std::size_t more) {
    m_done += more;
    if (m_progress != nullptr) {
        m_progress->step(m_done, m_total);
        if (m_progress->cancelled())
            return fail(ErrorCode::Cancelled, "Reading the card was stopped");
    }
    return {};
}

Result<std::optional<Bytes>> CardSession::read_once(CardFile file) {
    CANBO_TRY(auto first, read_first(file));
    if (!m_channel->alive())
        return contact_lost();
    if (not_there(first.status))
        return std::optional<Bytes>();
    if (!gave_data(first))
        return malformed_answer("status of READ BINARY");
    CANBO_TRY(const auto announced, announced_size(first.data));
    const std::uint32_t tag = file == CardFile::CardSecurity ? 0x30U : file_tag(file) & 0xFFU;
    if (!announced || byte_at(first.data, 0) != tag)
        return malformed_answer("beginning of a file");
    if (*announced > m_options.most_file)
        return fail(ErrorCode::TooLarge, "A file of the card is larger than any card has");
    m_total += *announced;
    Bytes out = std::move(first.data);
    CANBO_TRY_VOID(report(std::min(out.size(), *announced)));
    while (out.size() < *announced) {
        CANBO_TRY(const auto more, read_at(out.size(), std::min(chunk(), *announced - out.size())));
        if (!m_channel->alive())
            return contact_lost();
        if (!gave_data(more))
            return malformed_answer("a file ends before its length");
        out += more.data;
        CANBO_TRY_VOID(report(more.data.size()));
    }
    out.resize(*announced);
    return std::optional<Bytes>(std::move(out));
}

Result<std::optional<Bytes>> CardSession::read(CardFile file) {
    for (int lost = 0;; ++lost) {
        auto out = read_once(file);
        if (out || out.error().code != ErrorCode::Unreachable || lost >= m_options.most_lost)
            return out;
        // What was read before belongs to the same card or the SOD will say so.
        CANBO_TRY_VOID(m_card.reset());
        CANBO_TRY_VOID(open());
    }
}

Result<CardFiles> CardSession::read_all(base::Progress* progress) {
    m_progress = progress;
    m_done = m_total = 0;
    CardFiles out;
    const auto take = [&](CardFile file) -> Result<void> {
        CANBO_TRY(auto content, read(file));
        if (content)
            out[file] = *std::move(content);
        return {};
    };
    CANBO_TRY_VOID(take(CardFile::Com));
    CANBO_TRY_VOID(take(CardFile::Sod));
    std::vector<int> groups(std::begin(groups_read), std::end(groups_read));
    if (const auto com = out.find(CardFile::Com); com != out.end())
        if (const auto read = read_com(com->second))
            std::erase_if(groups, [&](int group) {
                return std::find(read->groups.begin(), read->groups.end(), group) == read->groups.end();
            });
    for (const int group : groups)
        CANBO_TRY_VOID(take(data_group(group)));
    if (m_card_security)
        out[CardFile::CardSecurity] = *m_card_security;
    m_progress = nullptr;
    return out;
}

} // namespace canbo::identity
