"""The page about the product: how reading works, the model, the endpoints, limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viz.environment import render

if TYPE_CHECKING:
    from graph.catalogue import Catalogue

__all__ = ["about_page", "error_page"]


def about_page(catalogue: Catalogue) -> str:
    """Write the page."""
    return render(
        "about.html",
        title="About",
        here="/about",
        version=catalogue.version,
        documents=len(catalogue.documents),
        total=catalogue.select().total,
    )


def error_page(status: int, title: str, detail: str, *, version: str = "") -> str:
    """Write what is shown instead of a page that cannot be given.

    Examples
    --------
    >>> "no such thing" in error_page(404, "Not Found", "There is no such thing.")
    True
    """
    return render(
        "error.html",
        title=title,
        here="",
        version=version,
        status=status,
        detail=detail,
        hint=None,
    )
