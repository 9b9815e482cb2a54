// Where a key leads in the show of a meeting.
'use strict';
const assert = require('node:assert/strict');
const test = require('node:test');
require('../../static/show/steps.js');

const { within, stepped } = globalThis.sikkerbySteps;
const LAST = 4;
const from = (current, key, more = {}) => stepped({ key, ...more }, current, LAST);

test('arrows and the keys of a clicker lead one slide on or back', () => {
  for (const key of ['ArrowRight', 'PageDown', ' ']) assert.equal(from(2, key), 3, key);
  for (const key of ['ArrowLeft', 'PageUp']) assert.equal(from(2, key), 1, key);
  assert.equal(from(2, ' ', { shiftKey: true }), 1);
});

test('Home and End lead to the ends', () => {
  assert.deepEqual([from(2, 'Home'), from(2, 'End')], [0, LAST]);
});

test('nothing leads out of the show', () => {
  assert.deepEqual([from(0, 'ArrowLeft'), from(LAST, 'ArrowRight'), from(LAST, ' ')], [0, LAST, LAST]);
  assert.deepEqual([within(-3, LAST), within(9, LAST), within(0, 0)], [0, LAST, 0]);
});

test('a button keeps its space, and other keys lead nowhere', () => {
  assert.equal(from(2, ' ', { onButton: true }), undefined);
  for (const key of ['f', 'Enter', 'Tab', 'toString']) assert.equal(from(2, key), undefined, key);
});

test('while somebody writes only a clicker turns the slides', () => {
  assert.deepEqual([from(2, 'PageDown', { writing: true }), from(2, 'PageUp', { writing: true })], [3, 1]);
  for (const key of ['ArrowRight', 'ArrowLeft', ' ', 'Home', 'End']) {
    assert.equal(from(2, key, { writing: true }), undefined, key);
  }
});
