#include "page_parts.h"

#include "desktop/text.h"

namespace canbo::progress::ui {

desktop::Tone tone_for(Status status) {
    switch (status) {
    case Status::NotStarted:
        return desktop::Tone::Muted;
    case Status::OnTrack:
    case Status::Done:
        return desktop::Tone::Good;
    case Status::AtRisk:
        return desktop::Tone::Warn;
    case Status::Late:
        return desktop::Tone::Bad;
    case Status::Waiting:
        return desktop::Tone::Info;
    }
    return desktop::Tone::Normal;
}

std::vector<desktop::TableColumn> columns_of(const std::vector<std::string>& heads, std::initializer_list<int> widths) {
    std::vector<desktop::TableColumn> out;
    auto width = widths.begin();
    for (const auto& head : heads) {
        const std::string id(1, static_cast<char>('a' + static_cast<int>(out.size())));
        out.push_back({id, desktop::wx(head), width != widths.end() ? *width++ : 120, false});
    }
    return out;
}

std::vector<desktop::TableRow> table_rows(const std::vector<PageRow>& rows, int status_column) {
    std::vector<desktop::TableRow> out;
    for (const auto& row : rows)
        out.push_back({row.key, row.cells, row.status ? tone_for(*row.status) : desktop::Tone::Normal,
                       row.status ? status_column : -1});
    return out;
}

} // namespace canbo::progress::ui
