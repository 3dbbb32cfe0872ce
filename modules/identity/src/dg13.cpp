#include "identity/dg13.h"

#include "base/text.h"
#include "dates.h"
#include "identity/tlv.h"

#include <algorithm>

namespace canbo::identity {
namespace {

constexpr std::size_t most_fields = 64;
constexpr std::uint32_t sequence = 0x30, integer = 0x02, utf8_string = 0x0C, printable_string = 0x13;

std::optional<std::string> text_of(const Tlv& element) {
    if (element.tag != utf8_string && element.tag != printable_string)
        return std::nullopt;
    auto text = base::to_nfc(element.value);
    return text ? std::optional<std::string>(*std::move(text)) : std::nullopt;
}

/// A text, or sequences of one text each (the parents), or nothing.
std::optional<std::vector<std::string>> texts_of(TlvReader in, int depth) {
    std::vector<std::string> out;
    while (!in.at_end()) {
        const auto element = in.next();
        if (!element)
            return std::nullopt;
        if (auto text = text_of(*element)) {
            out.push_back(*std::move(text));
            continue;
        }
        if (element->tag != sequence || depth == 0)
            return std::nullopt;
        const auto inner = texts_of(TlvReader(element->value, Lengths::AnyDefinite), depth - 1);
        if (!inner)
            return std::nullopt;
        out.insert(out.end(), inner->begin(), inner->end());
    }
    return out;
}

Result<std::pair<int, Dg13Field>> read_field(const Tlv& element) {
    TlvReader in(element.value, Lengths::AnyDefinite);
    CANBO_TRY(const auto number_element, in.next(integer));
    CANBO_TRY(const auto number, der_unsigned(number_element, 999));
    Dg13Field field;
    field.raw = Bytes(element.whole);
    if (in.at_end()) {
        field.kind = Dg13Field::Kind::Empty;
    } else if (auto texts = texts_of(in, 2)) {
        field.kind = texts->empty() ? Dg13Field::Kind::Empty : Dg13Field::Kind::Text;
        field.texts = *std::move(texts);
    }
    return std::pair(static_cast<int>(number), std::move(field));
}

bool nine_digits(const std::string& text) {
    return text.size() == 9 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void check(Dg13Reading& out) {
    const auto number = parse_number(out.data.number());
    if (!number) {
        out.findings.push_back(finding("dg13-number-missing"));
        return;
    }
    const auto birth = out.data.birth_date();
    const auto sex = out.data.sex();
    if (birth && year_of(*birth) != number->birth_year)
        out.findings.push_back(finding("dg13-number-year"));
    if (sex && *sex != number->sex)
        out.findings.push_back(finding("dg13-number-sex"));
}

} // namespace

std::string Dg13::text(int number) const {
    const auto found = fields.find(number);
    return found == fields.end() || found->second.texts.empty() ? std::string() : found->second.texts.front();
}

std::optional<base::Day> Dg13::birth_date() const { return day_from_slashes(text(3)); }
std::optional<base::Day> Dg13::issued() const { return day_from_slashes(text(11)); }

std::optional<Sex> Dg13::sex() const {
    const auto key = base::search_key(text(4));
    if (key == "nam" || key == "nu")
        return key == "nam" ? Sex::Male : Sex::Female;
    return std::nullopt;
}

std::optional<Expiry> Dg13::expiry() const {
    if (const auto day = day_from_slashes(text(12)))
        return Expiry{false, *day};
    if (base::contains_folded(text(12), "khong thoi han"))
        return Expiry{true, {}};
    return std::nullopt;
}

std::string Dg13::old_number() const {
    for (const int field : {15, 16})
        if (nine_digits(text(field)))
            return text(field);
    return {};
}

Result<Dg13Reading> read_dg13(std::string_view file) {
    CANBO_TRY(const auto outer, only_tlv(file, 0x6D, Lengths::AnyDefinite));
    CANBO_TRY(const auto list, only_tlv(outer.value, sequence, Lengths::AnyDefinite));
    Dg13Reading out;
    TlvReader in(list.value, Lengths::AnyDefinite);
    while (!in.at_end()) {
        CANBO_TRY(const auto element, in.next(sequence));
        CANBO_TRY(auto field, read_field(element));
        if (out.data.fields.size() == most_fields)
            return fail(ErrorCode::TooLarge, "The data of the card holds too many elements");
        if (!out.data.fields.insert(std::move(field)).second)
            return fail(ErrorCode::InvalidInput, "A field stands twice in the data of the card", "DG13");
    }
    const auto opaque = [](const auto& item) { return item.second.kind == Dg13Field::Kind::Opaque; };
    if (std::any_of(out.data.fields.begin(), out.data.fields.end(), opaque))
        out.findings.push_back(finding("dg13-opaque-field"));
    check(out);
    return out;
}

} // namespace canbo::identity
