"""Random digits are returned once."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

from app.aio.random_hex import hexadecimal


def test_hexadecimal_threads_get_distinct_digits_of_the_length() -> None:
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: hexadecimal(16), range(20_000)))
    assert {len(each) for each in found} == {16}
    assert len(set(found)) == len(found)
    assert len({each[:2] for each in found}) == 256
    assert len(hexadecimal(8192)) == 8192


def test_hexadecimal_forked_process_gets_other_digits() -> None:
    hexadecimal(16)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, hexadecimal(16).encode())
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(reading, 100).decode() != hexadecimal(16)
    os.close(reading)
    os.close(writing)
