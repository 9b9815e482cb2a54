// The pure parts of the map's scripts: geometry, where symbols go, answers of the server.
'use strict';
const assert = require('node:assert/strict');
const test = require('node:test');
require('../../static/map/parts.js');

const { swap, polygons, lines, distance, outlined, middle, openSea, corner, parts, grouped, scaleOf, arrange, reply } =
  globalThis.sikkerbyParts;

const KM = { lat: 1 / 111.3, lng: 1 / 62.8 };
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

test('distances are kilometres', () => {
  close(distance([55.7, 12.5], [55.7 + 3 * KM.lat, 12.5 + 4 * KM.lng]), 5);
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

test('the open sea runs on to the east and the north, and nothing else moves', () => {
  assert.deepEqual(openSea([[55.6, 12.6], [55.6, 12.69], [55.74, 12.69], [55.74, 12.6]]),
    [[55.6, 12.6], [55.6, 13], [55.85, 13], [55.85, 12.6]]);
});

test('corners are longitude and latitude to a tenth of a metre', () => {
  assert.deepEqual(corner({ lat: 55.70000049, lng: 12.50000051 }), [12.500001, 55.7]);
});

test('points of Leaflet become parts of rings, however deep they come', () => {
  const ring = [{ lat: 55, lng: 12 }, { lat: 55, lng: 13 }, { lat: 56, lng: 13 }];
  const corners = [[12, 55], [13, 55], [13, 56]];
  assert.deepEqual(parts([ring]), [[corners]]);
  assert.deepEqual(parts([ring, ring]), [[corners, corners]], 'a hole');
  assert.deepEqual(parts([[ring], [ring, ring]]), [[corners], [corners, corners]], 'two parts');
});

test('features are grouped in the order they come', () => {
  const found = grouped([{ id: 'b', n: 1 }, { id: 'a', n: 2 }, { id: 'b', n: 3 }], f => f.id);
  assert.deepEqual([...found.keys()], ['b', 'a']);
  assert.deepEqual(found.get('b').map(f => f.n), [1, 3]);
});

test('a frame is narrow below 480 pixels and wide above 900', () => {
  assert.deepEqual([479, 480, 900, 901].map(scaleOf), ['narrow', 'middle', 'middle', 'wide']);
});

const spots = points => points.map(([x, y], i) => ({ mark: `m${i}`, at: { x, y } }));
const gapOf = (a, b) => Math.hypot(a.at.x - b.at.x, a.at.y - b.at.y);

test('symbols that touch nothing stay where they are', () => {
  const { free, fixed } = arrange(spots([[0, 0], [100, 0]]), { gap: 17, cluster: true, boxes: [] });
  assert.deepEqual(free.map(s => s.at), [{ x: 0, y: 0 }, { x: 100, y: 0 }]);
  assert.deepEqual(fixed, []);
});

test('symbols that touch are pushed apart, each as far as the other', () => {
  const { free: [a, b] } = arrange(spots([[0, 0], [10, 0]]), { gap: 17, cluster: true, boxes: [] });
  close(gapOf(a, b), 17, 0.11);
  close(a.at.x + b.at.x, 10);
  const { free: [c, d] } = arrange(spots([[5, 5], [5, 5]]), { gap: 17, cluster: true, boxes: [] });
  close(gapOf(c, d), 17, 0.11);
});

test('three stay single, four in one place become one with its members', () => {
  const three = arrange(spots([[0, 0], [1, 0], [0, 1]]), { gap: 17, cluster: true, boxes: [] });
  assert.equal(three.fixed.length, 0);
  const four = arrange(spots([[0, 0], [4, 0], [0, 4], [4, 4], [90, 0]]), { gap: 17, cluster: true, boxes: [] });
  assert.deepEqual(four.fixed.map(s => s.members), [['m0', 'm1', 'm2', 'm3']]);
  assert.deepEqual(four.fixed[0].at, { x: 2, y: 2 });
  assert.deepEqual(four.free.map(s => s.mark), ['m4']);
  const near = arrange(spots([[0, 0], [4, 0], [0, 4], [4, 4]]), { gap: 17, cluster: false, boxes: [] });
  assert.equal(near.fixed.length, 0, 'close by nothing is clustered');
});

test('a cluster stands where its members are, and a neighbour gives way', () => {
  const { free: [neighbour], fixed: [cluster] } =
    arrange(spots([[0, 0], [0, 0], [0, 0], [0, 38], [37, 19]]), { gap: 30, cluster: true, boxes: [] });
  assert.deepEqual(cluster.at, { x: 0, y: 19 });
  assert.deepEqual([neighbour.mark, neighbour.at], ['m4', { x: 37.5, y: 19 }]);
});

test('a symbol leaves a label by the shortest way, unless that leads to another place', () => {
  const label = { min: { x: 0, y: 0 }, max: { x: 60, y: 20 } };
  const { free: [out] } = arrange(spots([[30, 16]]), { gap: 10, cluster: true, boxes: [label] });
  assert.deepEqual(out.at, { x: 30, y: 25 });
  const large = { min: { x: -100, y: -100 }, max: { x: 100, y: 100 } };
  const { free: [stays] } = arrange(spots([[0, 0]]), { gap: 10, cluster: true, boxes: [large] });
  assert.deepEqual(stays.at, { x: 0, y: 0 });
});

test('an answer to an older click is late', () => {
  assert.equal(reply({ seen: 1, kept: 0, clicks: 2, told: '{"a":1}', shown: '', standing: true }), 'late');
});

test('what the reader drew stands when the server has taken it as it is', () => {
  assert.equal(reply({ seen: 2, kept: 2, clicks: 2, told: '{"a":1}', shown: '', standing: true }), 'stands');
  assert.equal(reply({ seen: 2, kept: 2, clicks: 2, told: '{"a":1}', shown: '', standing: false }), 'show');
  assert.equal(reply({ seen: 3, kept: 2, clicks: 2, told: '{"a":1}', shown: '', standing: true }), 'show');
});

test('the same shape is not drawn twice, and a lost one is drawn again', () => {
  assert.equal(reply({ seen: 2, kept: 0, clicks: 2, told: '{"a":1}', shown: '{"a":1}', standing: true }), 'known');
  assert.equal(reply({ seen: 2, kept: 0, clicks: 2, told: '{"a":1}', shown: '{"a":1}', standing: false }), 'show');
  assert.equal(reply({ seen: 2, kept: 0, clicks: 2, told: 'null', shown: 'null', standing: true }), 'show');
  assert.equal(reply({ seen: 2, kept: 0, clicks: 2, told: 'null', shown: 'null', standing: false }), 'known');
});
