#include "ledger/syslog.h"

#include <catch2/catch.hpp>

using namespace canbo;

namespace {

ledger::AuditEvent event(std::string action, std::string actor = "quan.tri", std::string subject = "dm.sdl") {
    return {12, *base::parse_time("2024-02-16T09:00:00+07:00"), std::move(actor), std::move(action),
            std::move(subject)};
}

} // namespace

TEST_CASE("an audit event is a message of RFC 5424", "[syslog]") {
    CHECK(ledger::syslog_message(event("account.add"), "vp.laocai") ==
          "<110>1 2024-02-16T02:00:00.000Z vp.laocai canbo-office - account.add"
          " [event@32473 sequence=\"12\" actor=\"quan.tri\" subject=\"dm.sdl\"]");
}

TEST_CASE("a refused login and a copied session are warnings", "[syslog]") {
    CHECK(ledger::syslog_message(event("login.refused"), "x").starts_with("<108>1 "));
    CHECK(ledger::syslog_message(event("session.copied"), "x").starts_with("<108>1 "));
}

TEST_CASE("nothing that stands in an event forges another message or value", "[syslog]") {
    const auto text = ledger::syslog_message(event("x y\n<0>1", "a\" b=\"1", "]\\\n<110>1 "), "h o\nst");
    CHECK(text == "<110>1 2024-02-16T02:00:00.000Z host canbo-office - xy<0>1"
                  " [event@32473 sequence=\"12\" actor=\"a\\\" b=\\\"1\" subject=\"\\]\\\\\n<110>1 \"]");
    CHECK(ledger::syslog_message(event("account.add", "\xff", ""), "Lào Cai").find("actor=\"\"") != std::string::npos);
    CHECK(ledger::syslog_message(event(std::string(50, 'a')), "")
              .find(" - canbo-office - " + std::string(32, 'a') + " [") != std::string::npos);
}
