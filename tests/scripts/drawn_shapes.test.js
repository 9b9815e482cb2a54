// What a reader draws, and what the answer to it asks of the map.
'use strict';
const assert = require('node:assert/strict');
const test = require('node:test');
require('../../static/map/drawn_shapes.js');

const { corner, parts, reply } = globalThis.sikkerbyModules.drawn_shapes;

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

test('by keyboard a point is set at once, and a line or an outline ends where a corner is set twice', () => {
  const { penned, shapeOf } = globalThis.sikkerbyModules.drawn_shapes;
  const A = [12.5, 55.7], B = [12.6, 55.7], C = [12.6, 55.8];
  assert.deepEqual(penned('point', [], A), { corners: [A], done: true });
  assert.deepEqual(penned('line', [A], B), { corners: [A, B], done: false });
  assert.deepEqual(penned('line', [A, B], [...B]), { corners: [A, B], done: true });
  assert.deepEqual(penned('polygon', [A, B], B), { corners: [A, B], done: false }, 'two corners are no outline');
  assert.deepEqual(penned('polygon', [A, B, C], C), { corners: [A, B, C], done: true });
  assert.deepEqual(shapeOf('point', [A]), { form: 'point', at: A });
  assert.deepEqual(shapeOf('line', [A, B]), { form: 'line', lines: [[A, B]] });
  assert.deepEqual(shapeOf('polygon', [A, B, C]), { form: 'polygon', polygons: [[[A, B, C]]] });
});

test('a line of one or of several parts is told in parts', () => {
  const { lines } = globalThis.sikkerbyModules.drawn_shapes;
  const at = (lng, lat) => ({ lat, lng });
  assert.deepEqual(lines([at(12.5, 55.7), at(12.6, 55.7)]), [[[12.5, 55.7], [12.6, 55.7]]]);
  assert.deepEqual(lines([[at(12.5, 55.7), at(12.6, 55.7)]]), [[[12.5, 55.7], [12.6, 55.7]]]);
});
