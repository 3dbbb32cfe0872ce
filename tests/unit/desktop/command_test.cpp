#include "desktop/command.h"

#include <catch2/catch.hpp>

using namespace canbo;

namespace {

desktop::Command command(const char* id, const char* label, const char* help, bool on = true) {
    desktop::Command made;
    made.id = id;
    made.label = label;
    made.help = help;
    made.run = [] {};
    made.enabled = [on] { return on; };
    return made;
}

desktop::CommandTable table() {
    desktop::CommandTable made;
    made.add(command("r.submit", "Nộp báo cáo", "Gửi báo cáo tới Cơ quan thường trực"));
    made.add(command("r.check", "Kiểm tra", "Nêu những gì còn thiếu trong báo cáo"));
    made.add(command("o.lock", "Khóa kỳ", "Không nhận thêm", false));
    return made;
}

std::vector<std::string> ids(const desktop::CommandTable& commands, const char* query) {
    std::vector<std::string> out;
    for (const auto* one : commands.search(query))
        out.push_back(one->id);
    return out;
}

} // namespace

TEST_CASE("a command is found without diacritics, by label before help", "[desktop][command]") {
    const auto commands = table();
    CHECK(ids(commands, "nop bao") == std::vector<std::string>{"r.submit"});
    CHECK(ids(commands, "bao cao") == std::vector<std::string>{"r.submit", "r.check"});
    CHECK(ids(commands, "KIEM") == std::vector<std::string>{"r.check"});
}

TEST_CASE("a command is found by the first letters of its words", "[desktop][command]") {
    CHECK(ids(table(), "nbc") == std::vector<std::string>{"r.submit"});
}

TEST_CASE("what cannot be done now is not offered and does not run", "[desktop][command]") {
    const auto commands = table();
    CHECK(ids(commands, "khoa").empty());
    CHECK_FALSE(commands.run("o.lock"));
    CHECK(commands.run("r.check"));
    CHECK_FALSE(commands.run("no.such"));
}

TEST_CASE("an empty query offers everything that can be done", "[desktop][command]") {
    CHECK(ids(table(), "").size() == 2);
}
