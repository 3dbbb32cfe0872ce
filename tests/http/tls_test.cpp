#include "base/file.h"
#include "office_fixture.h"

#include <catch2/catch.hpp>

#include <cstdlib>

using namespace canbo;
using namespace canbo::test;
namespace fs = std::filesystem;

namespace {

/// A folder with a self-signed certificate for a name, made by the openssl command.
struct Certificate {
    fs::path folder = fs::temp_directory_path() / ("canbo-tls-" + base::new_uuid());
    fs::path certificate = folder / "cert.pem";
    fs::path key = folder / "key.pem";

    explicit Certificate(const std::string& name, const std::string& more = "-nodes") {
        fs::create_directories(folder);
        const std::string command =
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -days 2 -subj /CN=" + name +
            " -addext subjectAltName=" + name + " -keyout " + key.string() + " -out " + certificate.string() + " " +
            more + " 2>/dev/null";
        REQUIRE(std::system(command.c_str()) == 0);
    }
    ~Certificate() { fs::remove_all(folder); }

    service::ServerOptions options() const {
        service::ServerOptions server;
        server.certificate = certificate;
        server.private_key = key;
        return server;
    }
};

const std::string no_secure_connection = "A secure connection to the office could not be made";

wire::HttpOfficeClient secure_client(const OfficeFixture& office, const fs::path& ca) {
    wire::ClientOptions options;
    options.ca_file = ca;
    return {wire::OfficeAddress{true, "localhost", office.port()}, std::move(options)};
}

} // namespace

