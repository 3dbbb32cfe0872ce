#include "reporting/report.h"

#include "base/crypto.h"

#include <fmt/format.h>

namespace canbo::reporting {

const ModelReport* Report::find(int model) const {
    for (const auto& entry : models)
        if (entry.model == model)
            return &entry;
    return nullptr;
}

std::optional<progress::AgencyView> ModelReport::view() const {
    const auto read_status = progress::parse_status(status);
    if (!read_status)
        return std::nullopt;
    progress::AgencyView out;
    out.status = *read_status;
    if (const auto read = progress::parse_confidence(confidence))
        out.confidence = *read;
    out.percent = percent;
    for (const auto& [id, date] : milestones)
        if (const auto day = base::parse_day(date))
            out.milestones_done[id] = *day;
    return out;
}

Json model_report_to_json(const ModelReport& m) {
    Json out{{"model", m.model},
             {"status", m.status},
             {"confidence", m.confidence},
             {"results", m.results},
             {"difficulties", m.difficulties},
             {"proposals", m.proposals},
             {"next", m.next},
             {"indicators", Json::object()},
             {"milestones", Json::object()}};
    out["percent"] = m.percent ? Json(*m.percent) : Json(nullptr);
    for (const auto& [code, value] : m.indicators)
        out["indicators"][code] = value;
    for (const auto& [id, date] : m.milestones)
        out["milestones"][id] = date;
    return out;
}

ModelReport model_report_from_json(const Json& json, const std::string& where, Issues& issues) {
    base::ObjectReader in(json, where, issues);
    ModelReport out;
    out.model = static_cast<int>(in.integer("model", 0, 100'000));
    out.status = in.text_or("status", "", 40);
    out.confidence = in.text_or("confidence", "", 40);
    out.percent = in.optional_number("percent");
    const Json& indicators = in.object_or_empty("indicators");
    for (auto it = indicators.begin(); it != indicators.end(); ++it) {
        if (it->is_number())
            out.indicators[it.key()] = it->get<double>();
        else if (!it->is_null())
            issues.error(ErrorCode::InvalidInput, in.path("indicators." + it.key()), "A number is expected here");
    }
    const Json& milestones = in.object_or_empty("milestones");
    for (auto it = milestones.begin(); it != milestones.end(); ++it) {
        if (it->is_string())
            out.milestones[it.key()] = it->get<std::string>();
        else if (!it->is_null())
            issues.error(ErrorCode::InvalidInput, in.path("milestones." + it.key()), "A date is expected here");
    }
    out.results = in.text_or("results", "", most_text);
    out.difficulties = in.text_or("difficulties", "", most_text);
    out.proposals = in.text_or("proposals", "", most_text);
    out.next = in.text_or("next", "", most_text);
    in.finish();
    return out;
}

Json report_to_json(const Report& report) {
    Json models = Json::array();
    for (const auto& model : report.models)
        models.push_back(model_report_to_json(model));
    Json attachments = Json::array();
    for (const auto& a : report.attachments)
        attachments.push_back({{"name", a.name}, {"sha256", a.sha256}, {"size", a.size}});
    return {{"period", report.period},   {"agency", report.agency}, {"revision", report.revision},
            {"bases", report.bases},     {"reason", report.reason}, {"approved_by", report.approved_by},
            {"summary", report.summary}, {"models", models},        {"attachments", attachments}};
}

Result<std::string> approval_digest(const Report& report) {
    Report plain = report;
    plain.approved_by.clear();
    CANBO_TRY(const auto text, base::canonical_json(report_to_json(plain)));
    return base::sha256_hex(text);
}

Report report_from_json(const Json& json, Issues& issues) {
    base::ObjectReader in(json, "", issues);
    Report report;
    report.period = in.text("period", 8);
    report.agency = in.text("agency", 16);
    report.revision = in.integer("revision", 1, 100'000);
    for (const auto& base : in.array_or_empty("bases"))
        if (base.is_string())
            report.bases.push_back(base.get<std::string>());
    report.reason = in.text_or("reason", "", 2000);
    report.approved_by = in.text_or("approved_by", "", 40);
    report.summary = in.text_or("summary", "", most_text);
    for (const auto& model : in.array_or_empty("models")) {
        const int number = model.is_object() && model.contains("model") && model["model"].is_number_integer()
                               ? model["model"].get<int>()
                               : 0;
        report.models.push_back(model_report_from_json(model, fmt::format("models[{}]", number), issues));
    }
    for (const auto& attachment : in.array_or_empty("attachments")) {
        base::ObjectReader a(attachment, fmt::format("attachments[{}]", report.attachments.size()), issues);
        Attachment out;
        out.name = a.text("name", 200);
        out.sha256 = a.text("sha256", 64);
        out.size = a.integer("size", 0, most_attachment);
        a.finish();
        report.attachments.push_back(std::move(out));
    }
    in.finish();
    return report;
}

} // namespace canbo::reporting
