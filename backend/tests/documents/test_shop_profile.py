from datetime import date
from pathlib import Path

import pytest

from app.adapters.shop_board import shop_of
from app.config import Settings
from app.documents.shop_profile import DEMO_SHOP_FOLDER, read_shop_profile, read_work_week
from app.state import first_settings


def test_the_demo_shop_has_a_whole_letterhead() -> None:
    shop = read_shop_profile()
    assert shop.name == "Patriot Press & Print"
    assert all((shop.tagline, shop.address_lines, shop.phone, shop.email, shop.web, shop.terms))
    assert shop.logo_svg is not None
    assert shop.logo_svg.startswith("<svg")


def test_a_shop_needs_no_logo_and_no_terms(tmp_path: Path) -> None:
    (tmp_path / "shop.toml").write_text(
        'name = "Ink"\naddress_lines = ["1 Mill Road"]\nphone = "1"\nemail = "a@ink.example"\n'
    )
    shop = read_shop_profile(tmp_path)
    assert (shop.name, shop.logo_svg, shop.terms) == ("Ink", None, ())


def test_a_shop_says_on_which_days_nobody_works(tmp_path: Path) -> None:
    profile = tmp_path / "shop.toml"
    profile.write_text("closed_on = [2026-12-25, 2027-01-01]\n")
    assert read_work_week(tmp_path).holidays == {date(2026, 12, 25), date(2027, 1, 1)}
    assert date(2026, 11, 26) in read_work_week().holidays
    profile.write_text("")
    assert read_work_week(tmp_path).holidays == frozenset()
    for wrong in ('"2026-12-25"', "2026-12-25T00:00:00"):
        profile.write_text(f"closed_on = [{wrong}]\n")
        with pytest.raises(ValueError, match="without quotes"):
            read_work_week(tmp_path)


def test_a_new_shop_starts_with_what_its_folder_says(
    tmp_path: Path, common_settings: Settings
) -> None:
    (tmp_path / "shop.toml").write_text(
        'name = "Ink"\naddress_lines = ["1 Mill Road"]\nphone = "1"\nemail = "a@ink.example"\n'
        'closed_on = [2026-12-25]\nterms = ["Pay first."]\n'
    )
    own = {"shop_dir": tmp_path, "shop_time_zone": "Europe/Berlin"}
    first = first_settings(common_settings.model_copy(update=own))
    shop = shop_of(1, {group.value: content for group, content in first.items()})
    assert shop.profile == read_shop_profile(tmp_path)
    assert shop.week == read_work_week(tmp_path)
    assert shop.time_zone == "Europe/Berlin"
    assert (shop.habits.valid_days, shop.habits.usual_terms) == (30, "Net 30")


def test_what_a_profile_lacks_is_named(tmp_path: Path) -> None:
    (tmp_path / "shop.toml").write_text('name = "Ink"\naddress_lines = []\n')
    with pytest.raises(ValueError, match=r"shop\.toml does not say the shop's phone"):
        read_shop_profile(tmp_path)


def test_a_huge_logo_is_refused(tmp_path: Path) -> None:
    (tmp_path / "shop.toml").write_bytes((DEMO_SHOP_FOLDER / "shop.toml").read_bytes())
    (tmp_path / "logo.svg").write_text("<svg>" + " " * 200_000)
    with pytest.raises(ValueError, match="simplify the drawing"):
        read_shop_profile(tmp_path)
