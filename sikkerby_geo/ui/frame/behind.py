"""Whether a widget speaks for the reader, or with the value of a moment ago."""

from __future__ import annotations

from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState, get_script_run_ctx


def asked_by_reader() -> bool:
    """Whether the widget whose callback this is lies in what is run; else it is a browser that is behind.

    With a click a browser tells the value of every widget. One that the run before has set and the browser has not
    drawn yet still has the value before, which Streamlit takes for a change by the reader. What the reader does change
    always runs the fragment it lies in.
    """
    run = get_script_run_ctx()
    return run is None or not run.fragment_ids_this_run or ThreadState.get().fragment_id in run.fragment_ids_this_run
