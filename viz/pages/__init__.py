"""The pages: each module gathers what one page shows and fills its template."""

from viz.pages.about import about_page, error_page
from viz.pages.compare import FEW, Pick, compare_page
from viz.pages.document import document_page
from viz.pages.documents import documents_page
from viz.pages.entity import entity_page
from viz.pages.explore import explore_page
from viz.pages.interface import interface_page
from viz.pages.listing import Asked, listing_page
from viz.pages.overview import overview_page
from viz.pages.sparql import runnable, sparql_html
from viz.pages.unit import recommendation_page, recommendation_panel

__all__ = [
    "FEW",
    "Asked",
    "Pick",
    "about_page",
    "compare_page",
    "document_page",
    "documents_page",
    "entity_page",
    "error_page",
    "explore_page",
    "interface_page",
    "listing_page",
    "overview_page",
    "recommendation_page",
    "recommendation_panel",
    "runnable",
    "sparql_html",
]
