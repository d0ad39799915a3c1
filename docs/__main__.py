"""Write the reference pages: `make docs`."""

from __future__ import annotations

from docs.reference import PAGES, REFERENCE

if __name__ == "__main__":
    REFERENCE.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")
        print(REFERENCE / name)
