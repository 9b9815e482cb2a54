/* Sikker By: pure helpers of map.js, loaded before it: geometry, symbols, and where symbols go. */
(() => {
  'use strict';

  const ISLET_KM2 = 0.15;   // parts smaller than this get no flag outline: it would fill them
  const NECK_KM = 0.08;     // what hangs on by a neck narrower than this is a part of its own

  // ---------------------------------------------------------------- geometry

  const svg = (name, attributes = {}, parent = null) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (parent) parent.append(node);
    return node;
  };
  const swap = ([lng, lat]) => [lat, lng];
  const point = feature => feature && L.latLng(swap(feature.geometry.coordinates));
  const polygons = g => (g.type === 'MultiPolygon' ? g.coordinates : [g.coordinates]).map(p => p.map(r => r.map(swap)));
  const lines = g => (g.type === 'MultiLineString' ? g.coordinates : [g.coordinates]).map(l => l.map(swap));
  const km = ([lat, lng]) => [lng * 62.8, lat * 111.3];   // flat kilometres, good enough at 55.7 degrees north
  const distance = (a, b) => Math.hypot(km(a)[0] - km(b)[0], km(a)[1] - km(b)[1]);
  const signedKm2 = ring => ring.map(km).reduce((sum, [x, y], i, all) => {
    const [u, v] = all[(i + 1) % all.length];
    return sum + x * v - u * y;
  }, 0) / 2;

  /** A ring without the small moles and islets that hang on by a narrow neck. */
  function withoutSlivers(ring) {
    const turn = Math.sign(signedKm2(ring)), kept = [];
    for (let i = 0; i < ring.length; i++) {
      kept.push(ring[i]);
      for (let j = Math.min(i + 150, ring.length - 2); j > i + 3; j--) {
        if (distance(ring[i], ring[j]) > NECK_KM) continue;
        const sliver = ring.slice(i, j + 1), area = signedKm2(sliver) * turn;   // negative: a basin, not a mole
        if (area < 0.005 || area > ISLET_KM2) continue;
        i = j - 1;
        break;
      }
    }
    return kept;
  }

  /** The parts of a district that carry its flag outline. */
  const outlined = polygons => polygons.filter(p => Math.abs(signedKm2(p[0])) >= ISLET_KM2)
    .map(([outer, ...holes]) => [withoutSlivers(outer), ...holes]);

  /** The middle, measured along the longest part of a street. */
  function middle(parts) {
    const measured = parts.map(part => {
      const steps = part.slice(1).map((p, i) => distance(p, part[i]));
      return { part, steps, length: steps.reduce((a, b) => a + b, 0) };
    });
    const { part, steps, length } = measured.reduce((a, b) => (b.length > a.length ? b : a));
    let left = length / 2, i = 0;
    while (i < steps.length - 1 && left > steps[i]) left -= steps[i++];
    const share = steps[i] ? left / steps[i] : 0, next = part[i + 1] || part[i];
    return L.latLng(part[i][0] + (next[0] - part[i][0]) * share, part[i][1] + (next[1] - part[i][1]) * share);
  }

  // ---------------------------------------------------------------- symbols

  /** kind -> {shape, glyph}: paths in px at 1x, centre 0,0; they come with the efforts, so that print draws the same. */
  let symbols = {};

  function symbol(kind, stage) {
    const { shape, glyph } = symbols[kind] || symbols.other;
    const node = svg('svg', { viewBox: '-11 -11 22 22', class: 'symbol', 'aria-hidden': 'true', 'data-stage': stage || '' });
    svg('path', { d: shape, class: 'casing' }, node);
    svg('path', { d: shape, class: 'ring' }, node);
    svg('path', { d: glyph, class: 'glyph' }, node);
    return node;
  }

  /** Where symbols go: those that touch are pushed apart and off the labels; more than three in one place
   *  become one with a count. Spots are {mark, at}; boxes are the labels' bounds; all in pixels. */
  function arrange(spots, { gap, cluster, boxes }) {
    let free = spots.map(spot => ({ ...spot, room: gap }));
    const fixed = [];
    while (cluster) {
      const groups = free.map(a => free.filter(b => a.at.distanceTo(b.at) < 1.3 * gap));
      const most = groups.reduce((a, b) => (b.length > a.length ? b : a), []);
      if (most.length <= 3) break;
      free = free.filter(spot => !most.includes(spot));
      fixed.push({ at: L.bounds(most.map(s => s.at)).getCenter(), room: gap * 1.5, members: most.map(s => s.mark) });
    }
    const all = [...fixed, ...free];
    for (let round = 0, calm = false; round < 40 && !calm; round++) {
      calm = true;
      all.forEach((a, i) => all.slice(i + 1).forEach((b, j) => {
        const need = (a.room + b.room) / 2, apart = b.at.subtract(a.at), d = Math.hypot(apart.x, apart.y);
        if (d >= need - 0.1) return;
        calm = false;
        const way = d > 0.5 ? apart.divideBy(d) : L.point(Math.cos(i + 2 * j), Math.sin(i + 2 * j));
        const held = a.members && !b.members;   // a cluster stands where its members are
        if (!held) a.at = a.at.subtract(way.multiplyBy((need - d) / 2));
        b.at = b.at.add(way.multiplyBy((need - d) / (held ? 1 : 2)));
      }));
      for (const spot of all) {
        for (const { min, max } of boxes) {
          const { x, y } = spot.at, r = spot.room / 2;
          if (x <= min.x - r || x >= max.x + r || y <= min.y - r || y >= max.y + r) continue;
          const ways = [[min.x - r - x, 0], [max.x + r - x, 0], [0, min.y - r - y], [0, max.y + r - y]];
          const [dx, dy] = ways.reduce((p, q) => (Math.hypot(...q) < Math.hypot(...p) ? q : p));
          if (Math.hypot(dx, dy) > 2 * gap) continue;   // further away it would stand for another place
          spot.at = spot.at.add([dx, dy]);
          calm = false;
        }
      }
    }
    return { free, fixed };
  }

  const useSymbols = table => { symbols = table; };

  window.sikkerbyParts = { svg, swap, polygons, lines, middle, outlined, symbol, useSymbols, arrange };
})();
