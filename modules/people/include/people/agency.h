#pragma once

#include "base/clock.h"
#include "base/issues.h"
#include "base/json.h"
#include "base/result.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::people {

/// Where an agency stands. Collective: a class of bodies ("Các cơ sở khám chữa bệnh") that is never expected to report.
enum class Tier { Province, Department, Central, District, Ministry, Collective };

/// What an agency's letters need (Decree 30/2020, Annex I). Empty fields stay blank on paper.
struct LetterDetails {
    std::string superior;                ///< Upper case, above the issuer; empty when there is none.
    std::string issuer;                  ///< Upper case.
    std::string symbol;                  ///< What follows "BC-" in the number: "SYT".
    std::string place;                   ///< "Lào Cai"
    std::string authority;               ///< "KT. GIÁM ĐỐC", "TM. ỦY BAN NHÂN DÂN", or empty.
    std::string office;                  ///< "GIÁM ĐỐC"
    std::string signer;                  ///< Full name without titles, or empty.
    std::vector<std::string> recipients; ///< Lines of "Nơi nhận" without dash; the last is "Lưu: …".
};

/// To whom an agency's reports go from a day on, until the next such fact.
struct ReportsTo {
    std::string to;                ///< "office" (the standing office), "parent" (the agency above), or a code.
    std::optional<base::Day> from; ///< Empty: always.
};

inline constexpr const char* reports_to_office = "office";
inline constexpr const char* reports_to_parent = "parent";

struct Agency {
    std::string code; ///< Upper-case ASCII: "STTTT"
    std::string name;
    std::string short_name;
    std::string parent; ///< Code, or empty for a root.
    Tier tier{Tier::Department};
    bool collective{false};
    std::vector<Tier> covers; ///< A collective body's members: every agency of these tiers shares its tasks.
    std::optional<LetterDetails> letter;
    std::optional<base::Day> valid_from;
    std::optional<base::Day> valid_to; ///< Last day; afterwards duties pass to `successor`.
    std::string successor;
    bool needs_approval{false};          ///< Its leader approves a report before it may be submitted.
    std::string source;                  ///< Lines of the plan, or "unverified: …".
    std::vector<ReportsTo> reports_to{}; ///< By rising day; before the first, and when there is none: to the office.

    bool valid_on(base::Day day) const {
        return (!valid_from || *valid_from <= day) && (!valid_to || day <= *valid_to);
    }
};

/// The agencies of a province as one tree. A value: copy freely.
class AgencyTree {
public:
    /// Adds or replaces one agency (an agency entry, an import row).
    void put(Agency agency);
    const Agency* find(std::string_view code) const;
    /// The agency that carries this one's duties on that day: itself, or the successor it passed them to.
    /// Null when nobody does (it ended without successor, or has not begun).
    const Agency* on(std::string_view code, base::Day day) const;
    /// Itself and everything below it, by code.
    std::vector<std::string> with_children(std::string_view code) const;
    /// The agency that receives this one's reports on that day: the lead (or its successor), or "" for the standing
    /// office. A lead that has ended without successor leaves the reports to the office.
    std::string reports_to(std::string_view code, base::Day day) const;
    /// Agencies whose reports go to this one on that day, by code.
    std::vector<std::string> reporting_to(std::string_view code, base::Day day) const;
    /// Agencies whose entries this one may read because they report to it: from the moment the fact is recorded until
    /// `still_received` after it ended, when the last reports of the old time have come in. By code.
    std::vector<std::string> overseen_by(std::string_view code, base::Day today) const;
    /// In the order of their codes.
    const std::map<std::string, Agency, std::less<>>& all() const { return m_agencies; }
    /// Parents, successors and receivers of reports that do not exist, circles among them, and third tiers: who
    /// receives reports sends its own to the standing office.
    void check(Issues& issues) const;

private:
    const Agency* target(const Agency& agency, const ReportsTo& link) const;
    void check_receivers(const Agency& agency, Issues& issues) const;

    std::map<std::string, Agency, std::less<>> m_agencies;
};

/// A monthly report and its corrections come in over the weeks after the month.
inline constexpr std::chrono::days still_received{45};

/// Records one more fact; one of the same day is replaced.
void add_reports_to(Agency& agency, ReportsTo link);

/// Codec of an agency: content/plan-395/agencies.json, entries of kind "agency".
Json agency_to_json(const Agency& agency);
/// Problems go into `issues` under `where`; what could be read is returned.
Agency agency_from_json(const Json& json, const std::string& where, Issues& issues);

/// Upper-case ASCII letters, digits and hyphens, 2 to 16 of them.
bool is_agency_code(std::string_view code);

} // namespace canbo::people
