/* Sikker By: shapes of GeoJSON as Leaflet takes them, and what is measured on them. Pure: no document and no Leaflet.
 *
 * Points are [latitude, longitude] in degrees, as Leaflet has them; GeoJSON has them the other way round. */
(modules => {
  'use strict';

  const ISLET_KM2 = 0.15;      // parts smaller than this get no flag outline: it would fill them
  const NECK_KM = 0.08;        // what hangs on by a neck narrower than this is a part of its own
  const DEGREE_KM = 111.3;     // a degree of latitude

  const swap = ([lng, lat]) => [lat, lng];
  const polygons = g => (g.type === 'MultiPolygon' ? g.coordinates : [g.coordinates]).map(p => p.map(r => r.map(swap)));
  const lines = g => (g.type === 'MultiLineString' ? g.coordinates : [g.coordinates]).map(l => l.map(swap));
  const isLine = g => g.type.endsWith('LineString');

  /** Points near each other as [east, north] in kilometres, on a plane that is flat enough for a city. */
  function kilometres(points) {
    const narrowing = Math.cos(points[0][0] * Math.PI / 180);
    return points.map(([lat, lng]) => [lng * DEGREE_KM * narrowing, lat * DEGREE_KM]);
  }

  const distance = ([x, y], [u, v]) => Math.hypot(u - x, v - y);
  const near = ([x, y], [u, v]) => (u - x) ** 2 + (v - y) ** 2 <= NECK_KM ** 2;   // asked a hundred thousand times
  const signedArea = ring => ring.reduce((sum, [x, y], i, all) => {
    const [u, v] = all[(i + 1) % all.length];
    return sum + x * v - u * y;
  }, 0) / 2;

  /** A ring without the small moles and islets that hang on by a narrow neck. */
  function withoutSlivers(ring) {
    const at = kilometres(ring), turn = Math.sign(signedArea(at)), kept = [];
    for (let i = 0; i < ring.length; i++) {
      kept.push(ring[i]);
      for (let j = Math.min(i + 150, ring.length - 2); j > i + 3; j--) {
        if (!near(at[i], at[j])) continue;
        const area = signedArea(at.slice(i, j + 1)) * turn;   // negative: a basin, not a mole
        if (area < 0.005 || area > ISLET_KM2) continue;
        i = j - 1;
        break;
      }
    }
    return kept;
  }

  /** The parts of a district that carry its flag outline. */
  const outlined = polygons => polygons.filter(([outer]) => Math.abs(signedArea(kilometres(outer))) >= ISLET_KM2)
    .map(([outer, ...holes]) => [withoutSlivers(outer), ...holes]);

  /** The middle, measured along the longest part of a street. */
  function middle(parts) {
    const measured = parts.map(part => {
      const at = kilometres(part), steps = at.slice(1).map((p, i) => distance(at[i], p));
      return { part, steps, length: steps.reduce((a, b) => a + b, 0) };
    });
    const { part, steps, length } = measured.reduce((a, b) => (b.length > a.length ? b : a));
    let left = length / 2, i = 0;
    while (i < steps.length - 1 && left > steps[i]) left -= steps[i++];
    const share = steps[i] ? left / steps[i] : 0, next = part[i + 1] || part[i];
    return [part[i][0] + (next[0] - part[i][0]) * share, part[i][1] + (next[1] - part[i][1]) * share];
  }

  /** The middle of the box around points. */
  const boxMiddle = points => [0, 1].map(axis => {
    const values = points.map(point => point[axis]);
    return (Math.min(...values) + Math.max(...values)) / 2;
  });

  /** Where one symbol stands for a geometry: the point itself, half way along a street, the middle of an area. */
  function placeOf(geometry) {
    if (geometry.type === 'Point') return swap(geometry.coordinates);
    return isLine(geometry) ? middle(lines(geometry)) : boxMiddle(polygons(geometry).flat(2));
  }

  /** Features by what ``key`` says of each, in the order they come. */
  const grouped = (features, key) => features.reduce((all, f) => all.set(key(f), [...(all.get(key(f)) || []), f]), new Map());

  modules.geometry = { swap, polygons, lines, isLine, kilometres, outlined, middle, boxMiddle, placeOf, grouped };
})(globalThis.sikkerbyModules ??= {});
