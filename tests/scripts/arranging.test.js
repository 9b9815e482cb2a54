// What gives way to what on the map.
'use strict';
const assert = require('node:assert/strict');
const test = require('node:test');
require('../../static/map/arranging.js');

const { arrange, withRoom } = globalThis.sikkerbyModules.arranging;

const close = (a, b, by = 1e-9) => assert.ok(Math.abs(a - b) < by, `${a} is not ${b}`);
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

test('a name keeps clear of what is taken and of the names before it', () => {
  const box = (x, y) => ({ min: { x, y }, max: { x: x + 10, y: y + 4 } });
  assert.deepEqual(withRoom([box(5, 0), box(20, 0), box(25, 2), box(30, 4)], [box(0, 0)]), [false, true, false, true]);
  assert.deepEqual(withRoom([box(10, 0), box(0, 4)], [box(0, 0)]), [true, true], 'touching is not lying on');
});
