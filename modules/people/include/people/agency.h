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
    bool needs_approval{false}; ///< Its leader approves a report before it may be submitted.
    std::string source;         ///< Lines of the plan, or "unverified: …".

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
    /// In the order of their codes.
    const std::map<std::string, Agency, std::less<>>& all() const { return m_agencies; }
    /// Parents and successors that do not exist, and circles among them.
    void check(Issues& issues) const;

private:
    std::map<std::string, Agency, std::less<>> m_agencies;
};

/// Codec of an agency: content/plan-395/agencies.json, entries of kind "agency".
Json agency_to_json(const Agency& agency);
/// Problems go into `issues` under `where`; what could be read is returned.
Agency agency_from_json(const Json& json, const std::string& where, Issues& issues);

/// Upper-case ASCII letters, digits and hyphens, 2 to 16 of them.
bool is_agency_code(std::string_view code);

} // namespace canbo::people
