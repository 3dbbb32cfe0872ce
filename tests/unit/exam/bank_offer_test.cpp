#include "exam/bank_offer.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace canbo;
using namespace canbo::exam;

namespace {

assessment::BankQuestion question(std::string category, std::vector<std::string> tags = {},
                                  std::string type = "truefalse") {
    assessment::BankQuestion out;
    out.type = std::move(type);
    out.category = std::move(category);
    out.tags = std::move(tags);
    return out;
}

std::size_t offered(const std::vector<BankOffer>& offers, const std::string& category, const std::string& difficulty) {
    const auto found = std::find_if(offers.begin(), offers.end(), [&](const auto& one) {
        return one.category == category && one.difficulty == difficulty;
    });
    return found == offers.end() ? 0 : found->questions;
}

} // namespace

TEST_CASE("a bank offers what a blueprint can draw of each topic and difficulty", "[exam][bank_offer]") {
    const std::vector<assessment::BankQuestion> bank{
        question("luat/chung", {"difficulty:easy"}), question("luat/chung", {"difficulty:hard", "moi"}),
        question("luat", {"difficulty:easy"}), question("sa-hinh"), question("luat", {}, "description")};
    const auto offers = offers_of({{"lai-xe", bank}});
    CHECK(offered(offers, "", "") == 4);
    CHECK(offered(offers, "luat", "") == 3);
    CHECK(offered(offers, "luat", "easy") == 2);
    CHECK(offered(offers, "luat/chung", "hard") == 1);
    CHECK(offered(offers, "sa-hinh", "") == 1);
    CHECK(offered(offers, "sa-hinh", "easy") == 0);
    for (const auto& offer : offers) { // as the draw itself counts
        CHECK(assessment::draw_paper(bank, {rule_of(offer, offer.questions, 1).draw}, {}, 7));
        CHECK_FALSE(assessment::draw_paper(bank, {rule_of(offer, offer.questions + 1, 1).draw}, {}, 7));
        CHECK(takes_from(rule_of(offer, 1, 2), offer));
    }
    CHECK_FALSE(takes_from(rule_of(offers[0], 1, 1), offers[1]));
}
