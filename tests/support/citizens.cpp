#include "support/citizens.h"

#include "base/text.h"

#include <fmt/format.h>

#include <array>
#include <map>

namespace canbo::test {
namespace {

using base::Day;

template <class Table>
auto pick(const Table& table, std::mt19937& random) {
    return table[random() % std::size(table)];
}

std::string date(Day day, const char* format) {
    const std::chrono::year_month_day d(day);
    return fmt::format(fmt::runtime(format), static_cast<unsigned>(d.day()), static_cast<unsigned>(d.month()),
                       static_cast<int>(d.year()), static_cast<int>(d.year()) % 100);
}

// Written again on purpose, by the definition and not by the product's code.
char check(const std::string& text) {
    int sum = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const int value = c == '<' ? 0 : (c >= 'A' ? c - 'A' + 10 : c - '0');
        sum += value * (i % 3 == 0 ? 7 : (i % 3 == 1 ? 3 : 1));
    }
    return static_cast<char>('0' + sum % 10);
}

std::string filled(std::string text, std::size_t size) {
    text.resize(size, '<');
    return text;
}

std::string length(std::size_t size) {
    std::string out;
    if (size < 128)
        return {static_cast<char>(size)};
    if (size < 256)
        return {'\x81', static_cast<char>(size)};
    return {'\x82', static_cast<char>(size >> 8U), static_cast<char>(size & 0xFFU)};
}
std::string element(const std::string& tag, const std::string& value) { return tag + length(value.size()) + value; }

std::string field(int number, const char* type, const std::string& value) {
    return element("\x30", element("\x02", {static_cast<char>(number)}) + element(type, value));
}

} // namespace

Citizen thu_nghiem() {
    Citizen out;
    out.number = "001090000001";
    out.old_number = "010000001";
    out.name = "Nguyễn Văn Thử Nghiệm";
    out.birth = *base::parse_day("1990-01-15");
    out.address = "Số 1 Phố Giả Định, Phường Ví Dụ, Hà Nội";
    out.issued = *base::parse_day("2021-05-20");
    out.expiry = *base::parse_day("2030-01-15");
    return out;
}

