#include "exam/exam_results.h"

#include "base/translation.h"
#include "exam/remark.h"

#include <algorithm>
#include <set>

namespace canbo::exam {
namespace {

using base::msgid;

/// Which packing of an exam a room held: rooms of one exam share papers and packer.
std::string packing_of(const RoomRecord& record) {
    return record.events.empty() ? std::string() : record.events.front().data.dump();
}

class Joining {
public:
    explicit Joining(const std::vector<SealedRoom>& rooms) : m_rooms(rooms) { m_out.exam = rooms.front().record.exam; }

    Result<ExamResults> run(const std::vector<Candidate>& roster) {
        check_rooms();
        for (const auto& room : m_taken)
            take_lines(room->record);
        add_unseen(roster);
        settle_absent();
        std::stable_sort(m_out.lines.begin(), m_out.lines.end(), [](const auto& a, const auto& b) {
            return a.result.candidate != b.result.candidate ? a.result.candidate < b.result.candidate : a.room < b.room;
        });
        check_duplicates();
        count_rooms();
        CANBO_TRY_VOID(count_items());
        CANBO_TRY(const auto text, base::canonical_json(claim()));
        m_out.digest = base::sha256_hex(text);
        return std::move(m_out);
    }

private:
    void add(const char* code, bool error, const char* sentence, std::string where) {
        m_out.findings.push_back({code, error, sentence, std::move(where)});
    }

    void check_rooms() {
        const auto exam = exam_to_json(m_out.exam);
        const auto packing = packing_of(m_rooms.front().record);
        std::set<std::string> seen;
        for (const auto& room : m_rooms) {
            const auto& name = room.record.room;
            if (exam_to_json(room.record.exam) != exam || packing_of(room.record) != packing)
                add("other-exam", true, msgid("This room held another exam, or another packing of it"), name);
            else if (!seen.insert(name).second)
                add("room-twice", true, msgid("Two bundles are of the same room"), name);
            else
                m_taken.push_back(&room);
        }
        for (const auto& place : m_out.exam.rooms)
            if (!seen.contains(place.room))
                add("room-missing", false, msgid("The room's bundle has not come"), place.room);
    }

    void take_lines(const RoomRecord& record) {
        for (const auto& result : reviewed_results(record)) {
            const auto* person = find_candidate(record.roster, result.candidate);
            m_out.lines.push_back({record.room, person->name, person->birth, result});
        }
    }

    /// Who stands on the list and in no room that is here.
    void add_unseen(const std::vector<Candidate>& roster) {
        std::set<std::string> seen;
        for (const auto& line : m_out.lines)
            seen.insert(line.result.candidate);
        for (const auto& one : roster) {
            if (seen.contains(one.number))
                continue;
            ResultLine line;
            line.candidate = one.number;
            line.outcome = "absent";
            line.score.most = m_out.exam.max_mark();
            m_out.lines.push_back({one.room, one.name, one.birth, std::move(line)});
        }
    }

    /// Absent in one room and present in another: present.
    void settle_absent() {
        std::set<std::string> present;
        for (const auto& line : m_out.lines)
            if (line.result.outcome != "absent")
                present.insert(line.result.candidate);
        std::erase_if(m_out.lines, [&](const auto& line) {
            return line.result.outcome == "absent" && present.contains(line.result.candidate);
        });
    }

    void check_duplicates() {
        for (std::size_t i = 1; i < m_out.lines.size(); ++i)
            if (m_out.lines[i].result.candidate == m_out.lines[i - 1].result.candidate)
                add("in-two-rooms", true, msgid("A candidate sat in two rooms"), m_out.lines[i].result.candidate);
    }

    void count_rooms() {
        for (const auto& place : m_out.exam.rooms) {
            RoomSummary sum{place.room, place.name, {}, 0, 0, 0};
            for (const auto* room : m_taken)
                if (room->record.room == place.room)
                    sum.bundle = room->bundle;
            for (const auto& line : m_out.lines)
                if (line.room == place.room) {
                    ++sum.listed;
                    sum.present += line.result.outcome == "absent" ? 0 : 1;
                    sum.passed += line.result.passed ? 1 : 0;
                }
            m_out.rooms.push_back(std::move(sum));
        }
    }

