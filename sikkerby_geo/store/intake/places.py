"""Names of places in a delivery to ids: one place, a question, what lies outside, or the nearest names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sikkerby_geo.facts.areas import CITY_ID, Gazetteer, Level, Place, normalise
from sikkerby_geo.facts.delivery_kinds import WHOLE_BYDEL
from sikkerby_geo.facts.intake import Choice, Question, Recipe, Where
from sikkerby_geo.facts.place_words import CITY_NAMES, NOWHERE_NAMES, OUTSIDE_NAMES, bare, parts_of

_CODE = re.compile(r"0*([1-9][0-9]?)(?:[.,]0+)?")
_MUNICIPALITY = re.compile(r"0?([1-9][0-9]{2})(?:[.,]0+)?")
_LOST = re.compile("[?\ufffd]")


@dataclass(frozen=True)
class Meant:
    """What a name means: an id; or blank, with why (``outside``, ``nowhere``, ``unknown``, ``asked``, ``left_out``).

    ``mended``: it had lost letters and could be only this. ``near`` are the nearest names of an unknown one.
    """

    place_id: str = ""
    why: str = ""
    mended: bool = False
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class Places:
    """The names of one delivery: what each means, and the questions they raise."""

    meant: Mapping[str, Meant]
    questions: tuple[Question, ...] = field(default=())


def places_of(names: Mapping[str, Where], places: Gazetteer, recipe: Recipe) -> Places:
    """What each name of a delivery means; ``names`` hold where each stands first.

    Numbers are those of the ten bydele where the head of their column says so; elsewhere it is asked.

    The names are read together: »Indre By« is an area and a bydel, and only the others tell whether the file is of
    bydele. Where they may be, it is asked.
    """
    found = {name: _candidates(name, places) for name in names}
    of_bydele = any(_larger_only(candidates) for name, (candidates, _) in found.items() if WHOLE_BYDEL not in name)
    settled = {
        place.place_id for candidates, _ in found.values() if len(_kinds(candidates)) == 1 for place in candidates
    }
    meant: dict[str, Meant] = {}
    questions: dict[str, Question] = {}
    for name, (candidates, mended) in found.items():
        folded = normalise(bare(name))
        if whole := _whole_bydel(name, places):
            meant[name] = Meant(whole.place_id)
        elif outcome := _beyond(folded):
            meant[name] = outcome
        elif candidates and _CODE.fullmatch(name.strip()) and not _coded(names[name].column):
            answer = recipe.answered("codes")
            meant[name] = (
                _chosen(candidates, "", False) if answer == "bydele" else Meant(why="left_out" if answer else "asked")
            )
            if not answer:
                choices: tuple[Choice, ...] = (Choice("bydele", "codes_bydele"), Choice("none", "leave_out"))
                questions["codes"] = Question("codes", "codes", names[name], name, choices)
        elif not candidates:
            meant[name] = Meant(why="unknown", near=places.nearest(bare(name)))
        else:
            offered = _offered(folded, candidates, places, of_bydele, settled)
            key = f"place:{folded}"
            meant[name] = _chosen(offered, recipe.answered(key), mended)
            if meant[name].why == "asked" and key not in questions:
                choices = (
                    *(Choice(one.place_id, _choice(one), one.name) for one in offered),
                    Choice("none", "leave_out"),
                )
                questions[key] = Question(key, "place", names[name], name, choices)
    return Places(meant, tuple(questions.values()))


def _whole_bydel(name: str, places: Gazetteer) -> Place | None:
    """The bydel a name says it is the whole of."""
    if not name.strip().endswith(WHOLE_BYDEL):
        return None
    spelled = places.named(name.strip().removesuffix(WHOLE_BYDEL))
    return next((place for place in spelled if place.level is Level.BYDEL), None)


def _beyond(folded: str) -> Meant | None:
    """The city, what lies outside it, and what could not be placed."""
    if folded in CITY_NAMES:
        return Meant(CITY_ID)
    if folded in NOWHERE_NAMES:
        return Meant(why="nowhere")
    if folded in OUTSIDE_NAMES or folded.startswith(("region ", "landsdel ")) or _MUNICIPALITY.fullmatch(folded):
        return Meant(why="outside")
    return None


def _candidates(name: str, places: Gazetteer) -> tuple[tuple[Place, ...], bool]:
    """The places a name may be, and whether lost letters had to be thought back."""
    whole, short = name.strip(), bare(name)
    if found := _CODE.fullmatch(whole):
        coded = places.get(f"bydel-{found[1]}")
        return ((coded,) if coded else ()), False
    for spelling in dict.fromkeys((whole, short, re.sub(r"\s+og\s+", "/", short))):
        if found_places := places.named(spelling):
            return found_places, False
    parts = [places.named(part) for part in parts_of(short)]
    if len(parts) > 1 and all(parts):
        members = {area for part in parts for area in part[0].members}
        together = tuple(place for place in places.at(Level.BYDEL) if set(place.members) == members)
        if together:
            return together, False
    return _mended(short, places), True


def _mended(name: str, places: Gazetteer) -> tuple[Place, ...]:
    """The places a name fits that lost its æ, ø and å: a sign stands for each, or nothing does.

    No word and no number may be lost with them: »Amager« is not »Amager Ø«, nor »Valby 2« Valby.
    """
    if _LOST.search(name):
        pieces = (re.escape(normalise(piece)) for piece in _LOST.split(f"x{name}x"))
        form = re.compile(".{1,2}".join(pieces).removeprefix("x").removesuffix("x"))
        return places.spelled(form)
    words = _bare_words(name)
    if sum(map(len, words)) < 5 or "" in words or not name.isascii():
        return ()
    return tuple(
        place for place in places.places if any(_bare_words(text) == words for text in (place.name, *place.aliases))
    )


def _bare_words(name: str) -> list[str]:
    """The words of a name, each without what is neither a plain letter nor a figure."""
    return [re.sub("[^a-z0-9]", "", word) for word in re.split(r"[\s/_-]+", name.casefold().strip())]


def _kinds(candidates: Iterable[Place]) -> set[tuple[str, ...]]:
    return {place.members for place in candidates}


def _larger_only(candidates: tuple[Place, ...]) -> bool:
    """Whether a name is of a larger place alone, so that the file is likely to be of larger places."""
    return bool(candidates) and all(len(place.members) > 1 for place in candidates)


def _offered(
    folded: str, candidates: tuple[Place, ...], places: Gazetteer, of_bydele: bool, settled: set[str]
) -> tuple[Place, ...]:
    """The places to choose between: one where there is no doubt."""
    by_members = {}
    for place in sorted(candidates, key=lambda one: list(Level).index(one.level), reverse=True):
        # The lowest level of a single area, the bydel of several.
        if len(place.members) == 1 or place.members not in by_members:
            by_members[place.members] = place
    alone = [place for members, place in by_members.items() if len(members) == 1]
    larger = [place for members, place in by_members.items() if len(members) > 1]
    if alone:
        others = {area for place in larger for area in place.members} - {place.place_id for place in alone}
        doubtful = larger and of_bydele and not others & settled
        return (*alone, *larger) if doubtful else tuple(alone)
    composed = [place for place in larger if all(_within(places[area], folded, places) for area in place.members)]
    if len(composed) == 1 or (len(larger) == 1 and not any(char.isalpha() for char in folded)):
        return tuple(composed or larger)
    return (*larger, *(places[area] for place in larger for area in place.members))


def _within(area: Place, folded: str, places: Gazetteer) -> bool:
    """Whether a name names one of its areas: it is put together of the names of all of them."""
    return any(normalise(text) in folded for text in (area.name, *area.aliases))


def _coded(head: str) -> bool:
    """Whether a head says that what stands under it are the numbers of the bydele."""
    return re.search(r"bydels?[ _.-]*(nr|nummer|kode|id|no)", head, re.IGNORECASE) is not None


def _chosen(offered: tuple[Place, ...], answer: str, mended: bool) -> Meant:
    """The place that was chosen, or the only one; a larger place of one area is that area."""
    if answer == "none":
        return Meant(why="left_out")
    by_id = {place.place_id: place for place in offered}
    if answer in by_id:
        return Meant(answer)
    if len(offered) == 1:
        alone = offered[0].members if len(offered[0].members) == 1 else (offered[0].place_id,)
        return Meant(alone[0], mended=mended)
    return Meant(why="asked")


def _choice(place: Place) -> str:
    return "place_whole" if len(place.members) > 1 else "place_area"
