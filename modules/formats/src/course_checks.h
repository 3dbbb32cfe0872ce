#pragma once

#include "assessment/bank.h"
#include "formats/course_folder.h"

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace canbo::formats {

/// "file:line", or "file" where no line is known.
std::string place(std::string_view file, int line);

/// Files that a lesson or course.json names; what is left over at the end is told.
using UsedFiles = std::set<std::string, std::less<>>;

/// A lesson: head line, length, pictures, links, no HTML.
void check_lesson(const CourseFiles& files, const std::string& file, UsedFiles& used, Issues& issues);

/// A picture that runs nothing and fetches nothing.
void check_svg(const std::string& file, const std::string& content, Issues& issues);

/// Where a question stood first, by its text without case and diacritics.
using SeenQuestions = std::map<std::string, std::string>;
/// A quiz file: category, names, keys, feedback, questions that stand twice in the course. Returns the questions.
std::vector<assessment::BankQuestion> check_quiz(const std::string& file, const std::string& content,
                                                 std::string_view slug, SeenQuestions& seen, Issues& issues);

/// The line of every value of a JSON text, by its path as ObjectReader writes it ("lessons[3].quiz").
std::map<std::string, int> json_value_lines(std::string_view text);
/// The line of the value at `path`, or of the nearest thing around it; 1 when nothing fits.
int line_of_path(const std::map<std::string, int>& lines, std::string path);

} // namespace canbo::formats