    Result<void> count_items() {
        std::map<int, std::pair<std::string, std::size_t>> questions; // bank and place in it, by slot
        std::vector<assessment::MarkRow> rows;
        for (const auto* room : m_taken)
            for (const auto& line : reviewed_results(room->record)) {
                if (line.outcome == "absent")
                    continue;
                CANBO_TRY(const auto paper, make_paper(room->record.exam, room->record.paper_key, line.candidate));
                for (std::size_t i = 0; i < paper.items.size() && i < line.score.marks.size(); ++i) {
                    const auto& item = paper.items[i];
                    const auto& bank = room->record.exam.banks.at(item.bank);
                    const auto place = static_cast<std::size_t>(item.question - bank.data());
                    const int slot = before(item.bank) + static_cast<int>(place) + 1;
                    questions[slot] = {item.bank, place};
                    rows.push_back({room->record.room + "/" + line.candidate, slot, line.score.marks[i], item.mark});
                }
            }
        for (auto& figures : assessment::slot_statistics(rows)) {
            const auto& [bank, place] = questions.at(figures.slot);
            const auto& question = m_out.exam.banks.at(bank)[place];
            figures.slot = static_cast<int>(m_out.items.size()) + 1;
            m_out.items.push_back({bank, question.name, question.category, figures});
        }
        return {};
    }

    /// How many questions stand in the banks before this one.
    int before(const std::string& bank) const {
        int out = 0;
        for (const auto& [name, questions] : m_out.exam.banks) {
            if (name == bank)
                break;
            out += static_cast<int>(questions.size());
        }
        return out;
    }

    /// What the digest covers.
    Json claim() const {
        Json rooms = Json::array(), lines = Json::array();
        for (const auto& room : m_out.rooms)
            rooms.push_back({{"room", room.room}, {"bundle", room.bundle}});
        for (const auto& line : m_out.lines) {
            auto one = result_to_json(line.result);
            one["room"] = line.room;
            one["name"] = line.name;
            one["birth"] = base::to_iso(line.birth);
            lines.push_back(std::move(one));
        }
        return {{"exam", m_out.exam.exam}, {"rooms", std::move(rooms)}, {"lines", std::move(lines)}};
    }

    const std::vector<SealedRoom>& m_rooms;
    std::vector<const SealedRoom*> m_taken;
    ExamResults m_out;
};

Json or_null(const std::optional<double>& value) { return value ? Json(*value) : Json(); }

Json items_to_json(const std::vector<ItemFigures>& items) {
    Json out = Json::array();
    for (const auto& one : items)
        out.push_back({{"bank", one.bank},
                       {"question", one.name},
                       {"category", one.category},
                       {"attempts", one.statistics.attempts},
                       {"facility", or_null(one.statistics.facility)},
                       {"standard_deviation", or_null(one.statistics.standard_deviation)},
                       {"discrimination_index", or_null(one.statistics.discrimination_index)},
                       {"discriminative_efficiency", or_null(one.statistics.discriminative_efficiency)},
                       {"effective_weight", or_null(one.statistics.effective_weight)}});
    return out;
}

} // namespace

bool ExamResults::complete() const { return findings.empty(); }

Result<ExamResults> consolidate(const std::vector<SealedRoom>& rooms, const std::vector<Candidate>& roster) {
    if (rooms.empty())
        return fail(ErrorCode::NotFound, "No sealed room of this exam has come yet");
    return Joining(rooms).run(roster);
}

Json results_to_json(const ExamResults& results) {
    Json rooms = Json::array(), lines = Json::array(), findings = Json::array();
    for (const auto& room : results.rooms)
        rooms.push_back({{"room", room.room},
                         {"name", room.name},
                         {"bundle", room.bundle},
                         {"listed", room.listed},
                         {"present", room.present},
                         {"passed", room.passed}});
    for (const auto& line : results.lines) {
        auto one = result_to_json(line.result);
        one["room"] = line.room;
        one["name"] = line.name;
        lines.push_back(std::move(one));
    }
    for (const auto& finding : results.findings)
        findings.push_back({{"code", finding.code},
                            {"severity", finding.error ? "error" : "warning"},
                            {"sentence", finding.sentence},
                            {"where", finding.where}});
    return {{"exam", results.exam.exam},
            {"complete", results.complete()},
            {"digest", results.digest},
            {"rooms", std::move(rooms)},
            {"results", std::move(lines)},
            {"findings", std::move(findings)},
            {"items", items_to_json(results.items)}};
}

const char* outcome_msgid(const ResultLine& line) {
    if (line.outcome == "absent")
        return msgid("absent");
    if (line.outcome == "stopped")
        return msgid("stopped");
    if (line.outcome == "withdrawn")
        return msgid("withdrawn");
    return line.passed ? msgid("passed") : msgid("not passed");
}

} // namespace canbo::exam
