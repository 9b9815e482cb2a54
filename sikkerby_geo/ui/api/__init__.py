"""The addresses under ``data/v1``: read-only GeoJSON and CSV for other maps and for spreadsheets."""
