"""Reading: from a source's bytes to text, units, metadata, headings, notes and furniture.

::

    bytes --sniff, formats--> text + hints --lines--> furniture, notes, contents
          --blocks--> front | body --division (labels, numbering, headings)--> units
          --layout--> kinds, positions, recommending States

`layouts` holds what is particular to one kind of document, `formats` what is particular to one
file format; neither knows the other.
"""

from graph.reading.accounting import accounted
from graph.reading.errors import ReadingError
from graph.reading.source import MAX_ROWS_BYTES, MAX_SOURCE_BYTES, MAX_TEXT, read_source

__all__ = [
    "MAX_ROWS_BYTES",
    "MAX_SOURCE_BYTES",
    "MAX_TEXT",
    "ReadingError",
    "accounted",
    "read_source",
]
