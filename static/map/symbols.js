/* Sikker By: the symbols of efforts. */
(modules => {
  'use strict';
  const { svg } = modules.nodes;

  /** A symbol: the paths of its shape and its glyph, in pixels at single size round 0,0; they come with the efforts, so
   *  that print draws the same. */
  function symbolNode({ shape, glyph }, group) {
    const node = svg('svg', { viewBox: '-11 -11 22 22', class: 'symbol', 'aria-hidden': 'true', 'data-group': group || '' });
    for (const name of ['halo', 'around']) svg('path', { d: shape, class: name }, node);   // round what is in progress
    svg('path', { d: shape, class: 'casing' }, node);
    svg('path', { d: shape, class: 'ring' }, node);
    svg('path', { d: glyph, class: 'glyph' }, node);
    return node;
  }

  modules.symbols = { symbolNode };
})(globalThis.sikkerbyModules ??= {});
