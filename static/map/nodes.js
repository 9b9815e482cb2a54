/* Sikker By: nodes of HTML and SVG. Words are always written as text, never as HTML: they come from data. */
(modules => {
  'use strict';

  const html = (name, className, text = '') => {
    const node = document.createElement(name);
    node.className = className;
    node.textContent = text;
    return node;
  };

  const svg = (name, attributes = {}, parent = null) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (parent) parent.append(node);
    return node;
  };

  const show = (node, visible) => { node.style.display = visible ? '' : 'none'; };

  /** Enter and the space bar do what a click does, and nothing else. */
  function onPress(node, act) {
    node.addEventListener('keydown', event => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      event.stopPropagation();
      act();
    });
  }

  /** A line or surface across a district must not keep the district from being chosen. */
  const districtAt = ({ clientX, clientY }) =>
    document.elementsFromPoint(clientX, clientY).find(node => node.matches('path.district'))?.dataset.id;

  modules.nodes = { districtAt, html, svg, show, onPress };
})(globalThis.sikkerbyModules ??= {});
