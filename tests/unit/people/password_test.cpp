#include "people/password.h"

#include <catch2/catch.hpp>

using namespace canbo;

namespace {

std::string refusal(const std::string& password, const std::string& account = "dm.syt") {
    const auto checked = people::check_password(password, account);
    if (checked)
        return "";
    CHECK(checked.error().code == ErrorCode::InvalidInput);
    CHECK(checked.error().where == "password");
    return checked.error().message;
}

} // namespace

TEST_CASE("a password has ten characters, counted as characters and not as bytes", "[people][password]") {
    CHECK(refusal("sông núi").find("at least 10") != std::string::npos);
    CHECK(refusal("ắớệứỗẵ").find("at least 10") != std::string::npos); // six letters in eighteen bytes
    CHECK(refusal("").find("at least 10") != std::string::npos);
    CHECK(refusal("sông xa núi").empty());
}

TEST_CASE("a password may be as long as a sentence, up to 128 characters", "[people][password]") {
    std::string sentence;
    for (int i = 0; sentence.size() < 64; ++i)
        sentence += "chim thứ " + std::to_string(i) + " bay qua ";
    CHECK(refusal(sentence.substr(0, 64)).empty());
    std::string letters;
    for (int i = 0; i < 128; ++i)
        letters += static_cast<char>('a' + i * i % 26);
    CHECK(refusal(letters).empty());
    CHECK(refusal(letters + "a") == "A password has at most 128 characters");
}

TEST_CASE("passwords that offices are given without thinking are refused", "[people][password]") {
    for (const char* password :
         {"123456789012",   "111111111111",   "01/01/1990 0101", "Matkhau@2024!",   "mật khẩu 123456",
          "P@ssw0rd1234",   "Passw0rd!!!!",   "CongAnHaNoi2024", "LaoCai123456",    "laocai@laocai",
          "Admin@123456",   "administrator",  "adminadminadmin", "qwertyuiop12",    "1qaz2wsx3edc",
          "Abcd@1234567",   "abcabcabcabc",   "Vietnam@2024!",   "ubndtinh@12345",  "Nguyễn Văn 1980",
          "TuyênQuang2024", "Quản trị 2024!", "iloveyou2024",    "Chuyendoiso2024", "aaaaaaaaaaab",
          "x8739211038475"}) {
        INFO(password);
        CHECK_FALSE(refusal(password).empty());
        CHECK(people::is_easy_password(password));
    }
}

TEST_CASE("sentences and random letters are no easy passwords", "[people][password]") {
    for (const char* password : {"mật khẩu đủ dài", "con mèo nhà bên ngủ trưa", "Sáng nay Sa Pa có mây",
                                 "k3N-xW9_qTzL4mRb", "3f9a1c5e7b2d4f60", "bốn con dê leo núi 7"}) {
        INFO(password);
        CHECK(refusal(password).empty());
    }
}

TEST_CASE("a password is more than the account's name, however it is written", "[people][password]") {
    for (const char* password :
         {"dm.syt con mèo", "ngủ DM SYT trưa", "đm-sýt ngủ nhé", "dmsyt-k3NxW9", "dm.syt dm.syt dm.syt"}) {
        INFO(password);
        CHECK(refusal(password) == "A password is more than the account's name; choose another one");
    }
    CHECK(refusal("dm.syt con mèo ngủ trưa").empty());        // a sentence that it stands in is one
    CHECK(refusal("con mèo nhà bên ngủ trưa", "an").empty()); // a name of two letters is in every sentence
}

TEST_CASE("a password that cannot be typed again is refused", "[people][password]") {
    CHECK_FALSE(refusal(std::string("con mèo nhà bên\0ngủ", 22)).empty());
    CHECK_FALSE(refusal("con mèo nhà bên \xff ngủ").empty());
}
