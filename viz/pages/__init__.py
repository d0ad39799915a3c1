"""The pages: each module gathers what one page shows and fills its template."""

from viz.pages.explore import explore_page

__all__ = ["explore_page"]
