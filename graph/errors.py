"""The root of the project's errors.

::

    RecgraphError
    ├── ReadingError           graph.reading      a source cannot be read
    ├── VocabularyError        ontology           a vocabulary file is wrong
    ├── StoreError             graph.store        the store refuses or fails
    └── ...                    each named where it is raised

Every message says what is wrong, where, and what to try.
"""

from ontology.errors import RecgraphError

__all__ = ["RecgraphError"]
