#include "support/oidc_provider.h"

#include "base/crypto.h"
#include "service/id_token.h"

#include <Poco/Net/HTMLForm.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <optional>

namespace canbo::test {
namespace {

using service::to_base64url;

struct KeyDeleter {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using Key = std::unique_ptr<EVP_PKEY, KeyDeleter>;

std::string number_of(EVP_PKEY* key, const char* name, std::size_t length = 0) {
    BIGNUM* number = nullptr;
    EVP_PKEY_get_bn_param(key, name, &number);
    std::string bytes(std::max<std::size_t>(length, static_cast<std::size_t>(BN_num_bytes(number))), '\0');
    BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    BN_free(number);
    return bytes;
}

std::string sign(EVP_PKEY* key, const std::string& text) {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    std::size_t length = 0;
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key);
    EVP_DigestSign(context, nullptr, &length, bytes, text.size());
    std::string signature(length, '\0');
    EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &length, bytes, text.size());
    signature.resize(length);
    EVP_MD_CTX_free(context);
    if (EVP_PKEY_is_a(key, "RSA"))
        return signature;
    const auto* der = reinterpret_cast<const unsigned char*>(signature.data());
    ECDSA_SIG* parts = d2i_ECDSA_SIG(nullptr, &der, static_cast<long>(signature.size()));
    std::string plain(64, '\0');
    BN_bn2binpad(ECDSA_SIG_get0_r(parts), reinterpret_cast<unsigned char*>(plain.data()), 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(parts), reinterpret_cast<unsigned char*>(plain.data() + 32), 32);
    ECDSA_SIG_free(parts);
    return plain;
}

struct Grant {
    Json claims;
    std::string challenge;
    std::string redirect_uri;
};

} // namespace

struct OidcProvider::Server {
    explicit Server(OidcProvider& its_owner) : owner(its_owner) { new_keys(); }

    OidcProvider& owner;
    std::mutex mutex{};
    Key rsa{};
    Key ec{};
    std::map<std::string, Grant> grants{};
    std::atomic<int> key_reads{0};
    std::atomic<int> document_reads{0};
    Poco::Net::ServerSocket socket{Poco::Net::SocketAddress("127.0.0.1", 0)};
    std::unique_ptr<Poco::Net::HTTPServer> http{};

    void new_keys() {
        rsa.reset(EVP_RSA_gen(2048));
        ec.reset(EVP_EC_gen("P-256"));
    }
    Json keys() {
        Json first = {{"kty", "RSA"}, {"kid", owner.key_id}, {"use", "sig"}};
        first["n"] = to_base64url(number_of(rsa.get(), OSSL_PKEY_PARAM_RSA_N));
        first["e"] = to_base64url(number_of(rsa.get(), OSSL_PKEY_PARAM_RSA_E));
        Json second = {{"kty", "EC"}, {"kid", owner.key_id}, {"use", "sig"}, {"crv", "P-256"}};
        second["x"] = to_base64url(number_of(ec.get(), OSSL_PKEY_PARAM_EC_PUB_X, 32));
        second["y"] = to_base64url(number_of(ec.get(), OSSL_PKEY_PARAM_EC_PUB_Y, 32));
        Json list = {{"keys", Json::array({first, second})}};
        if (owner.change_keys)
            owner.change_keys(list);
        return list;
    }
    Json discovery() {
        Json document = {{"issuer", owner.issuer()},
                         {"authorization_endpoint", owner.issuer() + "/authorize?tenant=lao-cai"},
                         {"token_endpoint", owner.issuer() + "/token"},
                         {"jwks_uri", owner.issuer() + "/keys"}};
        if (owner.change_discovery)
            owner.change_discovery(document);
        return document;
    }
    std::string token_for(Json claims) {
        const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
        claims["iss"] = owner.issuer();
        claims["aud"] = owner.client_id;
        claims["iat"] = now;
        claims["exp"] = now + 300;
        Json header = {{"alg", owner.algorithm}, {"typ", "JWT"}};
        if (!owner.key_id.empty())
            header["kid"] = owner.key_id;
        if (owner.change_header)
            owner.change_header(header);
        if (owner.change_claims)
            owner.change_claims(claims);
        const std::string text = to_base64url(header.dump()) + "." + to_base64url(claims.dump());
        std::string token = text + "." + to_base64url(sign(owner.algorithm == "ES256" ? ec.get() : rsa.get(), text));
        if (owner.change_token)
            owner.change_token(token);
        return token;
    }
    /// Nothing when the code cannot be redeemed.
    std::optional<Json> redeem(const Poco::Net::HTMLForm& form, const std::string& login) {
        const std::lock_guard lock(mutex);
        const auto found = grants.find(form.get("code", ""));
        if (found == grants.end() || form.get("grant_type", "") != "authorization_code")
            return std::nullopt;
        const Grant grant = found->second;
        grants.erase(found);
        const std::string secret = base::to_base64(owner.client_id + ":" + owner.client_secret);
        if (grant.redirect_uri != form.get("redirect_uri", "") || form.get("client_id", "") != owner.client_id ||
            grant.challenge != to_base64url(base::sha256(form.get("code_verifier", ""))) ||
            (!owner.client_secret.empty() && login != "Basic " + secret))
            return std::nullopt;
        return Json{{"access_token", "x"}, {"token_type", "Bearer"}, {"id_token", token_for(grant.claims)}};
    }
};

