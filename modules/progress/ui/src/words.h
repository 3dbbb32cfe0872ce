#pragma once

#include "drawing/chart.h"
#include "people/agency.h"
#include "progress/status.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::progress::ui {

/// A status is told by a sign and its word: "✕ Late".
std::string status_words(Status status);
std::string confidence_words(Confidence confidence);
/// What a report says in its own words ("on-track"); unknown words stay as they are, none is "–".
std::string said_status(const std::string& name);
std::string said_confidence(const std::string& name);
drawing::Tone tone_of(Status status);
std::string role_words(TaskRole role);
std::string number_words(const std::optional<double>& value);    ///< "386.540", "–"
std::string percent_words(const std::optional<double>& percent); ///< "92 %", "–"
std::string window_words(const Window& window);
std::string period_words(const std::string& period); ///< "Week 07/2024" in the chosen language.
std::string days_words(int days);                    ///< "12 days" in the chosen language.
/// The agency's short name, else its code.
std::string agency_words(const people::AgencyTree& agencies, std::string_view code);
std::string agency_full(const people::AgencyTree& agencies, std::string_view code);
std::string joined(const std::vector<std::string>& parts, const char* between = ", ");
std::string day_words(const std::optional<base::Day>& day); ///< "16/02/2024", "–"

} // namespace canbo::progress::ui
