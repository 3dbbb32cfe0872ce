#pragma once

#include "ledger/entry_desk.h"
#include "ledger/kinds.h"

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
/// The course of such a subject, and the learner.
std::string course_of_subject(std::string_view subject);
std::string learner_of_subject(std::string_view subject);

/// At the office: what a learner did is theirs, about their own agency and under their own name.
Result<void> check_learner(const ledger::Admission& in, const std::string& course);
/// Readers of such an entry: the learner whom its subject names, and the standing office.
std::string learners_audience(const ledger::Entry& entry);

} // namespace canbo::training
