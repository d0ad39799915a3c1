"""The graph and its recommendations in other people's formats."""

from graph.export.bibliography import bibtex, ris
from graph.export.listed import listed_json_ld, turtle_pieces
from graph.export.networks import gexf, graphml
from graph.export.portions import portions
from graph.export.rdf import dump, rewritten
from graph.export.tables import COLUMNS, csv_pieces, csv_table, table, xlsx_table

__all__ = [
    "COLUMNS",
    "bibtex",
    "csv_pieces",
    "csv_table",
    "dump",
    "gexf",
    "graphml",
    "listed_json_ld",
    "portions",
    "rewritten",
    "ris",
    "table",
    "turtle_pieces",
    "xlsx_table",
]