TEST_CASE("a desk that knows the office's certificate works over TLS", "[http][tls]") {
    const Certificate certificate("DNS:localhost");
    OfficeFixture office(certificate.options());
    auto client = secure_client(office, certificate.certificate);
    REQUIRE(client.login({"focal", password}));
    const auto frozen = entry_of("focal", "SYT", "2024-W07", "note", {{"text", std::string(100'000, 'x')}});
    const auto receipt = client.put_entry(frozen);
    REQUIRE(receipt);
    for (int i = 0; i < 5; ++i)
        CHECK(*client.put_entry(frozen) == *receipt);
    CHECK(client.changes(0, 10)->changes.size() == 1);
}

TEST_CASE("who comes over TLS is asked to come over TLS only", "[http][tls]") {
    const Certificate certificate("DNS:localhost");
    OfficeFixture office(certificate.options());
    const auto answer = certificate.folder / "answer";
    const std::string ask = "printf 'GET /health HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' | "
                            "openssl s_client -quiet -connect localhost:" +
                            std::to_string(office.port()) + " >" + answer.string() + " 2>/dev/null";
    static_cast<void>(std::system(ask.c_str()));
    CHECK_THAT(base::read_file(answer).value(), Catch::Contains("Strict-Transport-Security: max-age=63072000\r\n"));
    OfficeFixture plain;
    CHECK(plain.ask("GET", "/health").headers.count("strict-transport-security") == 0);
}

TEST_CASE("an unknown certificate and one for another name are refused with their own sentence", "[http][tls]") {
    const Certificate certificate("DNS:localhost");
    const Certificate other("DNS:localhost");
    const Certificate wrong_name("DNS:office.example");
    OfficeFixture office(certificate.options());
    for (const auto& ca : {other.certificate, fs::path()}) {
        auto client = secure_client(office, ca);
        const auto error = client.health().error();
        CHECK(error.code == ErrorCode::Unreachable);
        CHECK(error.message == "The office's certificate is not trusted on this machine");
    }
    OfficeFixture misnamed(wrong_name.options());
    auto client = secure_client(misnamed, wrong_name.certificate);
    CHECK(client.health().error().message == "The office's certificate is not trusted on this machine");
}

namespace {

/// SHA-256 of the public key, as the openssl command has it.
std::string pin_of(const Certificate& certificate) {
    const auto out = certificate.folder / "pin";
    const std::string command = "openssl x509 -in " + certificate.certificate.string() +
                                " -noout -pubkey | openssl pkey -pubin -outform DER | openssl dgst -sha256 -binary >" +
                                out.string();
    REQUIRE(std::system(command.c_str()) == 0);
    return base::read_file(out).value();
}

wire::HttpOfficeClient pinned_client(const OfficeFixture& office, const std::string& pin, const fs::path& ca = {}) {
    wire::ClientOptions options;
    options.ca_file = ca;
    return {wire::OfficeAddress{true, "localhost", office.port(), pin}, std::move(options)};
}

const std::string other_certificate =
    "The office shows another certificate than the one pinned on this desk; ask who runs it";

} // namespace

TEST_CASE("a pinned key is believed whoever signed its certificate, and no other", "[http][tls]") {
    const Certificate own("DNS:office.example"), other("DNS:localhost");
    OfficeFixture office(own.options());
    auto client = pinned_client(office, pin_of(own));
    REQUIRE(client.login({"focal", password}));
    CHECK(client.changes(0, 10));
    auto stranger = pinned_client(office, pin_of(other));
    const auto refused = stranger.login({"focal", password});
    CHECK(refused.error().code == ErrorCode::Unreachable);
    CHECK(refused.error().message == other_certificate);
    CHECK(office.audit().empty()); // nothing was sent
}

TEST_CASE("with an authority named besides, both the pin and the authority must hold", "[http][tls]") {
    const Certificate own("DNS:localhost"), other("DNS:localhost");
    OfficeFixture office(own.options());
    CHECK(pinned_client(office, pin_of(own), own.certificate).health());
    CHECK(pinned_client(office, pin_of(other), own.certificate).health().error().message == other_certificate);
    CHECK(pinned_client(office, pin_of(own), other.certificate).health().error().message ==
          "The office's certificate is not trusted on this machine");
}

TEST_CASE("a renewed certificate of the same key fits the pin, one of another key does not", "[http][tls]") {
    const Certificate first("DNS:localhost"), second("DNS:localhost");
    const auto pin = pin_of(first);
    const auto options = first.options();
    OfficeFixture office(options);
    const std::string renew = "openssl req -x509 -key " + first.key.string() +
                              " -days 3 -subj /CN=renewed -addext subjectAltName=DNS:localhost -out " +
                              first.certificate.string() + " 2>/dev/null";
    REQUIRE(std::system(renew.c_str()) == 0);
    REQUIRE(office.server->reload_certificate(options));
    CHECK(pinned_client(office, pin).health());
    fs::copy_file(second.certificate, first.certificate, fs::copy_options::overwrite_existing);
    fs::copy_file(second.key, first.key, fs::copy_options::overwrite_existing);
    REQUIRE(office.server->reload_certificate(options));
    CHECK(pinned_client(office, pin).health().error().message == other_certificate);
}

TEST_CASE("a new certificate is served without a restart, and a bad one leaves the old in its place", "[http][tls]") {
    const Certificate first("DNS:localhost");
    const Certificate second("DNS:localhost");
    const fs::path old = first.folder / "old.pem";
    fs::copy_file(first.certificate, old);
    const auto options = first.options();
    OfficeFixture office(options);
    auto before = secure_client(office, old);
    REQUIRE(before.login({"focal", password}));
    fs::copy_file(second.certificate, first.certificate, fs::copy_options::overwrite_existing);
    CHECK(office.server->reload_certificate(options).error().code == ErrorCode::InvalidInput); // the key is not its own
    CHECK(secure_client(office, old).health());
    fs::copy_file(second.key, first.key, fs::copy_options::overwrite_existing);
    REQUIRE(office.server->reload_certificate(options));
    CHECK(secure_client(office, second.certificate).health());
    CHECK(secure_client(office, old).health().error().code == ErrorCode::Unreachable);
    CHECK(before.changes(0, 10)); // on the connection it had
}

TEST_CASE("plain HTTP does not get through to an office with TLS, nor the other way round", "[http][tls]") {
    const Certificate certificate("DNS:localhost");
    OfficeFixture secure(certificate.options());
    CHECK(secure.client().health().error().code == ErrorCode::Unreachable);
    OfficeFixture plain;
    auto client = secure_client(plain, certificate.certificate);
    CHECK(client.health().error().code == ErrorCode::Unreachable);
    CHECK(client.health().error().message == no_secure_connection);
    CHECK(plain.ask("GET", "/health").status == 200);
}

TEST_CASE("whatever ends a connection before it is secure is said in one sentence", "[http][tls]") {
    const Certificate certificate("DNS:localhost");
    wire::ClientOptions options;
    options.ca_file = certificate.certificate;
    options.connect_timeout = std::chrono::milliseconds(200);
    const Impostor plain("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    const Impostor silent("");
    const Impostor closing("", Impostor::Manner::Close);
    const Impostor resetting("", Impostor::Manner::Reset);
    for (const auto* impostor : {&plain, &silent, &closing, &resetting}) {
        wire::HttpOfficeClient client(wire::OfficeAddress{true, "localhost", impostor->port()}, options);
        const auto error = client.health().error();
        CHECK(error.code == ErrorCode::Unreachable);
        CHECK(error.message == no_secure_connection);
    }
}

TEST_CASE("an office that is not there is not called insecure", "[http][tls]") {
    std::uint16_t port = 0;
    {
        const Impostor gone("");
        port = gone.port();
    }
    wire::HttpOfficeClient client(wire::OfficeAddress{true, "localhost", port}, {});
    CHECK(client.health().error().message == "The office cannot be reached");
}

TEST_CASE("a certificate or key that cannot be used is said at the start", "[http][tls]") {
    const Certificate good("DNS:localhost");
    const Certificate other("DNS:localhost");
    const Certificate locked("DNS:localhost", "-passout pass:secret");
    const auto refused = [](service::ServerOptions options) {
        try {
            const OfficeFixture office(options);
        } catch (const std::runtime_error& e) {
            return std::string(e.what());
        }
        return std::string("it started");
    };
    auto options = good.options();
    options.private_key = other.key;
    CHECK_THAT(refused(options), Catch::StartsWith("The office's certificate or private key cannot be used"));
    options.private_key = locked.key;
    options.certificate = locked.certificate;
    CHECK_THAT(refused(options), Catch::StartsWith("The office's private key is encrypted"));
    options.certificate = good.folder / "missing.pem";
    options.private_key = good.key;
    CHECK_THAT(refused(options), Catch::StartsWith("The office's certificate or private key cannot be used"));
}
