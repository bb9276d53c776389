"""The tokens of customers' links: drawn at random, kept as a hash, made again when asked for."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from typing import Final

from pydantic import SecretStr

SEED_BYTES: Final = 32


def hash_of(token: str) -> str:
    """Return what is kept of a token: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


class LinkKeys:
    """Makes tokens of seeds: who has the seeds alone, or the secret alone, has no token."""

    def __init__(self, secret: SecretStr, origin: str) -> None:
        """Make tokens with ``secret`` for links to the app at ``origin``."""
        self._secret: Final = secret.get_secret_value().encode()
        self._origin: Final = origin.rstrip("/")

    @property
    def origin(self) -> str:
        """Where the app is, without a slash at its end."""
        return self._origin

    def draw(self) -> str:
        """Draw the 256 random bits of a new link, in hex digits."""
        return secrets.token_hex(SEED_BYTES)

    def token_of(self, seed: str) -> str:
        """Return the seed's token: 43 letters that stand in an address as they are."""
        digest = hmac.digest(self._secret, f"customer-link:{seed}".encode(), "sha256")
        return urlsafe_b64encode(digest).rstrip(b"=").decode()

    def address_of(self, seed: str, token_hash: str) -> str | None:
        """Return the link in full; None once the secret is another than it was made with."""
        token = self.token_of(seed)
        same = hmac.compare_digest(hash_of(token), token_hash)
        return f"{self._origin}/q/{token}" if same else None
