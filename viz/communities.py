"""Communities: which entities keep company, and which community a recommendation is of.

Entities are joined by the cosine of the recommendations that name them, each by its strongest
links only; the communities are those of Louvain's method (Blondel and others 2008,
doi:10.1088/1742-5468/2008/10/P10008) with a fixed seed. Few stay: small ones join the one that
they are linked to most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
from scipy import sparse

from viz.skeleton import cosine_links

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["at_home", "of_entities", "of_recommendations"]

STRONGEST = 8
"""Links of each entity that communities are found by."""
MOST = 32
LEAST_SHARE = 0.006
"""Of all entities; a smaller community joins another."""
SEED = 1


def of_entities(incidence: sparse.csr_array) -> NDArray[np.intp]:
    """Give each entity the number of its community; the largest is 0.

    Parameters
    ----------
    incidence
        Weight of each entity (column) in each recommendation (row).

    Returns
    -------
    numpy.ndarray
        Numbers from 0 without a gap, shape (columns,).

    Examples
    --------
    >>> two = sparse.csr_array(np.kron(np.eye(2), np.ones((2, 3))))
    >>> of_entities(two).tolist()
    [0, 0, 0, 1, 1, 1]
    """
    links = cosine_links(incidence, STRONGEST)
    pairs = sparse.triu(links, k=1).tocoo()
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(links.shape[0]))
    ends = zip(pairs.row.tolist(), pairs.col.tolist(), strict=True)
    for (one, other), weight in zip(ends, pairs.data.tolist(), strict=True):
        graph.add_edge(one, other, weight=weight)
    communities = np.zeros(links.shape[0], dtype=np.intp)
    for number, members in enumerate(nx.community.louvain_communities(graph, seed=SEED)):
        communities[list(members)] = number
    return _numbered(_joined(communities, incidence.T @ incidence))


def _joined(communities: NDArray[np.intp], links: sparse.csr_array) -> NDArray[np.intp]:
    """Let the smallest communities join those they are linked to most, until the rest are few."""
    least = max(3, LEAST_SHARE * len(communities))
    while True:
        sizes = np.bincount(communities)
        there = np.flatnonzero(sizes)
        small = min(there, key=lambda one: (sizes[one], one))
        if len(there) < 2 or (sizes[small] >= least and len(there) <= MOST):
            return communities
        to = np.asarray(links[communities == small].sum(axis=0)).ravel()
        weight = np.bincount(communities, to, len(sizes))
        others = there[there != small]
        home = max(others, key=lambda one: (weight[one], sizes[one], -one))
        communities = np.where(communities == small, home, communities)


def _numbered(communities: NDArray[np.intp]) -> NDArray[np.intp]:
    """Number communities by size, then by their first entity."""
    sizes = np.bincount(communities)
    first = {number: int((communities == number).argmax()) for number in np.flatnonzero(sizes)}
    order = sorted(first, key=lambda number: (-sizes[number], first[number]))
    places = np.zeros(len(sizes), dtype=np.intp)
    places[order] = np.arange(len(order))
    return places[communities]


def of_recommendations(
    incidence: sparse.csr_array, communities: NDArray[np.intp]
) -> NDArray[np.intp]:
    """Give each recommendation the community of most of its entities, rare ones counting more.

    Parameters
    ----------
    incidence
        Weight of each entity (column) in each recommendation (row).
    communities
        Of each entity.

    Examples
    --------
    >>> three = sparse.csr_array(np.array([[1.0, 1, 0], [0, 1, 1]]))
    >>> of_recommendations(three, np.array([0, 0, 1])).tolist()
    [0, 1]
    """
    degree = np.maximum(np.asarray((incidence > 0).sum(axis=0)).ravel(), 1)
    rare = incidence @ sparse.diags_array(1 / np.sqrt(degree))
    count = len(communities)
    column = (np.ones(count), (np.arange(count), communities))
    belongs = sparse.coo_array(column, shape=(count, communities.max(initial=0) + 1))
    return np.asarray((rare @ belongs.tocsr()).toarray().argmax(axis=1), dtype=np.intp)


def at_home(
    incidence: sparse.csr_array, rows: NDArray[np.intp], columns: NDArray[np.intp]
) -> sparse.csr_array:
    """Leave of an incidence matrix what stays inside a community: of each row, of each column."""
    all_ = incidence.tocoo()
    home = rows[all_.row] == columns[all_.col]
    kept = (all_.data[home], (all_.row[home], all_.col[home]))
    inside: sparse.csr_array = sparse.coo_array(kept, shape=incidence.shape).tocsr()
    return inside
