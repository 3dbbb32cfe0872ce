#include "document_builder.h"

#include "base/file.h"
#include "markdown_blocks.h"
#include "value_filler.h"

#include <algorithm>

namespace canbo::documents {
namespace {

bool is_picture_name(const std::string& name) {
    const auto dot = name.rfind(".png");
    return dot != std::string::npos && dot + 4 == name.size() && is_safe_name(name.substr(0, dot));
}

Result<void> read_pictures(const std::filesystem::path& folder, Document& document) {
    for (const auto& block : document.content.blocks) {
        if (block.kind != Block::Kind::Image)
            continue;
        if (!is_picture_name(block.name))
            return fail(ErrorCode::InvalidInput, "A picture of a form must be a PNG file in its folder", block.name);
        CANBO_TRY(document.pictures[block.name], base::read_file(folder / block.name, 20'000'000));
    }
    return {};
}

Result<void> check_tables(const Document& document, const base::FormData& data) {
    for (const auto& block : document.content.blocks) {
        if (block.kind != Block::Kind::Table || !block.rows.empty())
            continue;
        if (document.form.tables.count(block.name) == 0)
            return fail(ErrorCode::InvalidInput, "The template places a table that form.json does not describe",
                        block.name);
        const auto given = data.tables.find(block.name);
        if (given == data.tables.end() || given->second == nullptr)
            return fail(ErrorCode::InvalidInput, "A table of the form was not given", block.name);
    }
    return {};
}

// "2024-02-16" or "2024-02-16T09:00:00+07:00" (or Z).
bool is_iso_date(const std::string& text) {
    const std::string pattern = "0000-00-00T00:00:00+00:00";
    const bool zulu = text.size() == 20 && text.back() == 'Z';
    if (text.size() != 10 && text.size() != 25 && !zulu)
        return false;
    for (std::size_t i = 0; i < text.size() - (zulu ? 1 : 0); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (pattern[i] == '0' ? !digit : text[i] != pattern[i] && !(i == 19 && text[i] == '-'))
            return false;
    }
    return true;
}

Result<std::string> read_date(const base::FormRecord& values) {
    const auto found = values.find("document_date");
    if (found == values.end() || std::holds_alternative<std::monostate>(found->second.value))
        return std::string();
    const auto* text = std::get_if<std::string>(&found->second.value);
    if (text == nullptr || (!text->empty() && !is_iso_date(*text)))
        return fail(ErrorCode::InvalidInput, "The date of a document must be written as in ISO 8601", "document_date");
    return *text;
}

} // namespace

Result<Document> build_document(const std::filesystem::path& reports, const base::FormData& data) {
    Document document;
    CANBO_TRY(document.form, FormSpec::load(reports, data.form));
    CANBO_TRY(auto placeholders, Placeholders::make(data.values));
    const std::string& source = document.form.template_source;
    for (const auto& name : placeholders.names_not_given(source))
        document.warnings.push_back("The value '" + name + "' was not given.");
    CANBO_TRY(document.letter, read_letter(data.values, document.warnings));
    CANBO_TRY(document.date, read_date(data.values));
    CANBO_TRY(document.title, placeholders.expand_plain(document.form.title));
    std::replace(document.title.begin(), document.title.end(), '\n', ' ');
    CANBO_TRY(const std::string text, placeholders.expand(source));
    document.content = fill_values(parse_markdown(text, MarkdownUse::Template), placeholders.slots());
    document.values = placeholders.slots();
    CANBO_TRY_VOID(read_pictures(reports / data.form, document));
    CANBO_TRY_VOID(check_tables(document, data));
    return document;
}

} // namespace canbo::documents
