/* Sikker By: the cells of the 1 km grid: a shape is made when its cell is first shown, then only styles change. Needs Leaflet. */
(modules => {
  'use strict';
  const { polygons, boxMiddle } = modules.geometry;
  const { lookOf } = modules.looks;
  const { districtAt, html, show } = modules.nodes;
  const { bindTip } = modules.tooltips;

  class Cell {
    constructor({ properties: { id }, geometry }, { canvas, choose }) {
      const parts = polygons(geometry), key = `cell-${id}`;
      const kept = canvas.path('polygon', parts, 'defs', 'geometry', { noClip: true, smoothFactor: 0 });
      kept.getElement().id = key;
      this.uses = ['fill', 'dots', 'hatch', 'casing', 'line'].map(name => canvas.use('cells', `#${key}`, { class: `cell-${name}` }));
      const hit = canvas.path('polygon', parts, 'cells', 'cell', { interactive: true, bubblingMouseEvents: false });
      hit.getElement().dataset.id = id;
      bindTip(hit, () => this.state.tip, { sticky: true });
      hit.on('click', ({ originalEvent }) => choose(districtAt(originalEvent)));
      this.text = html('div', 'cell-figure');
      const words = canvas.words(L.latLng(boxMiddle(parts.flat(2))), this.text);
      this.layers = [kept, hit, words];
      this.node = hit.getElement();
    }

    paint(state) {
      this.state = state;
      const [fill, dots, hatch, casing, line] = this.uses, look = lookOf(state);
      Object.assign(this.node.dataset, { fill: look.colour || look.ground, outline: look.outline });
      fill.style.fill = look.colour;
      hatch.setAttribute('fill', look.hatch);
      line.dataset.outline = look.outline;
      this.text.textContent = state.figure;
      show(fill, !!look.colour);
      show(dots, look.dots);
      show(hatch, !!look.hatch);
      show(casing, look.flagged);
    }

    remove() {
      this.uses.forEach(node => node.remove());
      this.layers.forEach(layer => layer.remove());
    }
  }

  class Cells {
    constructor(canvas, { features }, choose) {
      Object.assign(this, { canvas, choose, shown: new Map(), features: new Map(features.map(f => [f.properties.id, f])) });
    }

    /** ``cells`` are the states by id; those that are not named are taken away. */
    paint(cells) {
      for (const [id, cell] of this.shown) {
        if (cells[id]) continue;
        cell.remove();
        this.shown.delete(id);
      }
      for (const [id, state] of Object.entries(cells)) {
        const feature = this.features.get(id);
        if (!feature) continue;
        if (!this.shown.has(id)) this.shown.set(id, new Cell(feature, this));
        this.shown.get(id).paint(state);
      }
    }
  }

  modules.cells = { Cells };
})(globalThis.sikkerbyModules ??= {});
