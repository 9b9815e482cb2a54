"""One study: the question is checked, measured, held against placebos and copies, and given its verdict."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.answer import Comparisons, Detectable, Study
from sikkerby_geo.domain.effect.question import Question


def study(atlas: Atlas, question: Question) -> Study:
    """Whether it helped, under the assumptions of the atlas. A missing figure is a reason in the answer, never raised.

    Raises
    ------
    UnknownPlaceError
        A treated or comparison area is no survey area.
    ValueError
        No treated area, a treated area that is also a comparison, an end before the start, or an unknown outcome.
    """
    raise NotImplementedError


def automatic_comparisons(atlas: Atlas, question: Question) -> Comparisons:
    """The areas compared with where the reader has chosen none; see decision 0040."""
    raise NotImplementedError


def detectable(atlas: Atlas, question: Question) -> Detectable | None:
    """Power before money is spent: what the study could see, whatever it finds.

    For a plan (a start after the newest year) the years to come are taken to be as many, and as sure, as those before.
    None where no year before can be compared.
    """
    raise NotImplementedError
