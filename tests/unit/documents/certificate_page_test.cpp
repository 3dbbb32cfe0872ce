#include "document_support.h"
#include "documents/document_renderer.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace canbo;
using documents::DrawnItem;

namespace {

base::FormData certificate(const std::string& name, bool long_name) {
    base::FormData data;
    data.form = "certificate";
    data.values = {{"letter", base::FormRecord{{"issuer", "CƠ QUAN MẪU"},
                                               {"number", "3f0f3e7c"},
                                               {"symbol", "CN"},
                                               {"day", "16"},
                                               {"month", "2"},
                                               {"year", "2024"}}},
                   {"issuer", "Cơ quan mẫu"},
                   {"title", "Chứng nhận hoàn thành khóa học mẫu"},
                   {"name", name},
                   {"long_name", long_name},
                   {"long_title", false},
                   {"course", "khoa-mau"},
                   {"version", "1.0.0"},
                   {"mark", "87,5"},
                   {"date", "16/02/2024"},
                   {"serial", "3f0f3e7c-5a43-4c8e-9d5a-0c1d2e3f4a5b"},
                   {"payload", std::string("CANBO1.") + std::string(500, 'x')}};
    return data;
}

documents::LayoutTrace drawn(const base::FormData& data) {
    documents::DocumentRenderer renderer({documents::test::source_dir() / "reports", documents::default_font_dirs()});
    documents::LayoutTrace trace;
    REQUIRE(renderer.render_pdf(data, nullptr, trace));
    return trace;
}

} // namespace

TEST_CASE("a certificate is one lying page inside a double line", "[documents]") {
    for (const auto& [name, is_long] :
         {std::pair(std::string("Đỗ Ế"), false), std::pair(std::string("Hoàng Phủ Ngọc Trần Lê Thị Phương Quỳnh Như Ý "
                                                                       "Nguyễn Đặng Thị Mỹ Dung, phó trưởng phòng"),
                                                           true)}) {
        const auto trace = drawn(certificate(name, is_long));
        REQUIRE(trace.pages.size() == 1);
        CHECK(trace.pages[0].width > trace.pages[0].height);
        std::vector<DrawnItem> boxes;
        std::copy_if(trace.items.begin(), trace.items.end(), std::back_inserter(boxes),
                     [](const auto& item) { return item.kind == DrawnItem::Kind::Box; });
        REQUIRE(boxes.size() == 2);
        for (const auto& item : trace.items) { // nothing touches the inner line
            if (item.kind == DrawnItem::Kind::Box)
                continue;
            CHECK(item.x > boxes[1].x + 10);
            CHECK(item.x + item.width < boxes[1].x + boxes[1].width - 10);
            CHECK(item.y + (item.kind == DrawnItem::Kind::Text ? 0 : item.height) < boxes[1].y + boxes[1].height - 10);
        }
    }
}

TEST_CASE("the lines beside a QR code stand right of it and within its height", "[documents]") {
    const auto trace = drawn(certificate("Nguyễn Thị Mẫu", false));
    const auto code = std::find_if(trace.items.begin(), trace.items.end(),
                                   [](const auto& item) { return item.kind == DrawnItem::Kind::Shape; });
    REQUIRE(code != trace.items.end());
    std::size_t beside = 0;
    for (auto item = code + 1; item != trace.items.end(); ++item)
        if (item->kind == DrawnItem::Kind::Text) {
            ++beside;
            CHECK(item->x > code->x + code->width);
            CHECK(item->y > code->y);
            CHECK(item->y < code->y + code->height);
        }
    CHECK(beside > 20);
}
