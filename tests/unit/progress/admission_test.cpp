#include "content.h"
#include "ledger/receive_entry.h"
#include "progress/agency_book.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using people::Person;
using people::Role;

namespace {

const Person health{"an.nguyen", Role::Focal, "SYT"};
const Person police{"binh.le", Role::Focal, "CAT"};
const Person office_clerk{"thu.vu", Role::Office, "CAT"};
const Person admin{"quan.tri", Role::Admin, ""};

/// An office with the shipped plan on 16/02/2024.
struct Office {
    MemoryDatabase database;
    MemoryEntryStore entries;
    MemoryBlobStore blobs;
    base::ManualClock clock{time_of("2024-02-16T09:00:00+07:00")};
    base::SigningKey key{base::SigningKey::generate()};
    ledger::KindRegistry kinds;
    ledger::ReceiveEntry receive{database, entries, blobs, kinds, clock, key};

    Office() { progress::register_kinds(kinds, content().catalogue, content().agencies); }

    /// Empty when taken, else "code where".
    std::string send(const Person& by, const char* kind, const std::string& agency, const std::string& subject,
                     Json body) {
        const auto frozen =
            ledger::freeze({base::new_uuid(), kind, agency, subject, 1, std::move(body), by.name, clock.now()});
        const auto outcome = receive(by, *frozen);
        if (outcome)
            return "";
        return std::string(base::code_name(outcome.error().code)) + " " + outcome.error().where;
    }
    std::string send_plan(const Person& by, const progress::Plan& plan, const std::string& agency) {
        return send(by, progress::plan_kind, agency, progress::model_subject(plan.model), progress::plan_to_json(plan));
    }
    std::string send_opening(const Person& by, const std::string& gate, const char* date) {
        return send(by, progress::gate_kind, "", gate, progress::gate_opening_to_json({gate, "CV 1/C06", day(date)}));
    }
    std::string send_agency(const Person& by, const people::Agency& agency) {
        return send(by, progress::agency_kind, agency.code, agency.code, people::agency_to_json(agency));
    }
    people::AgencyTree tree() {
        auto tx = *database.begin(base::Database::Mode::Read);
        return *progress::load_agencies(*tx, entries, content().agencies);
    }
};

} // namespace

TEST_CASE("an agency registers its own plan", "[progress][admission]") {
    Office office;
    CHECK(office.send_plan(health, plan_of(6, {"2023-12-31"}), "SYT").empty());
}

TEST_CASE("nobody registers another agency's plan but the standing office", "[progress][admission]") {
    Office office;
    CHECK(office.send_plan(police, plan_of(6, {"2023-12-31"}), "SYT") == "forbidden agency");
    CHECK(office.send_plan(office_clerk, plan_of(6, {"2023-12-31"}), "SYT").empty());
    CHECK(office.send_plan(admin, plan_of(6, {"2023-12-31"}), "SYT") == "forbidden admin");
}

TEST_CASE("a plan with an error, or about another model than its entry, is refused", "[progress][admission]") {
    Office office;
    CHECK(office.send_plan(health, plan_of(6, {}), "SYT") == "invalid-input milestones");
    CHECK(office.send_plan(health, plan_of(2, {"2024-12-31"}), "SYT") == "forbidden model");
    const Json body = progress::plan_to_json(plan_of(6, {"2023-12-31"}));
    CHECK(office.send(health, progress::plan_kind, "SYT", "model-07", body) == "invalid-input model");
}

TEST_CASE("only the standing office opens gates, of the plan and not in the future", "[progress][admission]") {
    Office office;
    CHECK(office.send_opening(health, "7-1", "2024-02-10") == "forbidden focal");
    CHECK(office.send_opening(office_clerk, "44-1", "2024-02-10") == "not-found gate");
    CHECK(office.send_opening(office_clerk, "7-1", "2024-02-17") == "invalid-input date");
    CHECK(office.send_opening(office_clerk, "7-1", "2024-02-16").empty());
}

TEST_CASE("a gate opening without a date is refused", "[progress][admission]") {
    Office office;
    const Json body{{"gate", "7-1"}, {"document", "CV 1/C06"}, {"date", ""}};
    CHECK(office.send(office_clerk, progress::gate_kind, "", "7-1", body) == "invalid-input date");
}

TEST_CASE("only the standing office adjusts the plan, for the model the entry is about", "[progress][admission]") {
    Office office;
    const progress::Adjustment longer{6, "QĐ 45", day("2024-01-15"), std::nullopt, day("2024-03-31"), ""};
    const Json body = progress::adjustment_to_json(longer);
    CHECK(office.send(health, progress::adjustment_kind, "", "model-06", body) == "forbidden focal");
    CHECK(office.send(office_clerk, progress::adjustment_kind, "", "model-07", body) == "not-found model");
    CHECK(office.send(office_clerk, progress::adjustment_kind, "", "model-06", body).empty());
}

TEST_CASE("an administrator changes an agency and the tree shows it from then on", "[progress][admission]") {
    Office office;
    people::Agency health_department = *content().agencies.find("SYT");
    health_department.name = "Sở Y tế và Dân số";
    CHECK(office.send_agency(office_clerk, health_department) == "forbidden office");
    CHECK(office.send_agency(admin, health_department).empty());
    CHECK(office.tree().find("SYT")->name == "Sở Y tế và Dân số");
    CHECK(content().agencies.find("SYT")->name == "Sở Y tế");
}

TEST_CASE("a change that would break the agency tree is refused", "[progress][admission]") {
    Office office;
    people::Agency agency = *content().agencies.find("SYT");
    agency.parent = "NOBODY";
    CHECK(office.send_agency(admin, agency) == "not-found SYT.parent");
    agency.parent = "SYT";
    CHECK(office.send_agency(admin, agency) == "invalid-input SYT.parent");
    agency.parent = "UBND";
    const Json body = people::agency_to_json(agency);
    CHECK(office.send(admin, progress::agency_kind, "SCT", "SCT", body) == "invalid-input code");
}
