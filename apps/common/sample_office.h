#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "common/desk_session.h"
#include "formats/content.h"
#include "ledger/kinds.h"
#include "service/office_folder.h"
#include "service/office_server.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace canbo::apps {

/// An office on this machine that holds the week of content/demo, to try the suite without anybody's server: real
/// stores, the real server on loopback, a clock that starts on the Friday of that week. Everything stands in one folder
/// that may be removed:
///   office/       an office's folder as canbo-office has it
///   sample.json   the invented accounts with their random passwords (this user only); written last
/// Made and destroyed by any one thread.
class SampleOffice {
public:
    struct Account {
        std::string name;
        std::string title; ///< "Cán bộ đầu mối Sở Y tế"
        people::Role role{people::Role::Focal};
        std::string agency;
        std::string password;
    };

    /// Opens the folder's office and starts its server; a folder without one, or with one half made, is made anew.
    /// wire::init_network() must have run. @error NotFound no content; Storage; Conflict another program has it open
    static Result<std::unique_ptr<SampleOffice>> open(const std::filesystem::path& folder,
                                                      const std::filesystem::path& share);
    ~SampleOffice();

    std::string server() const; ///< "http://127.0.0.1:40123"; another one after each start.
    /// Where the sample's time stands now, for the clock of a desk. It never goes back behind what was recorded.
    base::Time now() const { return m_clock->now(); }
    const std::vector<Account>& accounts() const { return m_accounts; }
    /// Logs one of the accounts in on a desk's folder. @error NotFound no such account; as log_in
    Result<DeskSession> enter(const std::filesystem::path& desk, const std::string& account) const;

private:
    SampleOffice() = default;
    Result<void> start();

    formats::PlanContent m_content;
    ledger::KindRegistry m_kinds;
    std::vector<Account> m_accounts;
    service::OfficeFolder m_folder;
    std::unique_ptr<base::Clock> m_clock;
    std::unique_ptr<service::OfficeServer> m_server; ///< Last: its threads use all the others.
};

} // namespace canbo::apps
