"""Deliveries of the toy city: what stands around them, and files with one thing wrong in each."""

from __future__ import annotations

from functools import cache

from sikkerby_geo.domain.geography.surroundings import surroundings_of
from sikkerby_geo.facts.intake import Recipe, Surroundings
from sikkerby_geo.store.intake.take_in import Intake, take_in
from tests.toytown.city_record import city_atlas

HEAD = "Område;År;Mål;Procent;Svar;Kilde\n"
GOOD = "Åby;2024;Utrygge i nabolaget;12,4;231;Notat\n"
UPGRADES = "Navn;Slags;Bredde;Længde;Stadie;År;Beløb;Kilde\n"


@cache
def around() -> Surroundings:
    """The toy city's places, sources and survey areas."""
    return surroundings_of(city_atlas())


def taken(content: str | bytes, kind: str = "survey", **answers: str) -> Intake:
    """A file taken in with answers, whose keys have ``__`` for the colon."""
    raw = content.encode() if isinstance(content, str) else content
    recipe = Recipe(kind, answers={key.replace("__", ":").replace("_1", " "): one for key, one in answers.items()})
    return take_in(raw, kind, around(), recipe)


def row(
    place: str = "Bakken", year: str = "2024", subject: str = "Utrygge i nabolaget", percent: str = "9", **more: str
) -> str:
    """One row of a survey beside a good one, with the heads above."""
    return (
        HEAD
        + GOOD
        + ";".join((place, year, subject, percent, more.get("answers", "200"), more.get("source", "Notat")))
        + "\n"
    )


def upgrade(**changed: str) -> str:
    """One upgrade, a good one but for what is changed."""
    good = {"name": "Torvet", "kind": "Belysning", "lat": "55,69", "lon": "12,55", "stage": "Besluttet", "year": "2024"}
    said = {**good, "amount": "1.200.000", "source": "Notat", **changed}
    return UPGRADES + ";".join(said.values()) + "\n"


