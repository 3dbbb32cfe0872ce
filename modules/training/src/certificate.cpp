#include "training/certificate.h"

#include "base/issues.h"
#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::training {
namespace {

constexpr std::string_view certificate_head = "CANBO1.";
// What is signed begins with what it is: a signature under one kind of text proves nothing under another.
constexpr std::string_view certificate_context = "canbo certificate 1\n";
constexpr std::string_view revocations_context = "canbo revocations 1\n";
constexpr std::size_t most_text = 2000;
constexpr std::size_t most_field = 200;
constexpr int whole_mark = 10'000;
constexpr std::size_t long_name = 40;  // letters of a line at the paper's largest size
constexpr std::size_t long_title = 80; // the same for what was finished

std::string to_base64url(std::string_view bytes) {
    auto text = base::to_base64(bytes);
    text.resize(text.find_last_not_of('=') + 1);
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    return text;
}

Result<std::string> from_base64url(std::string_view text) {
    std::string plain(text);
    if (plain.find_first_of("+/=") != std::string::npos)
        return fail(ErrorCode::DigestMismatch, "The certificate was changed or is not from this issuer");
    std::replace(plain.begin(), plain.end(), '-', '+');
    std::replace(plain.begin(), plain.end(), '_', '/');
    plain.append((4 - plain.size() % 4) % 4, '=');
    auto bytes = base::from_base64(plain);
    // Another spelling of the same bytes (spare bits in the last character) is a change all the same.
    if (!bytes || to_base64url(*bytes) != text)
        return fail(ErrorCode::DigestMismatch, "The certificate was changed or is not from this issuer");
    return bytes;
}

bool signed_by_one_of(const std::vector<std::string>& issuers, const std::string& message,
                      const std::string& signature) {
    return std::any_of(issuers.begin(), issuers.end(),
                       [&](const auto& key) { return base::verify_signature(key, message, signature); });
}

Json to_json(const Certificate& c) {
    return {{"serial", c.serial}, {"name", c.name}, {"course", c.course},           {"version", c.version},
            {"title", c.title},   {"mark", c.mark}, {"date", base::to_iso(c.date)}, {"issuer", c.issuer}};
}

Result<Certificate> from_json(const Json& json) {
    Issues issues;
    base::ObjectReader in(json, "certificate", issues);
    Certificate out;
    out.serial = in.text("serial", 36);
    out.name = in.text("name", most_field);
    out.course = in.text("course", most_field);
    out.version = in.text("version", most_field);
    out.title = in.text("title", most_field);
    out.mark = static_cast<int>(in.integer("mark", 0, whole_mark));
    const auto date = base::parse_day(in.text("date", 10));
    out.issuer = in.text("issuer", most_field);
    in.finish();
    if (issues.has_errors())
        return fail(base::first_error(issues));
    if (!date)
        return fail(date.error());
    out.date = *date;
    for (const std::string* field : {&out.name, &out.course, &out.version, &out.title, &out.issuer})
        if (field->empty() || !base::is_clean_text(*field) || field->find('\n') != std::string::npos)
            return fail(ErrorCode::InvalidInput, "A field of the certificate is empty or has more than one line");
    if (!base::is_uuid(out.serial))
        return fail(ErrorCode::InvalidInput, "The serial of a certificate is a UUID", "serial");
    return out;
}

Json to_json(const RevocationList& list) {
    Json items = Json::array();
    for (const auto& one : list.items)
        items.push_back({{"serial", one.serial}, {"date", base::to_iso(one.date)}, {"reason", one.reason}});
    return {{"format", 1}, {"number", list.number}, {"revoked", items}};
}

} // namespace

Result<std::string> sign_certificate(const Certificate& certificate, const base::SigningKey& key) {
    CANBO_TRY_VOID(from_json(to_json(certificate)));
    CANBO_TRY(const auto fields, base::canonical_json(to_json(certificate)));
    auto out = std::string(certificate_head) + to_base64url(fields) + "." +
               to_base64url(key.sign(std::string(certificate_context) + fields));
    if (out.size() > most_text)
        return fail(ErrorCode::InvalidInput, "The certificate is too long for a QR code");
    return out;
}

