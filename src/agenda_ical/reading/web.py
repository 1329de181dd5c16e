"""
A web address -> what stands there, as a browser without scripts gets it, at a bounded cost.

Redirects are taken one by one and bodies unpacked here, for a client that does so by itself reads the body of a
redirect, and all that a packed block grows to, before it can be stopped.
"""

from __future__ import annotations

import asyncio
import re
import zlib
from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar
from urllib.parse import unquote

import httpx

from agenda_ical.errors import BeyondLimits, UnreadableFile
from agenda_ical.limits import Limits
from agenda_ical.reading.addresses import is_web_address
from agenda_ical.reading.formats import FORMATS, MEDIA, ending_by_content, ending_of, format_by_ending
from agenda_ical.reading.loading import Loaded
from agenda_ical.reading.refusals import BY_HAND, failure_to_text, status_to_text

Result = TypeVar("Result")

MOST_REDIRECTS = 20
"""As many as browsers follow."""
PATIENCE = 10
"""Seconds until a server answers at all."""
ROOM = 1 << 20
"""Bytes that are unpacked at once."""
HEADERS = {
    "User-Agent": "agenda-ical",
    "Accept": "text/html, application/xhtml+xml, text/markdown;q=0.9, text/plain;q=0.9, */*;q=0.8",
    "Accept-Encoding": "gzip",
}
FILENAME = re.compile(
    r"""
    \bfilename\*\s*=\s*(?:[\w-]+'[^']*')?(?P<encoded>[^;\s]+)      # RFC 6266, section 4.3
    | \bfilename\s*=\s*(?:"(?P<quoted>[^"]*)"|(?P<plain>[^;\s]+))
    """,
    re.VERBOSE | re.IGNORECASE,
)


def fetch(address: str, limits: Limits, accept: str | None = None) -> Loaded:
    """
    What stands at *address* (http or https), with the address at which it was found in the end.

    *accept* says what is asked for, where it is no page (RFC 9110, section 12.5.1).

    Raises UnreadableFile where there is nothing to be had, BeyondLimits where it is too large or takes too long.
    """
    if not is_web_address(address):
        raise UnreadableFile(f"{address} is no web address: it must begin with https:// or http://.")
    told = {"Accept": accept} if accept else {}
    return _run(_within(address, limits, _load(address, limits, HEADERS | told)))


def status(address: str, limits: Limits, told: Mapping[str, str]) -> int:
    """The status with which *address* answers to the headers *told* (RFC 9110, section 15); raises as ``fetch`` does."""
    return _run(_within(address, limits, _status(address, limits, {**HEADERS, **told})))


