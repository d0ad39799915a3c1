"""What a document's units say: statements with addressee, modality, attribution and stance.

One scan finds the trigger words of the data files; rules over the marks do the rest. Triggers are
data: a word that is missing is added to a file, not to the code.
"""

from graph.statements.interpretation import interpret
from graph.statements.kinds import unit_kinds

__all__ = ["interpret", "unit_kinds"]
