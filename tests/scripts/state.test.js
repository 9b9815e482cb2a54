// The state of the map: every value the schema allows can be drawn, and the script reads no field it does not have.
'use strict';
const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const path = require('node:path');
const test = require('node:test');
require('../../static/map/parts.js');

const { BLANK, lookOf } = globalThis.sikkerbyParts;
const FOLDER = path.join(__dirname, '..', '..', 'static', 'map');
const SCHEMA = JSON.parse(readFileSync(path.join(FOLDER, 'state.schema.json'), 'utf8'));
const AREA = SCHEMA.properties.areas.additionalProperties.properties;
const EFFORT = SCHEMA.properties.efforts.items.properties;

test('a district before its state has every field, and values the schema allows', () => {
  assert.deepEqual(Object.keys(BLANK).sort(), Object.keys(AREA).sort());
  for (const [field, { enum: allowed }] of Object.entries(AREA)) if (allowed) assert.ok(allowed.includes(BLANK[field]), field);
});

test('every look the schema allows is drawn, and colour and pattern never stand in for each other', () => {
  const grounds = new Set(), outlines = new Set(), hatches = new Set();
  for (const ground of AREA.ground.enum) for (const hatch of AREA.hatch.enum) for (const ink of AREA.hatch_ink.enum) {
    for (const outline of AREA.outline.enum) {
      const look = lookOf({ ...BLANK, colour: '#4B2163', ground, hatch, hatch_ink: ink, outline });
      assert.equal(look.colour, ground === 'value' ? '#4B2163' : '');
      assert.equal(look.quiet, ground !== 'value');
      assert.ok(!look.flagged || look.outlined, 'a flag has an outline');
      grounds.add(`${look.quiet} ${look.dots}`);
      outlines.add(`${look.flagged} ${look.outlined} ${look.outline}`);
      hatches.add(look.hatch);
    }
  }
  assert.equal(grounds.size, AREA.ground.enum.length);
  assert.equal(outlines.size, AREA.outline.enum.length);
  assert.deepEqual([...hatches].sort(), ['', 'url(#hatch-dense-ink)', 'url(#hatch-dense-white)', 'url(#hatch-sparse-ink)',
    'url(#hatch-sparse-white)']);
});

test('the script reads no field the schema does not have', () => {
  const script = readFileSync(path.join(FOLDER, 'map.js'), 'utf8');
  const known = new Set([...Object.keys(AREA), ...Object.keys(EFFORT), ...Object.keys(SCHEMA.properties)]);
  const read = [...script.matchAll(/\b(?:s|state)\.(\w+)/g)].map(([, field]) => field);
  assert.ok(read.length > 10);
  assert.deepEqual([...new Set(read)].filter(field => !known.has(field)), []);
});
