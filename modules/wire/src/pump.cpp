#include "wire/pump.h"

#include "ledger/receipt.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <random>
#include <set>
#include <utility>

namespace canbo::wire {
namespace {

using ledger::OutboxItem;

std::function<double()> own_generator() {
    return [engine = std::make_shared<std::mt19937>(std::random_device{}())] {
        return std::uniform_real_distribution<double>(0.0, 1.0)(*engine);
    };
}

/// A fault of the office that is about one item only: the others may pass it. All else is about the office itself.
bool concerns_item_only(const std::string& error_code) { return error_code == base::code_name(ErrorCode::Internal); }

std::pair<std::string, std::string> thread_of(const ledger::Entry& entry) { return {entry.agency, entry.subject}; }

base::Time earlier(const std::optional<base::Time>& a, base::Time b) { return std::min(a.value_or(b), b); }

} // namespace

std::chrono::milliseconds BackOff::delay(int failures, double random) const {
    const int doublings = std::clamp(failures - 1, 0, 20);
    const auto plain = std::min<std::chrono::milliseconds>(longest, first * (1LL << doublings));
    const double factor = 1.0 + jitter * (2.0 * random - 1.0);
    return std::chrono::milliseconds(std::llround(static_cast<double>(plain.count()) * factor));
}

bool is_final_refusal(ErrorCode code) {
    switch (code) {
    case ErrorCode::InvalidInput:
    case ErrorCode::NotFound:
    case ErrorCode::Conflict:
    case ErrorCode::Forbidden:
    case ErrorCode::Closed:
    case ErrorCode::TooLarge:
    case ErrorCode::DigestMismatch:
    case ErrorCode::MissingGlyph:
        return true;
    default:
        return false;
    }
}

Pump::Pump(PumpPorts ports) : m_ports(std::move(ports)) {
    if (!m_ports.random)
        m_ports.random = own_generator();
}

Result<void> Pump::send_attachments(const ledger::Entry& entry, bool& local_fault) {
    if (!m_ports.attachments)
        return {};
    for (const std::string& digest : m_ports.attachments(entry)) {
        CANBO_TRY(const bool present, m_ports.office.has_blob(digest));
        if (present)
            continue;
        local_fault = true;
        CANBO_TRY(auto tx, m_ports.database.begin(Database::Mode::Read));
        CANBO_TRY(const auto content, m_ports.blobs.get(*tx, digest));
        tx.reset();
        local_fault = false;
        if (!content)
            return fail(ErrorCode::NotFound, "An attachment of this entry is no longer on this desk", digest);
        CANBO_TRY_VOID(m_ports.office.put_blob(digest, *content));
    }
    return {};
}

Pump::Attempt Pump::attempt(const OutboxItem& item) {
    const auto judged = [](Error error) {
        if (error.code == ErrorCode::Unauthenticated)
            return Attempt{Verdict::StopRun, std::move(error)};
        return Attempt{is_final_refusal(error.code) ? Verdict::Refused : Verdict::TryLater, std::move(error)};
    };
    bool local_fault = false;
    if (const auto sent = send_attachments(item.frozen.entry, local_fault); !sent)
        return local_fault ? Attempt{Verdict::StopRun, sent.error()} : judged(sent.error());
    auto text = m_ports.office.put_entry(item.frozen);
    if (!text)
        return judged(std::move(text).error());
    const auto receipt = ledger::parse_receipt(*text);
    if (!receipt)
        return {Verdict::TryLater, {ErrorCode::Unreachable, "The office's answer cannot be read", {}, {}}};
    if (receipt->entry != item.frozen.entry.id)
        return {Verdict::TryLater,
                {ErrorCode::DigestMismatch, "The receipt is for another text than the one that was sent", {}, {}}};
    if (auto verified = ledger::verify_receipt(*receipt, m_ports.office_key, item.frozen.digest); !verified)
        return {Verdict::TryLater, std::move(verified).error()};
    return {Verdict::Sent, {}, *std::move(text)};
}

Result<void> Pump::store(OutboxItem& item, const Attempt& attempt) {
    item.attempts += 1;
    item.error_code = attempt.verdict == Verdict::Sent ? "" : base::code_name(attempt.error.code);
    item.error = attempt.error.message;
    switch (attempt.verdict) {
    case Verdict::Sent:
        item.state = OutboxItem::State::Sent;
        item.receipt = attempt.receipt;
        break;
    case Verdict::Refused:
        item.state = OutboxItem::State::Refused;
        break;
    case Verdict::TryLater:
        item.next_attempt = m_ports.clock.now() + m_ports.back_off.delay(item.attempts, m_ports.random());
        break;
    case Verdict::StopRun: // a login is needed, or the desk is in trouble: no use in waiting
        break;
    }
    CANBO_TRY(auto tx, m_ports.database.begin(Database::Mode::Write));
    const auto updated = m_ports.outbox.update(*tx, item);
    if (!updated && updated.error().code == ErrorCode::NotFound)
        return {}; // the feed brought the entry back meanwhile and took the item away
    CANBO_TRY_VOID(updated);
    return tx->commit();
}

Result<std::vector<OutboxItem>> Pump::queued() {
    CANBO_TRY(auto tx, m_ports.database.begin(Database::Mode::Read));
    CANBO_TRY(auto items, m_ports.outbox.list(*tx));
    std::erase_if(items, [&](const OutboxItem& item) {
        const bool own = m_ports.author.empty() || item.frozen.entry.author == m_ports.author;
        return item.state != OutboxItem::State::Queued || !own;
    });
    return items;
}

Result<bool> Pump::advance(OutboxItem& item, PumpReport& report) {
    const Attempt outcome = attempt(item);
    CANBO_TRY_VOID(store(item, outcome));
    switch (outcome.verdict) {
    case Verdict::Sent:
        ++report.sent;
        break;
    case Verdict::Refused:
        ++report.refused;
        break;
    case Verdict::TryLater:
        report.next_attempt = earlier(report.next_attempt, item.next_attempt);
        [[fallthrough]];
    case Verdict::StopRun:
        report.stopped_by = outcome.error;
        return false;
    }
    --report.waiting;
    return true;
}

Result<PumpReport> Pump::run(Due due, base::Progress* progress) {
    CANBO_TRY(std::vector<OutboxItem> items, queued());
    PumpReport report;
    report.waiting = items.size();
    std::set<std::pair<std::string, std::string>> held; // later revisions stay behind an earlier one that waits
    for (std::size_t i = 0; i < items.size(); ++i) {
        OutboxItem& item = items[i];
        if (progress != nullptr && progress->cancelled())
            return fail(ErrorCode::Cancelled, "Stopped");
        if (progress != nullptr)
            progress->step(i, items.size());
        if (held.contains(thread_of(item.frozen.entry)))
            continue;
        if (due == Due::OnTime && m_ports.clock.now() < item.next_attempt) {
            report.next_attempt = earlier(report.next_attempt, item.next_attempt);
            held.insert(thread_of(item.frozen.entry));
            if (concerns_item_only(item.error_code))
                continue;
            break;
        }
        CANBO_TRY(const bool go_on, advance(item, report));
        if (!go_on)
            break;
    }
    if (progress != nullptr)
        progress->step(items.size(), items.size());
    return report;
}

} // namespace canbo::wire
