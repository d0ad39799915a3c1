"""Labels: how a name is wrapped on the map and how much room it takes there.

The browser measures its own fonts; these figures are what the layout reserves beforehand, taken
a little larger than the widest common system font draws them.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Box", "box", "wrap"]

LINE_WIDTH = 18
"""Characters a line holds before it is wrapped."""
MOST_LINES = 4
"""A longer name is cut short on the map."""
CHARACTER_PX = 6.9
LINE_PX = 15.0
GAP_PX = 3.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle around an anchor, in pixels: how far it reaches left, right, up and down."""

    left: float
    right: float
    up: float
    down: float


def wrap(label: str, width: int = LINE_WIDTH) -> tuple[str, ...]:
    """Break a label into lines of about ``width`` characters, never inside a word.

    Examples
    --------
    >>> wrap("International cooperation")
    ('International', 'cooperation')
    >>> wrap("UNODC")
    ('UNODC',)
    """
    lines: list[str] = []
    line = ""
    for word in label.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return (*lines, line) if line else tuple(lines)


def box(label: str, radius: float) -> Box:
    """Give the room of a marker of ``radius`` pixels with its wrapped label underneath.

    An empty label gives the marker alone.

    Examples
    --------
    >>> box("", 4)
    Box(left=4, right=4, up=4, down=4)
    >>> box("UNODC", 8).down
    26.0
    """
    lines = wrap(label)[:MOST_LINES]
    if not lines:
        return Box(radius, radius, radius, radius)
    half = max(radius, max(map(len, lines)) * CHARACTER_PX / 2)
    return Box(half, half, radius, radius + GAP_PX + LINE_PX * len(lines))
