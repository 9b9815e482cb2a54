// The messages to the map: every value the schemas allow can be drawn, and the scripts read just the fields there are.
'use strict';
const assert = require('node:assert/strict');
const { readFileSync, readdirSync } = require('node:fs');
const path = require('node:path');
const test = require('node:test');
require('../../static/map/looks.js');

const { BLANK, lookOf, labelOf, scaleOf, enlarged, namesLandmarks } = globalThis.sikkerbyModules.looks;
const FOLDER = path.join(__dirname, '..', '..', 'static', 'map');
const read = file => readFileSync(path.join(FOLDER, file), 'utf8');
const SCHEMA = JSON.parse(read('state.schema.json'));
const SETUP = JSON.parse(read('setup.schema.json')).properties;
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

test('what stands on a label depends on the width, the zoom and the figure', () => {
  const figure = { ...BLANK, ground: 'value', name: 'Ydre Lund', short: 'Y. Lund', word: 'usikkert' };
  const [wide, narrow] = ['wide', 'narrow'].map(scale => (state, zoom, more = {}) =>
    labelOf({ ...figure, ...state }, { scale, zoom }, { selected: false, callable: false, ...more }));
  assert.deepEqual(wide({}, 12), { name: 'Ydre Lund', shown: true, word: true, outside: false });
  assert.deepEqual(narrow({}, 12), { name: 'Y. Lund', shown: true, word: false, outside: false });
  assert.equal(narrow({ short: '' }, 12).name, 'Ydre Lund');
  assert.equal(narrow({ ground: 'bound' }, 12).shown, false, 'without a figure there is no room for it on a phone');
  assert.equal(narrow({ ground: 'bound' }, 13).shown, true);
  assert.equal(narrow({ ground: 'bound' }, 12, { selected: true }).shown, true);
  assert.equal(wide({ ground: 'bound' }, 12).shown, true);
  assert.equal(wide({ name: '' }, 12).shown, false);
  assert.deepEqual([13.25, 13.5].map(zoom => wide({}, zoom, { callable: true }).outside), [true, false]);
});

test('a frame is narrow below 480 pixels and wide above 900, where all is drawn larger', () => {
  assert.deepEqual([479, 480, 900, 901].map(scaleOf), ['narrow', 'middle', 'middle', 'wide']);
  assert.deepEqual(['narrow', 'middle', 'wide'].map(enlarged), [1, 1, 1.25]);
  assert.deepEqual([12.75, 13].map(zoom => namesLandmarks({ zoom })), [false, true]);
});

/** The fields read of an object of one of these names, in all scripts of the map. */
function fieldsRead(names, { but = [] } = {}) {
  const scripts = readdirSync(FOLDER).filter(file => file.endsWith('.js') && !but.includes(file))
    .map(file => read(file).replace(/\/\*[^]*?\*\/|\/\/.*$/gm, ''));
  return new Set(scripts.flatMap(script => [...script.matchAll(new RegExp(`\\b(?:${names})\\.(\\w+)`, 'g'))].map(([, field]) => field)));
}

test('the scripts read no field of a state the schema does not have', () => {
  const known = new Set([...Object.keys(AREA), ...Object.keys(EFFORT), ...Object.keys(SCHEMA.properties)]);
  const found = fieldsRead('state');
  assert.ok(found.size > 8);
  assert.deepEqual([...found].filter(field => !known.has(field)), []);
});

test('the scripts read each word of the setup, and each file, and no other', () => {
  const words = fieldsRead('texts', { but: ['draw.js', 'drawing_tools.js'] });   // these have words of their own
  assert.deepEqual([...words].sort(), Object.keys(SETUP.texts.properties).sort());
  assert.deepEqual([...fieldsRead('files')].sort(), Object.keys(SETUP.files.properties).sort());
});
