"""The quarter of the counted tables in the address: read back as written, an unknown one told."""

from __future__ import annotations

from sikkerby_geo.ui.address import counted

QUARTERS = ("2025-K1", "2024-K4")


def test_a_quarter_is_read_back_and_the_newest_needs_no_word() -> None:
    assert counted.write(QUARTERS, "2024-K4") == {"optaltkvartal": "2024-K4"}
    assert counted.parse(counted.write(QUARTERS, "2024-K4"), QUARTERS) == ("2024-K4", ())
    assert counted.write(QUARTERS, "2025-K1") == {"optaltkvartal": ""}
    assert counted.parse({}, QUARTERS) == ("2025-K1", ())
    assert counted.parse({"optaltkvartal": "2024-K4"}, ()) == ("", ())


def test_an_unknown_quarter_gives_the_newest_and_says_so() -> None:
    shown, messages = counted.parse({"optaltkvartal": "{{x}}"}, QUARTERS)
    assert shown == "2025-K1"
    assert len(messages) == 1
    assert "1. kvartal 2025" in messages[0]
