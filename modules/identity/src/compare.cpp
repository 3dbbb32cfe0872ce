#include "identity/compare.h"

#include "base/json_parts.h"
#include "base/text.h"

namespace canbo::identity {
namespace {

/// The comparable content of one place. Empty texts and absent values are not compared.
struct Facts {
    std::string place;
    std::string number, old_number;
    std::string name;    ///< In Vietnamese letters; empty for a machine readable zone.
    std::string letters; ///< As a zone writes it.
    bool letters_cut{false};
    bool repaired{false};
    std::optional<base::Day> birth, issued;
    std::optional<Sex> sex;
    std::optional<Expiry> expiry;
};

Facts facts_of(const QrCard& qr) {
    Facts out;
    out.place = "qr";
    out.number = qr.number.text;
    out.old_number = qr.old_number;
    out.name = qr.name;
    out.letters = mrz_letters(qr.name);
    out.repaired = qr.repaired;
    out.birth = qr.birth_date;
    out.issued = qr.issued;
    out.sex = qr.sex;
    return out;
}

Facts facts_of(const Mrz& mrz, const char* place) {
    Facts out;
    out.place = place;
    out.number = mrz.citizen_number;
    out.letters = mrz.given.empty() ? mrz.surname : mrz.surname + " " + mrz.given;
    out.letters_cut = mrz.name_cut;
    out.birth = mrz.birth_date;
    out.sex = mrz.sex;
    out.expiry = mrz.expiry;
    return out;
}

Facts facts_of(const Dg13& dg13) {
    Facts out;
    out.place = "dg13";
    out.number = dg13.number();
    out.old_number = dg13.old_number();
    out.name = dg13.name();
    out.letters = mrz_letters(dg13.name());
    out.birth = dg13.birth_date();
    out.issued = dg13.issued();
    out.sex = dg13.sex();
    out.expiry = dg13.expiry();
    return out;
}

bool same_name(const Facts& a, const Facts& b) {
    if (!a.name.empty() && !b.name.empty())
        return a.repaired || b.repaired ? base::search_key(a.name) == base::search_key(b.name)
                                        : base::upper(a.name) == base::upper(b.name);
    if (a.letters.empty() || b.letters.empty())
        return true;
    const auto begins = [](const std::string& text, const std::string& beginning) {
        return text.compare(0, beginning.size(), beginning) == 0;
    };
    if (a.letters_cut && begins(b.letters, a.letters))
        return true;
    if (b.letters_cut && begins(a.letters, b.letters))
        return true;
    return a.letters == b.letters;
}

template <class Value>
bool differ(const std::optional<Value>& a, const std::optional<Value>& b) {
    return a && b && !(*a == *b);
}

bool differ(const std::string& a, const std::string& b) { return !a.empty() && !b.empty() && a != b; }

void compare(const Facts& a, const Facts& b, Findings& out) {
    const auto found = [&](const char* field) { out.push_back(finding(a.place + "-" + b.place + "-" + field)); };
    if (differ(a.number, b.number))
        found("number");
    if (!same_name(a, b))
        found("name");
    if (differ(a.birth, b.birth))
        found("birth");
    if (differ(a.sex, b.sex))
        found("sex");
    if (differ(a.expiry, b.expiry))
        found("expiry");
    if (differ(a.issued, b.issued))
        found("issued");
    // A card without an old number leaves the field empty in both places.
    if (a.place == "qr" && b.place == "dg13" && a.old_number != b.old_number && !(b.old_number.empty()))
        found("old-number");
}

std::string first_of(std::initializer_list<std::string> values) {
    for (const auto& value : values)
        if (!value.empty())
            return value;
    return {};
}

template <class Value>
void fill(std::optional<Value>& out, const std::optional<Value>& value) {
    if (!out)
        out = value;
}

} // namespace

Findings compare_faces(const CardFaces& faces) {
    std::vector<Facts> places;
    if (faces.qr)
        places.push_back(facts_of(*faces.qr));
    if (faces.mrz)
        places.push_back(facts_of(*faces.mrz, "mrz"));
    if (faces.dg1)
        places.push_back(facts_of(*faces.dg1, "dg1"));
    if (faces.dg13)
        places.push_back(facts_of(*faces.dg13));
    Findings out;
    for (std::size_t i = 0; i < places.size(); ++i)
        for (std::size_t k = i + 1; k < places.size(); ++k)
            compare(places[i], places[k], out);
    return out;
}

Person person_of(const CardFaces& faces) {
    Person out;
    const QrCard qr = faces.qr.value_or(QrCard{});
    const Dg13 dg13 = faces.dg13.value_or(Dg13{});
    const Mrz zone = faces.dg1 ? *faces.dg1 : faces.mrz.value_or(Mrz{});
    out.number = first_of({zone.citizen_number, dg13.number(), qr.number.text});
    out.name = first_of({dg13.name(), qr.name, zone.given.empty() ? zone.surname : zone.surname + " " + zone.given});
    out.nationality = first_of({zone.nationality, dg13.nationality()});
    out.old_number = first_of({dg13.old_number(), qr.old_number});
    out.address = first_of({dg13.residence(), qr.address});
    out.ethnicity = dg13.ethnicity();
    out.religion = dg13.religion();
    out.origin = dg13.origin();
    fill(out.birth_date, dg13.birth_date());
    fill(out.birth_date, zone.birth_date);
    fill(out.birth_date, qr.birth_date);
    fill(out.issued, dg13.issued());
    fill(out.issued, qr.issued);
    fill(out.sex, zone.sex);
    fill(out.sex, dg13.sex());
    fill(out.sex, qr.sex);
    fill(out.expiry, zone.expiry);
    fill(out.expiry, dg13.expiry());
    return out;
}

Json person_to_json(const Person& person) {
    Json expiry = nullptr;
    if (person.expiry)
        expiry = person.expiry->never ? Json("never") : Json(base::to_iso(person.expiry->day));
    return {{"number", base::text_or_null(person.number)},
            {"name", base::text_or_null(person.name)},
            {"birth_date", base::day_or_null(person.birth_date)},
            {"sex", person.sex ? Json(sex_name(*person.sex)) : Json(nullptr)},
            {"nationality", base::text_or_null(person.nationality)},
            {"expiry", expiry},
            {"old_number", base::text_or_null(person.old_number)},
            {"address", base::text_or_null(person.address)},
            {"issued", base::day_or_null(person.issued)},
            {"ethnicity", base::text_or_null(person.ethnicity)},
            {"religion", base::text_or_null(person.religion)},
            {"origin", base::text_or_null(person.origin)}};
}

Json findings_to_json(const Findings& findings) {
    Json out = Json::array();
    for (const auto& item : findings)
        out.push_back({{"code", item.code}, {"sentence", item.sentence}, {"severity", severity_name(item.severity)}});
    return out;
}

} // namespace canbo::identity
