"""The pictures of the README: two panels and the lineage of the shipped story, drawn by the same code as every chart.

``make picture`` writes ``docs/estimates_over_time.png`` and ``docs/who_repeats_whom.png``.
"""

from __future__ import annotations

from pathlib import Path

import workbench as wb
from workbench.look.vega import png

HERE = Path(__file__).parent


def main() -> None:
    """Draws the pictures anew."""
    story = wb.open_story(HERE.parent / "data" / "stories" / "dprk-troops-2024", progress=False)
    chart = wb.charts.estimates_over_time(story, estimands=["nk_troops_in_russia", "nk_troops_in_kursk"])
    (HERE / "estimates_over_time.png").write_bytes(png(chart.to_dict(), scale=1.5))
    (HERE / "who_repeats_whom.png").write_bytes(png(wb.lineage(story).to_dict(), scale=1.5))


if __name__ == "__main__":
    main()
