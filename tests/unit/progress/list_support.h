#pragma once

#include "content.h"
#include "progress/filled_list.h"

namespace canbo::test {

inline const progress::ListSpec& spec_of(int model, const char* code) {
    const auto* spec = content().catalogue.find(model)->list(code);
    CANBO_CHECK(spec != nullptr);
    return *spec;
}

/// Facilities of model 6, the first `receiving` of `count` with yes.
inline progress::FilledList facilities(std::size_t count, std::size_t receiving, const std::string& agency = "SYT") {
    progress::FilledList out{"m06-co-so", 6, agency, {}, {}};
    for (std::size_t i = 0; i < count; ++i)
        out.rows.push_back({"CS-" + std::to_string(i + 1), "Trạm y tế số " + std::to_string(i + 1), "Bát Xát",
                            i < receiving ? "yes" : "no", ""});
    return out;
}

/// Learners of an agency; the people are invented.
inline progress::FilledList learners(const std::string& agency, std::size_t count = 2) {
    progress::FilledList out{"m28-danh-sach", 28, agency, {}, {}};
    for (std::size_t i = 0; i < count; ++i)
        out.rows.push_back({"HV" + std::to_string(i + 1), "Nguyễn Văn Thử", "Chuyên viên", "Văn phòng", "", "no"});
    return out;
}

/// Writes a list into a ledger as the office would have received it.
inline void add_list(Ledger& ledger, const progress::FilledList& filled, base::Time received) {
    const auto& spec = spec_of(filled.model, filled.list.c_str());
    const auto parts = progress::split_list(filled, base::new_uuid()).value();
    for (const auto& part : parts)
        ledger.add(progress::list_kind, filled.agency, filled.list, progress::list_part_to_json(part, spec), received);
}

} // namespace canbo::test
