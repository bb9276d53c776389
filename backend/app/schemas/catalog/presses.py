"""Presses on the wire."""

from typing import Literal

from app.schemas.base import Id, Output
from app.schemas.catalog.figures import Figure, Inches, Internal

type PressKind = Literal["digital", "offset", "wide_format"]


class SheetSize(Output):
    """A size in inches."""

    width_in: Inches
    height_in: Inches


class UnprintableEdges(Output):
    """What a press cannot print, from each edge, with its gripper at the bottom."""

    left_in: Inches
    right_in: Inches
    top_in: Inches
    bottom_in: Inches


class SpeedResponse(Output):
    """How fast the press prints stocks up to a caliper; None is for all thicker ones."""

    max_caliper_in: Figure | None
    sides_per_minute: Figure


class HourlySpeed(Output):
    """How much of what the press makes an hour, on what stocks or in what runs."""

    condition: str
    per_hour: Figure
    unit: str


class WasteResponse(Output):
    """The part of a run that is wasted, for runs of at least so many sheets."""

    from_sheets: int
    waste: Figure


class FurtherFigure(Output):
    """A figure that people look up and no estimate reads."""

    label: str
    value: str
    unit: str


class ClickSize(Output):
    """How many clicks a side counts, up to a length of the sheet's longer edge."""

    up_to_in: Inches
    multiplier: int


class PressInternals(Output):
    """What a press costs."""

    hourly_rate: Figure
    click_colour: Figure
    click_mono: Figure
    click_sizes: list[ClickSize]
    further: list[FurtherFigure]


class PressResponse(Output):
    """A press with its geometry, to be drawn to scale."""

    id: Id
    code: str
    name: str
    kind: PressKind
    max_sheet: SheetSize
    min_sheet: SheetSize
    unprintable: UnprintableEdges
    gripper_in: Inches
    gripper_edge: Literal["long", "short"]
    min_caliper_in: Figure
    max_caliper_in: Figure
    colours: int
    duplex: bool
    setup_minutes: Figure
    make_ready_sheets: int
    speeds: list[SpeedResponse]
    per_hour: list[HourlySpeed]
    waste: list[WasteResponse]
    further: list[FurtherFigure]
    internal: PressInternals | None = Internal
