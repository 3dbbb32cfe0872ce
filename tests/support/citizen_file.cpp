#include "support/citizen_file.h"

#include "base/issues.h"

namespace canbo::test {

const std::vector<NamedCitizen>& named_citizens() {
    static const std::vector<NamedCitizen> all = [] {
        std::vector<NamedCitizen> out{{"thu-nghiem", "the usual one", thu_nghiem()}};
        auto long_name = thu_nghiem();
        long_name.number = "010195000002";
        long_name.name = "Tôn Nữ Hoàng Thị Ngọc Quỳnh Nghiêm Thuỳ Dương";
        long_name.birth = *base::parse_day("1995-07-30");
        long_name.sex = identity::Sex::Female;
        out.push_back({"long-name", "a name longer than the zone", long_name});
        auto no_expiry = thu_nghiem();
        no_expiry.number = "010052000003";
        no_expiry.birth = *base::parse_day("1952-02-28");
        no_expiry.expiry.reset();
        out.push_back({"no-expiry", "\"Không thời hạn\"", no_expiry});
        auto no_old = thu_nghiem();
        no_old.number = "010203000004";
        no_old.birth = *base::parse_day("2003-12-01");
        no_old.old_number.clear();
        out.push_back({"no-old-number", "never had an older card", no_old});
        auto layout = thu_nghiem();
        layout.number = "010304000005";
        layout.name = "Giàng Thị Mẫu";
        layout.birth = *base::parse_day("2004-09-02");
        layout.sex = identity::Sex::Female;
        layout.issued = *base::parse_day("2024-10-01");
        layout.expiry = *base::parse_day("2029-09-02");
        layout.layout_2024 = true;
        out.push_back({"layout-2024", "the card since July 2024: some fields enciphered", layout});
        return out;
    }();
    return all;
}

Result<Citizen> read_citizen(const Json& json) {
    Issues issues;
    base::ObjectReader in(json, "", issues);
    auto out = thu_nghiem();
    out.number = in.text_or("number", out.number);
    out.old_number = in.text_or("old_number", out.old_number);
    out.name = in.text_or("name", out.name);
    out.address = in.text_or("address", out.address);
    out.origin = in.text_or("origin", out.origin);
    out.sex = in.text_or("sex", "male") == "female" ? identity::Sex::Female : identity::Sex::Male;
    out.married = in.boolean_or("married", out.married);
    out.layout_2024 = in.boolean_or("layout_2024", false);
    CANBO_TRY(out.birth, base::parse_day(in.text_or("birth_date", base::to_iso(out.birth))));
    CANBO_TRY(out.issued, base::parse_day(in.text_or("issued", base::to_iso(out.issued))));
    if (const auto expiry = in.optional_text("expiry")) {
        CANBO_TRY(out.expiry, base::parse_day(*expiry));
    } else if (json.contains("expiry")) {
        out.expiry.reset();
    }
    in.finish();
    if (issues.has_errors())
        return fail(base::first_error(issues));
    CANBO_TRY(const auto number, identity::parse_number(out.number));
    (void)number;
    return out;
}

} // namespace canbo::test
