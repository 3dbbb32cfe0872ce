#include "training/captions.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::training;
using namespace std::chrono_literals;

TEST_CASE("captions are read without their markup", "[training][captions]") {
    const auto read =
        read_captions("\xEF\xBB\xBFWEBVTT - phim\r\n\r\nNOTE ghi chú\r\nbỏ qua\r\n\r\nSTYLE\r\n::cue {}\r\n\r\n"
                      "mot\r\n00:01.500 --> 00:04.000 align:start\r\n<v Lan>Khóa <i>màn hình</i>\r\n"
                      "khi rời bàn &amp; về nhà.\r\n\r\n1:00:00.000 --> 1:00:02.250\r\nHết.");
    REQUIRE(read);
    CHECK(*read == std::vector<Caption>{{1500ms, 4000ms, "Khóa màn hình\nkhi rời bàn & về nhà."},
                                        {3'600'000ms, 3'602'250ms, "Hết."}});
    CHECK(caption_at(*read, 0ms) == 2);
    CHECK(caption_at(*read, 1500ms) == 0);
    CHECK(caption_at(*read, 10s) == 0);
    CHECK(caption_at(*read, 2h) == 1);
}

TEST_CASE("damaged captions are refused with their line", "[training][captions]") {
    const auto where = [](const std::string& text) {
        const auto read = read_captions(text);
        return read ? std::string("taken") : read.error().where;
    };
    CHECK(where("WEBVTT") == "taken");
    CHECK(where("SRT\n\n1\n") == "1");
    CHECK(where("") == "1");
    for (const char* time :
         {"00:05.000 --> 00:04.000", "0:1.000 --> 00:04.000", "00:61.000 --> 01:04.000", "00:01 --> 00:04",
          "--> 00:04.000", "1:1:1:01.000 --> 00:04.000", "00:01.0000 --> 00:04.000"})
        CHECK(where(std::string("WEBVTT\n\n") + time + "\nx\n") == "3");
    CHECK(where("WEBVTT\n\n00:05.000 --> 00:06.000\na\n\n00:01.000 --> 00:02.000\nb\n") != "taken");
    CHECK(read_captions("WEBVTT\n\n00:01.000 --> 00:02.000\n<i never closed").value().front().text.empty());
    CHECK(read_captions(std::string(longest_captions + 1, 'x')).error().code == ErrorCode::TooLarge);
    CHECK_FALSE(read_captions("WEBVTT\n\xFF"));
}
