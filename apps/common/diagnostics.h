#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace canbo::apps {

/// Words that tell who sits at this machine; none of them may stand in what is copied for others.
struct PrivateWords {
    std::string home;                  ///< The person's folder: "/home/an.nguyen". Printed as "~".
    std::string user;                  ///< Name at the operating system: goes where it is a part of a path.
    std::vector<std::string> accounts; ///< Names of accounts: go wherever they stand as a word.

    /// This process' home and user, by the environment.
    static PrivateWords of_this_user();
};

/// The text without those words and without numbers of citizens: runs of exactly 9 or 12 digits. The program logs no
/// such thing; what other libraries say about files may still hold a name.
std::string without_private(std::string text, const PrivateWords& words);

/// What a person copies when asking for help, in English as the log is: facts ("data": "~/canbo"), then the newest
/// errors and warnings once more by themselves, then the log. Nothing private in it.
std::string diagnostics_text(const std::vector<std::pair<std::string, std::string>>& facts,
                             const std::vector<std::string>& troubles, std::string_view log, const PrivateWords& words);

} // namespace canbo::apps
