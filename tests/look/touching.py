"""Whether what is drawn in a panel lies on something else."""

from __future__ import annotations

from workbench.look.space import Box


def covers(one: Box, other: Box) -> bool:
    """Whether the two share any area."""
    across = one.left < other.right and other.left < one.right
    return across and one.top < other.bottom and other.top < one.bottom
