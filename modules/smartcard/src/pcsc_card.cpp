#include "pcsc_card.h"

#include "pcsc_call.h"
#include "smartcard/reader_quirks.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <reader.h>
#include <thread>

namespace canbo::smartcard {

using identity::Bytes;

namespace {

/// Longer than any step of chip authentication on a slow card, shorter than people wait.
constexpr std::chrono::seconds longest_answer{10};
constexpr DWORD both_protocols = SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1;
constexpr std::size_t largest_answer = 65'538;

tl::unexpected<Error> contact_lost(LONG code, const char* call) {
    return fail(ErrorCode::Unreachable, "The contact to the card was lost", {}, pcsc_error(code, call).detail);
}
const BYTE* octets(const Bytes& bytes) { return reinterpret_cast<const BYTE*>(bytes.data()); }
BYTE* octets(Bytes& bytes) { return reinterpret_cast<BYTE*>(bytes.data()); }

} // namespace

/// Context, card handle and the thread that alone calls PC/SC with them. Shared with that thread, which may outlive the
/// card by a call that does not come back.
struct PcscCard::Line {
    using Call = std::function<LONG(Line&)>;

    SCARDCONTEXT context{0};
    SCARDHANDLE handle{0};
    DWORD protocol{0};
    bool connected{false};
    Bytes command, answer; ///< Of the thread while it works.

    std::mutex mutex;
    std::condition_variable changed;
    Call next;
    std::optional<LONG> result;
    bool quit{false}, ended{false}, given_up{false};

    static std::shared_ptr<Line> start() {
        auto line = std::make_shared<Line>();
        std::thread([line] { line->work(); }).detach();
        return line;
    }

    void work() {
        std::unique_lock lock(mutex);
        while (true) {
            changed.wait(lock, [&] { return quit || next; });
            if (!next)
                break;
            const auto call = std::move(next);
            next = nullptr;
            lock.unlock();
            const LONG code = call(*this);
            lock.lock();
            result = code;
            changed.notify_all();
        }
        lock.unlock();
        if (connected)
            SCardDisconnect(handle, SCARD_RESET_CARD); // the next program finds no open channel
        if (context != 0)
            SCardReleaseContext(context);
        identity::wipe(command);
        identity::wipe(answer);
        lock.lock();
        ended = true;
        changed.notify_all();
    }

    /// Nothing: no answer in time; whatever comes later is lost.
    std::optional<LONG> run(Call call) {
        std::unique_lock lock(mutex);
        if (given_up)
            return std::nullopt;
        result.reset();
        next = std::move(call);
        changed.notify_all();
        given_up = !changed.wait_for(lock, longest_answer, [&] { return result.has_value(); });
        return given_up ? std::nullopt : result;
    }

    void end() {
        std::unique_lock lock(mutex);
        quit = true;
        changed.notify_all();
        // Whoever connects next must not find the card still held.
        if (!given_up)
            changed.wait_for(lock, longest_answer, [&] { return ended; });
    }
};

Result<std::unique_ptr<identity::CardTransport>> PcscCard::connect(const std::string& reader) {
    std::unique_ptr<PcscCard> card(new PcscCard(Line::start()));
    const auto code = card->m_line->run([reader](Line& line) {
        if (const LONG failed = SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &line.context);
            failed != SCARD_S_SUCCESS)
            return failed;
        const LONG done = SCardConnect(line.context, reader.c_str(), SCARD_SHARE_EXCLUSIVE, both_protocols,
                                       &line.handle, &line.protocol);
        line.connected = done == SCARD_S_SUCCESS;
        return done;
    });
    if (!code)
        return contact_lost(SCARD_E_TIMEOUT, "SCardConnect");
    if (*code == SCARD_E_UNKNOWN_READER)
        return fail(ErrorCode::NotFound, "No card reader has this number or name");
    if (*code != SCARD_S_SUCCESS)
        return fail(pcsc_error(*code, "SCardConnect"));
    card->ask_for_limits(reader);
    return std::unique_ptr<identity::CardTransport>(std::move(card));
}

