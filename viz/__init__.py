"""How it is seen: scene, layout, the one-file page, the pages and the explorer's files."""

from viz.scene import Scene, SceneError, scene

__all__ = ["Scene", "SceneError", "scene"]
