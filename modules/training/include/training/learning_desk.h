#pragma once

#include "ledger/entry_desk.h"

#include <string>
#include <string_view>

namespace canbo::training {

/// What the use cases of learning stand on.
using LearningDesk = ledger::EntryDesk;
using ledger::entries_here;
using ledger::NewEntry;
using ledger::queue_entry;

/// What one learner did in one course stands under this subject: "an-toan-thong-tin/an.nguyen".
std::string learner_subject(std::string_view course, std::string_view learner);
/// The course of such a subject.
std::string course_of_subject(std::string_view subject);

} // namespace canbo::training