namespace {

template <class Owner>
struct Handler final : Poco::Net::HTTPRequestHandler {
    explicit Handler(Owner& its_server) : server(its_server) {}
    Owner& server;

    void handleRequest(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response) override {
        std::string body = "{\"error\":\"invalid_grant\"}";
        response.setStatus(Poco::Net::HTTPResponse::HTTP_BAD_REQUEST);
        const auto answer = [&](const Json& json) {
            response.setStatus(Poco::Net::HTTPResponse::HTTP_OK);
            body = json.dump();
        };
        if (request.getURI() == "/.well-known/openid-configuration") {
            ++server.document_reads;
            answer(server.discovery());
        } else if (request.getURI() == "/keys") {
            ++server.key_reads;
            answer(server.keys());
        } else if (request.getURI() == "/token") {
            const Poco::Net::HTMLForm form(request, request.stream());
            if (const auto tokens = server.redeem(form, request.get("Authorization", "")))
                answer(*tokens);
        }
        response.setContentType("application/json");
        response.sendBuffer(body.data(), body.size());
    }
};

template <class Owner>
struct Factory final : Poco::Net::HTTPRequestHandlerFactory {
    explicit Factory(Owner& its_server) : server(its_server) {}
    Owner& server;
    Poco::Net::HTTPRequestHandler* createRequestHandler(const Poco::Net::HTTPServerRequest&) override {
        return new Handler<Owner>(server);
    }
};

} // namespace

OidcProvider::OidcProvider() : m_server(std::make_unique<Server>(*this)) {
    m_server->http = std::make_unique<Poco::Net::HTTPServer>(new Factory<Server>(*m_server), m_server->socket,
                                                             new Poco::Net::HTTPServerParams);
    m_server->http->start();
}

OidcProvider::~OidcProvider() { m_server->http->stopAll(true); }

std::string OidcProvider::issuer() const {
    return "http://127.0.0.1:" + std::to_string(m_server->socket.address().port());
}

std::string OidcProvider::code_for(const std::string& subject, const Json& claims, const std::string& challenge,
                                   const std::string& redirect_uri) {
    const std::lock_guard lock(m_server->mutex);
    const std::string code = base::new_uuid();
    Json all = claims;
    all["sub"] = subject;
    m_server->grants[code] = {std::move(all), challenge, redirect_uri};
    return code;
}

void OidcProvider::new_keys() {
    m_server->new_keys();
    key_id = base::new_uuid();
}

int OidcProvider::key_reads() const { return m_server->key_reads; }
int OidcProvider::document_reads() const { return m_server->document_reads; }

} // namespace canbo::test
