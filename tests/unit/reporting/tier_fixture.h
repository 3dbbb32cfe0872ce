#pragma once

#include "fixture.h"

#include <string>

namespace canbo::test {

inline const people::Person hoa{"hoa.ly", people::Role::Focal, "HBX"};   ///< A district committee.
inline const people::Person vang{"vang.lu", people::Role::Focal, "HBT"}; ///< Another.
inline const people::Person tam{"tam.do", people::Role::Focal, "STP"};   ///< Department of justice, their lead.

/// Two districts report to STP since the year began; all others to the office.
inline people::AgencyTree two_tiers() {
    auto tree = content().agencies;
    for (const char* code : {"HBX", "HBT"}) {
        auto district = *tree.find(code);
        people::add_reports_to(district, {"STP", day("2024-01-01")});
        tree.put(district);
    }
    return tree;
}

/// An office with two tiers.
struct TieredHouse : House {
    TieredHouse() : House(two_tiers()) {}

    std::string decide_as(const people::Person& by, const std::string& report, const std::string& agency,
                          const char* decision = "accepted", const std::string& remark = "") {
        return send(by, reporting::decision_kind, agency, "2024-W07",
                    {{"report", report}, {"decision", decision}, {"remark", remark}});
    }
    /// A district's report that its lead has accepted. @returns its id
    std::string accepted_district(const people::Person& by, const reporting::Report& report) {
        CANBO_CHECK(send_report(by, report).empty());
        const std::string id = last;
        CANBO_CHECK(decide_as(tam, id, report.agency).empty());
        return id;
    }
};

/// What a district says: certified copies (model 4, a number per agency), notary points (8), cameras (18: STP has no
/// task there).
inline reporting::Report district_report(const std::string& agency, double copies) {
    reporting::Report out;
    out.period = "2024-W07";
    out.agency = agency;
    out.summary = "Tình hình chung của huyện";
    out.models = {about(4), about(8), about(18)};
    out.models[0].indicators = {{"m04-ban-chung-thuc", copies}};
    out.models[0].results = "Đã chứng thực điện tử tại 17 xã";
    out.models[1].difficulties = "Thiếu đầu đọc thẻ";
    return out;
}

} // namespace canbo::test
