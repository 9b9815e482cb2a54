/* Sikker By: the one SVG all is drawn in: its stages, its patterns, the selection and the ring of the focus. Needs Leaflet. */
(modules => {
  'use strict';
  const { svg, show } = modules.nodes;

  // Drawing order. "defs" comes before them: it holds geometry that is only drawn through <use>.
  const STAGES = ['sea', 'municipality', 'fill', 'dots', 'park', 'lake', 'road', 'hatch', 'border', 'casing',
    'outline', 'edge', 'surfaces', 'outlines', 'streets', 'hit', 'cells', 'shapes', 'selection', 'leader', 'focus'];
  const GAPS = { dense: 7, sparse: 14 };   // between the lines of a hatch, in pixels
  const FAR = { x: -1e5, y: -1e5, width: 2e5, height: 2e5 };

  const Staged = L.SVG.extend({
    _initContainer() {
      L.SVG.prototype._initContainer.call(this);
      this.stages = { defs: svg('defs', {}, this._rootGroup) };
      for (const name of STAGES) this.stages[name] = svg('g', { class: `stage-${name}` }, this._rootGroup);
    },
    _addPath(layer) {   // into its stage, not at the end; every colour and width is in map.css
      this.stages[layer.options.stage].append(layer._path);
      layer.addInteractiveTarget(layer._path);
    },
    _updateStyle() {},
  });

  class Canvas {
    constructor(map) {
      this.map = map;
      this.renderer = new Staged({ padding: 0.3 });
      map.addLayer(this.renderer);
      this.stages = this.renderer.stages;
      const { defs, selection, focus } = this.stages;
      this.patterns = this.makePatterns(defs);
      // The selection lies outside the border: everything over the district itself is masked away.
      const mask = svg('mask', { id: 'outside', maskUnits: 'userSpaceOnUse', ...FAR }, defs);
      svg('rect', { ...FAR, fill: '#fff' }, mask);
      selection.setAttribute('mask', 'url(#outside)');
      this.masked = svg('use', { fill: '#000', stroke: 'none' }, mask);
      this.selected = ['rim', 'ink', 'gap'].map(name => svg('use', { class: name }, selection));
      this.focused = ['gap', 'ring'].map(name => svg('use', { class: name }, focus));
      this.select(null);
      this.ring(null);
    }

    makePatterns(defs) {
      const pattern = (id, size) => svg('pattern', { id, patternUnits: 'userSpaceOnUse', width: size, height: size }, defs);
      const hatches = ['ink', 'white'].flatMap(ink => Object.entries(GAPS).map(([density, gap]) => {
        const node = pattern(`hatch-${density}-${ink}`, gap);
        svg('line', { x1: gap / 2, x2: gap / 2, y1: -1, y2: gap + 1, class: `hatch ${density} ${ink}` }, node);
        return { node, turn: 'rotate(45) ' };
      }));
      const dots = pattern('dots', 8);
      for (const middle of [2, 6]) svg('circle', { cx: middle, cy: middle, r: 1.05, class: 'dot' }, dots);
      return [...hatches, { node: dots, turn: '' }];
    }

    /** Patterns so many times as large. */
    enlarge(times) {
      for (const { node, turn } of this.patterns) node.setAttribute('patternTransform', `${turn}scale(${times})`);
    }

    /** A Leaflet path ('polygon', 'polyline', 'circleMarker') on a stage. */
    path(type, points, stage, className, options = {}) {
      return L[type](points, { renderer: this.renderer, stage, className, interactive: false, ...options }).addTo(this.map);
    }

    /** Geometry from "defs", drawn on a stage. */
    use(stage, href, attributes = {}) {
      return svg('use', { href, ...attributes }, this.stages[stage]);
    }

    /** A node of words at a point; its anchor has no size. */
    words(at, node) {
      return L.marker(at, { pane: 'labels', interactive: false, keyboard: false,
        icon: L.divIcon({ className: 'label-anchor', iconSize: [0, 0], html: node }) }).addTo(this.map);
    }

    /** Draw the selection round a district: the geometry of ``all`` of it and of its ``main`` parts; null: round none. */
    select(district) {
      show(this.stages.selection, !!district);
      if (!district) return;
      this.masked.setAttribute('href', district.all);
      this.selected.forEach(node => node.setAttribute('href', district.main));
    }

    /** Draw the ring of the focus round a geometry; null: round none. */
    ring(href) {
      show(this.stages.focus, !!href);
      if (href) this.focused.forEach(node => node.setAttribute('href', href));
    }
  }

  modules.canvas = { Canvas };
})(globalThis.sikkerbyModules ??= {});
