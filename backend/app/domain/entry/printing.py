"""Colours on the front and on the back, from words about inks, faces and sides."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain.entry.reading import Sourced
from app.domain.entry.senses import Colours, Face, FaceName, Ink, Sides

type Mark = Colours | Ink | Face | Sides


@dataclass(slots=True)
class Printing:
    """What the words of one line say about its inks, each with the place of its piece."""

    marks: list[tuple[int, Mark]] = field(default_factory=list)

    def faces(self, front: int, back: int) -> tuple[Sourced[int], Sourced[int]]:
        """Give the colours of both faces; ``front`` and ``back`` are the product's own.

        An ink that stands beside a face is that face's, any other is for wherever the product
        prints. Both sides without an ink for the back print it as the front.
        """
        stated, base, sides = self._sort()
        ink = base or Sourced(front)
        on_front = stated.get("front", ink)
        on_back = stated.get("back")
        if on_back is None:
            on_back = Sourced(ink.value if back and base else back, ink.pieces)
            if sides is not None and sides[1] == 1:
                on_back = Sourced(0, (sides[0],))
            elif sides is not None:
                both = ink.value if base else (back or on_front.value)
                on_back = Sourced(both, (*ink.pieces, sides[0]))
        return on_front, on_back

    def contradiction(self) -> tuple[int, str] | None:
        """Find sides that differ from colours written in full: the piece, and what is wrong."""
        for _, mark in self.marks:
            if isinstance(mark, Colours):
                printed = (mark.front > 0) + (mark.back > 0)
                for place, other in self.marks:
                    if isinstance(other, Sides) and other.count != printed:
                        sides = "one side" if printed == 1 else "both sides"
                        return place, f"{mark.front}/{mark.back} prints on {sides}."
        return None

    def _sort(
        self,
    ) -> tuple[dict[FaceName, Sourced[int]], Sourced[int] | None, tuple[int, int] | None]:
        stated: dict[FaceName, Sourced[int]] = {}
        base: Sourced[int] | None = None
        sides: tuple[int, int] | None = None
        inks_first = next(
            (isinstance(mark, Ink) for _, mark in self.marks if isinstance(mark, Ink | Face)), True
        )
        for at, (place, mark) in enumerate(self.marks):
            match mark:
                case Colours(front, back):
                    stated |= {"front": Sourced(front, (place,)), "back": Sourced(back, (place,))}
                case Sides(count):
                    sides = (place, count)
                case Ink(colours):
                    face = _face_beside(self.marks, at, 1 if inks_first else -1)
                    if face is None:
                        base = Sourced(colours, (place,))
                    else:
                        stated[face[1]] = Sourced(colours, (place, face[0]))
                case Face():
                    pass
        return stated, base, sides


def mark_label(mark: Mark) -> str:
    """Say what one word means: 4/4, black, both sides."""
    match mark:
        case Colours(front, back):
            return f"{front}/{back}"
        case Ink(colours):
            return "black" if colours == 1 else f"{colours} colours"
        case Face(name):
            return f"on the {name}"
        case Sides(count):
            return "one side" if count == 1 else "both sides"


def _face_beside(
    marks: Sequence[tuple[int, Mark]], at: int, step: int
) -> tuple[int, FaceName] | None:
    beside = at + step
    if 0 <= beside < len(marks):
        place, mark = marks[beside]
        if isinstance(mark, Face):
            return place, mark.name
    return None
