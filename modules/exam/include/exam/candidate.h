#pragma once

#include "base/clock.h"
#include "base/issues.h"
#include "base/json.h"
#include "exam/definition.h"
#include "identity/number.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace canbo::exam {

/// Somebody on an exam's list.
struct Candidate {
    std::string number;  ///< Số báo danh: letters, digits, hyphens; at most 20.
    std::string citizen; ///< 12 digits. Personal data: never logged.
    std::string name;
    base::Day birth{};
    std::optional<identity::Sex> sex;
    std::string room;      ///< Slug; empty: any room of the exam.
    int seat{0};           ///< 0: the next free one.
    int extra_minutes{0};  ///< More time than others, by decision.
    std::string account{}; ///< Name of the person's account, to whom the own result goes; may be empty.
    std::string photo;     ///< JPEG or PNG as it came; empty when there is none.
};

Json candidate_to_json(const Candidate& candidate);
/// Problems go into `issues`; what was read is returned.
Candidate candidate_from_json(const Json& json, const std::string& where, Issues& issues);

/// A row of a list as a file brings it: texts under the names of candidate_columns().
using RosterRow = std::map<std::string, std::string>;
/// number, citizen, name, birth, sex, room, seat, extra_minutes, account
const std::vector<std::string>& candidate_columns();
/// One candidate of a row; problems name `where` and the column.
Candidate candidate_from_row(const RosterRow& row, const std::string& where, Issues& issues);

/// What is wrong with a list as a whole, and doubtful (warnings): numbers or citizens twice, a number that does not fit
/// birth or sex, one name and birth twice, rooms and seats that are not there or taken, a room that is too small.
/// `where_of(i)`: what the i-th candidate is called in messages.
void check_roster(const std::vector<Candidate>& roster, const Exam& exam,
                  const std::function<std::string(std::size_t)>& where_of, Issues& issues);

const Candidate* find_candidate(const std::vector<Candidate>& roster, std::string_view number);

} // namespace canbo::exam
