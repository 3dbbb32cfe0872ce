#include "formats/account_csv.h"

#include <catch2/catch.hpp>

using namespace canbo;

TEST_CASE("accounts are read from CSV with their first passwords", "[formats][csv]") {
    Issues issues;
    const auto read = formats::read_account_csv("name;display_name;role;agency;password\r\n"
                                                "dm.syt;Đầu mối Sở Y tế;focal;SYT;mật khẩu đủ dài\r\n"
                                                "\r\n"
                                                "kt.tinh;Người kiểm tra;auditor;;\"mật khẩu; rất dài\"\r\n",
                                                issues);
    REQUIRE(read);
    CHECK_FALSE(issues.has_errors());
    REQUIRE(read->size() == 2);
    CHECK((*read)[0].agency == "SYT");
    CHECK((*read)[1].role == people::Role::Auditor);
    CHECK((*read)[1].password == "mật khẩu; rất dài");
}

TEST_CASE("every wrong row of accounts is named", "[formats][csv]") {
    Issues issues;
    const auto read = formats::read_account_csv("name,role,agency,password\n"
                                                "Đầu Mối,focal,SYT,mật khẩu đủ dài\n"
                                                "dm.cat,vua,CAT,mật khẩu đủ dài\n"
                                                "dm.stp,focal,,mật khẩu đủ dài\n"
                                                "dm.sct,focal,SCT,ngắn\n"
                                                "dm.sdl,focal,SDL,mật khẩu đủ dài\n"
                                                "dm.sdl,focal,SDL,mật khẩu đủ dài\n",
                                                issues);
    REQUIRE(read);
    std::vector<std::string> where;
    for (const auto& issue : issues.items())
        where.push_back(issue.where);
    CHECK(where == std::vector<std::string>{"row 2, column name", "row 3, column role", "row 4, column agency",
                                            "row 5, column password", "row 7, column name"});
}

TEST_CASE("a file without the columns of accounts is refused", "[formats][csv]") {
    Issues issues;
    CHECK_FALSE(formats::read_account_csv("ten,vai tro\na,b\n", issues));
    CHECK_FALSE(formats::read_account_csv("", issues));
}
