"""Gauges and counters of all workers of a server, in memory that the workers share.

The memory is mapped before the workers are forked. A row belongs to the worker of its number. That worker
alone writes to it, so that no lock is needed. One that replaces a dead one goes on with its counters.
"""

from __future__ import annotations

import mmap
from enum import IntEnum


class Column(IntEnum):
    """What a row has. Gauges come first: those of a dead worker are cleared, its counters stay."""

    OPEN_STREAMS = 0
    TASKS = 1
    OPEN_CONNECTIONS = 2
    READY = 3
    RESPONSES_1XX = 8
    RESPONSES_2XX = 9
    RESPONSES_3XX = 10
    RESPONSES_4XX = 11
    RESPONSES_5XX = 12
    RESTARTS = 13


_GAUGES = 8
# 128 bytes: no two rows share a line of the processor's cache.
_COLUMNS = 16
_BYTES = 8


class WorkerTable:
    """One row of 64-bit integers for each of `workers`."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._memory = memoryview(mmap.mmap(-1, workers * _COLUMNS * _BYTES)).cast("q")

    def row(self, worker: int) -> memoryview[int]:
        """A worker's numbers by `Column`."""
        return self._memory[worker * _COLUMNS : (worker + 1) * _COLUMNS]

    def column(self, column: Column) -> list[int]:
        """That number of each worker."""
        return self._memory[column::_COLUMNS].tolist()

    def clear_gauges(self, worker: int) -> None:
        """The worker has ended."""
        self.row(worker)[:_GAUGES] = memoryview(bytes(_GAUGES * _BYTES)).cast("q")


class Worker:
    """This process among the workers of its server: its number from 0 on, and the numbers of all."""

    __slots__ = ("_row", "number", "table")

    def __init__(self, number: int = 0, table: WorkerTable | None = None) -> None:
        self.number = number
        self.table = table or WorkerTable(1)
        self._row = self.table.row(number)

    def add_streams(self, change: int) -> None:
        """Responses that are being streamed: so many more, or fewer."""
        self._row[Column.OPEN_STREAMS] += change

    def count_response(self, status: int) -> None:
        """A response with that status was sent."""
        self._row[Column.RESPONSES_1XX - 1 + status // 100] += 1

    def set(self, column: Column, value: int) -> None:
        """Publishes a number of this worker."""
        self._row[column] = value

    def share(self, total: int) -> int:
        """This worker's part of a bound that holds for all workers together."""
        workers = self.table.workers
        return total // workers + (self.number < total % workers)
