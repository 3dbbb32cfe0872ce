// Grades recorded attempts again and says how many a second of processor time takes.
// usage: replay_bench ATTEMPTS.jsonl (rows as conformance/quiz-attempts, unpacked)
#include "assessment/recorded.h"

#include <ctime>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

using namespace canbo;

namespace {

constexpr double least_seconds = 2; // until then the rows are graded once more

struct Outcome {
    std::size_t graded{0};
    std::size_t equal{0};
};

Outcome grade(const std::vector<Json>& rows) {
    Outcome out;
    for (const auto& row : rows) {
        auto recorded = assessment::read_recorded_attempt(row);
        if (!recorded)
            continue;
        const auto expected = recorded->trace;
        const auto trace = assessment::replay(*std::move(recorded));
        ++out.graded;
        out.equal += trace && assessment::same_trace(*trace, expected) ? 1 : 0;
    }
    return out;
}

double seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

} // namespace

int main(int argc, char** argv) {
    if (argc != 2)
        return 2;
    std::ifstream in(argv[1]);
    std::vector<Json> rows;
    for (std::string line; std::getline(in, line);)
        rows.push_back(Json::parse(line));
    const double from = seconds();
    Outcome once;
    std::size_t graded = 0;
    while (!rows.empty() && seconds() - from < least_seconds) {
        once = grade(rows);
        graded += once.graded;
    }
    const double spent = seconds() - from;
    std::cout << Json{{"attempts", once.graded},
                      {"equal", once.equal},
                      {"per_second", spent > 0 ? static_cast<double>(graded) / spent : 0}}
                     .dump()
              << "\n";
    return once.graded > 0 && once.graded == once.equal ? 0 : 1;
}
