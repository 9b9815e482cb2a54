"""The command line ``sikkerby``: the own figures in and out, their history, backup and health, in Danish."""

from sikkerby_geo.cli.commands import app, main

__all__ = ["app", "main"]
