#pragma once

#include "base/clock.h"
#include "base/progress.h"
#include "base/result.h"
#include "ledger/stores.h"
#include "wire/office_client.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace canbo::wire {

/// When something that failed is tried again: 5 s, 10 s, 20 s, … up to 15 minutes, each ±20 %, so that sixty desks
/// do not come back in the same second after the office was down.
struct BackOff {
    std::chrono::milliseconds first{5'000};
    std::chrono::milliseconds longest{900'000};
    double jitter{0.2};
    /// Failures so far (from 1) and a random number in [0, 1).
    std::chrono::milliseconds delay(int failures, double random) const;
};

/// What the pump works on; borrowed.
struct PumpPorts {
    Database& database;
    ledger::Outbox& outbox;
    ledger::BlobStore& blobs;
    OfficeClient& office;
    const base::Clock& clock;
    std::string office_key; ///< The pinned public key, 32 bytes.
    /// SHA-256 digests of the attachments an entry names, sent before it; null: none ever. The feature knows.
    std::function<std::vector<std::string>(const ledger::Entry&)> attachments{};
    std::function<double()> random{}; ///< [0, 1); null: a generator of its own.
    BackOff back_off{};
    /// Only entries of this author are sent, because the office takes an entry from its author alone; what somebody
    /// else queued on the same desk waits for their login. Empty: all.
    std::string author{};
};

struct PumpReport {
    std::size_t sent{0};
    std::size_t refused{0};
    std::size_t waiting{0};                 ///< Still queued.
    std::optional<Error> stopped_by;        ///< Why the run ended early: no office, a login needed, a bad receipt.
    std::optional<base::Time> next_attempt; ///< When a later run has something to do again.
};

/// Sends what waits in the outbox, in the order queued, until each item has a signed receipt or a refusal.
///
/// Nothing is sent twice as two entries: an item keeps its id, and the office answers the same receipt again, whenever
/// and however often a run was cut. An item the office refuses for good is marked Refused with code and sentence and
/// holds up nothing. When the office cannot be reached (or is in trouble, or asks to wait) the run ends and the items
/// wait for their time. A receipt that the pinned key did not sign is not believed: the item stays.
/// One run at a time per desk; safe to kill at any moment.
class Pump {
public:
    enum class Due { OnTime, All }; ///< All: somebody pressed "send now"; waiting times do not count.

    explicit Pump(PumpPorts ports);
    /// @error Storage (the desk's), Cancelled; trouble with the office is in the report.
    Result<PumpReport> run(Due due = Due::OnTime, base::Progress* progress = nullptr);

private:
    enum class Verdict { Sent, Refused, TryLater, StopRun };
    struct Attempt {
        Verdict verdict;
        Error error{};
        std::string receipt{};
    };

    Result<std::vector<ledger::OutboxItem>> queued();
    /// One item, one step; false: the run ends here.
    Result<bool> advance(ledger::OutboxItem& item, PumpReport& report);
    Attempt attempt(const ledger::OutboxItem& item);
    Result<void> send_attachments(const ledger::Entry& entry, bool& local_fault);
    Result<void> store(ledger::OutboxItem& item, const Attempt& attempt);

    PumpPorts m_ports;
};

/// True when the office's answer is final: sending the same again gets the same answer.
bool is_final_refusal(ErrorCode code);

} // namespace canbo::wire
