#include "identity/trust.h"
#include "support/card_issuer.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using identity::TrustStore;

namespace {

struct Lists {
    CardIssuer signer, other{Scheme::EcdsaBrainpool512Explicit, "CSCA Khac"};
    identity::Bytes file = signer.master_list({signer.root(), other.root(), other.root(), signer.signer()});
};
const Lists& lists() {
    static const Lists one;
    return one;
}

} // namespace

TEST_CASE("a master list gives each root once and counts what is none", "[identity][trust]") {
    const auto list = identity::read_master_list(lists().file);
    REQUIRE(list);
    CHECK(list->roots == std::vector<identity::Bytes>{lists().signer.root(), lists().other.root()});
    CHECK(list->refused == 1); // a signer of cards is no root
    CHECK(list->fingerprint == identity::fingerprint(lists().file));
    CHECK(identity::looks_like_master_list(lists().file));
    CHECK_FALSE(identity::looks_like_master_list(lists().signer.root()));
}

TEST_CASE("a master list changed anywhere in its content is refused", "[identity][trust]") {
    const auto begin = lists().file.find(lists().other.root());
    for (std::size_t at = begin; at < begin + lists().other.root().size(); at += 7) {
        auto changed = lists().file;
        changed[at] = static_cast<char>(changed[at] ^ 4);
        CHECK_FALSE(identity::read_master_list(changed));
    }
    for (std::size_t size = 0; size < lists().file.size(); size += 97)
        CHECK_FALSE(identity::read_master_list(lists().file.substr(0, size)));
}

TEST_CASE("a security object is no master list", "[identity][trust]") {
    const auto sod = lists().signer.sign({{identity::data_group(1), "x"}});
    CHECK_FALSE(identity::read_master_list(sod));
    CHECK_FALSE(identity::read_master_list(std::string_view(sod).substr(4)));
}

TEST_CASE("the list's fingerprint confirms all its roots, by another account", "[identity][trust]") {
    const auto list = identity::read_master_list(lists().file).value();
    TrustStore store;
    store.propose(list, "mot", {});
    CHECK(store.anchors().roots.empty());
    CHECK(store.confirm(list.fingerprint, "mot").error().code == ErrorCode::Forbidden);
    REQUIRE(store.confirm(list.fingerprint, "hai"));
    CHECK(store.anchors().roots == list.roots);
    CHECK(store.confirm(list.fingerprint, "hai").error().code == ErrorCode::Conflict);
    const auto again = TrustStore::from_json(store.to_json());
    REQUIRE(again);
    CHECK(again->roots()[1].list == list.fingerprint);
    REQUIRE(store.remove(list.fingerprint));
    CHECK(store.roots().empty());
}

TEST_CASE("a root proposed by itself is confirmed by itself", "[identity][trust]") {
    TrustStore store;
    const auto print = store.propose(lists().signer.root(), "mot", {}).value();
    store.propose(identity::read_master_list(lists().file).value(), "mot", {});
    REQUIRE(store.confirm(print, "hai"));
    CHECK(store.anchors().roots == std::vector<identity::Bytes>{lists().signer.root()});
}
