#include "exam/bundle.h"

#include "base/json_parts.h"
#include "base/translation.h"
#include "exam/key_share.h"

namespace canbo::exam {
namespace {

constexpr std::string_view bundle_magic = "canbo-room 1";

Result<std::string> digest_of(const Json& json) {
    CANBO_TRY(const auto text, base::canonical_json(json));
    return base::sha256_hex(text);
}

Json results_to_json(const std::vector<ResultLine>& results) {
    Json out = Json::array();
    for (const auto& line : results)
        out.push_back(result_to_json(line));
    return out;
}

} // namespace

Result<Json> seal_digests(const RoomRecord& record) {
    Json papers = Json::object(), heads = Json::object();
    for (const auto& candidate : record.roster) {
        CANBO_TRY(const auto paper, make_paper(record.exam, record.paper_key, candidate.number));
        papers[candidate.number] = base::sha256_hex(paper_text(record.exam, paper));
        const auto chain = record.answers.find(candidate.number);
        heads[candidate.number] = chain == record.answers.end() || chain->second.empty()
                                      ? first_answer_link(record.exam.exam, candidate.number)
                                      : chain->second.back().hash;
    }
    CANBO_TRY(const auto exam, digest_of(exam_to_json(record.exam)));
    CANBO_TRY(const auto roster, digest_of(roster_to_json(record.roster)));
    CANBO_TRY(const auto paper_digest, digest_of(papers));
    CANBO_TRY(const auto results, digest_of(results_to_json(record.results)));
    CANBO_TRY(const auto receipts, digest_of(record.receipts));
    return Json{{"exam", exam},       {"roster", roster}, {"papers", paper_digest},
                {"results", results}, {"heads", heads},   {"receipts", receipts}};
}

Result<std::string> record_text(const RoomRecord& record) {
    Json events = Json::array(), answers = Json::object();
    for (const auto& event : record.events)
        events.push_back(event_to_json(event));
    for (const auto& [candidate, records] : record.answers) {
        answers[candidate] = Json::array();
        for (const auto& one : records)
            answers[candidate].push_back(answer_to_json(one));
    }
    return base::canonical_json({{"exam", exam_to_json(record.exam)},
                                 {"room", record.room},
                                 {"roster", roster_to_json(record.roster)},
                                 {"paper_key", base::to_base64(record.paper_key)},
                                 {"events", std::move(events)},
                                 {"answers", std::move(answers)},
                                 {"results", results_to_json(record.results)},
                                 {"receipts", record.receipts}});
}

Result<std::string> write_bundle(const RoomRecord& record, std::string_view exam_key,
                                 const ExamPackage::RoomKey& room_key, std::string_view packer) {
    CANBO_TRY(const auto text, record_text(record));
    return write_sealed_file(bundle_magic,
                             {{"exam", record.exam.exam},
                              {"room", record.room},
                              {"title", record.exam.title},
                              {"key", exam_key_id(exam_key)},
                              {"packer", base::to_base64(packer)},
                              {"certificate", base::to_base64(room_key.certificate)}},
                             exam_key, text, room_key.key);
}

bool BundleReport::valid() const {
    for (const auto& finding : findings)
        if (finding.error)
            return false;
    return true;
}

namespace {

class FileCheck {
public:
    FileCheck(BundleReport& report, std::string_view exam_key) : m_report(report), m_key(exam_key) {}

    void run(std::string_view file, const std::vector<std::string>& packers) {
        const auto read = read_sealed_file(bundle_magic, file);
        if (!read) {
            add("file-changed", true, read.error().message);
            return;
        }
        m_report.head = read->head;
        check_packer(*read, packers);
        if (m_key.empty()) {
            add("inside-unread", false, base::msgid("Without the exam's key only the signatures were checked"));
            return;
        }
        if (base::text_at(read->head, "key") != exam_key_id(m_key)) {
            add("other-key", true, base::msgid("This key is not the one that the exam was sealed with"));
            return;
        }
        const auto plain = base::open_sealed(m_key, read->sealed);
        if (!plain) {
            add("inside-changed", true, plain.error().message);
            return;
        }
        check_record(*plain, m_report);
        if (m_report.record && (m_report.record->exam.exam != base::text_at(read->head, "exam") ||
                                m_report.record->room != base::text_at(read->head, "room")))
            add("head-wrong", true, base::msgid("The bundle's head is of another room"));
    }

private:
    void add(const char* code, bool error, std::string sentence) {
        m_report.findings.push_back({code, error, std::move(sentence), {}});
    }

    /// The room's key is worth what the packer's word is worth.
    void check_packer(const SealedFile& file, const std::vector<std::string>& packers) {
        const auto packer = base::from_base64(base::text_at(file.head, "packer"));
        const auto certificate = base::from_base64(base::text_at(file.head, "certificate"));
        if (!packer || !certificate ||
            !base::verify_signature(
                *packer, room_claim(base::text_at(file.head, "exam"), base::text_at(file.head, "room"), file.signer),
                *certificate)) {
            add("room-unproven", true, base::msgid("The room's key was not signed by who packed the exam"));
            return;
        }
        for (const auto& known : packers)
            if (known == *packer)
                return;
        add("packer-unknown", false, base::msgid("Who packed the exam is not known on this machine"));
    }

    BundleReport& m_report;
    std::string_view m_key;
};

} // namespace

BundleReport check_bundle(std::string_view file, std::string_view exam_key, const std::vector<std::string>& packers) {
    BundleReport report;
    FileCheck(report, exam_key).run(file, packers);
    return report;
}

} // namespace canbo::exam
