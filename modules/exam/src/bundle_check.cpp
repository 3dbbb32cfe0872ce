#include "base/translation.h"
#include "exam/bundle.h"
#include "exam/remark.h"

namespace canbo::exam {
namespace {

using base::msgid;

/// Reads the inside field by field; what cannot be read is a finding, never a crash.
class RecordCheck {
public:
    explicit RecordCheck(BundleReport& report) : m_report(report) {}

    void run(std::string_view text) {
        const auto json = base::parse_json(text, {most_sealed_file, 32});
        if (!json || !json->is_object()) {
            add("inside-unreadable", msgid("The inside of the bundle cannot be read"));
            return;
        }
        const auto canonical = base::canonical_json(*json);
        if (!canonical || *canonical != text)
            add("inside-unreadable", msgid("The inside of the bundle cannot be read"));
        if (!read(*json))
            return;
        check_events();
        check_answers();
        if (m_state)
            check_results();
        check_seal(*json);
        check_review();
    }

private:
    void add(const char* code, const char* sentence, std::string where = {}) {
        m_report.findings.push_back({code, true, sentence, std::move(where)});
    }

    bool read(const Json& json) {
        for (const char* name : {"exam", "room", "roster", "paper_key", "events", "answers", "results", "receipts"})
            if (!json.contains(name)) {
                add("inside-unreadable", msgid("The inside of the bundle cannot be read"), name);
                return false;
            }
        RoomRecord out;
        auto exam = stored_exam(json["exam"]);
        auto roster = roster_from_json(json["roster"]);
        const auto key = json["paper_key"].is_string()
                             ? base::from_base64(json["paper_key"].get_ref<const std::string&>())
                             : Result<std::string>(std::string());
        if (!exam || !roster || !json["room"].is_string() || !key || key->size() != 32 || !json["events"].is_array() ||
            !json["answers"].is_object() || !json["results"].is_array() || !json["receipts"].is_object()) {
            add("inside-unreadable", msgid("The inside of the bundle cannot be read"));
            return false;
        }
        out.exam = *std::move(exam);
        out.roster = *std::move(roster);
        out.room = json["room"].get<std::string>();
        out.paper_key = *key;
        for (const auto& [candidate, receipt] : json["receipts"].items())
            out.receipts[candidate] = receipt.is_string() ? receipt.get<std::string>() : std::string();
        m_report.record = std::move(out);
        return read_events(json["events"]) && read_answers(json["answers"]);
    }

    bool read_events(const Json& events) {
        for (const auto& one : events) {
            auto event = event_from_json(one);
            if (!event || event_to_json(*event) != one) { // the second: a time that is written otherwise
                add("events-changed", msgid("The room's events were changed"),
                    std::to_string(m_report.record->events.size() + 1));
                return false;
            }
            m_report.record->events.push_back(*std::move(event));
        }
        return true;
    }

    bool read_answers(const Json& answers) {
        for (const auto& [candidate, records] : answers.items()) {
            auto& chain = m_report.record->answers[candidate];
            for (const auto& one : records) {
                auto record = answer_from_json(one);
                if (!record || answer_to_json(*record) != one) {
                    add("answers-changed", msgid("An attempt's answers were changed"), candidate);
                    return false;
                }
                chain.push_back(*std::move(record));
            }
        }
        return true;
    }

    void check_events() {
        const auto& record = *m_report.record;
        if (const auto linked = verify_events(record.events, record.exam.exam, record.room); !linked)
            add("events-changed", msgid("The room's events were changed"), linked.error().where);
        auto state = RoomState::make(record.exam, record.room);
        if (!state) {
            add("room-unknown", msgid("The exam has no such room"));
            return;
        }
        for (const auto& event : record.events)
            if (const auto applied = state->apply(event); !applied) {
                add("events-impossible", msgid("The room's events cannot have happened so"),
                    std::to_string(event.sequence));
                return;
            }
        if (!state->sealed())
            add("not-sealed", msgid("The room was not sealed"));
        m_state = *std::move(state);
    }

    void check_answers() {
        const auto& record = *m_report.record;
        for (const auto& [candidate, records] : record.answers) {
            AnswerChain chain(record.exam.exam, candidate);
            for (const auto& one : records)
                if (!chain.append(one)) {
                    add("answers-changed", msgid("An attempt's answers were changed"), candidate);
                    break;
                }
            if (find_candidate(record.roster, candidate) == nullptr)
                add("answers-of-nobody", msgid("Answers belong to nobody on the list"), candidate);
            m_chains.emplace(candidate, std::move(chain));
        }
    }

    void check_results() {
        auto& record = *m_report.record;
        auto results = score_room(*m_state, record.roster, record.paper_key, m_chains);
        if (!results) {
            add("results-wrong", msgid("The results do not follow from the answers"), results.error().where);
            return;
        }
        record.results = *std::move(results);
    }

    void check_seal(const Json& json) {
        const auto& record = *m_report.record;
        Json results = Json::array();
        for (const auto& line : record.results)
            results.push_back(result_to_json(line));
        if (results != json["results"])
            add("results-wrong", msgid("The results do not follow from the answers"));
        const auto* seal = seal_of(record);
        if (seal == nullptr)
            return;
        const auto& said = seal->data;
        const auto digests = seal_digests(record);
        if (!digests) {
            add("papers-wrong", msgid("The papers cannot be made again"));
            return;
        }
        const auto differs = [&](const char* name) { return !said.contains(name) || said[name] != (*digests)[name]; };
        if (differs("exam"))
            add("exam-changed", msgid("The exam is not the one that was held"));
        if (differs("roster"))
            add("roster-changed", msgid("The list of candidates was changed"));
        if (differs("papers"))
            add("papers-wrong", msgid("The papers are not those that were handed out"));
        if (differs("results"))
            add("results-wrong", msgid("The results are not those that were sealed"));
        if (differs("receipts"))
            add("receipts-changed", msgid("The receipts are not those that were given"));
        if (differs("heads"))
            add("answers-changed", msgid("The answers do not end where the seal says"));
    }

    /// What happened behind the seal.
    void check_review() {
        const auto& record = *m_report.record;
        if (const auto possible = check_remarks(record); !possible)
            add("remark-impossible", msgid("A re-marking gives a question what it cannot have"),
                possible.error().where);
        for (const auto& remark : remarks_of(record))
            if (!remark.answered)
                m_report.findings.push_back({"remark-open", false,
                                             msgid("A request for re-marking waits for the council's answer"),
                                             remark.candidate});
    }

    BundleReport& m_report;
    std::optional<RoomState> m_state;
    std::map<std::string, AnswerChain> m_chains;
};

} // namespace

void check_record(std::string_view text, BundleReport& report) { RecordCheck(report).run(text); }

} // namespace canbo::exam
