"""Who writes in the register here, if anybody may."""

from __future__ import annotations

import getpass

from sikkerby_geo.ui.own_data.who_may import may_put_in


def writer() -> str | None:
    """The name of whoever may write, as a revision keeps it; None for a reader."""
    return getpass.getuser() if may_put_in() else None
