/* Sikker By: nodes of SVG, and the symbols of efforts made of them; loaded before map.js. */
(() => {
  'use strict';

  const svg = (name, attributes = {}, parent = null) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (parent) parent.append(node);
    return node;
  };

  /** kind -> {shape, glyph}: paths in px at 1x, centre 0,0; they come with the efforts, so that print draws the same. */
  let symbols = {};

  function symbol(kind, stage) {
    const { shape, glyph } = symbols[kind];
    const node = svg('svg', { viewBox: '-11 -11 22 22', class: 'symbol', 'aria-hidden': 'true', 'data-stage': stage || '' });
    svg('path', { d: shape, class: 'casing' }, node);
    svg('path', { d: shape, class: 'ring' }, node);
    svg('path', { d: glyph, class: 'glyph' }, node);
    return node;
  }

  const useSymbols = table => { symbols = table; };

  window.sikkerbySymbols = { svg, symbol, useSymbols };
})();
