#include "reporting/draft_report.h"

#include <cstdlib>

namespace canbo::reporting {
namespace {

/// Fields of a model that are one text each; indicators and milestones are kept entry by entry.
constexpr const char* model_texts[] = {"status",       "confidence", "percent", "results",
                                       "difficulties", "proposals",  "next"};

std::vector<std::string> split(const std::string& path) {
    std::vector<std::string> parts(1);
    for (const char c : path)
        if (c == '/' && parts.size() < 4)
            parts.emplace_back();
        else
            parts.back() += c;
    return parts;
}

} // namespace

std::map<std::string, std::string> fields_of(const Report& report) {
    std::map<std::string, std::string> out;
    if (!report.summary.empty())
        out["summary"] = Json(report.summary).dump();
    for (const auto& model : report.models) {
        const std::string prefix = "models/" + std::to_string(model.model) + "/";
        const Json json = model_report_to_json(model);
        out[prefix + "model"] = std::to_string(model.model); // a model named without content stays named
        for (const char* key : model_texts)
            if (!json[key].is_null() && json[key] != "")
                out[prefix + key] = json[key].dump();
        for (const char* group : {"indicators", "milestones"})
            for (auto it = json[group].begin(); it != json[group].end(); ++it)
                out[prefix + group + "/" + it.key()] = it->dump();
    }
    for (const auto& a : report.attachments)
        out["attachments/" + a.name] = Json{{"name", a.name}, {"sha256", a.sha256}, {"size", a.size}}.dump();
    return out;
}

Report report_from_draft(const Draft& draft, Issues& issues) {
    Json models = Json::object();
    Json attachments = Json::array();
    Json out{
        {"period", draft.period}, {"agency", draft.agency}, {"revision", draft.revision},      {"bases", draft.bases},
        {"reason", draft.reason}, {"summary", ""},          {"approved_by", draft.approved_by}};
    for (const auto& [path, text] : draft.fields) {
        const Json value = Json::parse(text, nullptr, false);
        const auto parts = split(path);
        if (parts[0] == "summary") {
            out["summary"] = value;
        } else if (parts[0] == "attachments") {
            attachments.push_back(value);
        } else if (parts[0] == "models" && parts.size() >= 3) {
            Json& model = models[parts[1]];
            if (parts.size() < 4)
                model[parts[2]] = value;
            else if (Json& group = model[parts[2]]; group.is_null() || group.is_object())
                group[parts[3]] = value; // else a value stands where entries belong: report_from_json says so
        }
    }
    std::map<long, Json> by_number;
    for (auto it = models.begin(); it != models.end(); ++it) {
        const long number = std::strtol(it.key().c_str(), nullptr, 10);
        by_number[number] = it.value();
        by_number[number]["model"] = number;
    }
    out["models"] = Json::array();
    for (const auto& [number, model] : by_number)
        out["models"].push_back(model);
    out["attachments"] = attachments;
    return report_from_json(out, issues);
}

} // namespace canbo::reporting
