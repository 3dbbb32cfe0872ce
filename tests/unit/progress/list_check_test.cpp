#include "list_support.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using progress::FilledList;
using progress::ListColumn;
using Texts = std::vector<std::string>;

namespace {

Issues check(const FilledList& filled) {
    Issues issues;
    progress::check_rows(spec_of(filled.model, filled.list.c_str()), filled, issues);
    return issues;
}

/// Empty when allowed, else "code where".
std::string fills(int model, const char* list, const people::Person& person, const std::string& agency,
                  const char* today = "2024-02-16") {
    const progress::Duties duties(content().catalogue, content().agencies, day(today));
    const auto done = progress::may_fill(spec_of(model, list), model, person, agency, content().agencies, duties);
    return done ? "" : std::string(base::code_name(done.error().code)) + " " + done.error().where;
}

const people::Person health{"an.nguyen", people::Role::Focal, "SYT"};
const people::Person police{"binh.le", people::Role::Focal, "CAT"};
const people::Person clerk{"thu.vu", people::Role::Office, "CAT"};
const people::Person admin{"quan.tri", people::Role::Admin, ""};

} // namespace

TEST_CASE("cells are brought to one form, however people and spreadsheets write them", "[progress][list]") {
    const auto normal = [](ListColumn::Kind kind, const char* text) {
        ListColumn column;
        column.kind = kind;
        return progress::normal_cell(column, text);
    };
    using Kind = ListColumn::Kind;
    for (const char* yes : {"Có", "có", " CO ", "x", "X", "1", "yes", "true", "Đã", "rồi"})
        CHECK(normal(Kind::YesNo, yes) == "yes");
    for (const char* no : {"Không", "khong", "0", "no", "false", "Chưa"})
        CHECK(normal(Kind::YesNo, no) == "no");
    CHECK(normal(Kind::YesNo, "có lẽ") == "có lẽ");
    CHECK(normal(Kind::Date, "16/02/2024") == "2024-02-16");
    CHECK(normal(Kind::Date, "2024-02-16") == "2024-02-16");
    CHECK(normal(Kind::Date, "30/02/2024") == "30/02/2024");
    CHECK(normal(Kind::Number, "1.234.567") == "1234567");
    CHECK(normal(Kind::Number, "12 345") == "12345");
    CHECK(normal(Kind::Number, "007") == "7");
    CHECK(normal(Kind::Number, "0") == "0");
    for (const char* wrong : {"1.5", "1.23.456", "12,5", "-3", "1.2345", "1234.567", ".5", "", "ba"})
        CHECK(normal(Kind::Number, wrong) == wrong);
    CHECK(normal(Kind::Text, "  Trạm y tế  ") == "Trạm y tế");
}

TEST_CASE("a complete list has no problem", "[progress][list]") { CHECK(check(facilities(5, 3)).empty()); }

TEST_CASE("wrong cells are named by row and column, all of them at once", "[progress][list]") {
    FilledList list = facilities(4, 2);
    list.rows[0][1] = "";
    list.rows[1][3] = "có lẽ";
    list.rows[2][4] = "12,5";
    list.rows[3][0] = "CS-1";
    CHECK(errors(check(list)) ==
          Texts{"row 1, column ten", "row 2, column da-tiep-nhan", "row 3, column luot-kham", "row 4, column ma"});
    list.lines = {2, 3, 5, 9}; // where they stood in the file
    CHECK(errors(check(list)).back() == "row 9, column ma");
}

TEST_CASE("a row has one cell for every column of the list", "[progress][list]") {
    FilledList list = facilities(2, 2);
    list.rows[1].pop_back();
    CHECK(errors(check(list)) == Texts{"row 2, column luot-kham"});
    list.rows[1].clear();
    CHECK_FALSE(errors(check(list)).empty());
}

TEST_CASE("a text too long, with a control character or not in NFC is refused", "[progress][list]") {
    for (const std::string& wrong : {std::string(501, 'x'), std::string("a\x01z"), std::string("So\xcc\x9b")}) {
        FilledList list = facilities(1, 1);
        list.rows[0][2] = wrong;
        CHECK(errors(check(list)) == Texts{"row 1, column dia-ban"});
    }
}

TEST_CASE("a list has at least one row and at most a hundred thousand", "[progress][list]") {
    CHECK(errors(check(facilities(0, 0))) == Texts{"rows"});
    CHECK(check(facilities(progress::most_list_rows, 0)).empty());
    const Issues issues = check(facilities(progress::most_list_rows + 1, 0));
    REQUIRE(issues.items().size() == 1);
    CHECK(issues.items()[0].code == ErrorCode::TooLarge);
}

TEST_CASE("after a hundred problems the check stops and says so", "[progress][list]") {
    FilledList list = facilities(5000, 0);
    for (auto& row : list.rows)
        row[1].clear();
    CHECK(errors(check(list)).size() == 101);
    CHECK(errors(check(list)).back() == "rows");
}

TEST_CASE("a checklist takes only its own items and misses those without a row", "[progress][list]") {
    FilledList list{"m42-cap-do-3", 42, "STTTT", {}, {}};
    for (const auto& item : spec_of(42, "m42-cap-do-3").items)
        list.rows.push_back({item.code, "yes", "", ""});
    CHECK(check(list).empty());
    list.rows.pop_back();
    CHECK(errors(check(list)).empty());
    CHECK(warnings(check(list)).size() == 1);
    list.rows.push_back({"xx-99", "yes", "", ""});
    CHECK(errors(check(list)) == Texts{"row 20, column ma"});
}

TEST_CASE("no problem repeats what stands in a cell", "[progress][list]") {
    FilledList list = learners("SYT", 3);
    list.rows[2][0] = "HV1";
    list.rows[1][5] = "Nguyễn Văn Thử";
    const auto found = check(list);
    REQUIRE(found.items().size() >= 2);
    for (const auto& issue : found.items()) {
        CHECK((issue.where + issue.sentence).find("Thử") == std::string::npos);
        CHECK((issue.where + issue.sentence).find("HV1") == std::string::npos);
    }
}

TEST_CASE("the standing office fills the list of essential services and nobody else", "[progress][list]") {
    CHECK(fills(1, "m01-danh-muc", clerk, "CAT").empty());
    CHECK(fills(1, "m01-danh-muc", police, "CAT") == "forbidden list");
    CHECK(fills(1, "m01-danh-muc", admin, "CAT") == "forbidden admin");
}

TEST_CASE("an agency with a duty in the model fills its own list, and the office may do it for it",
          "[progress][list]") {
    CHECK(fills(6, "m06-co-so", health, "SYT").empty());
    CHECK(fills(6, "m06-co-so", clerk, "SYT").empty());
    CHECK(fills(6, "m06-co-so", police, "SYT") == "forbidden agency");
    CHECK(fills(6, "m06-co-so", {"ha.do", people::Role::Focal, "NHNN"}, "NHNN") == "forbidden agency");
    CHECK(fills(6, "m06-co-so", clerk, "TT-BV") == "forbidden agency"); // a collective body fills nothing
    CHECK(fills(6, "m06-co-so", clerk, "NOBODY") == "not-found agency");
    CHECK(fills(6, "m06-co-so", {"x", people::Role::Learner, "SYT"}, "SYT") == "forbidden learner");
}

TEST_CASE("every department sends its list of learners, as a member of all agencies", "[progress][list]") {
    CHECK(fills(28, "m28-danh-sach", health, "SYT").empty());
    CHECK(fills(28, "m28-danh-sach", {"lan.vu", people::Role::Focal, "SDL"}, "SDL").empty());
}
