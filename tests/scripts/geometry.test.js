// Shapes of GeoJSON as Leaflet takes them, and what is measured on them.
'use strict';
const assert = require('node:assert/strict');
const test = require('node:test');
require('../../static/map/geometry.js');

const { swap, polygons, lines, kilometres, outlined, middle, boxMiddle, placeOf, grouped } = globalThis.sikkerbyModules.geometry;

const KM = { lat: 1 / 111.3, lng: 1 / (111.3 * Math.cos(55.7 * Math.PI / 180)) };
/** A rectangle as [lat, lng] corners: south-west corner and size in kilometres. */
const box = (x, y, wide, tall) =>
  [[0, 0], [0, wide], [tall, wide], [tall, 0]].map(([up, right]) => [55.7 + (y + up) * KM.lat, 12.5 + (x + right) * KM.lng]);
const close = (a, b, by = 1e-9) => assert.ok(Math.abs(a - b) < by, `${a} is not ${b}`);

test('GeoJSON has longitude first, Leaflet latitude', () => {
  assert.deepEqual(swap([12.5, 55.7]), [55.7, 12.5]);
  const ring = [[12, 55], [13, 55], [13, 56]], turned = [[55, 12], [55, 13], [56, 13]];
  assert.deepEqual(polygons({ type: 'Polygon', coordinates: [ring] }), [[turned]]);
  assert.deepEqual(polygons({ type: 'MultiPolygon', coordinates: [[ring], [ring]] }), [[turned], [turned]]);
  assert.deepEqual(lines({ type: 'LineString', coordinates: ring }), [turned]);
  assert.deepEqual(lines({ type: 'MultiLineString', coordinates: [ring, ring] }), [turned, turned]);
});

test('a degree of longitude is as many kilometres as it has at its latitude', () => {
  const [[x, y], [u, v]] = kilometres([[55.7, 12.5], [55.7 + 3 * KM.lat, 12.5 + 4 * KM.lng]]);
  close(u - x, 4);
  close(v - y, 3);
  const [[west], [east]] = kilometres([[0, 12], [0, 13]]);
  close(east - west, 111.3);
});

test('islets carry no outline, and holes stay as they are', () => {
  const land = box(0, 0, 2, 2), islet = box(5, 0, 0.3, 0.3), hole = box(0.5, 0.5, 0.2, 0.2);
  assert.deepEqual(outlined([[land, hole], [islet]]), [[land, hole]]);
  assert.deepEqual(outlined([[[...land].reverse()]]), [[[...land].reverse()]], 'whichever way round it runs');
});

test('a mole that hangs on by a narrow neck is cut from the outline, whichever way round the ring runs', () => {
  const [a, b, c, d] = box(0, 0, 2, 2);
  const at = (x, y) => [55.7 + y * KM.lat, 12.5 + x * KM.lng];
  /** A head of 0.3 x 0.3 km in the east, at the end of a neck so many kilometres wide. */
  const mole = neck => [at(2, 1 - neck / 2), at(2.3, 1 - neck / 2), at(2.3, 0.85), at(2.6, 0.85),
    at(2.6, 1.15), at(2.3, 1.15), at(2.3, 1 + neck / 2), at(2, 1 + neck / 2)];
  const east = ring => Math.max(...ring.map(([, lng]) => lng));
  for (const turned of [ring => ring, ring => [...ring].reverse()]) {
    const [[narrow]] = outlined([[turned([a, b, ...mole(0.04), c, d])]]);
    close(east(narrow), at(2, 0)[1]);
    for (const kept of [a, b, c, d]) assert.ok(narrow.includes(kept));
    const [[broad]] = outlined([[turned([a, b, ...mole(0.12), c, d])]]);
    close(east(broad), at(2.6, 0)[1]);
  }
});

test('the middle of a street lies on its longest part, half its length along', () => {
  const [lat, lng] = middle([[[55.7, 12.5], [55.7, 12.51]], [[55.7, 12.5], [55.7, 12.6], [55.7, 12.62]]]);
  close(lat, 55.7);
  close(lng, 12.56);
  assert.deepEqual(middle([[[55.7, 12.5]]]), [55.7, 12.5], 'a street of one point');
});

test('a symbol stands on a point, half way along a street, or in the middle of the box of an area', () => {
  assert.deepEqual(placeOf({ type: 'Point', coordinates: [12.5, 55.7] }), [55.7, 12.5]);
  const [lat, lng] = placeOf({ type: 'LineString', coordinates: [[12.5, 55.7], [12.6, 55.7]] });
  close(lat, 55.7);
  close(lng, 12.55);
  const square = [[12.5, 55.5], [12.75, 55.5], [12.75, 56], [12.5, 56], [12.5, 55.5]];
  assert.deepEqual(placeOf({ type: 'MultiPolygon', coordinates: [[square]] }), [55.75, 12.625]);
  assert.deepEqual(boxMiddle([[1, 2], [3, 10], [2, 2]]), [2, 6]);
});

test('features are grouped in the order they come', () => {
  const found = grouped([{ id: 'b', n: 1 }, { id: 'a', n: 2 }, { id: 'b', n: 3 }], f => f.id);
  assert.deepEqual([...found.keys()], ['b', 'a']);
  assert.deepEqual(found.get('b').map(f => f.n), [1, 3]);
});
