#include "list_support.h"
#include "progress/list_figures.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using progress::FilledList;
using progress::ListFigure;

namespace {

const base::Time friday = time_of("2024-02-16T09:00:00+07:00");

struct Lists {
    Ledger ledger;

    void add(const FilledList& filled, base::Time received = friday) { add_list(ledger, filled, received); }
    progress::ListBook book(int model, base::Time as_of = base::Time::max()) {
        auto tx = ledger.database.begin(base::Database::Mode::Read).value();
        progress::ListBook out;
        CANBO_CHECK(out.read(*tx, ledger.entries, content().catalogue, model, as_of));
        return out;
    }
    std::optional<ListFigure> proposed(int model, const char* indicator, const char* agency) {
        return progress::proposed(*content().catalogue.find(model), indicator, agency, book(model));
    }
    std::vector<ListFigure> whole(int model, const char* list, const char* today = "2024-02-16",
                                  const people::AgencyTree& tree = content().agencies) {
        const auto lists = book(model);
        const auto& spec = spec_of(model, list);
        return progress::figures_of(spec, *content().catalogue.find(model),
                                    progress::lists_in_force(lists, spec, tree, day(today)));
    }
};

FilledList services(const char* agency, const std::vector<std::pair<const char*, bool>>& approved) {
    FilledList out{"m03-danh-muc", 3, agency, {}, {}};
    for (const auto& [code, yes] : approved)
        out.rows.push_back({code, "Dịch vụ", "", yes ? "yes" : "no", "", "no"});
    return out;
}

FilledList checklist(std::size_t met) {
    FilledList out{"m42-cap-do-3", 42, "STTTT", {}, {}};
    for (const auto& item : spec_of(42, "m42-cap-do-3").items)
        out.rows.push_back({item.code, out.rows.size() < met ? "yes" : "no", "", ""});
    return out;
}

} // namespace

TEST_CASE("a list nobody has filled proposes nothing", "[progress][list]") {
    Lists lists;
    CHECK_FALSE(lists.proposed(6, "m06-co-so-tiep-nhan", "SYT"));
    CHECK(lists.whole(6, "m06-co-so").empty());
}

TEST_CASE("the share of facilities comes from the rows that say yes", "[progress][list]") {
    Lists lists;
    lists.add(facilities(3, 2));
    const auto figure = lists.proposed(6, "m06-co-so-tiep-nhan", "SYT");
    REQUIRE(figure);
    CHECK(*figure->value == Approx(66.6667));
    CHECK(figure->done == 2);
    CHECK(figure->total == 3);
    CHECK_FALSE(figure->differs_from(66.7)); // as it is reported
    CHECK(figure->differs_from(66.8));
    CHECK_FALSE(lists.proposed(6, "m06-co-so-tiep-nhan", "CAT"));
}

TEST_CASE("a sum is told once a row has a number", "[progress][list]") {
    Lists lists;
    FilledList list = facilities(3, 2);
    lists.add(list);
    CHECK_FALSE(lists.proposed(6, "m06-luot-kham", "SYT")->value);
    CHECK_FALSE(lists.proposed(6, "m06-luot-kham", "SYT")->differs_from(9));
    list.rows[0][4] = "120";
    list.rows[2][4] = "30";
    lists.add(list);
    CHECK(lists.proposed(6, "m06-luot-kham", "SYT")->value == 150);
}

TEST_CASE("the office's list of services proposes the same to everybody, out of 53", "[progress][list]") {
    Lists lists;
    FilledList list{"m01-danh-muc", 1, "CAT", {}, {}};
    for (int i = 0; i < 4; ++i)
        list.rows.push_back({"DV" + std::to_string(i), "Dịch vụ", "", i < 3 ? "yes" : "no", ""});
    lists.add(list);
    for (const char* agency : {"VPUB", "STTTT"}) {
        const auto figure = lists.proposed(1, "m01-dvc-thiet-yeu", agency);
        REQUIRE(figure);
        CHECK(figure->value == 3);
        CHECK(figure->total == 53);
    }
}

TEST_CASE("a service that two agencies name counts once, with yes where one of them says yes", "[progress][list]") {
    Lists lists;
    lists.add(services("STTTT", {{"1.01", true}, {"1.02", false}}));
    lists.add(services("VPUB", {{"1.02", true}, {"1.03", false}}));
    const auto figures = lists.whole(3, "m03-danh-muc");
    REQUIRE(figures.size() == 2);
    CHECK(figures[0].value == 2);
    CHECK(figures[0].total == 20);
    CHECK(lists.proposed(3, "m03-dvc-khong-giay", "STTTT")->value == 1); // its own list alone
}

