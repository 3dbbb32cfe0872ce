#include "base/result.h"
#include "base/text.h"
#include "formats/qti.h"
#include "targets.h"

namespace canbo::fuzz {

void read_qti(std::string_view input) {
    (void)formats::is_qti(input);
    const auto bank = formats::read_qti(input);
    if (!bank)
        return;
    for (const auto& question : bank->questions) {
        for (const char* forbidden : {"<script", "<iframe", "<style", "href=\"javascript:", " onclick="})
            CANBO_CHECK(question.text.find(forbidden) == std::string::npos);
        CANBO_CHECK(question.type != "multichoice" || !question.answers.empty());
        CANBO_CHECK(question.type != "match" || question.pairs.size() > 1);
        CANBO_CHECK(assessment::make_question(question, {}).has_value());
    }
    for (const auto& loss : bank->losses)
        CANBO_CHECK(!loss.why.empty());
    const auto json = assessment::bank_to_json(*bank);
    const auto again = assessment::bank_from_json(json);
    CANBO_CHECK(again && assessment::bank_to_json(*again) == json);
}

} // namespace canbo::fuzz
