"""What many topics share: palette, looks, sheets, HTML and SVG text, files, figures and states in words."""
