"""The graph and its recommendations in other people's formats."""

from graph.export.bibliography import bibtex, ris
from graph.export.listed import listed_json_ld, listed_turtle
from graph.export.networks import gexf, graphml
from graph.export.rdf import dump, rewritten
from graph.export.tables import COLUMNS, csv_table, table, xlsx_table

__all__ = [
    "COLUMNS",
    "bibtex",
    "csv_table",
    "dump",
    "gexf",
    "graphml",
    "listed_json_ld",
    "listed_turtle",
    "rewritten",
    "ris",
    "table",
    "xlsx_table",
]
