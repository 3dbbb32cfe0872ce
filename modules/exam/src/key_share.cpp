#include "exam/key_share.h"

#include "base/crypto.h"
#include "base/text.h"

#include <charconv>
#include <cstdint>
#include <set>

namespace canbo::exam {
namespace {

constexpr std::string_view mark = "canbo-share-1";
constexpr std::size_t most_line = 2'000;
constexpr std::size_t check_length = 8;

/// No table and no branch on a secret: what is looked up or jumped over can be timed.
std::uint8_t times(std::uint8_t a, std::uint8_t b) {
    unsigned x = a;
    unsigned out = 0;
    for (unsigned bit = 0; bit < 8; ++bit) {
        const unsigned use = 0U - ((static_cast<unsigned>(b) >> bit) & 1U);
        out ^= x & use;
        const unsigned over = 0U - (x >> 7U);
        x = ((x << 1U) ^ (0x11BU & over)) & 0xFFU;
    }
    return static_cast<std::uint8_t>(out);
}

/// a^254 = 1/a; 0 stays 0.
std::uint8_t inverse(std::uint8_t a) {
    std::uint8_t out = 1;
    std::uint8_t square = a;
    for (int bit = 1; bit < 8; ++bit) {
        square = times(square, square);
        out = times(out, square);
    }
    return out;
}

std::uint8_t byte(char c) { return static_cast<std::uint8_t>(c); }

std::string check_of(std::string_view line) { return base::sha256_hex(line).substr(0, check_length); }

Result<std::string> from_hex_text(std::string_view text) {
    std::string out;
    const auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; };
    if (text.empty() || text.size() % 2 != 0)
        return fail(ErrorCode::InvalidInput, "This is no part of an exam's key");
    for (std::size_t i = 0; i < text.size(); i += 2) {
        if (digit(text[i]) < 0 || digit(text[i + 1]) < 0)
            return fail(ErrorCode::InvalidInput, "This is no part of an exam's key");
        out += static_cast<char>(digit(text[i]) * 16 + digit(text[i + 1]));
    }
    return out;
}

int small_number(std::string_view text) {
    int out = -1;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), out);
    return code == std::errc() && end == text.data() + text.size() ? out : -1;
}

} // namespace

Result<std::vector<KeyShare>> split_secret(std::string_view secret, int needed, int count) {
    if (needed < 2 || count < needed || count > 255 || secret.empty())
        return fail(ErrorCode::InvalidInput, "A key is split into 2 to 255 parts, and two or more of them open it");
    std::vector<std::string> coefficients{std::string(secret)};
    for (int i = 1; i < needed; ++i)
        coefficients.push_back(base::random_bytes(secret.size()));
    std::vector<KeyShare> out;
    for (int index = 1; index <= count; ++index) {
        KeyShare share{index, std::string(secret.size(), '\0')};
        for (std::size_t at = 0; at < secret.size(); ++at) {
            std::uint8_t value = 0; // Horner, from the highest coefficient
            for (auto it = coefficients.rbegin(); it != coefficients.rend(); ++it)
                value = static_cast<std::uint8_t>(times(value, static_cast<std::uint8_t>(index)) ^ byte((*it)[at]));
            share.bytes[at] = static_cast<char>(value);
        }
        out.push_back(std::move(share));
    }
    return out;
}

Result<std::string> join_secret(const std::vector<KeyShare>& shares) {
    std::set<int> seen;
    for (const auto& share : shares)
        if (share.index < 1 || share.index > 255 || !seen.insert(share.index).second ||
            share.bytes.size() != shares.front().bytes.size() || share.bytes.empty())
            return fail(ErrorCode::InvalidInput, "These parts do not belong together, or one was given twice");
    if (shares.empty())
        return fail(ErrorCode::InvalidInput, "These parts do not belong together, or one was given twice");
    std::string out(shares.front().bytes.size(), '\0');
    for (const auto& share : shares) {
        std::uint8_t weight = 1; // Lagrange at 0: product of x_j / (x_j - x_i)
        for (const auto& other : shares)
            if (other.index != share.index)
                weight = times(weight, times(static_cast<std::uint8_t>(other.index),
                                             inverse(static_cast<std::uint8_t>(other.index ^ share.index))));
        for (std::size_t at = 0; at < out.size(); ++at)
            out[at] = static_cast<char>(byte(out[at]) ^ times(weight, byte(share.bytes[at])));
    }
    return out;
}

std::string exam_key_id(std::string_view key) {
    return base::sha256_hex("canbo exam key " + std::string(key)).substr(0, 16);
}

std::string write_share(const NamedShare& share) {
    const std::string line = std::string(mark) + "." + share.exam + "." + share.key_id + "." +
                             std::to_string(share.needed) + "." + std::to_string(share.share.index) + "." +
                             base::to_hex(share.share.bytes);
    return line + "." + check_of(line);
}

Result<NamedShare> read_share(std::string_view text) {
    text = base::trim(text);
    std::vector<std::string_view> parts;
    for (std::string_view rest = text.substr(0, most_line);;) {
        const auto dot = rest.find('.');
        parts.push_back(rest.substr(0, dot));
        if (dot == std::string_view::npos)
            break;
        rest.remove_prefix(dot + 1);
    }
    if (text.size() > most_line || parts.size() != 7 || parts[0] != mark)
        return fail(ErrorCode::InvalidInput, "This is no part of an exam's key");
    if (check_of(text.substr(0, text.size() - parts[6].size() - 1)) != parts[6])
        return fail(ErrorCode::DigestMismatch, "This part of the key was copied wrong");
    NamedShare out{std::string(parts[1]), std::string(parts[2]), small_number(parts[3]), {small_number(parts[4]), {}}};
    CANBO_TRY(out.share.bytes, from_hex_text(parts[5]));
    if (out.needed < 2 || out.share.index < 1 || out.share.index > 255)
        return fail(ErrorCode::InvalidInput, "This is no part of an exam's key");
    return out;
}

Result<std::string> join_shares(const std::vector<NamedShare>& shares) {
    std::vector<KeyShare> parts;
    for (const auto& share : shares) {
        if (share.exam != shares.front().exam || share.key_id != shares.front().key_id)
            return fail(ErrorCode::InvalidInput, "These parts do not belong together, or one was given twice");
        parts.push_back(share.share);
    }
    if (shares.empty() || static_cast<int>(shares.size()) < shares.front().needed)
        return fail(ErrorCode::InvalidInput, "More parts are needed to join the key");
    CANBO_TRY(auto key, join_secret(parts));
    if (exam_key_id(key) != shares.front().key_id)
        return fail(ErrorCode::DigestMismatch, "The parts do not give the key that they name");
    return key;
}

} // namespace canbo::exam
