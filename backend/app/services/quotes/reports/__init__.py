"""Reports: what quotes add up to, each figure with the list of the quotes that it counts."""

from app.services.quotes.reports.asking import (
    ReportDesk,
    report_margin,
    report_pipeline,
    report_turnaround,
    report_win_rate,
    write_report,
)

__all__ = [
    "ReportDesk",
    "report_margin",
    "report_pipeline",
    "report_turnaround",
    "report_win_rate",
    "write_report",
]