PcscCard::~PcscCard() { m_line->end(); }

void PcscCard::ask_for_limits(const std::string& reader) {
    // Over T=0 a command with both data and an answer has no extended form.
    m_extended = carries_extended_length(reader) && m_line->protocol != SCARD_PROTOCOL_T0;
    m_line->run([](Line& line) {
        line.answer.assign(512, '\0');
        DWORD size = 0;
        const LONG code = SCardControl(line.handle, CM_IOCTL_GET_FEATURE_REQUEST, nullptr, 0, octets(line.answer),
                                       static_cast<DWORD>(line.answer.size()), &size);
        line.answer.resize(code == SCARD_S_SUCCESS ? size : 0);
        return code;
    });
    // Tag, length 4, control code in big endian.
    const Bytes features = m_line->answer;
    for (std::size_t at = 0; at + 6 <= features.size(); at += 6) {
        if (identity::byte_at(features, at) != FEATURE_GET_TLV_PROPERTIES)
            continue;
        DWORD control = 0;
        for (std::size_t i = 2; i < 6; ++i)
            control = control << 8U | identity::byte_at(features, at + i);
        const auto code = m_line->run([control](Line& line) {
            line.answer.assign(512, '\0');
            DWORD size = 0;
            const LONG done = SCardControl(line.handle, control, nullptr, 0, octets(line.answer),
                                           static_cast<DWORD>(line.answer.size()), &size);
            line.answer.resize(done == SCARD_S_SUCCESS ? size : 0);
            return done;
        });
        if (code == SCARD_S_SUCCESS)
            m_extended = m_extended && most_data_of(m_line->answer) != 0;
    }
}

Result<Bytes> PcscCard::transmit_once(const Bytes& command) {
    const auto code = m_line->run([command](Line& line) {
        line.command = command;
        line.answer.resize(largest_answer);
        auto size = static_cast<DWORD>(line.answer.size());
        const SCARD_IO_REQUEST* header = line.protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1;
        const LONG done = SCardTransmit(line.handle, header, octets(std::as_const(line.command)),
                                        static_cast<DWORD>(line.command.size()), nullptr, octets(line.answer), &size);
        line.answer.resize(done == SCARD_S_SUCCESS ? size : 0);
        return done;
    });
    if (!code)
        return contact_lost(SCARD_E_TIMEOUT, "SCardTransmit");
    if (*code == SCARD_E_UNKNOWN_READER || *code == SCARD_E_READER_UNAVAILABLE || service_is_gone(*code))
        return fail(pcsc_error(*code, "SCardTransmit"));
    if (*code != SCARD_S_SUCCESS)
        return contact_lost(*code, "SCardTransmit");
    if (m_line->answer.size() < 2) // no status: some drivers say so that the card is gone
        return contact_lost(SCARD_W_REMOVED_CARD, "SCardTransmit");
    return m_line->answer;
}

Result<Bytes> PcscCard::transmit(std::string_view command) {
    CANBO_TRY(auto answer, transmit_once(Bytes(command)));
    if (m_line->protocol != SCARD_PROTOCOL_T0)
        return answer;
    // T=0 gives an answer in pieces: 61xx says how much waits (ISO 7816-3, 12.2.1).
    Bytes whole;
    while (answer.size() >= 2 && answer[answer.size() - 2] == '\x61' && whole.size() < largest_answer) {
        whole.append(answer, 0, answer.size() - 2);
        CANBO_TRY(answer, transmit_once(Bytes("\x00\xC0\x00\x00", 4) + answer.back()));
    }
    return whole + answer;
}

Result<void> PcscCard::reset() {
    const auto code = m_line->run([](Line& line) {
        return SCardReconnect(line.handle, SCARD_SHARE_EXCLUSIVE, both_protocols, SCARD_UNPOWER_CARD, &line.protocol);
    });
    if (!code || *code != SCARD_S_SUCCESS)
        return contact_lost(code.value_or(SCARD_E_TIMEOUT), "SCardReconnect");
    return {};
}

} // namespace canbo::smartcard
