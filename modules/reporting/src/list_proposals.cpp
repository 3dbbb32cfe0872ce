#include "reporting/list_proposals.h"

#include "progress/agency_book.h"

#include <cmath>

namespace canbo::reporting {

Result<progress::ListBook> read_lists(Transaction& tx, const Desk& desk) {
    progress::ListBook book;
    for (const auto& model : desk.catalogue.models)
        if (!model.lists.empty())
            CANBO_TRY_VOID(book.read(tx, desk.entries, desk.catalogue, model.number, base::Time::max()));
    return book;
}

Result<Json> proposals(const Desk& desk, const std::string& agency) {
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
    CANBO_TRY(const auto book, read_lists(*tx, desk));
    CANBO_TRY(const auto agencies, progress::load_agencies(*tx, desk.entries, desk.shipped_agencies));
    const progress::Duties duties(desk.catalogue, agencies, base::day_in_vietnam(desk.clock.now()));
    Json out = Json::object();
    for (const auto& model : desk.catalogue.models) {
        if (model.lists.empty() || !duties.has_duty(agency, model.number))
            continue;
        for (const auto& indicator : model.indicators) {
            const auto figure = progress::proposed(model, indicator.code, agency, book);
            if (figure && figure->value) // percentages as they are reported: with one decimal
                out[std::to_string(model.number)][indicator.code] = std::round(*figure->value * 10) / 10;
        }
    }
    return out;
}

} // namespace canbo::reporting