def _run(work: Coroutine[Any, Any, Result]) -> Result:
    """The result of *work*, also for a caller in whose thread an event loop is running (a notebook)."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, work).result()


async def _within(address: str, limits: Limits, work: Coroutine[Any, Any, Result]) -> Result:
    """The result of *work*, in the time that it may take."""
    try:
        async with asyncio.timeout(limits.seconds):
            return await work
    except TimeoutError as error:
        raise BeyondLimits(
            f"{shown(address)} was not here within {limits.seconds} seconds: try again later, or {BY_HAND}, "
            f"or allow it more time with --limit seconds={2 * limits.seconds or 30}."
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise UnreadableFile(failure_to_text(error, shown(address))) from error


def _client(limits: Limits, headers: Mapping[str, str]) -> httpx.AsyncClient:
    patience = httpx.Timeout(limits.seconds, connect=min(PATIENCE, limits.seconds))
    return httpx.AsyncClient(headers=headers, timeout=patience)


async def _status(address: str, limits: Limits, headers: Mapping[str, str]) -> int:
    async with _client(limits, headers) as client:
        response = await client.send(client.build_request("GET", address), stream=True)
        await response.aclose()
    return response.status_code


async def _load(address: str, limits: Limits, headers: Mapping[str, str]) -> Loaded:
    async with _client(limits, headers) as client:
        response = await _found(client, address)
        try:
            content = await _body(response, limits)
        finally:
            await response.aclose()
    found = shown(str(response.url))
    ending = "" if ending_by_content(content) else _ending(response)
    asked = shown(str(httpx.URL(address)))
    told = tuple(response.headers.items())
    return Loaded(content, found, ending, response.charset_encoding, found, asked, told)


async def _found(client: httpx.AsyncClient, address: str) -> httpx.Response:
    """The open response at the end of all redirects."""
    request: httpx.Request | None = client.build_request("GET", address)
    for _ in range(MOST_REDIRECTS + 1):
        if request is None:
            break
        if not is_web_address(str(request.url)):
            raise UnreadableFile(
                f"{shown(address)} leads to {request.url}, which is no web address: {BY_HAND}."
            )
        response = await client.send(request, stream=True)
        request = response.next_request
        if request is None and response.is_success:
            return response
        await response.aclose()
        if request is None:
            raise UnreadableFile(status_to_text(response.status_code, shown(str(response.url))))
    raise UnreadableFile(f"{shown(address)} leads round in circles: {BY_HAND}.")


async def _body(response: httpx.Response, limits: Limits) -> bytes:
    """The bytes of *response*, unpacked; reading ends as soon as they are too many."""
    told = response.headers.get("Content-Length", "")
    if told.isdecimal():
        limits.check("size", int(told), "bytes")
    blocks: list[bytes] = []
    size = 0
    async for block in _blocks(response):
        size += len(block)
        if size > limits.size:
            limits.check("size", 2 * size, "bytes")
        blocks.append(block)
    return b"".join(blocks)


async def _blocks(response: httpx.Response) -> AsyncIterator[bytes]:
    """The body block by block, each no larger than what came over the wire at once, or ROOM."""
    coding = response.headers.get("Content-Encoding", "").strip().lower()
    if coding in {"", "identity"}:
        async for block in response.aiter_raw():
            yield block
    elif coding in {"gzip", "x-gzip"}:
        packed = _Packed(shown(str(response.url)))
        async for block in response.aiter_raw():
            for piece in packed.unpack(block):
                yield piece
        packed.end()
    else:
        raise UnreadableFile(
            f"{shown(str(response.url))} is sent in a coding that we did not ask for ({coding}): {BY_HAND}."
        )


class _Packed:
    """A gzip stream that is unpacked piece by piece (RFC 1952); it may have several members."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.member = _member()
        self.begun = False

    def unpack(self, block: bytes) -> Iterator[bytes]:
        """What *block* adds, in pieces that are no larger than ROOM."""
        while block:
            self.begun = True
            yield from self._pieces(block)
            block = self.member.unused_data
            if self.member.eof and block:
                self.member = _member()

    def _pieces(self, block: bytes) -> Iterator[bytes]:
        piece = b"full"
        while (piece and not self.member.eof) or block:
            try:
                piece = self.member.decompress(block, ROOM)
            except zlib.error as error:
                raise UnreadableFile(self._damaged()) from error
            block = self.member.unconsumed_tail
            yield piece

    def end(self) -> None:
        """Refuse a stream that broke off."""
        if self.begun and not self.member.eof:
            raise UnreadableFile(self._damaged())

    def _damaged(self) -> str:
        return f"{self.address} did not come whole: try again, or {BY_HAND}."


def _member() -> zlib._Decompress:
    return zlib.decompressobj(16 + zlib.MAX_WBITS)


def _ending(response: httpx.Response) -> str:
    """
    How the text that came would end as a file: by its media type, else by the names that it is given.

    What is no text shows by its content what it is, whatever its server calls it.
    """
    media = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    disposition = response.headers.get("Content-Disposition", "")
    named = (_filename(disposition), unquote(response.url.path))
    endings = (MEDIA.get(media, ""), *map(ending_of, named))
    return next(filter(_is_text, endings), "")


def _is_text(ending: str) -> bool:
    known = format_by_ending(ending)
    return known is not None and FORMATS[known].takes == "text"


def _filename(disposition: str) -> str:
    found = FILENAME.search(disposition)
    if found is None:
        return ""
    return unquote(found["encoded"] or "") or found["quoted"] or found["plain"] or ""


def shown(address: str) -> str:
    """*address* as it may be told to others: without the name and the password that it may hold."""
    return re.sub(r"(?<=://)[^/?#@]*@", "", address)
