/* Sikker By: what gives way to what on the map. Pure: points are {x, y} and boxes {min, max} of points, in pixels. */
(modules => {
  'use strict';

  const moved = ({ x, y }, dx, dy) => ({ x: x + dx, y: y + dy });
  const apart = (a, b) => Math.hypot(b.x - a.x, b.y - a.y);
  const centre = points => {
    const [xs, ys] = [points.map(p => p.x), points.map(p => p.y)];
    return { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 };
  };

  /** Where symbols go: those that touch are pushed apart and off the labels; more than three in one place
   *  become one with a count. Spots are {mark, at}; boxes are those of the labels. */
  function arrange(spots, { gap, cluster, boxes }) {
    let free = spots.map(spot => ({ ...spot, room: gap }));
    const fixed = [];
    while (cluster) {
      const groups = free.map(a => free.filter(b => apart(a.at, b.at) < 1.3 * gap));
      const most = groups.reduce((a, b) => (b.length > a.length ? b : a), []);
      if (most.length <= 3) break;
      free = free.filter(spot => !most.includes(spot));
      fixed.push({ at: centre(most.map(s => s.at)), room: gap * 1.5, members: most.map(s => s.mark) });
    }
    const all = [...fixed, ...free];
    for (let round = 0, calm = false; round < 40 && !calm; round++) {
      calm = true;
      all.forEach((a, i) => all.slice(i + 1).forEach((b, j) => {
        const need = (a.room + b.room) / 2, d = apart(a.at, b.at);
        if (d >= need - 0.1) return;
        calm = false;
        const [wx, wy] = d > 0.5 ? [(b.at.x - a.at.x) / d, (b.at.y - a.at.y) / d] : [Math.cos(i + 2 * j), Math.sin(i + 2 * j)];
        const held = a.members && !b.members;   // a cluster stands where its members are
        const push = (need - d) / (held ? 1 : 2);
        if (!held) a.at = moved(a.at, -wx * push, -wy * push);
        b.at = moved(b.at, wx * push, wy * push);
      }));
      for (const spot of all) {
        for (const { min, max } of boxes) {
          const { x, y } = spot.at, r = spot.room / 2;
          if (x <= min.x - r || x >= max.x + r || y <= min.y - r || y >= max.y + r) continue;
          const ways = [[min.x - r - x, 0], [max.x + r - x, 0], [0, min.y - r - y], [0, max.y + r - y]];
          const [dx, dy] = ways.reduce((p, q) => (Math.hypot(...q) < Math.hypot(...p) ? q : p));
          if (Math.hypot(dx, dy) > 2 * gap) continue;   // further away it would stand for another place
          spot.at = moved(spot.at, dx, dy);
          calm = false;
        }
      }
    }
    return { free, fixed };
  }

  const overlap = (a, b) => a.max.x > b.min.x && a.min.x < b.max.x && a.max.y > b.min.y && a.min.y < b.max.y;

  /** Which of the boxes of names have room, in turn: none may lie on what is taken or on a name before it. */
  function withRoom(names, taken) {
    const full = [...taken];
    return names.map(box => !full.some(other => overlap(other, box)) && !!full.push(box));
  }

  modules.arranging = { arrange, withRoom };
})(globalThis.sikkerbyModules ??= {});
