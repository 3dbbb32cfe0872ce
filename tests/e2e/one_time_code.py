"""A telephone's program for one-time codes (RFC 6238): what the tests hold against the office's own."""
import base64
import hashlib
import hmac
import struct
import time


def code(secret, ahead=0, now=None):
    """The code of a Base32 secret, `ahead` steps after the present one."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    step = int((time.time() if now is None else now) // 30) + ahead
    digest = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    at = digest[19] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
