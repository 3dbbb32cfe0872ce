// certificate issue, verify, revoke: proof on paper that needs no network.
#include "base/file.h"
#include "base/text.h"
#include "base/translation.h"
#include "common/certificate_paper.h"
#include "common/certificate_store.h"
#include "common/course_shelf.h"
#include "console.h"
#include "key_file.h"
#include "runtime.h"
#include "service/key_file.h"
#include "training/certificate.h"
#include "training/sent_certificates.h"

#include <fmt/format.h>

#include <cmath>

namespace canbo::ctl {
namespace {

struct CertificateArguments {
    std::string course, version, name, issuer, key, output, text, list, reason, to;
    std::vector<std::string> issuers;
    bool send{false};
    double mark{0};
};

std::filesystem::path list_file(const Runtime& runtime, const CertificateArguments& in) {
    return in.list.empty() ? apps::revocations_file(runtime.folder()) : std::filesystem::path(in.list);
}

Result<std::vector<std::string>> issuer_keys(Runtime& runtime, const CertificateArguments& in) {
    CANBO_TRY(auto out, public_keys(runtime, in.issuers));
    if (out.empty())
        return fail(ErrorCode::InvalidInput, "Say with --issuer whose public key proves the certificate");
    return out;
}

Json to_json(const training::Certificate& c) {
    return {{"serial", c.serial}, {"name", c.name},           {"course", c.course},           {"version", c.version},
            {"title", c.title},   {"mark", c.mark / 10000.0}, {"date", base::to_iso(c.date)}, {"issuer", c.issuer}};
}

Result<void> issue(Runtime& runtime, const CertificateArguments& in) {
    CANBO_TRY(const auto share, runtime.share());
    CANBO_TRY(const auto course, apps::find_course(apps::load_shelf(runtime.folder(), share), in.course, in.version));
    CANBO_TRY(const auto key, service::read_signing_key(in.key));
    CANBO_TRY(const auto* clock, runtime.clock());
    if (!(in.mark >= 0 && in.mark <= 1))
        return fail(ErrorCode::InvalidInput, "A mark is a number from 0 to 1", "mark");
    training::Certificate certificate;
    certificate.serial = base::new_uuid();
    CANBO_TRY(certificate.name, base::to_nfc(in.name));
    certificate.course = course.course.slug;
    certificate.version = course.course.version;
    certificate.title = course.course.certificate_title.empty() ? course.course.title : course.course.certificate_title;
    certificate.mark = static_cast<int>(std::lround(in.mark * 10'000));
    certificate.date = base::day_in_vietnam(clock->now());
    CANBO_TRY(certificate.issuer, base::to_nfc(in.issuer));
    CANBO_TRY(const auto payload, training::sign_certificate(certificate, key));
    if (!in.output.empty()) {
        CANBO_TRY(auto* renderer, runtime.renderer());
        CANBO_TRY(const auto paper, apps::certificate_paper(*renderer, certificate, payload));
        CANBO_TRY_VOID(base::write_file(in.output, paper));
    }
    if (!in.to.empty()) {
        CANBO_TRY(const auto* desk, runtime.desk());
        CANBO_TRY(const auto id,
                  training::send_certificate(apps::learning_desk(*desk), certificate.course, in.to, payload));
        CANBO_TRY_VOID(runtime.send_queued({id}));
    }
    if (runtime.json)
        print_json({{"id", certificate.serial}, {"text", payload}, {"output", in.output}});
    else
        print_line(in.output.empty() ? payload : certificate.serial);
    return {};
}

/// Those of the person logged in that are on this desk, each proven anew.
Result<void> list(Runtime& runtime, const CertificateArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto issuers, issuer_keys(runtime, in));
    CANBO_TRY(auto key, service::data_key(runtime.folder()));
    apps::SealedCertificateStore store(desk->database, runtime.settings(), std::move(key), desk->person.name);
    CANBO_TRY(const auto texts, store.load());
    CANBO_TRY(const auto taken_back, apps::read_revocations(list_file(runtime, in), issuers));
    Json out = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& text : texts) {
        const auto certificate = training::verify_certificate(text, issuers);
        if (!certificate)
            continue;
        const bool valid = taken_back.find(certificate->serial) == nullptr;
        auto json = to_json(*certificate);
        json["valid"] = valid;
        json["text"] = text;
        out.push_back(std::move(json));
        rows.push_back({base::show_day(certificate->date), certificate->title,
                        base::format_decimal(certificate->mark / 100.0), valid ? "✓" : base::tr("revoked")});
    }
    if (runtime.json)
        print_json({{"certificates", std::move(out)}});
    else
        print_table({base::tr("Issued on"), base::tr("Course"), base::tr("Mark, %"), base::tr("State")}, rows);
    return {};
}

/// From a file, or as it was typed.
Result<apps::GivenCertificate> given_certificate(const std::string& given) {
    if (base::trim(given).starts_with("CANBO"))
        return apps::GivenCertificate{given, {}};
    return apps::read_certificate_file(given);
}

Result<void> verify(Runtime& runtime, const CertificateArguments& in) {
    CANBO_TRY(const auto given, given_certificate(in.text));
    CANBO_TRY(const auto issuers, issuer_keys(runtime, in));
    CANBO_TRY(auto* renderer, runtime.renderer());
    CANBO_TRY(const auto certificate, apps::prove_certificate(*renderer, given, issuers));
    CANBO_TRY(const auto list, apps::read_revocations(list_file(runtime, in), issuers));
    const auto* revoked = list.find(certificate.serial);
    if (runtime.json) {
        auto json = to_json(certificate);
        json["valid"] = revoked == nullptr;
        json["revoked"] = revoked == nullptr ? Json() : Json(base::to_iso(revoked->date));
        json["list"] = list.number;
        print_json(json);
    } else {
        print_table({base::tr("Field"), base::tr("Signed value")},
                    {{base::tr("Name"), certificate.name},
                     {base::tr("Course"), certificate.title},
                     {base::tr("Version"), certificate.version},
                     {base::tr("Mark, %"), base::format_decimal(certificate.mark / 100.0)},
                     {base::tr("Issued on"), base::show_day(certificate.date)},
                     {base::tr("Issued by"), certificate.issuer},
                     {base::tr("Serial"), certificate.serial}},
                    120);
    }
    if (revoked != nullptr)
        return fail(ErrorCode::Conflict, "The certificate was revoked", certificate.serial);
    return {};
}

Result<void> revoke(Runtime& runtime, const CertificateArguments& in) {
    if (!base::is_uuid(in.text))
        return fail(ErrorCode::InvalidInput, "The serial of a certificate is a UUID", "serial");
    CANBO_TRY(const auto key, service::read_signing_key(in.key));
    CANBO_TRY(const auto* clock, runtime.clock());
    const auto file = list_file(runtime, in);
    CANBO_TRY(auto list, apps::read_revocations(file, {key.public_key}));
    if (list.find(in.text) == nullptr) {
        CANBO_TRY(const auto reason, base::to_nfc(in.reason));
        list.items.push_back({in.text, base::day_in_vietnam(clock->now()), reason});
        ++list.number;
        CANBO_TRY(const auto text, training::sign_revocations(list, key));
        std::error_code ignored; // write_file tells what is wrong with the folder
        std::filesystem::create_directories(file.parent_path(), ignored);
        CANBO_TRY_VOID(base::write_file(file, text));
    }
    if (in.send) {
        CANBO_TRY(const auto* desk, runtime.desk());
        CANBO_TRY(const auto text, base::read_file(file));
        CANBO_TRY(const auto id, training::send_revocations(apps::learning_desk(*desk), text));
        CANBO_TRY_VOID(runtime.send_queued({id}));
    }
    if (runtime.json)
        print_json({{"id", in.text}, {"list", list.number}, {"output", file.string()}});
    else
        print_line(in.text);
    return {};
}

} // namespace

void add_certificate_commands(Command& app, Runtime& runtime) {
    auto in = std::make_shared<CertificateArguments>();
    const auto work = [&runtime, in](Result<void> (*f)(Runtime&, const CertificateArguments&)) {
        return [&runtime, in, f] { return f(runtime, *in); };
    };
    auto* area = add_area(app, "certificate", "Certificates that anybody can check without a network");
    auto* verb = add_verb(*area, "issue", "Sign a certificate, as text for a QR code and as PDF", runtime, work(issue));
    verb->add_option("--course", in->course, "Name of the course")->required();
    verb->add_option("--version-of-course", in->version, "Version (default: the newest on this desk)");
    verb->add_option("--name", in->name, "The person's name")->required();
    verb->add_option("--mark", in->mark, "Mark, from 0 to 1")->required();
    verb->add_option("--issuer-name", in->issuer, "Name of the issuing office")->required();
    verb->add_option("--key", in->key, "File with the issuer's secret key")->required();
    verb->add_option("--output", in->output, "PDF to write");
    verb->add_option("--to", in->to, "Account it is for: it comes into its certificates by itself");
    verb =
        add_verb(*area, "verify", "Prove a certificate, or say that it was changed or revoked", runtime, work(verify));
    verb->add_option("FILE|TEXT", in->text, "The PDF, or what its QR code says")->required();
    verb->add_option("--issuer", in->issuers, "File with the issuer's public key (default: the office's)");
    verb->add_option("--revoked", in->list, "List of revoked certificates (default: the desk's)");
    add_verb(*area, "list", "The certificates of the person logged in that are on this desk", runtime, work(list));
    verb = add_verb(*area, "revoke", "Put a certificate on the signed list of those taken back", runtime, work(revoke));
    verb->add_option("SERIAL", in->text, "Serial of the certificate")->required();
    verb->add_option("--key", in->key, "File with the issuer's secret key")->required();
    verb->add_option("--reason", in->reason, "Why");
    verb->add_flag("--send", in->send, "Send the list to every desk");
    verb->add_option("--revoked", in->list, "List of revoked certificates (default: the desk's)");
}

} // namespace canbo::ctl
