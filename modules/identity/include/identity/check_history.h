#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "identity/verdict.h"

#include <string>
#include <vector>

namespace canbo::identity {

/// One card that was checked at this desk: nothing in it says whose. Decree 13/2023 lets no more be kept than is
/// needed, and to look back at a day's work nobody's name or number is (unverified).
struct CheckRecord {
    base::Time at{};
    Verdict verdict{Verdict::QrRead};
    std::vector<std::string> codes; ///< Of the findings.
};
CheckRecord record_of(const Assessment& assessment, base::Time at);

/// The last 200 checks of a desk, the newest first. A value; whoever changes it saves it.
class CheckHistory {
public:
    void add(CheckRecord record);
    const std::vector<CheckRecord>& records() const { return m_records; }

    std::string to_json() const;
    /// What is no list of checks counts as none: nothing hangs on it. Codes this program does not know are left out.
    static CheckHistory from_json(std::string_view text);

private:
    std::vector<CheckRecord> m_records;
};

/// Port: where a desk keeps it.
class CheckHistoryStore {
public:
    virtual ~CheckHistoryStore() = default;
    virtual Result<CheckHistory> load() = 0;                    ///< @error Storage
    virtual Result<void> save(const CheckHistory& history) = 0; ///< @error Storage
};

} // namespace canbo::identity
