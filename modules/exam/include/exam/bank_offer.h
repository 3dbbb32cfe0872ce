#pragma once

#include "exam/definition.h"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace canbo::exam {

/// What a bank has for a blueprint: so many questions of a topic, of one difficulty or of any.
struct BankOffer {
    std::string bank;
    std::string category;   ///< With those below it, as a blueprint draws; empty: the whole bank.
    std::string difficulty; ///< Of a tag "difficulty:…"; empty: any.
    std::size_t questions{0};
};

/// By bank and category, of each first any difficulty and then each that occurs. Only what a blueprint can draw counts.
std::vector<BankOffer> offers_of(const std::map<std::string, std::vector<assessment::BankQuestion>>& banks);

/// The rule that takes so many questions of an offer, and the offer that a rule takes from. A rule of other tags than
/// one difficulty is of no offer: nothing.
BlueprintRule rule_of(const BankOffer& offer, std::size_t count, double mark);
bool takes_from(const BlueprintRule& rule, const BankOffer& offer);

} // namespace canbo::exam
