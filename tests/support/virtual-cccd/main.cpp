// A chip card without a chip: lays an invented citizen's card on the virtual reader of vsmartcard (vpcd), so that the
// product reads it through the machine's real PC/SC service.
//
//   virtual-cccd [--fault NAME]... [--person NAME|FILE] [--picture FILE] [--root FILE] [--lists DIR] [--host ADDRESS]
//   [--port N] virtual-cccd --files DIR [--fault NAME]... [--person NAME|FILE] [--root FILE] [--lists DIR] virtual-cccd
//   --list
//
// Prints one line of JSON about the card, then serves it until the reader goes or the card is taken away. --root writes
// the certificate of the issuer that an administrator would admit; --lists its lists of signers taken back: none.crl,
// outdated.crl, revoked.crl and revoked.pem, which take back the signer of this card; --files writes EF_COM.bin,
// DG1.bin and so on instead.
#include "base/crypto.h"
#include "base/file.h"
#include "support/citizen_file.h"
#include "support/fault_list.h"
#include "vpcd_line.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>

namespace {

using namespace canbo;

struct Arguments {
    std::vector<std::string> faults;
    std::string person{"thu-nghiem"}, picture, root, lists, files;
    test::LineOptions line;
    bool list{false};
};

void print_list() {
    for (const auto& fault : test::fault_list())
        fmt::print("fault   {:18} {}\n", fault.name, fault.what);
    for (const auto& person : test::named_citizens())
        fmt::print("person  {:18} {}\n", person.name, person.what);
}

Result<test::Citizen> find_citizen(const std::string& name) {
    for (const auto& person : test::named_citizens())
        if (name == person.name)
            return person.citizen;
    CANBO_TRY(const auto text, base::read_file(name));
    CANBO_TRY(const auto json, base::parse_json(text));
    return test::read_citizen(json);
}

/// What a reading program would leave on disk: not what opens the chip, nor what it gives to nobody.
Result<void> write_files(const identity::CardFiles& files, const std::filesystem::path& folder) {
    for (const auto& [file, content] : files)
        if (file != identity::CardFile::CardAccess && file != identity::data_group(3))
            CANBO_TRY_VOID(base::write_file(folder / (identity::file_name(file) + ".bin"), content));
    return {};
}

Result<void> write_lists(const test::CardIssuer& issuer, const std::filesystem::path& folder) {
    const auto revoked = issuer.revocation_list({3, issuer.signer_serial}, "20240201000000Z", "20250101000000Z");
    CANBO_TRY_VOID(
        base::write_file(folder / "none.crl", issuer.revocation_list({3}, "20240101000000Z", "20250101000000Z")));
    CANBO_TRY_VOID(
        base::write_file(folder / "outdated.crl", issuer.revocation_list({3}, "20220101000000Z", "20230101000000Z")));
    CANBO_TRY_VOID(base::write_file(folder / "revoked.crl", revoked));
    return base::write_file(folder / "revoked.pem",
                            "-----BEGIN X509 CRL-----\n" + base::to_base64(revoked) + "\n-----END X509 CRL-----\n");
}

Result<void> run(Arguments& in) {
    test::CardPlan plan;
    for (const auto& fault : in.faults)
        if (!test::put_fault(fault, plan))
            return fail(ErrorCode::NotFound, "There is no such fault; --list shows them all", fault);
    CANBO_TRY(const auto citizen, find_citizen(in.person));
    std::string picture;
    if (!in.picture.empty()) {
        CANBO_TRY(picture, base::read_file(in.picture));
    }
    const test::CardIssuer issuer;
    if (!in.root.empty())
        CANBO_TRY_VOID(base::write_file(in.root, issuer.root()));
    if (!in.lists.empty())
        CANBO_TRY_VOID(write_lists(issuer, in.lists));
    const auto content = test::make_card(issuer, citizen, plan, picture);
    const Json about{{"number", citizen.number},
                     {"can", content.can},
                     {"mrz_information", content.mrz_information},
                     {"mrz", test::mrz_text(citizen)},
                     {"qr", test::qr_text(citizen)}};
    fmt::print("{}\n", about.dump());
    std::fflush(stdout);
    test::VirtualCard card(content, plan.faults);
    if (!in.files.empty())
        return write_files(card.content().files, in.files);
    in.line.delay = plan.delay;
    in.line.silent_from = plan.silent_from;
    return test::serve_card(card, in.line);
}

} // namespace

int main(int argc, char** argv) {
    base::init_crypto();
    Arguments in;
    CLI::App app{"virtual-cccd: an invented citizen's chip card on vpcd's reader", "virtual-cccd"};
    app.add_option("--fault", in.faults, "What the card does otherwise than it should");
    app.add_option("--person", in.person, "Whose card: a name of the list, or a JSON file");
    app.add_option("--picture", in.picture, "JPEG or JPEG 2000 for DG2");
    app.add_option("--root", in.root, "Writes the issuer's certificate here");
    app.add_option("--lists", in.lists, "Writes the issuer's lists of signers taken back into this folder");
    app.add_option("--files", in.files, "Writes the card's files into this folder instead");
    app.add_option("--host", in.line.host, "Address of the reader");
    app.add_option("--port", in.line.port, "Port of the reader: 35963, or 35964 for the second");
    app.add_flag("--list", in.list, "Shows faults and persons");
    CLI11_PARSE(app, argc, argv);
    if (in.list) {
        print_list();
        return 0;
    }
    if (const auto done = run(in); !done) {
        fmt::print(stderr, "error: {}: {} {}\n", base::code_name(done.error().code), done.error().message,
                   done.error().where);
        return 1;
    }
    return 0;
}
