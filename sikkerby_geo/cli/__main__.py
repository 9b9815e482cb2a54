"""``python -m sikkerby_geo.cli``, where the command is not installed."""

from sikkerby_geo.cli.commands import main

if __name__ == "__main__":
    main()
