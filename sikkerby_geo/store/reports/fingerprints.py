"""Ids of reports as 128 bits that tell them apart and tell nothing of them."""

from __future__ import annotations

import secrets

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_BLOCK = 1 << 15
_KEPT = np.array([0, *((1 << 8 * many) - 1 for many in range(1, 9))], dtype=np.uint64)
"""Masks that keep the first so many bytes of eight."""


def new_key() -> tuple[int, int]:
    """A secret for the fingerprints of one run; it is kept while the run may be resumed, and no longer."""
    return secrets.randbits(64), secrets.randbits(64)


def fingerprints(column: pa.Array, key: tuple[int, int]) -> np.ndarray:
    """The fingerprint of each id (n × 2, uint64); 0, 0 where none is stated.

    Blanks around an id are no part of it. Ids of up to 16 bytes have the same fingerprint only if they are the same:
    each step of the mixing can be undone by who has the key. Longer ones are taken for the same by chance with a
    probability of n² / 2¹²⁹ for n of them: under 10⁻²² at 10⁸.
    """
    kind = column.type
    if pa.types.is_integer(kind):
        words = [pc.cast(column, pa.int64(), safe=False).fill_null(0).to_numpy(zero_copy_only=False).view(np.uint64)]
        lengths = np.full(len(column), 8, dtype=np.int64)
    else:
        words, lengths = _words(_texts(column))
    found = np.zeros((len(column), 2), dtype=np.uint64)
    for start in range(0, len(column), _BLOCK):
        part = slice(start, start + _BLOCK)
        found[part] = _mixed([one[part] for one in words], lengths[part], key)
    if column.null_count:
        found[column.is_null().to_numpy(zero_copy_only=False)] = 0
    found[lengths == 0] = 0
    return found


def _texts(column: pa.Array) -> pa.Array:
    """Texts without blanks around them."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_large_string(column.type) or pa.types.is_large_binary(column.type):
        column = column.cast(pa.binary())
    if not (pa.types.is_string(column.type) or pa.types.is_binary(column.type)):
        column = column.cast(pa.string())
    return pc.ascii_trim_whitespace(column.view(pa.string()) if pa.types.is_binary(column.type) else column)


def _words(text: pa.Array) -> tuple[list[np.ndarray], np.ndarray]:
    """The bytes of texts as words of eight, nought behind their end, and their lengths."""
    offsets = np.frombuffer(text.buffers()[1], dtype=np.int32)[text.offset : text.offset + len(text) + 1].astype(
        np.int64
    )
    lengths = np.diff(offsets)
    data = text.buffers()[2]
    signs = np.zeros((len(data) if data is not None else 0) + 8, dtype=np.uint8)
    if data is not None:
        signs[:-8] = np.frombuffer(data, dtype=np.uint8)
    every = np.ndarray((len(signs) - 7,), dtype="<u8", buffer=signs, strides=(1,))
    words = []
    for first in range(0, max(int(lengths.max(initial=0)), 1), 8):
        left = np.clip(lengths - first, 0, 8)
        words.append(every[np.minimum(offsets[:-1] + first, len(every) - 1)] & _KEPT[left])
    return words, lengths


def _mixed(words: list[np.ndarray], lengths: np.ndarray, key: tuple[int, int]) -> np.ndarray:
    one = _stirred(words[0] ^ np.uint64(key[0]))
    other = _stirred((words[1] if len(words) > 1 else np.uint64(0)) ^ one ^ np.uint64(key[1]))
    for word in words[2:]:
        more = word != 0
        one = np.where(more, _stirred(one ^ word), one)
        other = np.where(more, _stirred(other + one), other)
    found = np.column_stack([_stirred(one + other), other])
    found[~found.any(axis=1)] = 1
    return found


def _stirred(word: np.ndarray) -> np.ndarray:
    """The finaliser of SplitMix64 (Steele, Lea & Flood 2014): a bijection of 64 bits."""
    word = word ^ (word >> np.uint64(30))
    word *= np.uint64(0xBF58476D1CE4E5B9)
    word ^= word >> np.uint64(27)
    word *= np.uint64(0x94D049BB133111EB)
    word ^= word >> np.uint64(31)
    return word
