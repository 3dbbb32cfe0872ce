#pragma once

#include "base/form_data.h"
#include "base/issues.h"
#include "base/json.h"
#include "base/period.h"
#include "reporting/desk.h"
#include "reporting/report.h"

#include <string>
#include <string_view>
#include <vector>

namespace canbo::reporting {

/// The report that a draft's fields make. Problems of shape go into `issues`.
Report report_from_draft(const Draft& draft, Issues& issues);
/// The fields of a report, as a draft keeps them.
std::map<std::string, std::string> fields_of(const Report& report);

/// Starts a report. @error Forbidden another agency's; InvalidInput the period has not begun; Conflict a draft or a
/// report in force exists (`where` holds its id: revise that one); NotFound no such agency. @returns the draft's id
class NewReport {
public:
    explicit NewReport(const Desk& desk) : m_desk(desk) {}
    Result<std::string> operator()(const base::Period& period, const std::string& agency);

private:
    const Desk& m_desk;
};

/// Fills fields from {"summary", "models": […]}; fields not named stay, null empties one. All or nothing.
/// @error NotFound, Forbidden; InvalidInput unknown keys or wrong types (`issues` then holds every one of them)
class FillReport {
public:
    explicit FillReport(const Desk& desk) : m_desk(desk) {}
    Result<void> operator()(const std::string& draft, const Json& entries, Issues& issues);

private:
    const Desk& m_desk;
};

/// Checks a draft by the rules of check_report. @error NotFound, Storage
class CheckReport {
public:
    explicit CheckReport(const Desk& desk) : m_desk(desk) {}
    Result<Issues> operator()(const std::string& draft);

private:
    const Desk& m_desk;
};

/// Adds a file to a draft. @error TooLarge over 20 MB, InvalidInput no or too long a name, Conflict the name is taken
class AttachFile {
public:
    explicit AttachFile(const Desk& desk) : m_desk(desk) {}
    Result<void> operator()(const std::string& draft, const std::string& name, std::string_view content);

private:
    const Desk& m_desk;
};

/// The agency's leader approves what stands in the draft now: queues an entry under the leader's login that the office
/// holds the report against. A later change of the draft takes the approval away. @error Forbidden, NotFound
class ApproveReport {
public:
    explicit ApproveReport(const Desk& desk) : m_desk(desk) {}
    Result<void> operator()(const std::string& draft);

private:
    const Desk& m_desk;
};

/// Freezes a draft (canonical JSON, SHA-256) and puts it into the outbox. Needs no network. The draft is gone then:
/// what was sent cannot drift. @error NotFound, Forbidden, Closed, or the first error of the check (all in `issues`)
class SubmitReport {
public:
    explicit SubmitReport(const Desk& desk) : m_desk(desk) {}
    Result<void> operator()(const std::string& draft, Issues& issues);

private:
    const Desk& m_desk;
};

/// A new draft with the content of a report that was received, returned, accepted or refused.
/// @error NotFound, Forbidden another agency's, InvalidInput no reason, Conflict it was revised already
class ReviseReport {
public:
    explicit ReviseReport(const Desk& desk) : m_desk(desk) {}
    Result<std::string> operator()(const std::string& report, const std::string& reason);

private:
    const Desk& m_desk;
};

/// Takes a queued report back into a draft, as long as sending it was never tried. @error NotFound, Conflict
class WithdrawReport {
public:
    explicit WithdrawReport(const Desk& desk) : m_desk(desk) {}
    Result<std::string> operator()(const std::string& report);

private:
    const Desk& m_desk;
};

/// Two versions that nothing revises: a person chooses one; the new draft revises both, so neither is lost.
/// @error NotFound no conflict about this report
class ResolveConflict {
public:
    explicit ResolveConflict(const Desk& desk) : m_desk(desk) {}
    Result<std::string> operator()(const std::string& keep);

private:
    const Desk& m_desk;
};

} // namespace canbo::reporting
