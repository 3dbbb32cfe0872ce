#include "sample_exam.h"

namespace canbo::test {
namespace {

Json question(const std::string& name, const std::string& type, const std::string& category) {
    Json out = {
        {"type", type}, {"name", name}, {"text", "Câu hỏi " + name + "?"}, {"format", "plain"}, {"category", category}};
    if (type == "multichoice")
        out["answers"] = Json::array({{{"text", "Đúng nhất"}, {"fraction", 1}, {"feedback", ""}, {"format", "plain"}},
                                      {{"text", "Sai một"}, {"fraction", 0}, {"feedback", ""}, {"format", "plain"}},
                                      {{"text", "Sai hai"}, {"fraction", 0}, {"feedback", ""}, {"format", "plain"}},
                                      {{"text", "Sai ba"}, {"fraction", 0}, {"feedback", ""}, {"format", "plain"}}});
    if (type == "truefalse") {
        out["correct"] = true;
        out["answers"] = Json::array({{{"text", "true"}, {"fraction", 1}, {"feedback", ""}, {"format", "plain"}},
                                      {{"text", "false"}, {"fraction", 0}, {"feedback", ""}, {"format", "plain"}}});
    }
    if (type == "match")
        out["pairs"] = Json::array({{{"text", "một"}, {"answer", "1"}},
                                    {{"text", "hai"}, {"answer", "2"}},
                                    {{"text", "ba"}, {"answer", "3"}}});
    return out;
}

exam::Candidate candidate(std::string number, std::string citizen, std::string name, std::string room) {
    exam::Candidate out;
    out.number = std::move(number);
    out.citizen = std::move(citizen);
    out.name = std::move(name);
    out.birth = *base::parse_day("1990-01-15");
    out.room = std::move(room);
    return out;
}

} // namespace

Json sample_definition() {
    Json questions = Json::array();
    for (int i = 0; i < 12; ++i)
        questions.push_back(question("L" + std::to_string(i), "multichoice", "luat"));
    for (int i = 0; i < 6; ++i)
        questions.push_back(question("D" + std::to_string(i), "truefalse", "bien-bao"));
    questions.push_back(question("M0", "match", "bien-bao"));
    return {{"exam", "thi-thu"},
            {"title", "Kỳ thi thử"},
            {"organiser", "HỘI ĐỒNG THI THỬ"},
            {"place", "Ví Dụ"},
            {"window", {{"from", "2024-02-16T09:00:00+07:00"}, {"to", "2024-02-16T11:00:00+07:00"}}},
            {"minutes", 20},
            {"rules",
             {{"late", "tt22-2025"}, {"breaks", 1}, {"break_minutes", 5}, {"at_end", "score"}, {"pass_percent", 60}}},
            {"council", Json::array({{{"name", "Trần Chủ Tịch"}, {"role", "chairman"}},
                                     {{"name", "Lê Thư Ký"}, {"role", "secretary"}}})},
            {"rooms", Json::array({{{"room", "p01"}, {"name", "Phòng 1"}, {"seats", 3}},
                                   {{"room", "p02"}, {"name", "Phòng 2"}, {"seats", 3}}})},
            {"blueprint", Json::array({{{"bank", "xe"}, {"category", "luat"}, {"count", 5}, {"mark", 1}},
                                       {{"bank", "xe"}, {"category", "bien-bao"}, {"count", 3}, {"mark", 2}}})},
            {"banks", {{"xe", {{"questions", questions}, {"losses", Json::array()}}}}}};
}

exam::Exam sample_exam() {
    Issues issues;
    auto out = exam::exam_from_json(sample_definition(), issues);
    for (const auto& issue : issues.items())
        FAIL(issue.where << ": " << issue.sentence);
    return out;
}

std::vector<exam::Candidate> sample_roster() {
    return {candidate("0001", "001090000001", "Nguyễn Văn Thử Nghiệm", "p01"),
            candidate("0002", "001090000002", "Đỗ Ví Dụ", "p01"),
            candidate("0003", "001090000003", "Lý Giả Định", "p02"),
            candidate("0004", "001090000004", "Phạm Tự Do", "")};
}

exam::ExamPackage sample_package(const base::SigningKey& packer) {
    auto out = exam::make_package(sample_exam(), sample_roster(), packer);
    out.paper_key = std::string(32, '\x2a');
    return out;
}

std::unique_ptr<exam::ExamRoom> SampleRoom::open(const std::string& name) {
    auto out =
        exam::ExamRoom::open({database, store, clock, [this] { return Result<identity::TrustAnchors>(anchors); }},
                             package, name, "Giám thị Một");
    if (!out)
        FAIL(out.error().message);
    return *std::move(out);
}

exam::Admission SampleRoom::let_in(const std::string& number, int seat) {
    exam::CheckIn in;
    in.candidate = number;
    in.seat = seat;
    in.how = exam::CheckIn::How::ByHand;
    in.reason = "Thẻ hỏng, có giấy phép lái xe";
    in.by = {"Giám thị Một", "Giám thị Hai"};
    auto out = room->admit(in);
    if (!out)
        FAIL(out.error().message);
    return *std::move(out);
}

int SampleRoom::sit_down(const std::string& number) {
    const auto in = let_in(number);
    const auto station = room->enrol("may-" + std::to_string(in.seat), "Máy", in.seat);
    if (!station)
        FAIL(station.error().message);
    const auto view = room->sign_in(*station, number, in.pin);
    if (!view)
        FAIL(view.error().message);
    return *station;
}

exam::Ack SampleRoom::send(int station, std::int64_t sequence, int slot, const std::string& answer,
                           const std::string& station_time) {
    const auto type = exam::make_paper(package.exam, package.paper_key, room->view(station)->candidate)
                          ->items[static_cast<std::size_t>(slot) - 1]
                          .question->type;
    const auto acks =
        room->answer(station, {{sequence, slot, {{type == "match" ? "sub0" : "answer", answer}}, station_time}});
    if (!acks)
        FAIL(acks.error().message);
    return acks->front();
}

exam::AttemptState SampleRoom::state(const std::string& number) {
    for (const auto& line : room->board().lines)
        if (line.candidate == number)
            return *exam::parse_attempt(line.state);
    FAIL("no such candidate");
    return {};
}

} // namespace canbo::test
