"""The one map for everything printed: slides, hand-outs, PDFs and pictures."""
