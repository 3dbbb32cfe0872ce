#pragma once

#include "base/issues.h"
#include "base/json.h"
#include "ledger/kinds.h"
#include "people/account.h"
#include "training/learning_desk.h"

#include <set>
#include <string>
#include <vector>

namespace canbo::training {

/// An announcement of the standing office to people by role and agency (model 26). Immutable.
struct Bulletin {
    std::string id; ///< Of its entry.
    std::string title;
    std::string text;                  ///< Markdown.
    std::vector<people::Role> roles;   ///< Empty: any.
    std::vector<std::string> agencies; ///< Empty: any.
    bool must_read{false};             ///< Whoever it is for confirms that they have read it.
    std::string by;
    base::Time at{};

    bool is_for(const people::Person& person) const;
};

inline constexpr const char* bulletin_kind = "bulletin";
/// Kind of an entry by which somebody confirms that they have read a bulletin; its subject is the bulletin's id. Who
/// answers for the agency and the standing office see it.
inline constexpr const char* bulletin_read_kind = "bulletin-read";
inline constexpr std::size_t longest_bulletin = 100'000;

Json bulletin_to_json(const Bulletin& bulletin);
Bulletin bulletin_from_json(const Json& json, Issues& issues);

/// @error Forbidden; InvalidInput no title, no text; TooLarge; Storage
Result<std::string> publish_bulletin(const LearningDesk& desk, Bulletin bulletin);

struct ShownBulletin {
    Bulletin bulletin;
    bool confirmed{false}; ///< By the person at the desk.
};
/// Those for the person at the desk; for who publishes them all. The newest first. @error Storage
Result<std::vector<ShownBulletin>> load_bulletins(Transaction& tx, const LearningDesk& desk);
/// Confirms once; again it changes nothing. @returns the confirmation's entry, empty where it was there. @error
/// NotFound no such bulletin for this person; Storage
Result<std::string> confirm_bulletin(const LearningDesk& desk, const std::string& id);

/// One agency's people and one bulletin.
struct BulletinReach {
    std::string agency;
    std::string bulletin;
    std::string title;
    std::size_t people{0};
    std::size_t confirmed{0};
};
/// By bulletin, the newest first, and agency. `people`: everybody who counts. @error Storage
Result<std::vector<BulletinReach>> bulletin_reach(Transaction& tx, const LearningDesk& desk,
                                                  const std::vector<people::Account>& people);

/// The office's rules.
Result<void> admit_bulletin(const ledger::Admission& in);
Result<void> admit_bulletin_read(const ledger::Admission& in);

} // namespace canbo::training
