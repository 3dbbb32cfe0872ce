#include "desktop/log_presenter.h"

#include <catch2/catch.hpp>

using namespace canbo;
using base::LogLevel;

namespace {

struct Log final : desktop::LogView {
    std::vector<desktop::LogLine> kept{{{}, LogLevel::Debug, "looked"},
                                       {{}, LogLevel::Info, "Đã đồng bộ"},
                                       {{}, LogLevel::Warning, "the office does not answer"},
                                       {{}, LogLevel::Error, "toolkit: no such file"}};
    std::vector<desktop::LogRow> rows;
    std::size_t all{0};
    desktop::LogPresenter presenter{*this, [this] { return kept; }};
    void show_rows(const std::vector<desktop::LogRow>& now, std::size_t count) override {
        rows = now;
        all = count;
    }
};

} // namespace

TEST_CASE("the log shows its newest line first, by sign and word", "[desktop][log]") {
    Log log;
    log.presenter.load();
    REQUIRE(log.rows.size() == 4);
    CHECK(log.rows[0].text == "toolkit: no such file");
    CHECK(log.rows[0].level == "✕ error");
    CHECK(log.rows[3].level == "· detail");
}

TEST_CASE("the log is filtered by weight and by words without diacritics", "[desktop][log]") {
    Log log;
    log.presenter.load();
    log.presenter.filter(LogLevel::Warning, {});
    CHECK(log.rows.size() == 2);
    CHECK(log.all == 4);
    log.presenter.filter(LogLevel::Debug, "dong bo");
    REQUIRE(log.rows.size() == 1);
    CHECK(log.rows[0].key == "1");
    log.kept.push_back({{}, LogLevel::Info, "đồng bộ lần nữa"});
    log.presenter.load(); // the filter stays
    CHECK(log.rows.size() == 2);
}