BAD: tuple[tuple[str, str | bytes, str, str], ...] = (
    # file, kind of delivery, words of the sentence
    (
        "an unknown place",
        row("Bakkken"),
        "survey",
        "Række 3, kolonne »Område«: området »Bakkken« kendes ikke. Nærmeste: Bakken.",
    ),
    ("a place of nowhere", row("Xyzzy"), "survey", "»Xyzzy« kendes ikke. Skriv navnet på et af de 13 områder"),
    ("no place", row(""), "survey", "der står intet område i rækken"),
    ("no year", row(year=""), "survey", "kolonne »År«: der står intet år"),
    ("half a year", row(year="2024K1"), "survey", "»K1« er kun en del af et år"),
    ("a month", row(year="2024M05"), "survey", "»M5« er kun en del af et år"),
    ("two figures of a year", row(year="24"), "survey", "»24« er et år uden århundrede"),
    ("two years", row(year="2024/25"), "survey", "»2024/25« er flere år"),
    ("words for a year", row(year="sidste år"), "survey", "»sidste år« er ikke et år eller en dato"),
    ("a day that is not", row(year="30.02.2024"), "survey", "datoen »30.02.2024« findes ikke"),
    ("Arabic digits in the year", row(year="٢٠٢٤"), "survey", "»٢٠٢٤« har cifre, der ikke er 0–9"),
    ("a year long ago", row(year="1999"), "survey", "»1999« ligger uden for 2009–2100"),
    ("two digits of the year changed about", row(year="2072"), "survey", "året »2072« ligger ude i fremtiden"),
    ("Arabic digits", row(percent="١١"), "survey", "Række 3, kolonne »Procent«: »١١« har cifre, der ikke er 0–9"),
    ("wide digits", row(percent="１２"), "survey", "»１２« har cifre, der ikke er 0–9"),
    (
        "a lost decimal comma",
        row(percent="124"),
        "survey",
        "»124« er ikke mellem 0 og 100 %. Er decimalkommaet gået tabt",
    ),
    ("less than nothing", row(percent="-5"), "survey", "»-5« er under nul"),
    ("a word for a number", row(percent="tolv"), "survey", "»tolv« er ikke et tal"),
    ("a number made a day", row(percent="2024-02-01"), "survey", "Excel laver 1.2 om til en dato"),
    ("a span", row(percent="10-12"), "survey", "»10-12« er et spænd"),
    ("a note's sign", row(percent="12*"), "survey", "»12*« har et notetegn"),
    ("about", row(percent="ca. 12"), "survey", "»ca. 12« er omtrentligt"),
    ("a leading zero", row(percent="012"), "survey", "»012« begynder med nul og ligner en kode"),
    ("two signs", row(percent="1,2,3"), "survey", "»1,2,3« er ikke et tal"),
    ("a sheet's error", row(percent="#DIV/0!"), "survey", "cellen viser regnearkets fejl #DIV/0!"),
    ("many digits", row(percent="1" * 20), "survey", "har flere cifre, end et tal her kan have"),
    ("half an answer", row(answers="12,5"), "survey", "kolonne »Svar«: »12,5« er ikke et helt antal"),
    ("fewer than no answers", row(answers="-3"), "survey", "»-3« er under nul"),
    ("a per cent of answers", row(answers="12 %"), "survey", "»12 %« er en procent, og her skal stå et antal"),
    ("a bound of answers", row(answers="over 100"), "survey", "»over 100« er en grænse"),
    (
        "an unknown subject",
        row(subject="Glade"),
        "survey",
        "»Glade« er ikke et mål, vi kender. Skriv et af: Utrygge i nabolaget",
    ),
    ("no subject", row(subject=""), "survey", "kolonne »Mål«: feltet er tomt"),
    ("a tag in a source", row(source="<b>Notat</b>"), "survey", "har en vinkelparentes som i en netside"),
    ("a formula in a source", row(source="=1+1"), "survey", "»=1+1« begynder som en formel"),
    ("a command in a source", row(source="@SUM(A1)"), "survey", "»@SUM(A1)« begynder som en formel"),
    ("a sign nobody sees", row(source="No\u202etat"), "survey", "har et tegn, ingen kan se (U+202E)"),
    ("the same row twice", HEAD + GOOD + GOOD, "survey", "den samme række står der to gange: række 2 og 3"),
    (
        "two rows for one figure",
        HEAD + GOOD + GOOD.replace("12,4", "13"),
        "survey",
        "to rækker for Åby, 2024, Utrygge i nabolaget: række 2 og 3",
    ),
    (
        "more cells than heads",
        HEAD.replace(";", ",") + "Åby,2024,Utrygge i nabolaget,12,4,231,Notat\n" * 2,
        "survey",
        "rækken har 7 felter, men overskriften kun 6. Er kommaet både",
    ),
    (
        "no heads",
        "Åby;2024\nBakken;2023\n",
        "survey",
        "vi kan ikke finde en række med overskrifter, vi kender. Der skal stå mindst to af: Område, År",
    ),
    (
        "figures over the heads",
        "Bakken;9,5;200\n" + HEAD + GOOD,
        "survey",
        "har tal, men står over overskriften og ville gå tabt",
    ),
    (
        "a second table under words",
        HEAD + GOOD + "Utrygge aften og nat i de samme omraader, i procent;;;;;\nBakken;2024;Utrygge i nabolaget;9;;\n",
        "survey",
        "Række 4: her fortsætter tallene under ordene »Utrygge aften og nat i de samme omraader, i procent«",
    ),
    (
        "thousands of kroner",
        "Område;År;Tal;Værdi\nÅby;2024;Medianindkomst;260\n",
        "indicator",
        "»260« er under 10.000 kr. om året. Står beløbet i tusinde kroner",
    ),
    (
        "more than all of them",
        "Område;År;Tal;Værdi\nÅby;2024;Ledige;120\n",
        "indicator",
        "»120« er ikke mellem 0 og 100 %",
    ),
    ("heads alone", HEAD, "survey", "der er en overskrift, men ingen rækker under den"),
    (
        "a head twice",
        "Område;År;Mål;Procent;Andel\nÅby;2024;Utrygge i nabolaget;12;13\n",
        "survey",
        "overskriften »Andel« og »Procent« betyder det samme",
    ),
    (
        "no year anywhere",
        "Område;Mål;Procent\nÅby;Utrygge i nabolaget;12\n",
        "survey",
        "filen siger ikke, hvilket år tallene er fra",
    ),
    ("nothing", "", "survey", "Filen: filen er tom"),
    ("blanks", " \n \n", "survey", "filen er tom"),
    ("a PDF", b"%PDF-1.7", "survey", "filen er en PDF"),
    ("a picture", b"\x89PNG\r\n", "survey", "filen er et billede"),
    ("a web page", "<html><table><tr><td>Område</td></tr></table></html>", "survey", "filen er en netside"),
    ("half a workbook", b"PK\x03\x04 and no more", "survey", "filen er ikke hel"),
    (
        "two encodings",
        (HEAD + GOOD).encode() + "Øen;2024;Utrygge i nabolaget;9;;".encode("cp1252"),
        "survey",
        "æ, ø og å er skrevet på to måder",
    ),
    ("no text", b"a\x00b\x00\x00c;1", "survey", "filen er hverken tekst, regneark eller kortlag"),
    (
        "an open quote",
        HEAD + GOOD + 'Bakken;2024;"Utrygge;9;;\n',
        "survey",
        "et anførselstegn begynder her og slutter aldrig",
    ),
    ("not JSON", '{"type": ', "survey", "filen er ikke gyldig JSON"),
    ("not GeoJSON", '{"a": 1}', "survey", "filen er ikke GeoJSON"),
    ("deep JSON", "[" * 99, "survey", "parenteser i over"),
    (
        "half a report",
        "Område;År;Slags;Anmeldelser\nÅby;2024;Vold;12,5\n",
        "crime",
        "»12,5« er ikke et helt antal. Er et tusindpunktum",
    ),
    (
        "an unknown crime",
        "Område;År;Slags;Anmeldelser\nÅby;2024;Graffiti;12\n",
        "crime",
        "»Graffiti« er ikke et mål, vi kender",
    ),
    (
        "a negative rate",
        "Område;År;Slags;Pr. 1.000 indbyggere\nÅby;2024;Vold;-2\n",
        "crime",
        "»-2« ligger uden for 0–10000",
    ),
    (
        "a quarter of a rate",
        "Område;År;Slags;Pr. 1.000 indbyggere\nÅby;2024K1;Vold;2\n",
        "crime",
        "»K1« er kun en del af et år",
    ),
    ("nobody lives here", "Område;Dato;Indbyggere\nÅby;2024-01-01;0\n", "population", "»0« ligger uden for 1–10000000"),
    ("half a resident", "Område;Dato;Indbyggere\nÅby;2024-01-01;3,5\n", "population", "»3,5« er ikke et helt antal"),
    (
        "residents twice",
        "Område;Dato;Indbyggere\nÅby;2024-01-01;30\nÅby;01.01.2024;31\n",
        "population",
        "to rækker for Åby, 2024-01-01: række 2 og 3",
    ),
    ("an unknown indicator", "Område;År;Tal;Værdi\nÅby;2024;Vejr;3\n", "indicator", "»Vejr« er ikke et mål, vi kender"),
    (
        "a formula for a quarter",
        "Område;År;Tal;Værdi;Kvarter\nÅby;2024;Medianindkomst;250000;=HYPERLINK(1)\n",
        "indicator",
        "»=HYPERLINK(1)« begynder som en formel",
    ),
    ("an unknown kind", upgrade(kind="Springvand"), "upgrades", "»Springvand« kendes ikke her. Skriv et af: belysning"),
    ("an unknown stage", upgrade(stage="måske"), "upgrades", "»måske« kendes ikke her"),
    ("half a point", upgrade(lat=""), "upgrades", "kun den ene af længde- og breddegrad"),
    ("far away", upgrade(lat="56,15", lon="10,2"), "upgrades", "ligger uden for København"),
    ("no name", upgrade(name=""), "upgrades", "kolonne »Navn«: feltet er tomt"),
    ("a script for a name", upgrade(name="<script>x</script>"), "upgrades", "har en vinkelparentes"),
    ("money back", upgrade(amount="-5"), "upgrades", "»-5« er under nul"),
    ("no figures", "Område;År;Mål\nÅby;2024;Utrygge\n", "survey", "der mangler en kolonne »Procent«"),
    ("no residents", "FID;navn;bydel_nr;år\nbydel.1;Åby;1;2024\n", "population", "der mangler en kolonne »Indbyggere«"),
    (
        "a corner that is no number",
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"navn": "A", "slags": "Lys"}, '
        '"geometry": {"type": "LineString", "coordinates": [[12.5, 55.7], [NaN, 55.7], [12.6, 55.6]]}}]}',
        "upgrades",
        "Række 2: et hjørne af stedet er ikke et tal",
    ),
    ("no stage column", "Navn;Slags;År\nTorvet;Belysning;2024\n", "upgrades", "der mangler en kolonne »Stadie«"),
    (
        "no geometry",
        "Navn;Slags;Stadie;WKT\nTorvet;Belysning;Besluttet;PUNKT 12 55\n",
        "upgrades",
        "»PUNKT 12 55« er ikke en geometri",
    ),
    (
        "an unknown direction",
        "Mål-id;Program;Hvad der måles;Tal;Gælder;Retning\nm1;P;x;y;by;opad\n",
        "goals",
        "»opad« kendes ikke her. Skriv et af: højst",
    ),
    (
        "two tables side by side",
        "Område;År;Mål;Procent;År;Procent\nÅby;2024;Utrygge i nabolaget;12,4;2025;13\n",
        "survey",
        "to tabeller står ved siden af hinanden: »År, Procent« kommer igen",
    ),
    (
        "a year among quarters",
        "Urolige områder\nOmråde;Periode;Antal\nÅby;2025;12\n",
        "counted",
        "»2025« er ikke et kvartal, og tabellen er opgjort pr. kvartal",
    ),
    (
        "a fifth quarter",
        "Urolige områder\nOmråde;År;Kvartal;Antal\nÅby;2025;5;12\n",
        "counted",
        "»5« er ikke et kvartal. Skriv fx K1",
    ),
    (
        "two quarters in one row",
        "Urolige områder\nOmråde;År;Kvartal;Antal\nÅby;2025K2;1;12\n",
        "counted",
        "kvartalet »1« og tiden »2025-K2« i samme række passer ikke sammen",
    ),
    (
        "an age nobody asked for",
        "Tabel;Område;Alder;2025K1\nSigtelser efter alder;Hele byen;26-30;12\n",
        "counted",
        "»26-30« er ikke en række i den tabel. Skriv en af: 0-14 år",
    ),
    (
        "a place of work",
        "Tabel;Område;Lokalitet;2025K1\nHændelser mod ansatte;Åby;Skolen ved søen;12\n",
        "counted",
        "Navne på steder og arbejdspladser gemmes ikke",
    ),
    (
        "closures of an area",
        "Tabel;Område;2025K1\nLukninger;Åby;1\n",
        "counted",
        "lukninger tælles kun for hele byen",
    ),
    (
        "a number twice",
        "Tabel;Område;Periode;Antal\nUro;Åby;2025K1;12\nUro;Åby;1. kvt. 2025;13\n",
        "counted",
        "to rækker for Åby, 2025, K1, Urolige områder",
    ),
    (
        "half a case",
        "Tabel;Område;Periode;Antal\nUro;Åby;2025K1;12,5\n",
        "counted",
        "»12,5« er ikke et helt antal",
    ),
    (
        "no target",
        "Mål-id;Program;Hvad der måles;Tal;Gælder;Retning;Målværdi\nm1;P;x;y;by;<=;\n",
        "goals",
        "et mål med retningen »<=« skal have en målværdi",
    ),
    (
        "an unknown key figure",
        "Nøgletal;År;Tal\nFravær i parken;2024;7\n",
        "key_figures",
        "nøgletallet »fravaer-i-parken« kendes ikke. Vælg det i skabelonens liste",
    ),
)
"""Bad files, each with what is said of it."""
