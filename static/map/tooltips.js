/* Sikker By: tooltips, one at a time and inside the frame, which would cut them off. Needs Leaflet. */
(modules => {
  'use strict';
  const { html } = modules.nodes;

  const Tip = L.Tooltip.extend({
    _setPosition(at) {
      L.Tooltip.prototype._setPosition.call(this, at);
      const tip = this._container.getBoundingClientRect(), box = this._map.getContainer().getBoundingClientRect();
      const x = Math.max(box.left + 4 - tip.left, Math.min(0, box.right - 4 - tip.right));
      const y = Math.max(box.top + 4 - tip.top, Math.min(0, box.bottom - 4 - tip.bottom));
      if (x || y) L.DomUtil.setPosition(this._container, L.DomUtil.getPosition(this._container).add([x, y]));
    },
  });

  function tipNode(rows) {
    const node = html('div', 'tip-rows');
    (rows || []).forEach((row, i) => node.append(html(i ? 'div' : 'b', '', row)));
    return node;
  }

  /** A tooltip of a layer; ``rows`` gives its lines when it opens. */
  function bindTip(layer, rows, options = {}) {
    // Leaflet listens for focus, and Chromium makes a tab stop of every shape that is listened to.
    if (!layer.getElement().hasAttribute('tabindex')) layer._addFocusListeners = () => {};
    layer.bindTooltip(new Tip({ className: 'tip', opacity: 1, offset: [6, 0], ...options }));
    layer.setTooltipContent(() => tipNode(rows()));
  }

  /** One tooltip at a time (pointer and keyboard may be in two places), none where the map has moved away. */
  function oneTipAtATime(map) {
    let open = null;
    map.on('tooltipopen', ({ tooltip }) => {
      if (open && open !== tooltip) map.closeTooltip(open);
      open = tooltip;
    });
    map.on('movestart zoomstart', () => { if (open) map.closeTooltip(open); });
  }

  modules.tooltips = { bindTip, oneTipAtATime };
})(globalThis.sikkerbyModules ??= {});
