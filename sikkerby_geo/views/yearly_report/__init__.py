"""Årsrapport: the year told in sections from what the pages say, for the page, a tagged PDF and a document to edit."""
