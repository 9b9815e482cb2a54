"""The addresses under ``data/v1``: what they answer, what they refuse, what they never let out, and what they cost."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from sikkerby_geo import build
from sikkerby_geo.build import Current, register
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.facts.thresholds import MOST_WAITING
from sikkerby_geo.store.deliveries import deliver, publish
from sikkerby_geo.store.history import Store
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.api import resources, routes
from sikkerby_geo.ui.api.answers import Answers
from sikkerby_geo.ui.api.asked import known_words
from sikkerby_geo.ui.api.resources import RESOURCES, Ground
from sikkerby_geo.ui.frame import cache, own_session, server
from sikkerby_geo.ui.frame.entrance import Entrance
from sikkerby_geo.views.api import codes
from sikkerby_geo.views.base import clear_words
from tests.register_rows import LAMPS
from tests.store.own_city import row, survey
from tests.ui.answers import Answer

Ask = Callable[..., Answer]
FILES = tuple(f"{resource.name}.{suffix}" for resource in RESOURCES for suffix in resource.formats)
OWN = "tal.csv?tal=utryg-nabolag&aar=alle&sted=aaby"
CAVEAT = "egne tal, ikke offentliggjort"


@pytest.fixture(scope="module", autouse=True)
def toy_city(toy_root: Path, atlas: Atlas) -> Iterator[None]:
    """The server at the toy city without own records, its atlas made once."""
    current = Current(toy_root, _atlas=atlas)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache, "_here", lambda: current)
        yield


@pytest.fixture
def store(toy_root: Path, atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """An own store that the server looks into."""
    found = Store(tmp_path / "own")
    current = Current(toy_root, found, _atlas=atlas)
    monkeypatch.setattr(cache, "_here", lambda: current)
    monkeypatch.setattr(build, "FIRST_WAIT", None)  # a slow machine is no reason to be shown what was before
    return found


def served(base: str = "") -> Ask:
    """Asks one server for an address under ``data/v1``."""
    root = f"/{base}" if base else ""
    middleware = [Middleware(server.Guard, base=base), Middleware(Entrance, root=root)]
    app = Starlette(routes=server.routes(base), middleware=middleware)
    return lambda path, method="GET", **headers: Answer(
        app, f"{root}/data/v1/{path}", method, {name.replace("_", "-"): value for name, value in headers.items()}
    )


@pytest.fixture(scope="module")
def ask() -> Ask:
    return served()


def rows(answer: Answer) -> list[dict[str, str]]:
    assert answer.status == 200, answer.body
    return list(csv.DictReader(answer.body.decode("utf-8-sig").splitlines(), delimiter=";"))


def faults(answer: Answer, status: int = 400) -> list[str]:
    """The sentences of a refusal, which is one as programs read it."""
    assert answer.status == status, answer.body
    assert answer.headers["content-type"].startswith("application/problem+json")
    told = json.loads(answer.body)
    assert (told["status"], told["title"]) == (status, t(f"api.status.{status}"))
    return told.get("fejl", [])


def add(store: Store, atlas: Atlas, *percents: str) -> None:
    for percent in percents:
        deliver(store, atlas.snapshot.embedded, survey(row(percent)), who="anna", why="", seen=store.newest()[0])


def test_the_description_lists_every_address_and_each_answers_with_the_columns_it_says(ask: Ask) -> None:
    told = json.loads(ask("oversigt.json").body)
    assert set(told["paths"]) == {f"/{name}" for name in FILES}
    for name in FILES:
        ((media_type, content),) = told["paths"][f"/{name}"]["get"]["responses"]["200"]["content"].items()
        said = content["schema"]["items"]["properties"]
        assert all(column["description"] for column in said.values()), name
        answer = ask(name)
        assert answer.headers["content-type"].startswith(media_type)
        if name.endswith(".csv"):
            assert all(list(line) == list(said) for line in rows(answer))
        else:
            features = json.loads(answer.body, parse_constant=pytest.fail)["features"]
            assert features
            assert all(list(feature["properties"]) == list(said) for feature in features), name


def test_the_page_explains_and_links_every_address(ask: Ask) -> None:
    page = ask("")
    text = page.body.decode()
    assert page.headers["content-type"].startswith("text/html")
    assert all(f'href="{name}' in text for name in (*FILES, "oversigt.json"))
    assert t("api.own_without") in text
    assert "<script" not in text


def test_every_value_the_description_names_is_understood(atlas: Atlas) -> None:
    answers, ground = Answers(), Ground(atlas)
    for resource in RESOURCES:
        for suffix in resource.formats:
            for parameter in resource.declared(ground, suffix).values():
                for word in known_words(parameter):
                    answers.find(f"{resource.name}.{suffix}", urlencode({parameter.name: word}))


@pytest.mark.parametrize(
    ("asked", "sign"),
    [
        ("tal.csv?aar=1066", "1066"),
        ("tal.csv?aar=,", "aar"),
        ("tal.csv?tal=lykke", "lykke"),
        ("tal.geojson?tal=utryg-nabolag,tryg-nabolag", "utryg-nabolag,tryg-nabolag"),
        ("tal.csv?system=25832", "system"),
        ("tal.geojson?system=3857", "3857"),
        ("tal.csv?aar=2020&aar=2019", "flere gange"),
        ("flag.csv?regel=ingen", "ingen"),
        ("omraader.geojson?niveau=kommune", "kommune"),
        ("omraader.geojson?aar=2020", "aar"),
        ("indsatser.csv?fra=2020&til=2016", "fra"),
        ("indsatser.csv?slags=ufo", "ufo"),
        (f"indsatser.csv?soeg={'a' * 81}", "80"),
        ("indsatser.csv?soeg=%E2%80%AEx", "soeg"),
        ("kilder.csv?x=%3Cscript%3E", "x"),
        ("oversigt.json?aar=2020", "aar"),
        (f"tal.csv?tal={'a' * 2001}", "2000"),
        ("tal.csv?%FF=%00", "niveau"),
    ],
)
def test_what_is_unknown_is_refused_in_danish_and_nothing_is_guessed(ask: Ask, asked: str, sign: str) -> None:
    sentences = faults(ask(asked))
    assert sentences
    assert any(sign in sentence for sentence in sentences)


@pytest.mark.parametrize(
    "name", ["nix.csv", "tal", "tal.xlsx", "kilder.geojson", "tal.csv/", "tal.csv/x", "..%2ftal.csv"]
)
def test_what_is_not_there_is_said_to_be_missing(ask: Ask, name: str) -> None:
    faults(ask(name), 404)


def test_an_answer_is_asked_for_again_at_no_cost_until_it_is_another(ask: Ask) -> None:
    first = ask("tal.csv?tal=utryg-nabolag&aar=2020")
    same = ask("tal.csv?aar=2020&niveau=&tal=utryg-nabolag")
    other = ask("tal.csv?aar=2019")
    assert first.headers["etag"] == same.headers["etag"] != other.headers["etag"]
    tags = f'"else", {first.headers["etag"].removeprefix("W/")}'
    for headers in ({"if_none_match": tags}, {"if_modified_since": first.headers["last-modified"]}):
        again = ask("tal.csv?aar=2020", **headers)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
    moment = first.headers["last-modified"]
    assert ask("tal.csv?aar=2020", if_none_match='"else"', if_modified_since=moment).status == 200


def test_it_is_sent_packed_where_that_is_understood(ask: Ask) -> None:
    plain, packed = ask("flag.csv"), ask("flag.csv", accept_encoding="br, gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert "content-encoding" not in plain.headers
    assert "content-encoding" not in ask("flag.csv", accept_encoding="gzip;q=0").headers
    assert "Accept-Encoding" in plain.headers["vary"]


def test_it_can_only_be_read(ask: Ask) -> None:
    whole, head = ask("kilder.csv"), ask("kilder.csv", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.body))
    options = ask("kilder.csv", "OPTIONS")
    assert (options.status, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = ask("kilder.csv", method)
        faults(answer, 405)
        assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


def test_neither_cookie_nor_session_is_needed_or_given(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_session, "with_own", lambda atlas: pytest.fail("a session was asked"))
    assert all("set-cookie" not in ask(name).headers for name in ("", "oversigt.json", *FILES))


def test_own_figures_nobody_has_published_do_not_leave(ask: Ask, atlas: Atlas, store: Store) -> None:
    before = ask(OWN)
    add(store, atlas, "12.4")
    kept_back = ask(OWN)
    assert kept_back.headers["x-sikkerby-egne-tal"] == "udeladt"
    assert kept_back.body == before.body
    assert kept_back.headers["etag"] == before.headers["etag"]
    assert "egne-" not in ask("kilder.csv").body.decode()
    publish(store, 1, "2028-03-12", who="anna", why="rapporten er ude")
    told = ask(OWN)
    assert told.headers["etag"] != before.headers["etag"]
    (figure,) = [line for line in rows(told) if line["aar"] == "2025"]
    assert (figure["vaerdi"], figure["svar"], figure["forbehold"]) == ("12,4", "321", "")
    assert figure["kilde_id"].startswith("egne-")


def test_an_installation_may_let_them_out_with_their_caveat_and_to_no_foreign_page(
    atlas: Atlas, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(routes.WITH_OWN, "ja")
    monkeypatch.setenv(server.SHARING, "https://kort.example.dk")
    add(store, atlas, "12.4", "13.1")
    ask = served()
    answer = ask(OWN)
    assert answer.headers["x-sikkerby-egne-tal"] == "med"
    (figure,) = [line for line in rows(answer) if line["aar"] == "2025"]
    assert (figure["vaerdi"], figure["forbehold"], figure["bemaerkning"]) == ("13,1", "egne-tal", CAVEAT)
    assert figure["tekst"].endswith(CAVEAT)
    assert t("api.own_with") in ask("").body.decode()
    assert "access-control-allow-origin" not in answer.headers
    city = ask(OWN, origin="https://kort.example.dk")
    assert city.headers["access-control-allow-origin"] == "https://kort.example.dk"
    assert "Origin" in city.headers["vary"]


def test_another_word_than_yes_or_no_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(routes.WITH_OWN, "måske")
    with pytest.raises(ValueError, match=routes.WITH_OWN):
        server.routes("")


def test_pages_of_other_hosts_may_read_what_is_public(ask: Ask) -> None:
    for asked in ("", "tal.csv", "tal.csv?aar=1"):
        assert ask(asked).headers["access-control-allow-origin"] == "*"


def test_what_the_installation_has_added_to_the_register_is_read_by_pages_it_names_alone(
    ask: Ask, atlas: Atlas, store: Store
) -> None:
    before = ask("indsatser.csv")
    assert before.headers["access-control-allow-origin"] == "*"
    register.save(store, atlas, [register.Edit("egen-1", LAMPS)], who="anna", why="")
    add(store, atlas, "12.4")
    after = ask("indsatser.csv")
    assert "access-control-allow-origin" not in after.headers
    assert after.headers["etag"] != before.headers["etag"]
    (lamps,) = [line for line in rows(after) if line not in rows(before) and line["id"] == "egen-1"]
    assert lamps["navn"] == LAMPS.name
    features = json.loads(ask("indsatser.geojson").body)["features"]
    assert next(one for one in features if one["id"] == "egen-1")["geometry"] is not None
    assert not [line for line in rows(ask(OWN)) if "egne-tal" in line["forbehold"]]


def test_what_is_kept_stays_within_its_bound() -> None:
    answers = Answers(most=4_000)
    for year in range(2013, 2025):
        answers.find("tal.csv", f"aar={year}").packed()
        assert 0 < answers.kept_bytes <= 4_000
    made = answers.find("tal.csv", "aar=2020").packed()
    assert answers.find("tal.csv", "aar=2020").packed() is made


def test_an_answer_too_large_to_keep_is_given_all_the_same() -> None:
    answers = Answers(most=10)
    assert answers.find("tal.csv", "").packed()
    assert answers.kept_bytes == 0


def test_where_many_wait_the_next_is_told_to_come_again(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "MOST_WAITING", type(MOST_WAITING)("waiting", 0, "requests"))
    answer = ask("tal.csv")
    assert faults(answer, 503) == [t("api.problem.busy")]
    assert answer.headers["retry-after"]


def test_a_layer_that_cannot_be_read_is_told_and_its_figures_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Atlas, "readable", lambda atlas, name: not name.endswith("_layer"))
    ask = served()
    assert "geodata/" in faults(ask("tal.geojson"), 503)[0]
    assert rows(ask("tal.csv"))


def test_a_bug_is_a_calm_answer_without_a_word_of_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(resources.ledger, "source_rows", broken)
    monkeypatch.setattr("sikkerby_geo.ui.api.answers.Answers.find", broken)
    app = Starlette(routes=server.routes(""))
    answer = Answer.__new__(Answer)
    with pytest.raises(ZeroDivisionError):  # which the server writes into its log
        answer.__init__(app, "/data/v1/kilder.csv")
    assert faults(answer, 500) == [t("api.problem.failed")]
    assert b"secret" not in answer.body


@pytest.mark.parametrize("path", ["", "/", "/v1"])
def test_the_way_there_is_found(path: str) -> None:
    app = Starlette(routes=server.routes("sikkerby"), middleware=[Middleware(Entrance, root="/sikkerby")])
    answer = Answer(app, f"/sikkerby/data{path}")
    assert (answer.status, answer.headers["location"]) == (308, "/sikkerby/data/v1/")
    assert served("sikkerby")("omraader.csv").status == 200


def test_levels_are_called_as_in_the_addresses_of_the_pages(ask: Ask) -> None:
    for word, level in (("omraade", Level.SURVEY_AREA), ("udvalg", Level.LOKALUDVALG), ("bydel", Level.BYDEL)):
        found = rows(ask(f"omraader.csv?niveau={word}"))
        assert {line["niveau"] for line in found} == {word}
        assert len(found) == {Level.SURVEY_AREA: 13, Level.LOKALUDVALG: 12, Level.BYDEL: 10}[level]


@pytest.mark.parametrize("word", ["alle", "indbyggere", "design2"])
def test_flags_follow_what_is_asked_to_be_called_clear_and_say_so(ask: Ask, atlas: Atlas, word: str) -> None:
    judged = atlas.under(every_page.CLEAR.known[word])
    for line in rows(ask(f"flag.csv?klart={word}&aar=alle")):
        rule = next(rule for rule in RULES if rule.address == line["regel"])
        assert line["tilstand"] == codes.STATES[judged.flag(rule, line["sted"], int(line["aar"])).state]
        assert line["klart"] == word
    told = json.loads(ask(f"flag.geojson?klart={word}").body)
    assert (told["klart"], told["klart_tekst"]) == (word, clear_words.choice_words(judged))


def test_what_is_called_clear_moves_flags_here_and_a_wrong_word_is_refused(ask: Ask) -> None:
    usual, doubled = (
        [line["tilstand"] for line in rows(ask(f"flag.csv?klart={word}&aar=alle"))] for word in ("alle", "design2")
    )
    assert usual != doubled
    assert any("altid" in fault for fault in faults(ask("flag.csv?klart=altid")))
