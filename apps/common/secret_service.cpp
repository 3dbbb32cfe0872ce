#include "common/secret_service.h"

#include "base/file.h"

#include <libsecret/secret.h>
#include <memory>

namespace canbo::apps {
namespace {

struct FreeError {
    void operator()(GError* error) const { g_error_free(error); }
};
struct FreeObject {
    void operator()(gpointer object) const { g_object_unref(object); }
};
struct FreePassword {
    void operator()(gchar* text) const { secret_password_free(text); }
};

const SecretSchema& schema() {
    static const SecretSchema made = [] {
        SecretSchema out{};
        out.name = "vn.canbo.Desk";
        out.flags = SECRET_SCHEMA_NONE;
        out.attributes[0] = {"desk", SECRET_SCHEMA_ATTRIBUTE_STRING};
        return out;
    }();
    return made;
}

Result<void> outcome(GError* error) {
    const std::unique_ptr<GError, FreeError> owned(error);
    if (owned)
        return fail(ErrorCode::Storage, "The secret service of this desktop does not answer", {}, owned->message);
    return {};
}

} // namespace

bool secret_service_answers() {
    if (base::environment("DBUS_SESSION_BUS_ADDRESS").empty())
        return false;
    GError* error = nullptr;
    const std::unique_ptr<SecretService, FreeObject> service(
        secret_service_get_sync(SECRET_SERVICE_OPEN_SESSION, nullptr, &error));
    return outcome(error).has_value() && service;
}

Result<void> keep_secret(const std::string& name, const std::string& secret) {
    GError* error = nullptr;
    secret_password_store_sync(&schema(), SECRET_COLLECTION_DEFAULT, "Canbo", secret.c_str(), nullptr, &error, "desk",
                               name.c_str(), nullptr);
    return outcome(error);
}

Result<std::optional<std::string>> read_secret(const std::string& name) {
    GError* error = nullptr;
    const std::unique_ptr<gchar, FreePassword> found(
        secret_password_lookup_sync(&schema(), nullptr, &error, "desk", name.c_str(), nullptr));
    CANBO_TRY_VOID(outcome(error));
    return found ? std::optional<std::string>(found.get()) : std::nullopt;
}

void forget_secret(const std::string& name) {
    GError* error = nullptr;
    secret_password_clear_sync(&schema(), nullptr, &error, "desk", name.c_str(), nullptr);
    static_cast<void>(outcome(error).has_value());
}

} // namespace canbo::apps
