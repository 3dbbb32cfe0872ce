#include "identity/evidence.h"

#include <array>

namespace canbo::identity {
namespace {

constexpr std::string_view kind = "canbo-card-evidence-1";
constexpr std::size_t most_evidence_bytes = 400'000;

tl::unexpected<Error> no_evidence() {
    return fail(ErrorCode::InvalidInput, "The file is no evidence of a card that this program can read");
}

Json body_of(const Evidence& evidence) {
    const auto base64 = [](const Bytes& bytes) { return base::to_base64(bytes); };
    const Purpose& p = evidence.purpose;
    return {{"kind", kind},
            {"purpose",
             {{"exam", p.exam},
              {"room", p.room},
              {"station", p.station},
              {"candidate", p.candidate},
              {"nonce", base64(p.nonce)}}},
            {"sod", base64(evidence.sod)},
            {"dg1", base64(evidence.dg1)},
            {"dg14", base64(evidence.dg14)},
            {"dg15", base64(evidence.dg15)},
            {"active_signature", base64(evidence.active_signature)},
            {"chip_authentication", evidence.chip_authentication},
            {"made_at", base::to_iso(evidence.made_at)}};
}

/// Every field read, a problem per field.
class BodyReader {
public:
    explicit BodyReader(const Json& body) : m_in(body, "body", m_issues) {}

    Result<Evidence> read() {
        Evidence out;
        const bool ours = m_in.text("kind") == kind;
        base::ObjectReader purpose(m_in.object_or_empty("purpose"), "purpose", m_issues);
        out.purpose = {purpose.text_or("exam", ""), purpose.text_or("room", ""), purpose.text_or("station", ""),
                       purpose.text_or("candidate", ""), bytes(purpose, "nonce")};
        purpose.finish();
        out.sod = bytes(m_in, "sod");
        out.dg1 = bytes(m_in, "dg1");
        out.dg14 = bytes(m_in, "dg14");
        out.dg15 = bytes(m_in, "dg15");
        out.active_signature = bytes(m_in, "active_signature");
        out.chip_authentication = m_in.boolean_or("chip_authentication", false);
        const auto time = base::parse_time(m_in.text("made_at", 40));
        m_in.finish();
        if (!ours || !time || m_issues.has_errors() || m_bad)
            return no_evidence();
        out.made_at = *time;
        return out;
    }

private:
    Bytes bytes(base::ObjectReader& in, const char* key) {
        auto read = base::from_base64(in.text_or(key, "", most_evidence_bytes));
        m_bad = m_bad || !read;
        return read ? *std::move(read) : Bytes();
    }

    Issues m_issues;
    base::ObjectReader m_in;
    bool m_bad{false};
};

void put(CardFiles& files, CardFile file, const Bytes& content) {
    if (!content.empty())
        files[file] = content;
}

/// The chip's signature, when there is one: it needs the key of DG15 and, for curves, the algorithm of DG14.
std::optional<bool> signed_by_chip(const Evidence& evidence) {
    if (evidence.active_signature.empty())
        return std::nullopt;
    const auto key = read_dg15(evidence.dg15);
    if (!key)
        return false;
    std::optional<Bytes> algorithm;
    if (const auto infos = read_dg14(evidence.dg14))
        algorithm = infos->active_signature;
    const auto good = check_active(*key, algorithm, challenge_of(evidence.purpose), evidence.active_signature);
    return good && *good;
}

} // namespace

Evidence evidence_of(const CardReading& reading, Purpose purpose, Bytes active_signature, base::Time now) {
    const auto file = [&](CardFile which) {
        const auto found = reading.files.find(which);
        return found == reading.files.end() ? Bytes() : found->second;
    };
    return {std::move(purpose),   file(CardFile::Sod),         file(data_group(1)),          file(data_group(14)),
            file(data_group(15)), std::move(active_signature), reading.chip.value_or(false), now};
}

Result<std::string> write_evidence(const Evidence& evidence, const base::SigningKey& desk) {
    const Json body = body_of(evidence);
    CANBO_TRY(const auto octets, base::canonical_json(body));
    return base::canonical_json(
        {{"body", body}, {"key", base::to_hex(desk.public_key)}, {"signature", base::to_base64(desk.sign(octets))}});
}

Result<EvidenceReport> verify_evidence(std::string_view file, const TrustAnchors& anchors) {
    CANBO_TRY(const auto json, base::parse_json(file, {most_evidence_bytes, 8}));
    if (!json.is_object() || !json.contains("body") || !json.contains("key") || !json["key"].is_string() ||
        !json.contains("signature") || !json["signature"].is_string())
        return no_evidence();
    CANBO_TRY(const auto octets, base::canonical_json(json["body"]));
    EvidenceReport out;
    out.desk_key = json["key"].get<std::string>();
    const auto key = from_hex(out.desk_key);
    const auto signature = base::from_base64(json["signature"].get<std::string>());
    if (!key || !signature || key->size() != 32 || base::to_hex(*key) != out.desk_key || signature->size() != 64 ||
        !base::verify_signature(*key, octets, *signature))
        return fail(ErrorCode::DigestMismatch, "The evidence was changed after the desk signed it");
    CANBO_TRY(out.evidence, BodyReader(json["body"]).read());
    CardReading reading;
    put(reading.files, CardFile::Sod, out.evidence.sod);
    put(reading.files, data_group(1), out.evidence.dg1);
    put(reading.files, data_group(14), out.evidence.dg14);
    put(reading.files, data_group(15), out.evidence.dg15);
    // Chip authentication convinces only who was there; what can be shown to others is the chip's signature.
    reading.active = signed_by_chip(out.evidence);
    const auto result = assess(reading, anchors, base::day_in_vietnam(out.evidence.made_at));
    out.verdict = result.verdict;
    out.findings = result.findings;
    return out;
}

} // namespace canbo::identity
