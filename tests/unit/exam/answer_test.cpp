#include "exam/answer.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::exam;
using Fate = AnswerChain::Fate;

namespace {

AnswerRecord record(std::int64_t sequence, int slot, const std::string& answer) {
    AnswerRecord out;
    out.station = 1;
    out.sequence = sequence;
    out.slot = slot;
    out.response = {{"answer", answer}};
    return out;
}

void take(AnswerChain& chain, std::int64_t sequence, int slot, const std::string& answer) {
    REQUIRE(chain.append(*chain.link(record(sequence, slot, answer))));
}

} // namespace

TEST_CASE("no older answer ever wins, whenever it comes", "[exam][answer]") {
    AnswerChain chain("thi-thu", "0001");
    take(chain, 1, 1, "0");
    take(chain, 5, 1, "2");
    CHECK(chain.fate_of(3, 1, {{"answer", "1"}}) == Fate::Old);   // came late, is older
    CHECK(chain.fate_of(3, 2, {{"answer", "1"}}) == Fate::New);   // of another question
    CHECK(chain.fate_of(5, 1, {{"answer", "2"}}) == Fate::Again); // sent twice
    CHECK(chain.fate_of(5, 1, {{"answer", "3"}}) == Fate::Other); // another under the same number
    CHECK(chain.fate_of(5, 2, {{"answer", "2"}}) == Fate::Other);
    take(chain, 3, 2, "1");
    CHECK(chain.current().at(1)->response.text("answer") == "2");
    CHECK(chain.current().at(2)->response.text("answer") == "1");
    CHECK(chain.newest() == 5);
}

TEST_CASE("a record changed anywhere does not fit on the chain", "[exam][answer]") {
    AnswerChain chain("thi-thu", "0001");
    take(chain, 1, 1, "0");
    const auto good = *chain.link(record(2, 2, "1"));
    const auto refused = [&](auto change) {
        auto bad = good;
        change(bad);
        auto copy = chain;
        return !copy.append(bad);
    };
    CHECK(refused([](auto& r) { r.response = {{"answer", "2"}}; }));
    CHECK(refused([](auto& r) { r.slot = 3; }));
    CHECK(refused([](auto& r) { r.sequence = 3; }));
    CHECK(refused([](auto& r) { r.position = 3; }));
    CHECK(refused([](auto& r) { r.candidate = "0002"; }));
    CHECK(refused([](auto& r) { r.time += std::chrono::hours(1); }));
    CHECK(refused([](auto& r) { r.station_time = "x"; }));
    CHECK(refused([](auto& r) { r.hash[0] = r.hash[0] == 'a' ? 'b' : 'a'; }));
    CHECK(AnswerChain(chain).append(good));
    CHECK(answer_to_json(*answer_from_json(answer_to_json(good))) == answer_to_json(good));
}
