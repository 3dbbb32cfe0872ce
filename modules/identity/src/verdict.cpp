#include "identity/verdict.h"

#include "base/translation.h"
#include "identity/key_agreement.h"

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
CardFaces faces_with_findings(const CardReading& reading, base::Day today, Findings& findings) {
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

void append_new(Findings& out, const Findings& more) {
    for (const auto& one : more)
        if (!has_code(out, one.code))
            out.push_back(one);
}

/// What PACE with chip authentication mapping proved: held, failed, or nothing without EF.CardSecurity.
struct MappingProof {
    std::optional<bool> held;
    bool anchored{false};
};

MappingProof check_mapping(const CardReading& reading, const TrustAnchors& anchors, base::Day today,
                           Findings& findings) {
    MappingProof out;
    const auto* file = file_of(reading.files, CardFile::CardSecurity);
    if (!reading.mapping || file == nullptr)
        return out;
    const auto security = check_card_security(*file, anchors, today);
    append_new(findings, security.findings);
    out.held = false;
    out.anchored = security.anchored;
    for (const auto& key : security.infos.keys) {
        Bytes point;
        if (!KeyAgreement::of_public_key(key.info, point))
            continue;
        const auto fits =
            check_chip_mapping(reading.mapping->parameters, reading.mapping->scalar, point, reading.mapping->point);
        out.held = *out.held || (fits && *fits);
    }
    return out;
}

void check_proofs(const CardReading& reading, const MappingProof& mapping, Findings& findings) {
    if (reading.active && !*reading.active)
        findings.push_back(finding("active-failed"));
    if (reading.chip && !*reading.chip)
        findings.push_back(finding("chip-failed"));
    if (mapping.held && !*mapping.held)
        findings.push_back(finding("mapping-failed"));
    if (!reading.active && !reading.chip && !mapping.held)
        findings.push_back(finding("chip-not-proven"));
}

/// A proof made with a key that the state did not sign proves nothing.
bool proven(const CardReading& reading, const MappingProof& mapping, const SodReport& sod) {
    const auto covered = [&](int group) {
        const auto* content = file_of(reading.files, data_group(group));
        const auto hash = sod.hashes.find(group);
        return content != nullptr && hash != sod.hashes.end() && hash->second == digest(sod.algorithm, *content);
    };
    return (reading.active.value_or(false) && covered(15)) || (reading.chip.value_or(false) && covered(14)) ||
           (mapping.held.value_or(false) && mapping.anchored);
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

CardFaces faces_of(const CardReading& reading, base::Day today) {
    Findings passed_over;
    return faces_with_findings(reading, today, passed_over);
}

std::optional<Verdict> verdict_from_name(std::string_view name) {
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == name)
            return static_cast<Verdict>(i);
    return std::nullopt;
}

const char* verdict_label(Verdict verdict) {
    constexpr std::array labels{base::msgid("Only print read"), base::msgid("Does not fit together"),
                                base::msgid("Not anchored"),    base::msgid("Issued by the state"),
                                base::msgid("Genuine"),         base::msgid("Refused")};
    return labels[static_cast<std::size_t>(verdict)];
}

const char* verdict_advice(Verdict verdict) {
    constexpr std::array sentences{
        base::msgid("Lay the card on the reader; without one, look at the card itself and ask for a second document"),
        base::msgid("Look at the differences below, scan the code of this very card again, and do not accept the card "
                    "on this reading"),
        base::msgid("Compare the photo, look at the card itself, and ask for a second document; an administrator can "
                    "import the root of the issuing state"),
        base::msgid("Compare the photo, and look at the card itself: a copy of the chip would look the same here"),
        base::msgid("Compare the photo with the person in front of you: the chip proves the card, not its holder"),
        base::msgid("Do not accept the card; keep to what your office has laid down for doubtful documents"),
    };
    return sentences[static_cast<std::size_t>(verdict)];
}

Assessment assess(const CardReading& reading, const TrustAnchors& anchors, base::Day today) {
    Assessment out;
    const auto faces = faces_with_findings(reading, today, out.findings);
    out.person = person_of(faces);
    if (out.person.expiry && !out.person.expiry->never && out.person.expiry->day < today)
        out.findings.push_back(finding("card-expired"));
    const bool opened = !reading.files.empty();
    bool signed_data = false, anchored = false, genuine = false;
    append(out.findings, reading.access);
    if (opened) {
        if (const auto* sod = file_of(reading.files, CardFile::Sod)) {
            out.sod = check_sod(*sod, anchors, today);
            append(out.findings, out.sod.findings);
            if (out.sod.signature_valid)
                append(out.findings, check_groups(out.sod, reading.files));
            signed_data = out.sod.signature_valid;
            anchored = out.sod.anchored;
        } else {
            out.findings.push_back(finding("sod-missing"));
        }
        const auto mapping = check_mapping(reading, anchors, today, out.findings);
        check_proofs(reading, mapping, out.findings);
        genuine = proven(reading, mapping, out.sod);
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