Result<Certificate> verify_certificate(std::string_view text, const std::vector<std::string>& issuers) {
    text = base::trim(text);
    if (text.size() > most_text || !text.starts_with("CANBO"))
        return fail(ErrorCode::InvalidInput, "This is no certificate");
    if (!text.starts_with(certificate_head))
        return fail(ErrorCode::DigestMismatch, "The certificate was changed or is not from this issuer");
    text.remove_prefix(certificate_head.size());
    const auto dot = text.find('.');
    if (dot == std::string_view::npos)
        return fail(ErrorCode::DigestMismatch, "The certificate was changed or is not from this issuer");
    CANBO_TRY(const auto fields, from_base64url(text.substr(0, dot)));
    CANBO_TRY(const auto signature, from_base64url(text.substr(dot + 1)));
    if (!signed_by_one_of(issuers, std::string(certificate_context) + fields, signature))
        return fail(ErrorCode::DigestMismatch, "The certificate was changed or is not from this issuer");
    CANBO_TRY(const auto json, base::parse_json(fields, {most_text, 4}));
    return from_json(json);
}

const Revocation* RevocationList::find(std::string_view serial) const {
    const auto found = std::find_if(items.begin(), items.end(), [&](const auto& one) { return one.serial == serial; });
    return found == items.end() ? nullptr : &*found;
}

Result<std::string> sign_revocations(const RevocationList& list, const base::SigningKey& key) {
    Json json = to_json(list);
    CANBO_TRY(const auto message, base::canonical_json(json));
    json["signature"] = base::to_base64(key.sign(std::string(revocations_context) + message));
    return base::canonical_json(json);
}

Result<RevocationList> verify_revocations(std::string_view text, const std::vector<std::string>& issuers) {
    CANBO_TRY(auto json, base::parse_json(text, {10'000'000, 8}));
    Issues issues;
    base::ObjectReader in(json, "revocations", issues);
    RevocationList out;
    if (in.integer("format", 1, 1000) > 1)
        return fail(ErrorCode::NewerVersion, "The list was written by a newer Canbo");
    out.number = in.integer("number", 0, 1'000'000'000);
    for (const auto& one : in.array("revoked")) {
        base::ObjectReader item(one, "revoked", issues);
        Revocation revocation{item.text("serial", 36), {}, {}};
        const auto date = base::parse_day(item.text("date", 10));
        revocation.reason = item.text_or("reason", "", 500);
        item.finish();
        if (!date)
            return fail(date.error());
        revocation.date = *date;
        out.items.push_back(std::move(revocation));
    }
    const auto signature = base::from_base64(in.text("signature", 100));
    in.finish();
    if (issues.has_errors())
        return fail(base::first_error(issues));
    CANBO_TRY(const auto message, base::canonical_json(to_json(out)));
    if (!signature || !signed_by_one_of(issuers, std::string(revocations_context) + message, *signature))
        return fail(ErrorCode::DigestMismatch, "The list of revoked certificates is not from this issuer");
    return out;
}

base::FormData certificate_form(const Certificate& certificate, const std::string& payload) {
    base::FormData form;
    form.form = "certificate";
    const std::chrono::year_month_day day(certificate.date);
    const auto number = [](unsigned value) { return std::to_string(value); };
    form.values = {{"letter", base::FormRecord{{"issuer", base::upper(certificate.issuer)},
                                               {"number", certificate.serial.substr(0, 8)},
                                               {"symbol", "CN"},
                                               {"day", number(unsigned(day.day()))},
                                               {"month", number(unsigned(day.month()))},
                                               {"year", std::to_string(int(day.year()))}}},
                   {"issuer", certificate.issuer},
                   {"long_name", base::length(certificate.name) > long_name},
                   {"long_title", base::length(certificate.title) > long_title},
                   {"title", certificate.title},
                   {"name", certificate.name},
                   {"course", certificate.course},
                   {"version", certificate.version},
                   {"mark", base::format_decimal(certificate.mark / 100.0)},
                   {"date", base::show_day(certificate.date)},
                   {"serial", certificate.serial},
                   {"document_date", base::to_iso(certificate.date)},
                   {"payload", payload}};
    return form;
}

} // namespace canbo::training
