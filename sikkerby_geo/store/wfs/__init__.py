"""The municipality's WFS: asked within bounds, its answers believed only where they are whole."""
