#include "identity/verdict.h"

#include "base/translation.h"

#include <array>

namespace canbo::identity {
namespace {

constexpr std::array<std::string_view, 6> names{"qr-read",  "chip-opened", "consistent",
                                                "anchored", "genuine",     "refused"};

void append(Findings& out, const Findings& more) { out.insert(out.end(), more.begin(), more.end()); }

const Bytes* file_of(const CardFiles& files, CardFile file) {
    const auto found = files.find(file);
    return found == files.end() ? nullptr : &found->second;
}

/// The faces of the card, with what each finds in itself.
CardFaces faces_of(const CardReading& reading, base::Day today, Findings& findings) {
    CardFaces out;
    if (reading.qr) {
        out.qr = reading.qr->card;
        append(findings, reading.qr->findings);
    }
    if (reading.printed) {
        out.mrz = reading.printed->mrz;
        append(findings, reading.printed->findings);
    }
    if (const auto* dg1 = file_of(reading.files, data_group(1))) {
        const auto zone = read_dg1(*dg1);
        const auto read = zone ? read_mrz(*zone, today, MrzSource::Chip) : fail(zone.error());
        if (read) {
            out.dg1 = read->mrz;
            append(findings, read->findings);
        } else {
            findings.push_back(finding("dg1-malformed"));
        }
    }
    if (const auto* dg13 = file_of(reading.files, data_group(13))) {
        if (const auto read = read_dg13(*dg13)) {
            out.dg13 = read->data;
            append(findings, read->findings);
        } else {
            findings.push_back(finding("dg13-malformed"));
        }
    }
    append(findings, compare_faces(out));
    return out;
}

void check_proofs(const CardReading& reading, Findings& findings) {
    if (reading.active && !*reading.active)
        findings.push_back(finding("active-failed"));
    if (reading.chip && !*reading.chip)
        findings.push_back(finding("chip-failed"));
    if (!reading.active && !reading.chip)
        findings.push_back(finding("chip-not-proven"));
}

/// A proof made with a key that the security object does not cover proves nothing.
bool proven(const CardReading& reading, const SodReport& sod) {
    const auto covered = [&](int group) {
        const auto* content = file_of(reading.files, data_group(group));
        const auto hash = sod.hashes.find(group);
        return content != nullptr && hash != sod.hashes.end() && hash->second == digest(sod.algorithm, *content);
    };
    return (reading.active.value_or(false) && covered(15)) || (reading.chip.value_or(false) && covered(14));
}

} // namespace

std::string_view verdict_name(Verdict verdict) { return names[static_cast<std::size_t>(verdict)]; }

const char* verdict_sentence(Verdict verdict) {
    constexpr std::array sentences{
        base::msgid("Only what is printed was read: nothing is proven"),
        base::msgid("The chip was opened, but what the card shows does not fit together"),
        base::msgid("The chip's data fits together, but no admitted root vouches for it"),
        base::msgid("The chip's data was issued by the state, but the chip did not prove that it is the original"),
        base::msgid(
            "The card is genuine: its data was issued by the state and the chip proved that it is the original"),
        base::msgid("The card is refused: its data or its proof is false"),
    };
    return sentences[static_cast<std::size_t>(verdict)];
}

Assessment assess(const CardReading& reading, const TrustAnchors& anchors, base::Day today) {
    Assessment out;
    const auto faces = faces_of(reading, today, out.findings);
    out.person = person_of(faces);
    if (out.person.expiry && !out.person.expiry->never && out.person.expiry->day < today)
        out.findings.push_back(finding("card-expired"));
    const bool opened = !reading.files.empty();
    bool signed_data = false, anchored = false, genuine = false;
    append(out.findings, reading.access);
    if (opened) {
        if (const auto* sod = file_of(reading.files, CardFile::Sod)) {
            out.sod = check_sod(*sod, anchors);
            append(out.findings, out.sod.findings);
            if (out.sod.signature_valid)
                append(out.findings, check_groups(out.sod, reading.files));
            signed_data = out.sod.signature_valid;
            anchored = out.sod.anchored;
        } else {
            out.findings.push_back(finding("sod-missing"));
        }
        check_proofs(reading, out.findings);
        genuine = proven(reading, out.sod);
    } else {
        out.findings.push_back(finding("qr-proves-nothing"));
    }
    const auto severity = worst(out.findings);
    const bool fits = severity < Finding::Severity::Mismatch;
    const std::array steps{reading.qr.has_value() || reading.printed.has_value() || opened, opened, signed_data && fits,
                           anchored, genuine};
    bool so_far = true;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        so_far = so_far && (steps[i] || i == 0);
        out.steps.push_back({std::string(names[i]), so_far && severity != Finding::Severity::Refusal});
        if (so_far)
            out.verdict = static_cast<Verdict>(i);
    }
    if (severity == Finding::Severity::Refusal)
        out.verdict = Verdict::Refused;
    return out;
}

Json assessment_to_json(const Assessment& assessment) {
    Json steps = Json::array();
    for (const auto& step : assessment.steps)
        steps.push_back({{"name", step.name}, {"ok", step.ok}});
    return {{"verdict", verdict_name(assessment.verdict)},
            {"steps", steps},
            {"findings", findings_to_json(assessment.findings)},
            {"person", person_to_json(assessment.person)}};
}

} // namespace canbo::identity
