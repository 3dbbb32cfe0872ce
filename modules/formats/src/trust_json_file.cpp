#include "formats/trust_json_file.h"

#include "base/file.h"

namespace canbo::formats {

Result<identity::TrustStore> TrustJsonFile::load() {
    const auto text = base::read_file(m_path, 20'000'000);
    if (!text && text.error().code == ErrorCode::NotFound)
        return identity::TrustStore();
    if (!text)
        return fail(text.error());
    return identity::TrustStore::from_json(*text);
}

Result<void> TrustJsonFile::save(const identity::TrustStore& store) {
    return base::write_file(m_path, store.to_json(), true);
}

} // namespace canbo::formats
