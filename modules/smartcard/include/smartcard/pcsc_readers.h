#pragma once

#include "identity/card_reader.h"

#include <atomic>
#include <mutex>

namespace canbo::smartcard {

/// Readers through the machine's PC/SC service (pcscd). Reaches the service when first asked, and again after it was
/// restarted. Slots for security modules are left out.
class PcscReaders final : public identity::CardReaders {
public:
    PcscReaders() = default;
    PcscReaders(const PcscReaders&) = delete;
    PcscReaders& operator=(const PcscReaders&) = delete;
    ~PcscReaders() override;

    Result<std::vector<identity::ReaderState>> list() override;
    Result<std::vector<identity::ReaderEvent>> wait(std::chrono::milliseconds most) override;
    void stop() override;
    Result<std::unique_ptr<identity::CardTransport>> connect(const std::string& reader) override;

private:
    /// A reader as the service tells it; `raw` is what the next question must repeat.
    struct Seen {
        identity::ReaderState state;
        unsigned long raw{0};
    };
    Result<long> context();
    void close();
    Result<std::vector<Seen>> look();
    Result<void> sleep_until_change(const std::vector<Seen>& seen, std::chrono::milliseconds most);

    std::mutex m_mutex; ///< stop() against opening and closing.
    long m_context{0};
    bool m_open{false};
    std::atomic<bool> m_stopped{false};
    std::vector<identity::ReaderState> m_known;
};

} // namespace canbo::smartcard
