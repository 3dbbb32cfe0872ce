#include "formats/content.h"
#include "formats/list_file.h"

#include <catch2/catch.hpp>

using namespace canbo;
using Texts = std::vector<std::string>;
using progress::ListRow;

namespace {

const progress::ListSpec& spec(int model, const char* code) {
    static const formats::PlanContent content = formats::load_plan_content(CANBO_TEST_SOURCE).value();
    return *content.catalogue.find(model)->list(code);
}
const progress::ListSpec& facilities() { return spec(6, "m06-co-so"); }

struct Read {
    progress::FilledList list;
    Texts problems;
};

Texts wheres(const Issues& issues) {
    Texts out;
    for (const auto& issue : issues.items())
        out.push_back(issue.where);
    return out;
}

Read read(const std::string& text, const progress::ListSpec& of = facilities()) {
    Issues issues;
    auto list = formats::read_list_csv(text, of, issues);
    REQUIRE(list);
    return {*std::move(list), wheres(issues)};
}

Read read_json(const char* text) {
    Issues issues;
    auto list = formats::read_list_json(base::parse_json(text).value(), facilities(), issues);
    return {std::move(list), wheres(issues)};
}

} // namespace

TEST_CASE("columns are found by code or by name, in any order, and cells brought to one form", "[formats][list]") {
    const auto found = read("\xef\xbb\xbf"
                            "Số lượt khám dùng CCCD gắn chíp hoặc VNeID;ten;MÃ CƠ SỞ;da-tiep-nhan\r\n"
                            "1.200; Trạm y tế A ;CS-1;Có\r\n;B;CS-2;chưa\r\n");
    CHECK(found.problems.empty());
    CHECK(found.list.rows ==
          std::vector<ListRow>{{"CS-1", "Trạm y tế A", "", "yes", "1200"}, {"CS-2", "B", "", "no", ""}});
}

TEST_CASE("blank rows are skipped and the others keep the number of their row in the file", "[formats][list]") {
    const auto found = read("ma,ten,da-tiep-nhan\n\nCS-1,A,x\n,,\nCS-2,B,x\n");
    CHECK(found.list.lines == std::vector<std::size_t>{3, 5});
}

TEST_CASE("columns that are unknown, doubled or missing are named in row 1 and no row is read", "[formats][list]") {
    const auto found = read("ma,Mã cơ sở,màu,ten\nCS-1,CS-1,xanh,A\n");
    CHECK(found.problems == Texts{"row 1, column Mã cơ sở", "row 1, column màu", "row 1, column da-tiep-nhan"});
    CHECK(found.list.rows.empty());
    CHECK(read("").problems == Texts{"row 1"});
}

TEST_CASE("a list of persons without a head does not show a name as an unknown column", "[formats][list]") {
    for (const auto& where : read("HV1,Lê Văn Minh Họa\n", spec(28, "m28-danh-sach")).problems)
        CHECK(where.find("Minh") == std::string::npos);
}

TEST_CASE("a cell beyond the last column is named, a short row is blank at its end", "[formats][list]") {
    const auto found = read("ma,ten,da-tiep-nhan\nCS-1,A,x,more\nCS-2,B\n");
    CHECK(found.problems == Texts{"row 2, column 4"});
    CHECK(found.list.rows[1] == ListRow{"CS-2", "B", "", "", ""});
}

TEST_CASE("a list file that is not UTF-8 or whose quote does not end is refused", "[formats][list]") {
    for (const char* wrong : {"ma,ten,da-tiep-nhan\nS\xe5,B,x\n", "ma,\"ten\n"}) {
        Issues issues;
        CHECK(formats::read_list_csv(wrong, facilities(), issues).error().code == ErrorCode::InvalidInput);
    }
}

TEST_CASE("JSON rows are read by column codes with numbers and truth as such", "[formats][list]") {
    const auto found = read_json(R"([{"ma": "CS-1", "ten": "A", "da-tiep-nhan": true, "luot-kham": 12},
                                     {"ma": "CS-2", "ten": "B", "da-tiep-nhan": "không", "dia-ban": null}])");
    CHECK(found.problems.empty());
    CHECK(found.list.rows == std::vector<ListRow>{{"CS-1", "A", "", "yes", "12"}, {"CS-2", "B", "", "no", ""}});
}

TEST_CASE("JSON of another shape is named by row and column", "[formats][list]") {
    CHECK(read_json("{}").problems == Texts{"rows"});
    CHECK(read_json(R"([7, {"ma": [1], "luot-kham": 1.5, "ten": true, "x": 1}])").problems ==
          Texts{"row 1", "row 2, column luot-kham", "row 2, column ma", "row 2, column ten", "row 2, column x"});
}

TEST_CASE("what is written as CSV is read back the same, and no cell is a formula", "[formats][list]") {
    const std::vector<ListRow> rows{{"CS-1", "Bệnh viện \"Một\", tuyến; tỉnh", "", "yes", "1200"},
                                    {"CS-2", "=1+1", "-x", "no", ""},
                                    {"CS-3", "'=1", "@b", "yes", "0"},
                                    {"CS-4", "'A", "dòng\nhai", "no", ""}};
    const std::string text = formats::write_list_csv(facilities(), rows);
    CHECK(text.find(",'=1+1,'-x,Không,") != std::string::npos);
    const auto found = read(text);
    CHECK(found.problems.empty());
    CHECK(found.list.rows == rows);
    const auto& services = spec(1, "m01-danh-muc");
    const std::vector<ListRow> dated{{"1", "A", "", "yes", "2024-02-16"}};
    CHECK(formats::write_list_csv(services, dated).find("16/02/2024") != std::string::npos);
    CHECK(read(formats::write_list_csv(services, dated), services).list.rows == dated);
}
