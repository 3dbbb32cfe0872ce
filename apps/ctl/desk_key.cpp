#include "desk_key.h"

#include "base/file.h"
#include "base/issues.h"
#include "base/json.h"

namespace canbo::ctl {
namespace {

Result<base::SigningKey> read_key(const std::string& text) {
    CANBO_TRY(const auto json, base::parse_json(text));
    Issues issues;
    base::ObjectReader in(json, "", issues);
    base::SigningKey out;
    CANBO_TRY(out.secret, base::from_base64(in.text("secret")));
    CANBO_TRY(out.public_key, base::from_base64(in.text("public_key")));
    in.finish();
    if (issues.has_errors() || out.secret.size() != 64 || out.public_key.size() != 32)
        return fail(ErrorCode::InvalidInput, "The key file of this desk is damaged");
    return out;
}

} // namespace

Result<base::SigningKey> desk_key(const std::filesystem::path& folder) {
    const auto path = folder / "desk-key.json";
    const auto text = base::read_file(path);
    if (text)
        return read_key(*text);
    if (text.error().code != ErrorCode::NotFound)
        return fail(text.error());
    auto made = base::SigningKey::generate();
    const Json json{{"secret", base::to_base64(made.secret)}, {"public_key", base::to_base64(made.public_key)}};
    CANBO_TRY_VOID(base::write_file(path, json.dump() + "\n", true));
    return made;
}

} // namespace canbo::ctl
