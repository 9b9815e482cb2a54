"""Foreseen trouble: what is wrong, where, and what to do, as data that the text floor turns into Danish."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing wrong in one data file.

    ``line`` is the line in the file (the header is line 1; 0 = the file as a whole),
    ``kind`` names the sentence in ``text/da`` and ``allowed`` fills it in.
    """

    file: str
    kind: str
    line: int = 0
    column: str = ""
    value: str = ""
    allowed: str = ""


class RegistryError(Exception):
    """A line of a registry that lacks a part: told to who adds it, when the code is loaded, never to a reader."""

    def __init__(self, file: str, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join((f"{file} is not whole:", *faults)))
        self.faults = faults


class SikkerByError(Exception):
    """Trouble we foresaw; ``key`` and ``params`` choose and fill the Danish sentence."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(f"{key}: {params}")
        self.key = key
        self.params = params


class DataError(SikkerByError):
    """A data file that cannot be used; carries every fault found in it, not just the first.

    ``rows_out`` is the number of rows left out where the rest of the file is used; 0 where none of it is.
    """

    def __init__(self, dataset: str, faults: tuple[Fault, ...], rows_out: int = 0) -> None:
        file, count = faults[0].file, len(faults)
        key = "problem.data_rows" if rows_out else "problem.data_file"
        super().__init__(key, dataset=dataset, file=file, count=count, rows=rows_out)
        self.dataset = dataset
        self.faults = faults
        self.rows_out = rows_out


class UnknownPlaceError(SikkerByError):
    """A name that fits no place; ``suggestions`` are the nearest known names."""

    def __init__(self, name: str, suggestions: tuple[str, ...]) -> None:
        super().__init__("problem.unknown_place", name=name, suggestions=suggestions)
        self.suggestions = suggestions


class AmbiguousPlaceError(SikkerByError):
    """A name that fits more than one place: a question to the reader, never a guess."""

    def __init__(self, name: str, candidates: tuple[str, ...]) -> None:
        super().__init__("problem.ambiguous_place", name=name, candidates=candidates)
        self.candidates = candidates


class SessionLimitError(SikkerByError):
    """More figures than one session may bring for itself alone, or more sessions with figures of their own than there
    is memory for."""
