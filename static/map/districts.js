/* Sikker By: the districts of a level: their shapes are made once, then only styles and words change. Needs Leaflet. */
(modules => {
  'use strict';
  const { swap, polygons, outlined, boxMiddle, grouped } = modules.geometry;
  const { BLANK, lookOf, labelOf } = modules.looks;
  const { html, svg, show, onPress } = modules.nodes;
  const { bindTip } = modules.tooltips;

  // No simplification and no clipping: neighbours share their edges, and outlines must not follow the frame.
  const EXACT = { noClip: true, smoothFactor: 0 };

  class District {
    /** ``features`` are its area and its label points, ``key`` begins the ids of its nodes, ``choose`` takes its id. */
    constructor(id, features, { canvas, key, choose }) {
      this.id = id;
      this.canvas = canvas;
      this.state = BLANK;
      this.seen = '';
      this.layers = [];
      const parts = polygons(features.find(f => f.geometry.type.endsWith('Polygon')).geometry);
      this.makeShapes(parts, key);
      this.makeButton(parts, choose);
      this.makeLabel(features, parts);
    }

    kept(layer) {
      this.layers.push(layer);
      return layer;
    }

    makeShapes(parts, key) {
      const { canvas } = this, big = outlined(parts);
      const geometry = (points, name) => {
        this.kept(canvas.path('polygon', points, 'defs', 'geometry', EXACT)).getElement().id = name;
        return `#${name}`;
      };
      this.all = geometry(parts, key);
      this.main = big.length ? geometry(big, `${key}-outlined`) : this.all;
      this.clip = svg('clipPath', { id: `${key}-inside` }, canvas.stages.defs);
      svg('use', { href: this.main }, this.clip);
      const inside = { 'clip-path': `url(#${key}-inside)` };
      this.uses = { fill: canvas.use('fill', this.all), dots: canvas.use('dots', this.all, { fill: 'url(#dots)' }),
        hatch: canvas.use('hatch', this.all), border: canvas.use('border', this.all),
        casing: canvas.use('casing', this.main, inside), outline: canvas.use('outline', this.main, inside),
        edge: canvas.use('edge', this.main) };
    }

    /** What is pointed at, clicked and reached by the keyboard. */
    makeButton(parts, choose) {
      const { canvas, id } = this;
      const hit = this.kept(canvas.path('polygon', parts, 'hit', 'district', { ...EXACT, interactive: true, bubblingMouseEvents: false }));
      const node = this.node = hit.getElement();
      node.setAttribute('role', 'button');
      node.setAttribute('tabindex', '0');
      node.dataset.id = id;
      bindTip(hit, () => this.state.tip, { sticky: true });
      hit.on('click', event => {
        if (event.originalEvent.pointerType === 'touch') hit.closeTooltip();   // there is no pointer to lead it away
        choose(id);
      });
      node.addEventListener('mousedown', event => event.preventDefault());   // the ring and the centred tip are for the keyboard
      node.addEventListener('focus', () => canvas.ring(this.main));
      node.addEventListener('blur', () => canvas.ring(null));
      node.addEventListener('keydown', event => { if (event.key === 'Escape') hit.closeTooltip(); });
      onPress(node, () => choose(id));
    }

    makeLabel(features, parts) {
      const { canvas } = this;
      const point = role => {
        const found = features.find(f => f.properties.role === role);
        return found && L.latLng(swap(found.geometry.coordinates));
      };
      const text = this.text = { box: html('div', 'label'), whole: html('i', 'whole-area'), name: html('span', 'name'),
        figure: html('span', 'figure'), word: html('span', 'word') };
      text.box.append(text.whole, text.name, ' ', text.figure, ' ', text.word);
      text.box.dataset.id = this.id;
      this.inside = point('label') || L.latLng(boxMiddle(parts.flat(2)));
      this.outside = point('callout');
      this.marker = this.kept(canvas.words(this.inside, text.box));
      this.leader = [];
      if (!this.outside) return;
      // The leader ends where the label begins: the call-out point is the label's edge towards its district.
      this.leader = [this.kept(canvas.path('polyline', [this.outside, this.inside], 'leader', 'leader')),
        this.kept(canvas.path('circleMarker', this.inside, 'leader', 'foot', { radius: 3 }))].map(layer => layer.getElement());
      text.box.dataset.side = this.outside.lng < this.inside.lng ? 'left' : 'right';
    }

    remove() {
      this.layers.forEach(layer => layer.remove());
      this.clip.remove();
      Object.values(this.uses).forEach(node => node.remove());
    }

    /** Whether anything changed. */
    paint(state, selected, room) {
      const seen = JSON.stringify([state, selected]);
      if (seen === this.seen) return false;
      Object.assign(this, { seen, state, selected });
      const { node, uses, text } = this, look = lookOf(state);
      Object.assign(node.dataset, { fill: look.colour || look.ground, hatch: state.hatch, outline: look.outline });
      node.setAttribute('aria-label', (state.tip.length ? state.tip : [state.name]).join(', '));
      node.setAttribute('aria-pressed', String(selected));
      uses.fill.setAttribute('class', look.ground);
      uses.fill.style.fill = look.colour;
      uses.hatch.setAttribute('fill', look.hatch);
      uses.outline.setAttribute('class', look.outline);
      show(uses.dots, look.dots);
      show(uses.hatch, !!look.hatch);
      show(uses.casing, look.flagged);
      show(uses.outline, look.outlined);
      show(uses.edge, look.flagged);
      text.figure.textContent = state.figure;
      text.word.textContent = state.word;
      text.whole.dataset.group = state.whole_area;
      show(text.whole, !!state.whole_area);
      text.box.classList.toggle('selected', selected);
      text.box.classList.toggle('quiet', look.quiet);
      this.marker.setZIndexOffset(selected ? 1000 : 0);
      this.place(room);
      return true;
    }

    /** What depends on the width or the zoom and not on the state alone. */
    place(room) {
      const { text, marker, selected } = this;
      const label = labelOf(this.state, room, { selected, callable: !!this.outside });
      text.name.textContent = label.name;
      show(text.box, label.shown);
      show(text.word, label.word);
      text.box.classList.toggle('callout', label.outside);
      const at = label.outside ? this.outside : this.inside;
      if (!marker.getLatLng().equals(at)) marker.setLatLng(at);
      this.leader.forEach(node => show(node, label.outside && label.shown));
    }

    /** Nodes that symbols keep clear of. */
    get words() {
      return [this.text.box, this.text.whole, ...this.leader.slice(1)];
    }
  }

  class Districts {
    /** ``features`` are the areas of every level and their label points. */
    constructor(canvas, features, choose) {
      Object.assign(this, { canvas, choose, level: null, shown: new Map(), made: 0 });
      this.levels = new Map([...grouped(features, f => f.properties.level)]
        .map(([level, group]) => [level, grouped(group, f => f.properties.id)]));
    }

    /** Whether anything changed. */
    paint(state, room) {
      if (state.level !== this.level) this.make(state.level);
      let changed = false;
      for (const [id, district] of this.shown) {
        changed = district.paint({ ...BLANK, ...state.areas[id] }, id === state.selected, room) || changed;
      }
      this.canvas.select(this.shown.get(state.selected) || null);
      return changed;
    }

    make(level) {
      this.shown.forEach(district => district.remove());
      this.canvas.ring(null);
      const { canvas, choose } = this;
      this.shown = new Map([...this.levels.get(level) || []].map(([id, features]) =>
        [id, new District(id, features, { canvas, choose, key: `district-${++this.made}` })]));
      this.level = level;
    }

    /** Labels at another width or zoom. */
    place(room) {
      this.shown.forEach(district => district.place(room));
    }

    get words() {
      return [...this.shown.values()].flatMap(district => district.words);
    }
  }

  modules.districts = { Districts };
})(globalThis.sikkerbyModules ??= {});
