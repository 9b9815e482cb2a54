/* Sikker By: the pure parts of the map's scripts, loaded before them: geometry, where symbols go, and what to do with
 * an answer of the server. No document and no Leaflet, so that they are tested without a browser. */
(() => {
  'use strict';

  const ISLET_KM2 = 0.15;   // parts smaller than this get no flag outline: it would fill them
  const NECK_KM = 0.08;     // what hangs on by a neck narrower than this is a part of its own
  const DECIMALS = 1e6;     // of a degree: a tenth of a metre

  // ---------------------------------------------------------------- geometry

  const swap = ([lng, lat]) => [lat, lng];
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

  /** The middle, measured along the longest part of a street, as [lat, lng]. */
  function middle(parts) {
    const measured = parts.map(part => {
      const steps = part.slice(1).map((p, i) => distance(p, part[i]));
      return { part, steps, length: steps.reduce((a, b) => a + b, 0) };
    });
    const { part, steps, length } = measured.reduce((a, b) => (b.length > a.length ? b : a));
    let left = length / 2, i = 0;
    while (i < steps.length - 1 && left > steps[i]) left -= steps[i++];
    const share = steps[i] ? left / steps[i] : 0, next = part[i + 1] || part[i];
    return [part[i][0] + (next[0] - part[i][0]) * share, part[i][1] + (next[1] - part[i][1]) * share];
  }

  /** The sea ends where its data end. On wide frames that edge would show, so its corners are moved out of sight. */
  const openSea = ring => ring.map(([lat, lng]) => (lng > 12.683 ? [lat > 55.73 ? 55.85 : lat, 13] : [lat > 55.7333 ? 55.85 : lat, lng]));

  const tidy = value => Math.round(value * DECIMALS) / DECIMALS;
  const corner = ({ lat, lng }) => [tidy(lng), tidy(lat)];

  /** What Leaflet calls the points of a polygon, with or without holes and parts, as parts of rings of corners. */
  function parts(points) {
    const deep = level => (Array.isArray(level) ? level.map(deep) : corner(level));
    const rings = deep(points);
    return typeof rings[0][0][0] === 'number' ? [rings] : rings;
  }

  /** Features by what ``key`` says of each, in the order they come. */
  const grouped = (features, key) => features.reduce((all, f) => all.set(key(f), [...(all.get(key(f)) || []), f]), new Map());

  /** The name of a frame's width (pixels): what is drawn larger, and which words there is room for. */
  const scaleOf = width => (width < 480 ? 'narrow' : width > 900 ? 'wide' : 'middle');

  // ---------------------------------------------------------------- where symbols go

  const moved = ({ x, y }, dx, dy) => ({ x: x + dx, y: y + dy });
  const apart = (a, b) => Math.hypot(b.x - a.x, b.y - a.y);
  const centre = points => {
    const [xs, ys] = [points.map(p => p.x), points.map(p => p.y)];
    return { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 };
  };

  /** Where symbols go: those that touch are pushed apart and off the labels; more than three in one place
   *  become one with a count. Spots are {mark, at}; boxes are the labels' bounds {min, max}; points are {x, y} in pixels. */
  function arrange(spots, { gap, cluster, boxes }) {
    let free = spots.map(spot => ({ ...spot, room: gap }));
    const fixed = [];
    while (cluster) {
      const groups = free.map(a => free.filter(b => apart(a.at, b.at) < 1.3 * gap));
      const most = groups.reduce((a, b) => (b.length > a.length ? b : a), []);
      if (most.length <= 3) break;
      free = free.filter(spot => !most.includes(spot));
      fixed.push({ at: centre(most.map(s => s.at)), room: gap * 1.5, members: most.map(s => s.mark) });
    }
    const all = [...fixed, ...free];
    for (let round = 0, calm = false; round < 40 && !calm; round++) {
      calm = true;
      all.forEach((a, i) => all.slice(i + 1).forEach((b, j) => {
        const need = (a.room + b.room) / 2, d = apart(a.at, b.at);
        if (d >= need - 0.1) return;
        calm = false;
        const [wx, wy] = d > 0.5 ? [(b.at.x - a.at.x) / d, (b.at.y - a.at.y) / d] : [Math.cos(i + 2 * j), Math.sin(i + 2 * j)];
        const held = a.members && !b.members;   // a cluster stands where its members are
        const push = (need - d) / (held ? 1 : 2);
        if (!held) a.at = moved(a.at, -wx * push, -wy * push);
        b.at = moved(b.at, wx * push, wy * push);
      }));
      for (const spot of all) {
        for (const { min, max } of boxes) {
          const { x, y } = spot.at, r = spot.room / 2;
          if (x <= min.x - r || x >= max.x + r || y <= min.y - r || y >= max.y + r) continue;
          const ways = [[min.x - r - x, 0], [max.x + r - x, 0], [0, min.y - r - y], [0, max.y + r - y]];
          const [dx, dy] = ways.reduce((p, q) => (Math.hypot(...q) < Math.hypot(...p) ? q : p));
          if (Math.hypot(dx, dy) > 2 * gap) continue;   // further away it would stand for another place
          spot.at = moved(spot.at, dx, dy);
          calm = false;
        }
      }
    }
    return { free, fixed };
  }

  // ---------------------------------------------------------------- the state of a district

  /** What a district is before its state comes, field by field (state.schema.json says which values there are). */
  const BLANK = { colour: '', ground: 'missing', hatch: '', hatch_ink: 'ink', outline: 'plain', name: '', short: '',
    figure: '', word: '', whole_area_efforts: 0, tip: [] };

  /** What is drawn of a state: its colour or the pattern that stands for none, the flag's hatch and outlines. */
  function lookOf({ colour, ground, hatch, hatch_ink: ink, outline }) {
    const flagged = outline === 'over_sure' || outline === 'over_unsure';
    return { colour: ground === 'value' ? colour : '', ground, dots: ground === 'bound', quiet: ground !== 'value',
      hatch: hatch && `url(#hatch-${hatch}-${ink})`, outline, flagged, outlined: flagged || outline === 'under_unsure' };
  }

  // ---------------------------------------------------------------- answers of the server

  /** What the server's answer to a click asks of the drawing map. ``seen`` and ``kept`` come with it (see draw.js),
   *  ``clicks`` is the newest click here, ``told`` and ``shown`` the shapes as text, ``standing`` whether one is drawn.
   *
   *  late: the reader has gone on since. stands: what is drawn is what was meant. known: nothing new. show: draw it. */
  function reply({ seen, kept, clicks, told, shown, standing }) {
    if (seen < clicks) return 'late';
    if (kept && kept === seen && standing) return 'stands';
    return told === shown && standing === (told !== 'null') ? 'known' : 'show';
  }

  globalThis.sikkerbyParts = { swap, polygons, lines, distance, outlined, middle, openSea, tidy, corner, parts, grouped, scaleOf, arrange, BLANK, lookOf, reply };
})();
