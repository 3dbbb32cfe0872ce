#include "common/diagnostics.h"

#include <catch2/catch.hpp>

using namespace canbo;
using apps::without_private;

namespace {

const apps::PrivateWords words{"/home/an.nguyen", "an.nguyen", {"dm.syt"}};

bool holds(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("diagnostics tell folders without the name of the person", "[apps][diagnostics]") {
    CHECK(without_private("/home/an.nguyen/.local/share/canbo", words) == "~/.local/share/canbo");
    CHECK(without_private("/home/an.nguyen", words) == "~");
    CHECK(without_private("/home/an.nguyen2/x", words) == "/home/an.nguyen2/x"); // somebody else's: no name we know
    CHECK(without_private("/media/an.nguyen/usb/canbo", words) == "/media/[user]/usb/canbo");
    CHECK(without_private("D:\\an.nguyen\\canbo", words) == "D:\\[user]\\canbo");
}

TEST_CASE("a user's name that is a usual word stays where it is no folder", "[apps][diagnostics]") {
    const apps::PrivateWords canbo{"/home/canbo", "canbo", {}};
    CHECK(without_private("canbo 0.1.0 at /srv/canbo/data", canbo) == "canbo 0.1.0 at /srv/[user]/data");
}

TEST_CASE("diagnostics hold no account's name and no citizen's number", "[apps][diagnostics]") {
    CHECK(without_private("login of dm.syt refused; dm.syt2 not", words) == "login of [account] refused; dm.syt2 not");
    CHECK(without_private("number 001088000123, old 101234567", words) == "number [number], old [number]");
    CHECK(without_private("1234567890 entries at 2024-02-16T09:00:00.123Z", words) ==
          "1234567890 entries at 2024-02-16T09:00:00.123Z");
}

TEST_CASE("diagnostics begin with the facts, then the newest troubles, then the log", "[apps][diagnostics]") {
    std::vector<std::string> troubles;
    for (int i = 0; i < 12; ++i)
        troubles.push_back("warning: trouble " + std::to_string(i) + " of dm.syt");
    const auto text = apps::diagnostics_text({{"canbo", "0.1.0"}, {"data", "/home/an.nguyen/canbo"}}, troubles,
                                             "info: /home/an.nguyen/canbo/desk.db opened\n", words);
    CHECK(text.find("canbo: 0.1.0\ndata: ~/canbo\n") == 0);
    CHECK_FALSE(holds(text, "trouble 1 of"));
    CHECK(holds(text, "trouble 2 of [account]"));
    CHECK(holds(text, "trouble 11 of"));
    CHECK(text.find("trouble 11") < text.find("log:"));
    CHECK(holds(text, "info: ~/canbo/desk.db opened"));
    for (const char* secret : {"an.nguyen", "dm.syt"})
        CHECK_FALSE(holds(text, secret));
    CHECK(holds(apps::diagnostics_text({}, {}, {}, words), "none"));
}

TEST_CASE("a machine without a home hides nothing and does not stop", "[apps][diagnostics]") {
    CHECK(without_private("/srv/canbo", {"/", "", {""}}) == "/srv/canbo");
}
