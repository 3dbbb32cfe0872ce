#include "service/factor_check.h"

#include "base/crypto.h"
#include "service/totp.h"

#include <algorithm>

namespace canbo::service {
namespace {

constexpr int recovery_codes = 10;
constexpr std::size_t recovery_bytes = 10;

/// Without what people put between, in capitals.
std::string bare(std::string_view code) {
    std::string out;
    for (const char c : code)
        if (c != ' ' && c != '-')
            out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return out;
}

/// The account's name in it: equal codes of two accounts do not look equal.
std::string digest_of(const std::string& account, const std::string& code) {
    return base::sha256_hex(account + "\n" + code);
}

} // namespace

CodeCheck take_code(people::SecondFactor& factor, std::string_view code, base::Time now) {
    if (factor.locked_until && now < *factor.locked_until)
        return CodeCheck::Locked;
    factor.locked_until.reset();
    const std::string given = bare(code);
    if (const auto step = matching_step(factor.secret, given, now, factor.last_step)) {
        factor.last_step = *step;
        factor.failures = 0;
        return CodeCheck::Right;
    }
    const auto used = std::find(factor.recovery.begin(), factor.recovery.end(), digest_of(factor.account, given));
    if (factor.confirmed && used != factor.recovery.end()) {
        factor.recovery.erase(used);
        factor.failures = 0;
        return CodeCheck::Recovery;
    }
    if (++factor.failures >= wrong_codes_before_lock) {
        factor.failures = 0;
        factor.locked_until = now + code_lock_time;
    }
    return CodeCheck::Wrong;
}

people::SecondFactor new_factor(std::string account) {
    people::SecondFactor factor;
    factor.account = std::move(account);
    factor.secret = base::random_bytes(20);
    return factor;
}

std::vector<std::string> new_recovery_codes(people::SecondFactor& factor) {
    std::vector<std::string> shown;
    factor.recovery.clear();
    for (int i = 0; i < recovery_codes; ++i) {
        std::string code = to_base32(base::random_bytes(recovery_bytes));
        factor.recovery.push_back(digest_of(factor.account, code));
        for (std::size_t at = 4; at < code.size(); at += 5)
            code.insert(at, "-");
        shown.push_back(std::move(code));
    }
    return shown;
}

} // namespace canbo::service
