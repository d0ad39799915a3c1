"""The documentation: guides by hand, reference pages written from the code by `python -m docs`."""
