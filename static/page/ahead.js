/* Sikker By: the map shows what a control leads to while the page is still being worked out.
 *
 * The page says where states of the map are to be had and what its controls lead to:
 *   <div data-ahead="app/static/map-state" data-ways='{"control-next": "aar=2018&tal=…", "years": "tal=…"}'>
 * At a click on one of them that state is fetched by itself and painted. Until the page has caught up, its words are
 * drawn pale, and the map names its year (kort.css). The page has the last word: what it does not come to say, the map takes back.
 */
(() => {
  'use strict';
  const APP = '[data-testid="stApp"]', RUNNING = 'data-test-script-state';
  const YEARS = '.st-key-control-year [role="combobox"][aria-expanded="true"]';
  const LONGEST = 5_000;   // milliseconds for which words may be pale, as the map waits for the page (map.js)
  const QUIET = 300;       // after a run its last parts are still on their way
  let asked = {}, wanted, ran = false, pale, over;

  const city = () => document.querySelector('.st-key-map iframe')?.contentWindow.sikkerby?.city;

  /** The address of the state that a click on a node leads to; undefined where it is no such control. */
  function addressOf(node) {
    const there = node.closest?.('[role="option"], [class*="st-key-control-"], [class*="st-key-rule-"]');
    const told = there && document.querySelector('[data-ahead]')?.dataset;
    if (!told) return undefined;
    const ways = JSON.parse(told.ways);
    if (there.matches('[role="option"]')) {
      const year = document.querySelector(YEARS) && there.textContent.match(/^\s*(\d{4})\b/);
      return year ? `${told.ahead}?aar=${year[1]}&${ways.years}` : undefined;
    }
    const key = Object.keys(ways).find(name => there.classList.contains(`st-key-${name}`));
    return key && `${told.ahead}?${ways[key]}`;
  }

  function ask(address) {
    if (address !== asked.address) {
      asked = { address, state: fetch(address).then(answer => answer.ok ? answer.json() : undefined, () => undefined) };
    }
    return asked.state;
  }

  function end() {
    clearTimeout(pale);
    delete document.body.dataset.behind;
  }

  for (const coming of ['pointerover', 'pointerdown']) {   // a finger hovers over nothing
    document.addEventListener(coming, ({ target }) => {
      const address = addressOf(target);
      if (address) ask(address);
    });
  }

  document.addEventListener('click', async ({ target }) => {
    const address = addressOf(target);
    if (!address) return;
    clearTimeout(pale);
    clearTimeout(over);
    ran = false;
    wanted = address;
    const state = await ask(address);   // by now the pointer may lie on something else, or something else was clicked
    if (!state || address !== wanted || !city()?.ahead(state)) return;
    document.body.dataset.behind = '';
    document.querySelector('.st-key-map').style.setProperty('--year', JSON.stringify(new URLSearchParams(address.split('?')[1]).get('aar') ?? ''));
    pale = setTimeout(end, LONGEST);
  }, { capture: true });

  new MutationObserver(() => {
    const state = document.querySelector(APP)?.getAttribute(RUNNING);
    if (state === 'running') ran = true;
    if (state !== 'notRunning' || !ran) return;
    ran = false;
    end();
    clearTimeout(over);
    over = setTimeout(() => city()?.settle(), QUIET);
  }).observe(document.body, { subtree: true, attributeFilter: [RUNNING] });
})();
