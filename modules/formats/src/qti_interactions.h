#pragma once

#include "qti_grading.h"

namespace canbo::formats::qti {

/// A question on its way, with what its answers are called in the item: feedback names them by it.
struct Built {
    assessment::BankQuestion question;
    std::vector<std::string> ids;
};

/// Everything an interaction is read with.
struct Reading {
    const Grading& grading;
    const LossList& losses;
    HtmlWriter& html;
};

/// What an interaction does in a question.
enum class Place {
    Whole,  ///< Choice, match, associate, order, extended text, hot text, gaps, slider: the question is it.
    Inline, ///< Text entry, inline choice: stands in a text.
    Unknown,
};
Place place_of(const std::string& interaction);
/// True for those that several may stand of in one item.
bool fits_cloze(const std::string& interaction);
bool is_interaction(const Node& node);

/// Reads type, answers and marks. Why it cannot be taken, nullptr when it was: one English sentence.
const char* read_interaction(const Node& interaction, const Reading& reading, Built& out);

} // namespace canbo::formats::qti
