/* Sikker By: drawing on the map.
 *
 * Needs Leaflet, Leaflet-Geoman and map.js; loaded on the drawing map only.
 *
 *   sikkerbyDraw.create(map, {texts, radius, tools, keyboard}) once, after sikkerby.create
 *   sikkerbyDraw.paint({shape, scenarios, seen, kept})         after every run of the page
 *
 * The messages are described in draw.schema.json. A shape that is drawn, edited or deleted is sent as {shape, click}, a
 * district that is clicked or entered as {place, click}. Names and letters are written as text, never as HTML.
 */
(modules => {
  'use strict';
  if (window.sikkerbyDraw) return;
  const { swap } = modules.geometry;
  const { html } = modules.nodes;
  const { Clicks } = modules.clicks;
  const { reply } = modules.drawn_shapes;
  const { POINT, LOOKS, described, layerOf, metres } = modules.drawn_layers;
  const { Tools } = modules.drawing_tools;
  const { Pen } = modules.pen;
  L.PM.setOptIn(true);   // nothing of the map itself can be edited, only what is drawn here

  const MODES = { polygon: 'Polygon', circle: 'Circle', line: 'Line', point: 'CircleMarker' };   // what Geoman calls them

  class Drawing {
    constructor(map, { texts, radius: [least, most], tools, keyboard }) {
      Object.assign(this, { map, texts, clicks: new Clicks() });
      this.limits = { snappable: false, minRadiusCircle: least, maxRadiusCircle: most };
      this.current = null;   // layer of the shape being worked on
      this.told = '';        // what the page last said of it
      this.saved = [];       // layers of the scenarios kept
      // Leaflet focuses the map on every press. On a phone the page would jump to show all of it, and the corner would
      // land where the finger is not.
      const box = map.getContainer(), focus = box.focus.bind(box);
      box.focus = settings => focus({ ...settings, preventScroll: true });
      map.options.pmIgnore = false;
      L.PM.reInitLayer(map);
      map.pm.setLang('da', { tooltips: { firstVertex: texts.tip_first, continueLine: texts.tip_next, finishPoly: texts.tip_finish,
        startCircle: texts.tip_centre, finishCircle: texts.tip_radius } });
      const acts = { edit: () => this.toggleEditing(), remove: () => this.remove() };
      this.tools = new Tools(map, texts, Object.fromEntries(tools.map(tool =>
        [tool, acts[tool] ?? (byKey => this.start(tool, keyboard && byKey))])));
      this.pen = new Pen(map, { say: name => this.tools.say(texts[name]), done: shape => this.penned(shape) });
      this.listen();
      this.refresh();
    }

    listen() {
      const { map } = this;
      map.on('pm:drawstart', ({ workingLayer }) => workingLayer?.on('pm:change', () => {
        if (workingLayer instanceof L.Circle && workingLayer.getRadius() > 0) this.sayRadius(workingLayer);
      }));
      map.on('pm:create', ({ layer }) => {
        this.take(layer);
        layer.bringToFront();
        this.changed();
        this.sayRadius(layer);
      });
      map.on('pm:drawend', () => setTimeout(() => this.refresh()));   // Geoman has not yet left its mode when it says so
      document.addEventListener('keydown', event => {
        if (event.key !== 'Escape') return;
        this.layDown();
        this.stopEditing();
        this.refresh();
      });
    }

    penned(shape) {
      this.take(layerOf(shape, 'drawn', { pmIgnore: false }).addTo(this.map));
      this.refresh();
      this.changed();
      this.tools.say(this.texts.drawn);
    }

    // ---------------------------------------------------------------- the shape being worked on

    changed() {
      const shape = this.current && described(this.current);
      this.told = '';   // whatever the page told is no longer what stands here
      this.note(shape);
      this.clicks.tell({ shape });
    }

    note(shape) {
      document.body.dataset.drawn = shape ? JSON.stringify(shape) : '';
    }

    take(layer) {
      this.drop();
      this.current = layer;
      if (!layer.pm) return;
      layer.on('pm:edit pm:dragend pm:vertexremoved', () => { this.sayRadius(layer); this.changed(); });
      layer.on('pm:change', () => this.sayRadius(layer));
    }

    drop() {
      if (!this.current) return;
      this.stopEditing();
      this.current.remove();
      this.current = null;
    }

    show(shape) {
      this.drop();
      const picked = shape?.form === 'picked';
      if (shape) this.take(layerOf(shape, 'drawn', { pmIgnore: picked, interactive: !picked }).addTo(this.map));
      this.note(shape);
    }

    sayRadius(layer) {
      this.tools.say(layer instanceof L.Circle ? `${this.texts.radius}: ${metres(layer.getRadius())}` : '');
    }

    // ---------------------------------------------------------------- drawing, editing, deleting

    get editable() { return !!this.current?.pm; }
    get editing() { return this.editable && this.current.pm.enabled(); }

    /** Name of the tool in use, '' for none. */
    get active() {
      const { pm } = this.map;
      if (this.pen.form) return this.pen.form;
      if (!pm.globalDrawModeEnabled()) return this.editing ? 'edit' : '';
      return Object.keys(MODES).find(form => MODES[form] === pm.Draw.getActiveShape());
    }

    start(form, byKey = false) {
      const { pm } = this.map, stop = this.active === form;
      this.stopEditing();
      this.layDown();
      if (!stop && byKey) this.pen.start(form);
      else if (!stop) pm.enableDraw(MODES[form], { ...this.limits, finishOn: form === 'polygon' || form === 'line' ? 'dblclick' : null,
        continueDrawing: false, pathOptions: { className: `drawn ${LOOKS[form] || ''}`, pmIgnore: false, ...(form === 'point' && { radius: POINT }) }, templineStyle: { className: 'drawing-line' },
        hintlineStyle: { className: 'drawing-line hint' } });
      this.refresh();
    }

    layDown() {
      this.pen.stop();
      this.map.pm.disableDraw();
    }

    toggleEditing() {
      this.layDown();
      if (this.editing) this.stopEditing();
      else if (this.editable) this.current.pm.enable({ ...this.limits, allowSelfIntersection: true, draggable: true });
      this.refresh();
    }

    stopEditing() { if (this.editing) this.current.pm.disable(); }

    remove() {
      this.layDown();
      this.drop();
      this.refresh();
      this.changed();
    }

    /** The buttons and the line of help follow what is going on. */
    refresh() {
      const { active } = this;
      this.tools.follow(active, { canEdit: this.editable, canRemove: !!this.current });
      this.map.getContainer().classList.toggle('drawing', !!active);
      this.tools.say(this.texts[this.pen.form ? `${active}_keys` : `${active}_help`] || '');
    }

    paint({ shape, scenarios, seen, kept }) {
      this.saved.forEach(layer => layer.remove());
      this.saved = scenarios.flatMap(scenario => this.scenarioLayers(scenario));
      if (this.current) this.current.bringToFront();
      const told = JSON.stringify(shape);
      const asks = reply({ seen, kept, clicks: this.clicks.newest, told, shown: this.told, standing: !!this.current });
      if (asks === 'late') return;
      this.clicks.newest = seen;
      if (asks === 'show') this.show(shape);
      this.told = told;
      if (!this.active) this.refresh();
      document.body.dataset.answered = String(seen);
    }

    scenarioLayers({ shape, letter, name, at }) {
      const outline = layerOf(shape, 'scenario', { interactive: false }).addTo(this.map);
      const label = html('div', 'letter', letter);
      label.title = name;
      const marker = L.marker(swap(at), { pane: 'labels', interactive: false, keyboard: false,
        icon: L.divIcon({ className: 'letter-anchor', iconSize: [0, 0], html: label }) }).addTo(this.map);
      return [outline, marker];
    }
  }

  const sikkerbyDraw = window.sikkerbyDraw = {
    drawing: null,
    create(map, options) {
      const drawing = sikkerbyDraw.drawing = new Drawing(map, options);
      window.sikkerby.onSelect = place => drawing.clicks.tell({ place });
    },
    paint(drawn) { sikkerbyDraw.drawing?.paint(drawn); },
  };
})(globalThis.sikkerbyModules ??= {});
