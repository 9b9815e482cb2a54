/* Sikker By: what is drawn and written of a district's state, at a width and a zoom. Pure: no document and no Leaflet.
 *
 * ``room`` is {scale, zoom}: the name of the frame's width and the zoom of the map. */
(modules => {
  'use strict';

  const CALLOUT_ZOOM = 13.5;   // from here a called-out label stands inside its district
  const NAME_ZOOM = 13;        // names of landmarks; on a phone also the labels of areas without a figure

  /** What a district is before its state comes, field by field (state.schema.json says which values there are). */
  const BLANK = { colour: '', ground: 'missing', hatch: '', hatch_ink: 'ink', outline: 'plain', name: '', short: '',
    figure: '', word: '', whole_area: '', tip: [] };

  /** What is drawn of a state: its colour or the pattern that stands for none, the flag's hatch and outlines. */
  function lookOf({ colour, ground, hatch, hatch_ink: ink, outline }) {
    const flagged = outline === 'over_sure' || outline === 'over_unsure';
    return { colour: ground === 'value' ? colour : '', ground, dots: ground === 'bound', quiet: ground !== 'value',
      hatch: hatch && `url(#hatch-${hatch}-${ink})`, outline, flagged, outlined: flagged || outline === 'under_unsure' };
  }

  /** How the label of a state is written: its name, whether it and its word are shown, and whether it stands outside,
   *  where ``callable`` says that there is a place for that. */
  function labelOf(state, { scale, zoom }, { selected, callable }) {
    const narrow = scale === 'narrow', called = selected || !lookOf(state).quiet || zoom >= NAME_ZOOM;
    return { name: (narrow && state.short) || state.name, shown: !!state.name && (!narrow || called),
      word: !!state.word && !narrow, outside: callable && zoom < CALLOUT_ZOOM };
  }

  /** The name of a frame's width (pixels): what is drawn larger, and which words there is room for. */
  const scaleOf = width => (width < 480 ? 'narrow' : width > 900 ? 'wide' : 'middle');

  /** How many times as large patterns and symbols are drawn. */
  const enlarged = scale => (scale === 'wide' ? 1.25 : 1);

  const namesLandmarks = ({ zoom }) => zoom >= NAME_ZOOM;

  modules.looks = { BLANK, lookOf, labelOf, scaleOf, enlarged, namesLandmarks };
})(globalThis.sikkerbyModules ??= {});
