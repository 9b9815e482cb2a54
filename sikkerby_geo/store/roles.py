"""Roles given and taken by hand: records like any other, so that giving and taking has a history."""

from __future__ import annotations

from sikkerby_geo.facts.revisions import Change, Occasion, RevisionKind
from sikkerby_geo.facts.roles import ROLE_KIND, Account, GivenRole, Role, given_role
from sikkerby_geo.store.history import Store


def roles(store: Store) -> dict[str, GivenRole]:
    """Every role that is given or has been taken away, by the id of its account's record, in the order of names.

    Raises
    ------
    StoreError
        The store cannot be read.
    """
    found = [given_role(version.payload or {}, version.revision) for version in store.current(ROLE_KIND)]
    return {one.account.record_id: one for one in sorted(found, key=lambda one: (one.account.name, one.account.who))}


def set_role(store: Store, account: Account, role: Role, *, who: str, why: str, seen: int) -> int:
    """Give an account a role, or take it away (``Role.NONE``), as one revision; gives its number.

    ``seen`` is the revision its role was seen to be of; 0 where it had none.

    Raises
    ------
    NothingNewError
        It has that role already.
    ConflictError
        Somebody has given or taken its role since.
    StoreError
        The store cannot be written.
    """
    change = Change(ROLE_KIND, account.record_id, GivenRole(account, role, 0).payload(), seen)
    return store.write([change], Occasion(who, why, RevisionKind.ROLE, source=account.who))


def role_revisions(store: Store) -> frozenset[int]:
    """The numbers of the revisions that gave or took a role, or put one back.

    Raises
    ------
    StoreError
        The store cannot be read.
    """
    return frozenset(version.revision for version in store.versions(ROLE_KIND))
