#include "base/file.h"
#include "base/translation.h"
#include "cccd.h"
#include "console.h"
#include "identity/trust.h"
#include "imaging/qr_code.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::ctl {
namespace {

namespace fs = std::filesystem;
using identity::CardFile;

struct CccdPaperArguments {
    std::string text, image, file, folder, roots;
};

Result<void> print_faces(Runtime& runtime, const identity::CardFaces& faces, identity::Findings findings) {
    const auto person = identity::person_of(faces);
    CANBO_TRY(const auto places, place_findings(runtime, person.number));
    findings.insert(findings.end(), places.begin(), places.end());
    if (runtime.json) {
        print_json({{"person", identity::person_to_json(person)}, {"findings", identity::findings_to_json(findings)}});
    } else {
        print_person(person);
        print_findings(findings);
    }
    return {};
}

/// The first code of the picture that is a card's; else why the last one is not.
Result<identity::QrReading> read_image(const std::string& path, base::Day day) {
    CANBO_TRY(const auto bytes, base::read_file(path, imaging::PictureLimits().bytes));
    CANBO_TRY(const auto picture, imaging::decode_picture(bytes));
    Result<identity::QrReading> out = fail(ErrorCode::NotFound, "The picture shows no QR code");
    for (const auto& text : imaging::read_qr_codes(picture)) {
        out = identity::read_qr(text, day);
        if (out)
            break;
    }
    return out;
}

Result<void> show_qr(Runtime& runtime, const CccdPaperArguments& in) {
    CANBO_TRY(const auto day, today(runtime));
    CANBO_TRY(auto reading, in.image.empty() ? identity::read_qr(in.text, day) : read_image(in.image, day));
    reading.findings.push_back(identity::finding("qr-proves-nothing"));
    identity::CardFaces faces;
    faces.qr = reading.card;
    return print_faces(runtime, faces, std::move(reading.findings));
}

Result<void> show_mrz(Runtime& runtime, const CccdPaperArguments& in) {
    CANBO_TRY(const auto text, base::read_file(in.file, 10'000));
    CANBO_TRY(const auto day, today(runtime));
    CANBO_TRY(auto reading, identity::read_mrz(text, day));
    identity::CardFaces faces;
    faces.mrz = reading.mrz;
    return print_faces(runtime, faces, std::move(reading.findings));
}

/// EF_COM.bin, EF_SOD.bin and DG1.bin to DG16.bin, whichever stand in the folder.
Result<identity::CardFiles> files_of(const fs::path& folder) {
    std::vector<CardFile> known{CardFile::Com, CardFile::Sod};
    for (int group = 1; group <= 16; ++group)
        known.push_back(identity::data_group(group));
    identity::CardFiles out;
    for (const auto file : known) {
        auto content = base::read_file(folder / (identity::file_name(file) + ".bin"), 4'000'000);
        if (content)
            out[file] = *std::move(content);
        else if (content.error().code != ErrorCode::NotFound)
            return fail(content.error());
    }
    if (out.empty())
        return fail(ErrorCode::NotFound,
                    "The folder holds no file of a card: EF_COM.bin, EF_SOD.bin, DG1.bin and so on", folder.string());
    return out;
}

/// One file of a folder of roots. @error InvalidInput
Result<void> take_trust(identity::TrustStore& store, std::string_view text, bool revocations) {
    const auto der = identity::der_of_file(text);
    const auto kind = der ? identity::trust_file_kind(*der) : identity::TrustFileKind::Certificate;
    if ((kind == identity::TrustFileKind::RevocationList) != revocations)
        return {};
    if (!der)
        return fail(der.error());
    if (revocations) {
        CANBO_TRY(const auto taken, store.take_revocations(*der, "-", base::Time::max()));
        (void)taken;
    } else if (kind == identity::TrustFileKind::MasterList) {
        CANBO_TRY(const auto list, identity::read_master_list(*der));
        store.admit_at_once(list, {});
    } else {
        CANBO_TRY(const auto added, store.admit_at_once(*der, {}));
        (void)added;
    }
    return {};
}

/// Every certificate, master list and list of signers taken back of a folder; a file that is none is told and passed
/// over.
Result<identity::TrustAnchors> roots_of(const fs::path& folder) {
    std::error_code code;
    std::vector<fs::path> paths;
    for (fs::directory_iterator entry(folder, code), end; !code && entry != end; entry.increment(code))
        paths.push_back(entry->path());
    if (code)
        return fail(ErrorCode::NotFound, "The folder cannot be read", folder.string());
    std::sort(paths.begin(), paths.end());
    identity::TrustStore store;
    for (const bool revocations : {false, true}) // which need their roots
        for (const auto& path : paths) {
            auto content = base::read_file(path, 20'000'000);
            if (!content)
                continue; // a folder within
            if (const auto added = take_trust(store, *content, revocations); !added)
                fmt::print(stderr, "warning: {}: {} ({})\n", base::code_name(added.error().code), added.error().message,
                           path.filename().string());
        }
    return store.anchors();
}

/// Passive authentication alone: nothing that a folder holds proves a chip.
Json inspect_json(const identity::CardFiles& files, const identity::SodReport& sod, const identity::Assessment& all,
                  const identity::Findings& findings) {
    Json groups = Json::array();
    for (const auto& [file, content] : files) {
        const int group = identity::group_number(file);
        if (group == 0)
            continue;
        const auto hash = sod.hashes.find(group);
        const char* state = !sod.signature_valid                                       ? "unsigned"
                            : hash == sod.hashes.end()                                 ? "not-in-sod"
                            : hash->second == identity::digest(sod.algorithm, content) ? "matches"
                                                                                       : "changed";
        groups.push_back({{"name", identity::file_name(file)}, {"state", state}});
    }
    return {{"valid", sod.signature_valid},
            {"anchored", sod.anchored},
            {"signer", sod.signer_fingerprint},
            {"root", sod.root_fingerprint},
            {"groups", groups},
            {"findings", identity::findings_to_json(findings)},
            {"person", identity::person_to_json(all.person)}};
}

Result<void> inspect(Runtime& runtime, const CccdPaperArguments& in) {
    identity::CardReading reading;
    CANBO_TRY(reading.files, files_of(in.folder));
    identity::TrustAnchors anchors;
    if (in.roots.empty()) {
        CANBO_TRY(anchors, desk_anchors(runtime));
    } else {
        CANBO_TRY(anchors, roots_of(in.roots));
    }
    CANBO_TRY(const auto day, today(runtime));
    const auto all = identity::assess(reading, anchors, day);
    auto findings = all.findings;
    std::erase_if(findings, [](const auto& finding) { return finding.code == "chip-not-proven"; });
    auto of_sod = all.sod.findings;
    const auto of_groups = identity::check_groups(all.sod, reading.files);
    of_sod.insert(of_sod.end(), of_groups.begin(), of_groups.end());
    const bool whole = all.sod.signature_valid && identity::worst(of_sod) < identity::Finding::Severity::Refusal;
    if (runtime.json) {
        print_json(inspect_json(reading.files, all.sod, all, findings));
    } else {
        print_line(whole ? base::tr("The security object is valid and every data group present matches it")
                         : base::tr("Passive authentication failed"));
        print_person(all.person);
        print_findings(findings);
    }
    if (!whole)
        return fail(ErrorCode::DigestMismatch, "Passive authentication failed");
    if (!in.roots.empty() && !all.sod.anchored)
        return fail(ErrorCode::DigestMismatch, "None of the certificates given has issued the signer of this card");
    return {};
}

} // namespace

void add_cccd_paper(Command& area, Runtime& runtime) {
    auto in = std::make_shared<CccdPaperArguments>();
    auto* qr = add_verb(area, "qr", "What the text of a card's QR code says", runtime,
                        [&runtime, in] { return show_qr(runtime, *in); });
    auto* source = qr->add_one_of();
    source->add_option("TEXT", in->text, "The text, as a scanner delivered it");
    source->add_option("--image", in->image, "A picture of the code: PNG, JPEG or JPEG 2000");
    auto* mrz = add_verb(area, "mrz", "What a machine readable zone says", runtime,
                         [&runtime, in] { return show_mrz(runtime, *in); });
    mrz->add_option("FILE", in->file, "A text file with the zone's lines")->required();
    auto* look = add_verb(area, "inspect", "Check the files of a card on disk by its security object", runtime,
                          [&runtime, in] { return inspect(runtime, *in); });
    look->add_option("DIR", in->folder, "Folder with EF_COM.bin, EF_SOD.bin, DG1.bin and so on")->required();
    look->add_option("--csca", in->roots, "Folder with certificates that may anchor it (default: the admitted roots)");
}

} // namespace canbo::ctl
