#pragma once

#include "assessment/bank.h"
#include "assessment/question.h"
#include "assessment/question_view.h"

#include <string>

namespace canbo::training {

using assessment::AnswerKind;
using assessment::GivenAnswer;
using assessment::plain_text;
using assessment::QuestionView;

/// True for the types a screen can ask and the engine grades by itself.
bool can_be_asked(const assessment::BankQuestion& question);
/// How typed answers are compared: they are Vietnamese, so hòa is hoà.
assessment::TextRules answer_rules();
/// `engine`: made from `source`, with this attempt's shuffles.
QuestionView view_of(const assessment::BankQuestion& source, const assessment::Question& engine);
/// What is right, in plain text.
std::string right_answer(const assessment::BankQuestion& source);
/// Index in the bank of what stands at a position in this attempt; GivenAnswer::none where nothing does.
std::size_t bank_index(const assessment::Question& engine, std::size_t position);

} // namespace canbo::training
