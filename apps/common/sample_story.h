#pragma once

#include "base/json.h"
#include "common/sample_office.h"

namespace canbo::apps {

/// When the sample's Friday begins: before the week's deadline, so that there is something left to do.
inline constexpr const char* sample_morning = "2024-02-16T09:00:00+07:00";

/// content/demo/manifest.json. @error NotFound, InvalidInput
Result<Json> read_sample_manifest(const std::filesystem::path& share);
/// The manifest's accounts, each with a new random password. @error InvalidInput
Result<std::vector<SampleOffice::Account>> sample_accounts(const Json& manifest);

/// Plays content/demo into an office's stores by the use cases and the office's own rules, each at its time: plans,
/// opened gates, lists, and the week's reports as they stand on Friday at nine: one agency has not written yet, one is
/// late, one was returned, some wait for a decision. @error InvalidInput the demo breaks a rule; Storage
Result<void> play_sample_story(const std::filesystem::path& share, const Json& manifest,
                               const formats::PlanContent& content, service::OfficeStores& stores,
                               const base::SigningKey& key);

} // namespace canbo::apps
