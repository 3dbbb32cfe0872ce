#include "words.h"

#include "base/shown_period.h"
#include "base/text.h"
#include "base/translation.h"

#include <fmt/format.h>

namespace canbo::progress::ui {
namespace {

const char* sign_of(Status status) {
    switch (status) {
    case Status::NotStarted:
        return "○";
    case Status::OnTrack:
        return "●";
    case Status::AtRisk:
        return "▲";
    case Status::Late:
        return "✕";
    case Status::Done:
        return "✓";
    case Status::Waiting:
        return "‖";
    }
    return "";
}

const char* sign_of(Confidence confidence) {
    switch (confidence) {
    case Confidence::Green:
        return "●";
    case Confidence::Amber:
        return "▲";
    case Confidence::Red:
        return "✕";
    }
    return "";
}

} // namespace

std::string status_words(Status status) { return std::string(sign_of(status)) + " " + base::tr(status_label(status)); }

std::string confidence_words(Confidence confidence) {
    return std::string(sign_of(confidence)) + " " + base::tr(confidence_label(confidence));
}

std::string said_status(const std::string& name) {
    if (const auto known = parse_status(name))
        return status_words(*known);
    return name.empty() ? "–" : name;
}

std::string said_confidence(const std::string& name) {
    if (const auto known = parse_confidence(name))
        return confidence_words(*known);
    return name.empty() ? "–" : name;
}

drawing::Tone tone_of(Status status) {
    switch (status) {
    case Status::NotStarted:
        return drawing::Tone::Idle;
    case Status::OnTrack:
        return drawing::Tone::Good;
    case Status::AtRisk:
        return drawing::Tone::Warning;
    case Status::Late:
        return drawing::Tone::Bad;
    case Status::Done:
        return drawing::Tone::Done;
    case Status::Waiting:
        return drawing::Tone::Waiting;
    }
    return drawing::Tone::Plain;
}

std::string role_words(TaskRole role) {
    switch (role) {
    case TaskRole::Lead:
        return base::tr("Leads");
    case TaskRole::Coordinate:
        return base::tr("Coordinates");
    case TaskRole::Contact:
        return base::tr("Contact point to the ministry");
    case TaskRole::Assess:
        return base::tr("Assesses information security");
    case TaskRole::Implement:
        return base::tr("Implements");
    }
    return {};
}

std::string number_words(const std::optional<double>& value) { return value ? base::format_decimal(*value) : "–"; }

std::string percent_words(const std::optional<double>& percent) {
    return percent ? base::format_decimal(*percent) + " %" : "–";
}

std::string window_words(const Window& window) {
    if (window.from && window.to)
        return base::show_day(*window.from) + " – " + base::show_day(*window.to);
    switch (window.kind) {
    case Window::Kind::AfterGuidance:
        return base::tr("After the ministry's guidance");
    case Window::Kind::Roadmap:
        return base::tr("By the ministry's road map");
    case Window::Kind::Regular:
    case Window::Kind::Years:
    case Window::Kind::Quarter:
        return base::tr("Continuous");
    }
    return {};
}

std::string period_words(const std::string& period) { return base::shown_period(period); }

std::string days_words(int days) { return fmt::format(fmt::runtime(base::tr("{} days")), days); }

std::string agency_words(const people::AgencyTree& agencies, std::string_view code) {
    const auto* agency = agencies.find(code);
    if (agency == nullptr)
        return std::string(code);
    return agency->short_name.empty() ? agency->name : agency->short_name;
}

std::string agency_full(const people::AgencyTree& agencies, std::string_view code) {
    const auto* agency = agencies.find(code);
    return agency == nullptr ? std::string(code) : agency->name;
}

std::string joined(const std::vector<std::string>& parts, const char* between) {
    std::string out;
    for (const auto& part : parts)
        out += (out.empty() ? "" : between) + part;
    return out;
}

std::string day_words(const std::optional<base::Day>& day) { return day ? base::show_day(*day) : "–"; }

} // namespace canbo::progress::ui
