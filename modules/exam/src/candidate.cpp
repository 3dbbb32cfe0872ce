#include "exam/candidate.h"

#include "base/crypto.h"
#include "base/text.h"
#include "base/translation.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace canbo::exam {
namespace {

constexpr std::size_t most_photo = 400'000;
constexpr std::size_t most_account = 100;
constexpr int most_extra = 600;

bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= 20 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
    });
}

std::optional<identity::Sex> sex_of(std::string_view text) {
    const auto key = base::search_key(text);
    if (key == "nam" || key == "male")
        return identity::Sex::Male;
    if (key == "nu" || key == "female")
        return identity::Sex::Female;
    return std::nullopt;
}

/// Everything that one candidate alone can get wrong.
void check_candidate(const Candidate& c, const std::string& where, Issues& issues) {
    if (!is_number(c.number))
        issues.error(ErrorCode::InvalidInput, where + "number",
                     "A candidate's number has 1 to 20 letters, digits or hyphens");
    if (c.name.empty() || base::length(c.name) > 100 || !base::is_clean_text(c.name))
        issues.error(ErrorCode::InvalidInput, where + "name", "A name has 1 to 100 characters");
    const auto number = identity::parse_number(c.citizen);
    if (!number) {
        issues.error(ErrorCode::InvalidInput, where + "citizen", "A citizen's number has 12 digits");
        return;
    }
    const auto year = static_cast<int>(std::chrono::year_month_day(c.birth).year());
    if (c.birth != base::Day{} && number->birth_year != year)
        issues.warning(ErrorCode::InvalidInput, where + "citizen", "The number does not fit the year of birth");
    if (c.sex && number->sex != *c.sex)
        issues.warning(ErrorCode::InvalidInput, where + "citizen", "The number does not fit the sex");
}

int whole_number(const std::string& text, int least, int most, const std::string& where, Issues& issues) {
    if (text.empty())
        return 0;
    int out = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (code != std::errc() || end != text.data() + text.size() || out < least || out > most) {
        issues.error(ErrorCode::InvalidInput, where, "The number is outside what is allowed here");
        return 0;
    }
    return out;
}

} // namespace

Json candidate_to_json(const Candidate& c) {
    Json out = {{"number", c.number},
                {"citizen", c.citizen},
                {"name", c.name},
                {"birth", base::to_iso(c.birth)},
                {"sex", c.sex ? identity::sex_name(*c.sex) : ""},
                {"room", c.room},
                {"seat", c.seat},
                {"extra_minutes", c.extra_minutes},
                {"photo", base::to_base64(c.photo)}};
    if (!c.account.empty()) // packages and bundles of before have none
        out["account"] = c.account;
    return out;
}

Candidate candidate_from_json(const Json& json, const std::string& where, Issues& issues) {
    base::ObjectReader in(json, where, issues);
    Candidate out;
    out.number = in.text("number", 20);
    out.citizen = in.text("citizen", 12);
    out.name = in.text("name", 400);
    if (const auto birth = base::parse_day(in.text("birth", 20)))
        out.birth = *birth;
    else
        issues.error(ErrorCode::InvalidInput, in.path("birth"), "The date of birth is missing or no date");
    out.sex = sex_of(in.text_or("sex", "", 10));
    out.room = in.text_or("room", "", 60);
    out.seat = static_cast<int>(in.optional_integer("seat", 0, 500).value_or(0));
    out.extra_minutes = static_cast<int>(in.optional_integer("extra_minutes", 0, most_extra).value_or(0));
    out.account = in.text_or("account", "", most_account);
    const auto photo = base::from_base64(in.text_or("photo", "", most_photo * 2));
    if (!photo || photo->size() > most_photo)
        issues.error(ErrorCode::TooLarge, in.path("photo"), "A photo is at most 400 KB");
    else
        out.photo = *photo;
    in.finish();
    check_candidate(out, where + ".", issues);
    return out;
}

const std::vector<std::string>& candidate_columns() {
    static const std::vector<std::string> columns{"number", "citizen", "name",          "birth",  "sex",
                                                  "room",   "seat",    "extra_minutes", "account"};
    return columns;
}

Candidate candidate_from_row(const RosterRow& row, const std::string& where, Issues& issues) {
    const auto cell = [&](const char* name) {
        const auto found = row.find(name);
        return found == row.end() ? std::string() : std::string(base::trim(found->second));
    };
    const std::string column = where + ", column ";
    Candidate out;
    out.number = cell("number");
    out.citizen = cell("citizen");
    out.name = cell("name");
    if (const auto birth = base::parse_day(cell("birth")))
        out.birth = *birth;
    else
        issues.error(ErrorCode::InvalidInput, column + "birth", "The date of birth is missing or no date");
    if (const auto text = cell("sex"); !text.empty()) {
        out.sex = sex_of(text);
        if (!out.sex)
            issues.error(ErrorCode::InvalidInput, column + "sex", "The sex is Nam or Nữ");
    }
    out.room = cell("room");
    out.seat = whole_number(cell("seat"), 1, 500, column + "seat", issues);
    out.extra_minutes = whole_number(cell("extra_minutes"), 0, most_extra, column + "extra_minutes", issues);
    out.account = cell("account");
    if (out.account.size() > most_account)
        issues.error(ErrorCode::TooLarge, column + "account", "The name of an account is too long");
    check_candidate(out, column, issues);
    return out;
}

void check_roster(const std::vector<Candidate>& roster, const Exam& exam,
                  const std::function<std::string(std::size_t)>& where_of, Issues& issues) {
    std::set<std::string> numbers, citizens, accounts;
    std::set<std::pair<std::string, base::Day>> persons;
    std::set<std::pair<std::string, int>> seats;
    std::map<std::string, int> in_room;
    int seats_in_all = 0;
    for (const auto& room : exam.rooms)
        seats_in_all += room.seats;
    for (std::size_t i = 0; i < roster.size(); ++i) {
        const auto& c = roster[i];
        const auto conflict = [&](const char* sentence) { issues.error(ErrorCode::Conflict, where_of(i), sentence); };
        if (!numbers.insert(c.number).second)
            conflict(base::msgid("Another candidate has this number"));
        if (!citizens.insert(c.citizen).second)
            conflict(base::msgid("This citizen stands on the list twice"));
        else if (!persons.insert({base::search_key(c.name), c.birth}).second)
            issues.warning(ErrorCode::Conflict, where_of(i), "Another candidate has the same name and date of birth");
        if (!c.account.empty() && !accounts.insert(c.account).second)
            conflict(base::msgid("This account stands on the list twice"));
        const auto* room = exam.find_room(c.room);
        if (c.room.empty() ? c.seat != 0 : room == nullptr)
            issues.error(ErrorCode::NotFound, where_of(i), "The exam has no such room");
        else if (room != nullptr && c.seat > room->seats)
            issues.error(ErrorCode::NotFound, where_of(i), "The room has no such seat");
        else if (c.seat > 0 && !seats.insert({c.room, c.seat}).second)
            conflict(base::msgid("Another candidate has this seat"));
        if (room != nullptr && ++in_room[c.room] == room->seats + 1)
            conflict(base::msgid("The room has fewer seats than candidates"));
    }
    if (static_cast<int>(roster.size()) > seats_in_all)
        issues.error(ErrorCode::Conflict, "", "The room has fewer seats than candidates");
}

const Candidate* find_candidate(const std::vector<Candidate>& roster, std::string_view number) {
    for (const auto& one : roster)
        if (one.number == number)
            return &one;
    return nullptr;
}

} // namespace canbo::exam
