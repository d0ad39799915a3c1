"""The consolidation worksheet, as text, rows and a Word document."""
