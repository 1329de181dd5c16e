"""What a server or the way to it refused -> a sentence that says what to do, as a browser would tell it."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator

import httpx

BY_HAND = "save the page from your browser and give the file"

STATUSES = {
    401: f"wants a name and a password: log in with your browser, then {BY_HAND}",
    403: f"may not be read by programs like this one: {BY_HAND}",
    404: "is not there: look at the address",
    407: f"is behind a proxy that wants a password: {BY_HAND}",
    410: "has been taken away: look for the programme's new address",
    429: f"was asked for too often: wait some minutes, or {BY_HAND}",
    451: f"may not be shown for legal reasons: {BY_HAND}",
}


def status_to_text(status: int, address: str) -> str:
    """What it means that *address* was answered with *status* (RFC 9110, section 15)."""
    if told := STATUSES.get(status):
        return f"{address} {told} (HTTP {status})."
    if status >= 500:
        return f"The server of {address} is in trouble: try again later, or {BY_HAND} (HTTP {status})."
    return f"The server of {address} gave no page: {BY_HAND} (HTTP {status})."


def failure_to_text(error: Exception, address: str) -> str:
    """What it means that nothing came from *address*."""
    causes = tuple(_causes(error))
    host = _host(error) or address
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol | httpx.LocalProtocolError):
        return f"{address} is, or leads to, no address that can be read: look at how it is written ({error})."
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return (
            f"No server is called {host}: look at the address, and whether you are connected to the internet."
        )
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return (
                f"The certificate of {host} is not valid ({cause.verify_message}), so nobody can tell who answers: "
                f"open the page in your browser; if you trust it, {BY_HAND}."
            )
        if isinstance(cause, ssl.SSLError):
            return f"{host} cannot be reached safely ({cause.reason or cause}): {BY_HAND}."
    return _transport_to_text(error, host)


def _transport_to_text(error: Exception, host: str) -> str:
    if isinstance(error, httpx.TimeoutException):
        return f"{host} does not answer in time: try again later, or {BY_HAND}."
    if isinstance(error, httpx.ConnectError):
        return f"{host} does not answer: look at the address, or try again later."
    return f"{host} broke off in the middle ({type(error).__name__}): try again later, or {BY_HAND}."


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """*error* and all that led to it."""
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for one in error.exceptions:
                yield from _causes(one)
        error = error.__cause__ or error.__context__


def _host(error: Exception) -> str:
    """The host that was asked, with its port where the address names one."""
    try:
        return (
            error.request.url.netloc.decode("ascii", "replace")
            if isinstance(error, httpx.RequestError)
            else ""
        )
    except RuntimeError:
        return ""
