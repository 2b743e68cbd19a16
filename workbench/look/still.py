"""What stands in a widget's place where no widget is shown: HTML that needs no kernel, beside the widget itself.

A front end takes the first of the two that it can show. So a saved notebook, a page of ``workbench pages`` and an
editor without widgets have something to read. What each widget puts there is said where the widget is.
"""

from __future__ import annotations

from typing import Any

#: For a widget that has nothing to read: only controls.
CONTROLS_ONLY = (
    "<p><em>Here the notebook has a part to click in. It is alive in JupyterLab (<code>workbench lab</code>) and on "
    "the web page (<code>workbench app</code>).</em></p>"
)


class Still:
    """A widget that is also handed on as HTML; named before the kind of widget among the bases."""

    def still(self) -> str:
        """What is read in the widget's place, escaped; here that there are controls."""
        return CONTROLS_ONLY

    def _repr_mimebundle_(self, *args: Any, **options: Any) -> Any:
        bundle = super()._repr_mimebundle_(*args, **options)  # type: ignore[misc]  # the other base has it
        if isinstance(bundle, tuple):
            data, *about = bundle
            return ({**data, "text/html": self.still()}, *about)
        return {**bundle, "text/html": self.still()} if isinstance(bundle, dict) else bundle
