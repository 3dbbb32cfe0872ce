#pragma once

#include "base/passphrase.h"
#include "base/result.h"
#include "people/permission.h"

#include <filesystem>
#include <optional>
#include <string>

namespace canbo::apps {

/// Where the tokens of a desk's login are kept: decided when somebody logs in, and kept there.
enum class TokenPlace {
    SecretService, ///< The desktop's (common/secret_service.h).
    Passphrase,    ///< In session.json, closed with words of the person that are asked once a start.
    File           ///< In session.json as they are: $CANBO_SECRETS=file, and the invented people of the sample.
};

/// Where a login made now keeps its tokens: what $CANBO_SECRETS says ("file", "passphrase"), else in the secret service
/// if one answers, else behind a passphrase. Asks the session bus: not for the UI thread.
TokenPlace token_place();

/// How a login is to be kept.
struct TokenKeeping {
    TokenPlace place{TokenPlace::File};
    std::optional<base::PassphraseLock> lock; ///< For TokenPlace::Passphrase.

    static constexpr std::size_t least_letters = 8;
    /// For token_place(); the passphrase is needed only where nothing else keeps secrets. Takes a moment.
    /// @error InvalidInput a passphrase is needed and has too few letters
    static Result<TokenKeeping> choose(TokenPlace place, const std::string& passphrase);
};

/// Who is logged in on a desk: DIR/session.json, readable by this user only.
struct DeskSession {
    std::string server;
    std::string ca_file;
    people::Person person;
    std::string office_key; ///< 32 bytes, pinned at the first login.
    std::string access_token;
    std::string refresh_token;
    TokenKeeping keeping;
    std::string closed; ///< The tokens as a passphrase closed them, until open_tokens(); then empty.
};

/// Tokens behind a passphrase stay closed: who only reads the desk needs none. @error Unauthenticated nobody has logged
/// in here; InvalidInput the session file is damaged
Result<DeskSession> load_session(const std::filesystem::path& folder);
/// Opens what load_session() found closed. Takes a moment; after it the session is as at the login.
/// @error Unauthenticated these are other words; InvalidInput the session file is damaged
Result<void> open_tokens(DeskSession& session, const std::string& passphrase);
/// False when nobody has logged in here. @error InvalidInput the session file is damaged
Result<bool> has_session(const std::filesystem::path& folder);
/// Keeps the tokens where session.keeping says. @error Storage
Result<void> save_session(const std::filesystem::path& folder, const DeskSession& session);
/// Nobody is logged in there afterwards.
void forget_session(const std::filesystem::path& folder);

} // namespace canbo::apps