Citizen invent(std::mt19937& random) {
    static const std::array surnames{"Nguyễn", "Trần", "Lê",    "Phạm", "Hoàng", "Vũ",   "Đặng", "Bùi", "Đỗ", "Hồ",
                                     "Ngô",    "Lò",   "Giàng", "Vàng", "Sùng",  "Thào", "Lý",   "Tẩn", "Ma", "Hoả"};
    static const std::array middles{"Văn", "Thị", "Hữu", "Đức", "Ngọc", "Minh", "Thuỳ", "A", "Seo", "Quốc", "Kim"};
    static const std::array givens{"Thử",   "Nghiệm", "Giả",   "Định", "Ví",    "Dụ",    "Mẫu",
                                   "Tưởng", "Tượng",  "Ánh",   "Khuê", "Quỳnh", "Giang", "Oanh",
                                   "Được",  "Thuyền", "Nghĩa", "Uyên", "Yến",   "Ưng"};
    static const std::array places{"001", "010", "015", "031", "048", "079", "092", "096"};
    static const std::array streets{"Phố Giả Định", "Tổ 5", "Bản Thử", "Thôn Ví Dụ", "Đường Mẫu"};
    Citizen out;
    out.sex = random() % 2 == 0 ? identity::Sex::Male : identity::Sex::Female;
    const auto first = std::chrono::sys_days(std::chrono::year(1930) / 1 / 1);
    out.birth = first + std::chrono::days(random() % 32'000); // to 2017
    const int year = static_cast<int>(std::chrono::year_month_day(out.birth).year());
    const int century = (year / 100 - 19) * 2 + (out.sex == identity::Sex::Female ? 1 : 0);
    out.number = fmt::format("{}{}{:02}{:06}", pick(places, random), century, year % 100, random() % 1'000'000);
    if (random() % 3 != 0)
        out.old_number = fmt::format("{:09}", random() % 1'000'000'000);
    out.name = pick(surnames, random);
    for (auto words = random() % 6; words > 0; --words)
        out.name += std::string(" ") + (words > 1 ? pick(middles, random) : pick(givens, random));
    out.address = fmt::format("Số {}, {}, Phường Giả, Lào Cai", random() % 300 + 1, pick(streets, random));
    out.issued = std::chrono::sys_days(std::chrono::year(2021) / 1 / 1) + std::chrono::days(random() % 1'000);
    if (random() % 5 != 0)
        out.expiry = out.issued + std::chrono::days(3'000 + random() % 4'000);
    out.married = random() % 2 == 0;
    return out;
}

std::string qr_text(const Citizen& c) {
    return c.number + "|" + c.old_number + "|" + c.name + "|" + date(c.birth, "{:02}{:02}{:04}") + "|" +
           (c.sex == identity::Sex::Male ? "Nam" : "Nữ") + "|" + c.address + "|" + date(c.issued, "{:02}{:02}{:04}");
}

std::string mrz_text(const Citizen& c) {
    const std::string document = c.number.substr(3);
    const std::string first = "IDVNM" + document + check(document) + c.number + "<<" + check(c.number);
    const std::string birth = date(c.birth, "{3:02}{1:02}{0:02}");
    const std::string expiry = c.expiry ? date(*c.expiry, "{3:02}{1:02}{0:02}") : "991231";
    std::string second = birth + check(birth) + (c.sex == identity::Sex::Male ? "M" : "F") + expiry + check(expiry);
    second = filled(second + "VNM", 29);
    second += check(first.substr(5) + second.substr(0, 7) + second.substr(8, 7) + second.substr(18, 11));
    std::string name;
    for (const char letter : base::upper(base::search_key(c.name)))
        name += letter != ' ' ? std::string(1, letter) : (name.find("<<") == std::string::npos ? "<<" : "<");
    return first + second + filled(name, 30);
}

std::string dg1_file(const Citizen& c) { return element("\x61", element("\x5F\x1F", mrz_text(c))); }

std::string dg13_file(const Citizen& c) {
    const char* utf8 = "\x0C";
    const char* printable = "\x13";
    const auto text = [&](const char* value) { return element("\x30", element(utf8, value)); };
    // Circular 16/2024 has these enciphered by an algorithm of the managing authority: octets in their place.
    const auto closed = [&](int number, const char* type, const std::string& value) {
        return c.layout_2024 ? field(number, "\x04", std::string(16, static_cast<char>(number * 13)))
                             : field(number, type, value);
    };
    std::string out = field(1, printable, c.number) + field(2, utf8, c.name) +
                      field(3, printable, date(c.birth, "{:02}/{:02}/{:04}")) +
                      field(4, utf8, c.sex == identity::Sex::Male ? "Nam" : "Nữ") + field(5, utf8, "Việt Nam") +
                      closed(6, utf8, "Kinh") + closed(7, utf8, "Không") + field(8, utf8, c.origin) +
                      field(9, utf8, c.address) + closed(10, utf8, "Nốt ruồi C:1cm trên trước đuôi lông mày phải") +
                      closed(11, printable, date(c.issued, "{:02}/{:02}/{:04}")) +
                      field(12, utf8, c.expiry ? date(*c.expiry, "{:02}/{:02}/{:04}") : "Không thời hạn");
    if (!c.layout_2024) {
        out += element("\x30", element("\x02", "\x0D") + text("Nguyễn Văn Cha") + text("Trần Thị Mẹ"));
        out += element("\x30", element("\x02", "\x0E") + (c.married ? text("Lê Ví Dụ") : std::string()));
    }
    if (!c.old_number.empty())
        out += closed(15, printable, c.old_number);
    out += field(16, printable, "0123456789ABCDEF");
    return element("\x6D", element("\x30", out));
}

std::string to_telex(const std::string& text) {
    // Letter by letter; the tone goes to the end of its word, as people type it.
    static const std::map<std::string, std::string> marks{{"\u0302", "^"}, {"\u0306", "w"}, {"\u031B", "w"},
                                                          {"\u0301", "s"}, {"\u0300", "f"}, {"\u0309", "r"},
                                                          {"\u0303", "x"}, {"\u0323", "j"}};
    static const std::map<std::string, std::pair<char, std::string>> letters = [] {
        std::map<std::string, std::pair<char, std::string>> out;
        for (const char letter : std::string("aeiouyAEIOUY"))
            for (const char* shape : {"", "\u0302", "\u0306", "\u031B"})
                for (const char* tone : {"", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"}) {
                    const auto composed = base::to_nfc(std::string(1, letter) + shape + tone);
                    std::string keys(1, letter);
                    if (*shape != '\0')
                        keys += marks.at(shape) == "^" ? std::string(1, letter) : "w";
                    out[*composed] = {*tone == '\0' ? '\0' : marks.at(tone).front(), keys};
                }
        return out;
    }();
    std::string out;
    char tone = '\0';
    const auto end_word = [&] {
        if (tone != '\0')
            out += tone;
        tone = '\0';
    };
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i]);
        const std::size_t size = first < 0x80 ? 1 : (first < 0xE0 ? 2 : (first < 0xF0 ? 3 : 4));
        const std::string letter = text.substr(i, size);
        i += size;
        if (const auto found = letters.find(letter); found != letters.end()) {
            tone = found->second.first != '\0' ? found->second.first : tone;
            out += found->second.second;
        } else if (letter == "đ" || letter == "Đ") {
            out += letter == "đ" ? "dd" : "DD";
        } else {
            if (size == 1 && !((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z')))
                end_word();
            out += letter;
        }
    }
    end_word();
    return out;
}

std::string as_latin1_shows_it(const std::string& utf8) {
    std::string out;
    for (const char c : utf8) {
        const auto value = static_cast<unsigned char>(c);
        if (value < 0x80) {
            out += c;
        } else {
            out += static_cast<char>(0xC0U | value >> 6U);
            out += static_cast<char>(0x80U | (value & 0x3FU));
        }
    }
    return out;
}

} // namespace canbo::test
