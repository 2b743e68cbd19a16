"""The picture of the README: two panels of the shipped story, drawn by the same code as every chart.

``make picture`` writes ``docs/estimates_over_time.png``.
"""

from __future__ import annotations

from pathlib import Path

import workbench as wb
from workbench.look.vega import png

HERE = Path(__file__).parent


def main() -> None:
    """Draws the picture anew."""
    story = wb.open_story(HERE.parent / "data" / "stories" / "dprk-troops-2024", progress=False)
    chart = wb.charts.estimates_over_time(story, estimands=["nk_troops_in_russia", "nk_troops_in_kursk"])
    (HERE / "estimates_over_time.png").write_bytes(png(chart.to_dict(), scale=1.5))


if __name__ == "__main__":
    main()
