#include "base/text.h"
#include "base/translation.h"
#include "time_line.h"
#include "words.h"

#include <algorithm>
#include <map>
#include <set>

namespace canbo::progress::ui {
namespace {

/// What the agency set itself, else what the plan says.
std::optional<double> target_of(const Indicator& indicator, const BoardData& data, const std::string& agency,
                                int number) {
    if (const auto* version = data.plans.plan(agency, number))
        for (const auto& goal : version->plan.indicators)
            if (goal.code == indicator.code)
                return goal.target;
    return indicator.target;
}

std::set<std::string> agencies_of(const Indicator& indicator, const Model& model, const BoardData& data,
                                  const std::vector<Mention>& mentions) {
    std::set<std::string> out;
    for (const auto& mention : mentions)
        if (mention.indicators.count(indicator.code) > 0)
            out.insert(mention.agency);
    for (const auto& agency : data.plans.registered(model.number))
        for (const auto& goal : data.plans.plan(agency, model.number)->plan.indicators)
            if (goal.code == indicator.code)
                out.insert(agency);
    return out;
}

IndicatorFacts facts_of(const Indicator& indicator, const std::string& agency, int number, const BoardData& data,
                        const std::vector<Mention>& mentions) {
    IndicatorFacts facts;
    facts.indicator = &indicator;
    facts.agency = agency;
    for (const auto& mention : mentions)
        if (mention.agency == agency && mention.counts && mention.indicators.count(indicator.code) > 0) {
            facts.value = mention.indicators.at(indicator.code);
            facts.period = mention.period;
            break;
        }
    facts.target = target_of(indicator, data, agency, number);
    return facts;
}

PageRow indicator_row(const IndicatorFacts& facts, const BoardData& data) {
    const auto& indicator = *facts.indicator;
    return {indicator.code + "|" + facts.agency,
            {indicator.name, facts.agency.empty() ? "–" : agency_words(data.agencies, facts.agency),
             number_words(facts.value), facts.period.empty() ? "–" : period_words(facts.period),
             number_words(facts.target), indicator.unit,
             !facts.value || !facts.target ? "–"
             : facts.met()                 ? "✓ " + base::tr("target met")
                                           : "○ " + base::tr("below target")},
            facts.met() ? std::optional(Status::Done) : std::nullopt};
}

} // namespace

std::vector<std::string> indicator_head() {
    return {base::tr("Indicator"), base::tr("Agency"), base::tr("Value"),     base::tr("Period"),
            base::tr("Target"),    base::tr("Unit"),   base::tr("Comparison")};
}

std::vector<IndicatorFacts> indicator_facts(const Model& model, const BoardData& data,
                                            const std::vector<Mention>& mentions) {
    std::vector<IndicatorFacts> out;
    for (const auto& indicator : model.indicators) {
        const auto agencies = agencies_of(indicator, model, data, mentions);
        for (const auto& agency : agencies)
            out.push_back(facts_of(indicator, agency, model.number, data, mentions));
        if (agencies.empty())
            out.push_back(facts_of(indicator, {}, model.number, data, mentions));
    }
    return out;
}

std::vector<PageRow> indicator_rows(const Model& model, const BoardData& data, const std::vector<Mention>& mentions) {
    std::vector<PageRow> out;
    for (const auto& facts : indicator_facts(model, data, mentions))
        out.push_back(indicator_row(facts, data));
    return out;
}

drawing::LineChart indicator_history(const Catalogue& catalogue, const BoardData& data, const History* history,
                                     int number, const std::string& key) {
    drawing::LineChart chart;
    chart.words.empty = base::tr("No report gives a value of this indicator yet");
    chart.period_heading = base::tr("Period");
    chart.value_heading = base::tr("Value");
    chart.target_heading = base::tr("Target");
    const auto bar = key.find('|');
    const std::string code = key.substr(0, bar);
    const std::string agency = bar == std::string::npos ? std::string() : key.substr(bar + 1);
    const Model* model = catalogue.find(number);
    const Indicator* indicator = model != nullptr ? model->indicator(code) : nullptr;
    if (indicator == nullptr)
        return chart;
    chart.words.title = indicator->name;
    chart.words.subtitle = agency.empty() ? std::string() : agency_full(data.agencies, agency);
    chart.unit = " " + indicator->unit;
    chart.target = target_of(*indicator, data, agency, number);
    if (history == nullptr || history->count(number) == 0)
        return chart;
    const auto& mentions = history->at(number);
    for (auto mention = mentions.rbegin(); mention != mentions.rend(); ++mention)
        if (mention->agency == agency && mention->counts && mention->indicators.count(code) > 0)
            chart.values.push_back({mention->period, period_words(mention->period), mention->indicators.at(code)});
    return chart;
}

} // namespace canbo::progress::ui