TEST_CASE("the checklist reaches its level when every item is met, and contradicts it before", "[progress][list]") {
    Lists lists;
    lists.add(checklist(12));
    auto figure = lists.proposed(42, "m42-cap-do", "STTTT");
    REQUIRE(figure);
    CHECK_FALSE(figure->value);
    CHECK(figure->done == 12);
    CHECK(figure->total == 20);
    CHECK(figure->differs_from(3));
    CHECK_FALSE(figure->differs_from(2));
    lists.add(checklist(20));
    figure = lists.proposed(42, "m42-cap-do", "STTTT");
    CHECK(figure->value == 3);
    CHECK_FALSE(figure->differs_from(3));
}

TEST_CASE("a list filled again replaces the one before, and the earlier can be read as of its day",
          "[progress][list]") {
    Lists lists;
    lists.add(facilities(3, 1), friday - std::chrono::hours{48});
    lists.add(facilities(4, 4), friday);
    const auto& spec = spec_of(6, "m06-co-so");
    const auto now = lists.book(6);
    CHECK(now.find(spec, "SYT")->revision == 2);
    CHECK(now.find(spec, "SYT")->list.rows.size() == 4);
    const auto before = lists.book(6, friday - std::chrono::hours{1});
    CHECK(before.find(spec, "SYT")->revision == 1);
    CHECK(before.find(spec, "SYT")->list.rows.size() == 3);
}

TEST_CASE("a revision of which a part is missing does not hold yet", "[progress][list]") {
    Lists lists;
    lists.add(facilities(1, 1));
    FilledList big = facilities(15'000, 6'000);
    auto parts = progress::split_list(big, base::new_uuid()).value();
    REQUIRE(parts.size() > 1);
    const auto& spec = spec_of(6, "m06-co-so");
    const auto send = [&](const progress::ListPart& part) {
        lists.ledger.add(progress::list_kind, "SYT", "m06-co-so", progress::list_part_to_json(part, spec), friday);
    };
    for (std::size_t i = 1; i < parts.size(); ++i)
        send(parts[i]); // the first is late
    CHECK(lists.book(6).find(spec, "SYT")->list.rows.size() == 1);
    send(parts[0]);
    const auto book = lists.book(6);
    CHECK(book.find(spec, "SYT")->revision == 2);
    CHECK(book.find(spec, "SYT")->list.rows == big.rows); // in their order
}

TEST_CASE("a merged agency's list counts until its successor has filled its own", "[progress][list]") {
    people::AgencyTree tree = content().agencies;
    people::Agency old = *tree.find("SYT");
    people::Agency heir = old;
    old.valid_to = day("2024-12-31");
    old.successor = "SYTM";
    heir.code = "SYTM";
    heir.valid_from = day("2025-01-01");
    heir.valid_to.reset();
    heir.successor.clear();
    tree.put(old);
    tree.put(heir);
    Lists lists;
    lists.add(facilities(4, 1, "SYT"));
    CHECK(lists.whole(6, "m06-co-so", "2025-02-01", tree).at(0).total == 4);
    lists.add(facilities(2, 2, "SYTM"));
    CHECK(lists.whole(6, "m06-co-so", "2025-02-01", tree).at(0).total == 2);
}

TEST_CASE("a list written under an older order of columns is read by their names", "[progress][list]") {
    const auto& spec = spec_of(6, "m06-co-so");
    Json body = progress::list_part_to_json(progress::split_list(facilities(1, 1), base::new_uuid()).value()[0], spec);
    body["columns"] = {"ten", "ma", "da-tiep-nhan"};
    body["rows"] = Json::array({Json::array({"Trạm y tế", "CS-1", "yes"})});
    Issues issues;
    const auto part = progress::list_part_from_json(body, content().catalogue, issues);
    CHECK(issues.empty());
    CHECK(part.rows == std::vector<progress::ListRow>{{"CS-1", "Trạm y tế", "", "yes", ""}});
    body["columns"][0] = "mau-sac";
    progress::list_part_from_json(body, content().catalogue, issues);
    CHECK(errors(issues) == std::vector<std::string>{"columns"});
}
