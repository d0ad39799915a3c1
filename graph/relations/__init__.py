"""How units and documents bear on one another: repetition, contradiction, sides taken, paths."""
