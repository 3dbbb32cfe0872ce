#include "smartcard/pcsc_readers.h"

#include "pcsc_call.h"
#include "pcsc_card.h"
#include "smartcard/reader_quirks.h"

#include <algorithm>
#include <cstring>

namespace canbo::smartcard {

using identity::ReaderState;

namespace {

/// Makes SCardGetStatusChange come back when a reader is plugged in or out.
constexpr const char* plug_and_play = "\\\\?PnP?\\Notification";
/// A reader plugged in between listing and waiting is seen after this at the latest.
constexpr std::chrono::milliseconds slice{500};

ReaderState::Card card_of(DWORD state) {
    if ((state & SCARD_STATE_PRESENT) == 0)
        return ReaderState::Card::None;
    if ((state & SCARD_STATE_MUTE) != 0)
        return ReaderState::Card::Mute;
    return (state & SCARD_STATE_EXCLUSIVE) != 0 ? ReaderState::Card::InUse : ReaderState::Card::Present;
}

SCARD_READERSTATE question(const char* name, DWORD current) {
    SCARD_READERSTATE out;
    std::memset(&out, 0, sizeof out);
    out.szReader = name;
    out.dwCurrentState = current;
    return out;
}

} // namespace

PcscReaders::~PcscReaders() { close(); }

Result<long> PcscReaders::context() {
    const std::lock_guard lock(m_mutex);
    if (!m_open) {
        SCARDCONTEXT made = 0;
        if (const LONG code = SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &made);
            code != SCARD_S_SUCCESS)
            return fail(pcsc_error(code, "SCardEstablishContext"));
        m_context = made;
        m_open = true;
    }
    return m_context;
}

void PcscReaders::close() {
    const std::lock_guard lock(m_mutex);
    if (m_open)
        SCardReleaseContext(m_context);
    m_open = false;
}

Result<std::vector<PcscReaders::Seen>> PcscReaders::look() {
    CANBO_TRY(const long context_now, context());
    DWORD size = 0;
    LONG code = SCardListReaders(context_now, nullptr, nullptr, &size);
    std::string names(size, '\0');
    if (code == SCARD_S_SUCCESS)
        code = SCardListReaders(context_now, nullptr, names.data(), &size);
    std::vector<Seen> out;
    if (code == SCARD_E_NO_READERS_AVAILABLE || code == SCARD_E_INSUFFICIENT_BUFFER) // the second: plugged in just now
        return out;
    std::vector<SCARD_READERSTATE> states;
    for (const char* name = names.c_str(); code == SCARD_S_SUCCESS && *name != '\0'; name += std::strlen(name) + 1)
        if (!is_hidden(name))
            states.push_back(question(name, SCARD_STATE_UNAWARE));
    if (code == SCARD_S_SUCCESS && !states.empty())
        code = SCardGetStatusChange(context_now, 0, states.data(), static_cast<DWORD>(states.size()));
    if (code != SCARD_S_SUCCESS && code != SCARD_E_TIMEOUT) {
        if (code == SCARD_E_UNKNOWN_READER || code == SCARD_E_READER_UNAVAILABLE)
            return out; // plugged out just now
        close();
        return fail(pcsc_error(code, "SCardListReaders"));
    }
    for (const auto& state : states) {
        ReaderState reader;
        reader.name = state.szReader;
        reader.card = card_of(state.dwEventState);
        reader.answer_to_reset.assign(reinterpret_cast<const char*>(state.rgbAtr),
                                      std::min<std::size_t>(state.cbAtr, sizeof state.rgbAtr));
        reader.events = static_cast<std::uint32_t>(state.dwEventState >> 16U & 0xFFFFU);
        reader.extended_length = carries_extended_length(reader.name);
        out.push_back({std::move(reader), state.dwEventState & ~static_cast<DWORD>(SCARD_STATE_CHANGED)});
    }
    return out;
}

Result<std::vector<ReaderState>> PcscReaders::list() {
    CANBO_TRY(auto seen, look());
    std::vector<ReaderState> out;
    for (auto& one : seen)
        out.push_back(std::move(one.state));
    return out;
}

Result<void> PcscReaders::sleep_until_change(const std::vector<Seen>& seen, std::chrono::milliseconds most) {
    CANBO_TRY(const long context_now, context());
    std::vector<SCARD_READERSTATE> states{question(plug_and_play, SCARD_STATE_UNAWARE)};
    for (const auto& one : seen)
        states.push_back(question(one.state.name.c_str(), one.raw));
    const LONG code = SCardGetStatusChange(context_now, static_cast<DWORD>(most.count()), states.data(),
                                           static_cast<DWORD>(states.size()));
    if (service_is_gone(code)) {
        close();
        return fail(pcsc_error(code, "SCardGetStatusChange"));
    }
    return {};
}

Result<std::vector<identity::ReaderEvent>> PcscReaders::wait(std::chrono::milliseconds most) {
    const auto end = std::chrono::steady_clock::now() + most;
    while (true) {
        CANBO_TRY(const auto seen, look());
        std::vector<ReaderState> now;
        for (const auto& one : seen)
            now.push_back(one.state);
        auto events = identity::reader_changes(m_known, now);
        m_known = std::move(now);
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        if (!events.empty() || m_stopped.exchange(false) || left.count() <= 0)
            return events;
        CANBO_TRY_VOID(sleep_until_change(seen, std::min(left, slice)));
    }
}

void PcscReaders::stop() {
    m_stopped = true;
    const std::lock_guard lock(m_mutex);
    if (m_open)
        SCardCancel(m_context);
}

Result<std::unique_ptr<identity::CardTransport>> PcscReaders::connect(const std::string& reader) {
    return PcscCard::connect(reader);
}

} // namespace canbo::smartcard
