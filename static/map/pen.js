/* Sikker By: drawing by keyboard. The arrows move the map under a cross in its middle, Enter sets a corner there. Needs Leaflet. */
(modules => {
  'use strict';
  const { swap } = modules.geometry;
  const { html } = modules.nodes;
  const { corner, penned, shapeOf } = modules.drawn_shapes;

  class Pen {
    /** ``say`` is told what has just been done (set, taken), ``done`` gets the shape. */
    constructor(map, { say, done }) {
      Object.assign(this, { map, say, done, form: '', corners: [] });
      this.cross = html('div', 'pen-cross');
      this.line = L.polyline([], { className: 'drawing-line', interactive: false });
      map.getContainer().addEventListener('keydown', event => this.key(event), { capture: true });
      map.on('move', () => this.follow());
    }

    start(form) {
      Object.assign(this, { form, corners: [] });
      this.map.getContainer().append(this.cross);
      this.line.addTo(this.map);
      this.follow();
      this.map.getContainer().focus();
    }

    stop() {
      this.form = '';
      this.cross.remove();
      this.line.remove();
    }

    key(event) {
      if (!this.form || event.target !== this.map.getContainer()) return;
      if (event.key === 'Enter') this.set();
      else if (event.key === 'Backspace') this.take();
      else return;
      event.preventDefault();
      event.stopPropagation();
    }

    set() {
      const { form } = this, { corners, done } = penned(form, this.corners, corner(this.map.getCenter()));
      this.corners = corners;
      this.follow();
      if (!done) return this.say('pen_set');
      this.stop();
      this.done(shapeOf(form, corners));
    }

    take() {
      this.corners = this.corners.slice(0, -1);
      this.follow();
      this.say('pen_taken');
    }

    /** The line goes from corner to corner, and on to the middle. */
    follow() {
      if (this.form) this.line.setLatLngs([...this.corners.map(swap), this.map.getCenter()]);
    }
  }

  modules.pen = { Pen };
})(globalThis.sikkerbyModules ??= {});
