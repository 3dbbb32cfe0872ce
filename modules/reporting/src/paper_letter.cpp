#include "paper_letter.h"

#include "base/text.h"

#include <fmt/format.h>

namespace canbo::reporting {

base::FormRecord letter_record(const people::Agency& agency, const std::string& kind, const std::string& prefix,
                               const std::string& abstract, std::vector<std::string> addressees,
                               const LetterNumber& number) {
    const people::LetterDetails letter = agency.letter.value_or(people::LetterDetails{});
    std::string day;
    std::string month;
    std::string year;
    if (number.date) {
        const std::chrono::year_month_day date{*number.date};
        day = std::to_string(static_cast<unsigned>(date.day()));
        month = std::to_string(static_cast<unsigned>(date.month()));
        year = std::to_string(static_cast<int>(date.year()));
    }
    base::FormRecord out;
    out["superior"] = letter.superior;
    out["issuer"] = letter.issuer.empty() ? base::upper(agency.name) : letter.issuer;
    out["number"] = number.number ? std::to_string(*number.number) : std::string();
    out["symbol"] = prefix.empty() ? letter.symbol : prefix + "-" + letter.symbol;
    out["place"] = letter.place;
    out["day"] = day;
    out["month"] = month;
    out["year"] = year;
    out["kind"] = kind;
    out["abstract"] = abstract;
    out["addressees"] = text_list(addressees);
    out["authority"] = letter.authority;
    out["office"] = letter.office;
    out["signer"] = letter.signer;
    out["recipients"] = text_list(letter.recipients);
    return out;
}

base::FormList text_list(const std::vector<std::string>& texts) {
    base::FormList out;
    for (const auto& text : texts)
        out.emplace_back(text);
    return out;
}

std::string percent_text(const std::optional<double>& percent) {
    return percent ? base::format_decimal(*percent) : std::string("–");
}

std::string lower_label(const base::Period& period) {
    std::string label = period.label();
    label.front() = static_cast<char>(label.front() - 'T' + 't'); // "Tuần", "Tháng": both begin with an ASCII T
    return label;
}

std::string agency_label(const people::AgencyTree& agencies, const std::string& code) {
    const people::Agency* agency = agencies.find(code);
    return agency == nullptr ? code : agency->name;
}

std::string paper_label(progress::Status status) {
    switch (status) {
    case progress::Status::NotStarted:
        return "Chưa triển khai";
    case progress::Status::OnTrack:
        return "Đúng tiến độ";
    case progress::Status::AtRisk:
        return "Có nguy cơ chậm";
    case progress::Status::Late:
        return "Chậm tiến độ";
    case progress::Status::Done:
        return "Hoàn thành";
    case progress::Status::Waiting:
        return "Chờ hướng dẫn";
    }
    return {};
}

std::string paper_label(progress::Confidence confidence) {
    switch (confidence) {
    case progress::Confidence::Green:
        return "Cao";
    case progress::Confidence::Amber:
        return "Trung bình";
    case progress::Confidence::Red:
        return "Thấp";
    }
    return {};
}

std::string paper_state(std::string_view state) {
    if (state == "missing")
        return "Chưa báo cáo";
    if (state == "received")
        return "Đã nhận, chưa duyệt";
    if (state == "returned")
        return "Trả lại, chưa gửi lại";
    if (state == "accepted" || state == "consolidated")
        return "Đã duyệt";
    if (state == "conflict")
        return "Có hai bản, chờ thống nhất";
    return std::string(state);
}

} // namespace canbo::reporting
