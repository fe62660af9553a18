"""The TLS settings of a client."""

from __future__ import annotations

import ssl


class InvalidTLSFile(Exception):
    """A file of certificates or of a key cannot be used; the message is the end of a sentence about it."""


def tls_context(ca_file: str = "", cert_file: str = "", key_file: str = "") -> ssl.SSLContext:
    """Verifies certificates and the host name, for HTTP/1.1.

    It trusts the authorities of `ca_file`, else those of SSL_CERT_FILE, else the system's, and shows the
    certificate of `cert_file`, whose key may be in the same file. Raises InvalidTLSFile.
    """
    try:
        context = ssl.create_default_context(cafile=ca_file or None)
    except (OSError, ValueError) as error:
        raise InvalidTLSFile(f"{ca_file}, {_reason(error, 'has no certificate in PEM form')}") from None
    if cert_file:
        try:
            # Without a password of its own, OpenSSL would ask the terminal for one.
            context.load_cert_chain(cert_file, key_file or None, password=lambda: b"")
        except (OSError, ValueError) as error:
            reason = _reason(error, "has no certificate and matching key without a password, in PEM form")
            named = f"{cert_file} and {key_file}" if key_file else cert_file
            raise InvalidTLSFile(f"{named}, {reason}") from None
    context.set_alpn_protocols(["http/1.1"])
    return context


def _reason(error: OSError | ValueError, invalid: str) -> str:
    # An error of OpenSSL is an OSError, too; its texts name functions, not what to do.
    if isinstance(error, ssl.SSLError | ValueError):
        return f"which {invalid}"
    return f"which cannot be read: {error.strerror}"
