"""How it is seen: scene, layout, pages."""
