/* Sikker By: what a reader draws, as the page is told of it. Pure: no document and no Leaflet.
 *
 * Corners are [longitude, latitude] in degrees, as GeoJSON has them. */
(modules => {
  'use strict';

  const DECIMALS = 1e6;     // of a degree: a tenth of a metre

  const tidy = value => Math.round(value * DECIMALS) / DECIMALS;
  const corner = ({ lat, lng }) => [tidy(lng), tidy(lat)];

  /** What Leaflet calls the points of a polygon, with or without holes and parts, as parts of rings of corners. */
  function parts(points) {
    const deep = level => (Array.isArray(level) ? level.map(deep) : corner(level));
    const rings = deep(points);
    return typeof rings[0][0][0] === 'number' ? [rings] : rings;
  }

  const LEAST = { point: 1, line: 2, polygon: 3 };   // corners a shape is made of

  /** What becomes of the ``corners`` set by keyboard when one is set ``at`` a place: the same place twice ends it. */
  function penned(form, corners, at) {
    const last = corners.at(-1), again = !!last && last[0] === at[0] && last[1] === at[1];
    const all = again ? corners : [...corners, at];
    return { corners: all, done: all.length >= LEAST[form] && (again || form === 'point') };
  }

  /** The shape that corners set by keyboard make. */
  function shapeOf(form, corners) {
    if (form === 'point') return { form, at: corners[0] };
    return form === 'line' ? { form, lines: [corners] } : { form, polygons: [[corners]] };
  }

  /** What Leaflet calls the points of a line, with or without parts, as lines of corners. */
  function lines(points) {
    return Array.isArray(points[0]) ? points.map(line => line.map(corner)) : [points.map(corner)];
  }

  /** What the page's answer to a click asks of the drawing map. ``seen`` and ``kept`` come with it (see draw.js),
   *  ``clicks`` is the newest click here, ``told`` and ``shown`` the shapes as text, ``standing`` whether one is drawn.
   *
   *  late: the reader has gone on since. stands: what is drawn is what was meant. known: nothing new. show: draw it. */
  function reply({ seen, kept, clicks, told, shown, standing }) {
    if (seen < clicks) return 'late';
    if (kept && kept === seen && standing) return 'stands';
    return told === shown && standing === (told !== 'null') ? 'known' : 'show';
  }

  modules.drawn_shapes = { corner, parts, lines, penned, shapeOf, reply };
})(globalThis.sikkerbyModules ??= {});
