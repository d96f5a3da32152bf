"""Dates, times and numbers: written as Finns write them, read as they type them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaikutui.domain.formats import (
    MONTHS,
    format_change,
    format_clock,
    format_clock_seconds,
    format_date,
    format_date_with_weekday,
    format_decimal,
    format_number,
    format_percent,
    format_range,
    format_span,
    parse_clock,
    parse_date,
    parse_month,
    parse_number,
    parse_week,
)

TODAY = date(2026, 11, 24)
DATES = st.dates(date(1000, 1, 1))
MEETING_DAYS = st.dates(date(2000, 1, 3), date(2990, 12, 31))


def test_a_date_has_no_leading_zeros() -> None:
    assert (format_date(date(2026, 11, 24)), format_date(date(2026, 1, 4))) == ("24.11.2026", "4.1.2026")


def test_a_weekday_is_written_small_before_its_date() -> None:
    assert format_date_with_weekday(TODAY) == "tiistai 24.11.2026"


def test_every_day_of_the_week_has_a_name_of_its_own() -> None:
    names = {format_date_with_weekday(TODAY + timedelta(days=ahead)).split()[0] for ahead in range(7)}
    assert len(names) == 7


def test_a_time_of_day_has_a_dot_and_no_leading_zero_in_its_hour() -> None:
    assert (format_clock(time(13, 0)), format_clock(time(9, 5))) == ("13.00", "9.05")


def test_a_change_has_its_sign_and_a_minus_is_no_hyphen() -> None:
    assert (format_change(5), format_change(-4)) == ("+5", "−4")


def test_seconds_are_written_after_a_second_dot() -> None:
    assert format_clock_seconds(datetime(2026, 11, 24, 9, 2, 7, tzinfo=UTC)) == "9.02.07"


def test_a_range_of_hours_has_an_en_dash_without_spaces() -> None:
    assert format_range(time(13, 0), time(15, 0)) == "13.00\u201315.00"


@pytest.mark.parametrize(
    ("seconds", "written"), [(0, "0:00"), (754, "12:34"), (3599, "59:59"), (3907, "1:05:07"), (-5, "0:00")]
)
def test_a_span_counts_hours_only_when_there_are_any_and_is_never_negative(seconds: int, written: str) -> None:
    assert format_span(timedelta(seconds=seconds)) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [(0, "0"), (999, "999"), (1248, "1\u00a0248"), (88188, "88\u00a0188"), (-1500, "\u22121\u00a0500")],
)
def test_thousands_are_parted_by_a_no_break_space(number: int, written: str) -> None:
    assert format_number(number) == written


@pytest.mark.parametrize(
    ("number", "places", "written"),
    [(20.66, 1, "20,7"), (5.718, 1, "5,7"), (1234.5, 1, "1\u00a0234,5"), (-0.04, 1, "0,0"), (2.005, 0, "2")],
)
def test_a_decimal_has_a_comma_and_zero_has_no_sign(number: float, places: int, written: str) -> None:
    assert format_decimal(number, places) == written


def test_a_percent_sign_follows_a_no_break_space() -> None:
    assert format_percent(0.207) == "20,7\u00a0%"


@pytest.mark.parametrize(
    ("share", "written"),
    [(0.12, "+12,0\u00a0%"), (-0.05, "\u22125,0\u00a0%"), (0.0, "0,0\u00a0%"), (0.0001, "0,0\u00a0%")],
)
def test_a_change_shows_its_sign_unless_it_rounds_to_nothing(share: float, written: str) -> None:
    assert format_percent(share, signed=True) == written


@given(DATES)
def test_a_written_date_is_read_as_itself(day: date) -> None:
    assert parse_date(format_date(day), TODAY) == day


@given(DATES)
def test_an_iso_date_is_read_as_itself(day: date) -> None:
    assert parse_date(day.isoformat(), TODAY) == day


@pytest.mark.parametrize(
    "typed",
    [
        "24.11.2026", "24.11.", "24.11", "24/11", "24/11/2026", "24. 11. 2026", "24. 11.", "2026-11-24",
        " 24.11.2026 ",
    ],
)  # fmt: skip
def test_a_day_may_be_typed_in_many_ways(typed: str) -> None:
    assert parse_date(typed, TODAY) == TODAY


@given(MEETING_DAYS, MEETING_DAYS)
def test_a_day_without_a_year_is_the_first_such_day_from_today_on(day: date, today: date) -> None:
    found = parse_date(f"{day.day}.{day.month}.", today)
    assert found is not None
    assert found >= today
    assert (found.day, found.month) == (day.day, day.month)
    between = (date(year, day.month, day.day) for year in range(today.year, found.year) if _has(year, day))
    assert not any(one >= today for one in between)


def _has(year: int, day: date) -> bool:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return leap or (day.month, day.day) != (2, 29)


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2026, 11, 24), 2028),
        (date(2028, 2, 29), 2028),
        (date(2028, 3, 1), 2032),
        (date(2096, 3, 1), 2104),
    ],
)
def test_a_leap_day_waits_for_its_leap_year(today: date, year: int) -> None:
    assert parse_date("29.2.", today) == date(year, 2, 29)


@pytest.mark.parametrize(
    "typed",
    [
        "", "huomenna", "31.2.2026", "29.2.2027", "0.1.", "32.1.", "24.13.", "24.11.26", "24.112026", "24",
        "2026-13-01", "24.11.0000", "24.11.2026.", "٢٤.١١.",
    ],
)  # fmt: skip
def test_what_is_no_day_is_not_guessed(typed: str) -> None:
    assert parse_date(typed, TODAY) is None


@given(st.times())
def test_a_written_time_is_read_as_itself_to_the_minute(at: time) -> None:
    assert parse_clock(format_clock(at)) == time(at.hour, at.minute)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("13", time(13)), ("13.00", time(13)), ("13:00", time(13)), ("1300", time(13)), ("klo 13", time(13)),
        ("klo 9.15", time(9, 15)), ("Klo\u00a09.15", time(9, 15)), ("kl. 9.15", time(9, 15)),
        ("930", time(9, 30)), ("0930", time(9, 30)), ("0", time(0)), ("2359", time(23, 59)),
    ],
)  # fmt: skip
def test_a_time_may_be_typed_in_many_ways(typed: str, at: time) -> None:
    assert parse_clock(typed) == at


@pytest.mark.parametrize("typed", ["", "klo", "24", "24.00", "13.60", "1360", "13.0", "13.00.00", "yksi", "-1"])
def test_what_is_no_time_is_not_guessed(typed: str) -> None:
    assert parse_clock(typed) is None


@given(st.integers(0, 10**12 - 1))
def test_a_written_number_is_read_as_itself(number: int) -> None:
    assert parse_number(format_number(number)) == number


@pytest.mark.parametrize("space", ["", " ", "\u00a0", "\u202f", "\u2009"])
def test_thousands_may_be_parted_by_any_space_or_none(space: str) -> None:
    assert parse_number(f"2{space}356") == 2356


@pytest.mark.parametrize(
    "typed", ["", " ", "20,7", "1.248", "-5", "12 kpl", "412 2356", "2  356", "2 35", "1 2", "٤", "9" * 13]
)
def test_what_is_no_whole_number_or_could_be_two_is_refused(typed: str) -> None:
    assert parse_number(typed) is None


@given(MEETING_DAYS)
def test_a_week_is_read_as_itself_whichever_way_it_is_typed(day: date) -> None:
    year, week, _ = day.isocalendar()
    for typed in (
        f"viikko {week}/{year}",
        f"vko {week} / {year}",
        f"viikolla {week} {year}",
        f"{year}-W{week:02}",
    ):
        assert parse_week(typed, TODAY) == (week, year)


@pytest.mark.parametrize(
    "typed", ["vko 46", "vk 46", "viikko 46", "viikolla 46", "v. 46", "v46", "vecka 46", "week 46"]
)
def test_a_week_without_a_year_is_the_next_one(typed: str) -> None:
    assert parse_week(typed, TODAY) == (46, 2027)


@given(MEETING_DAYS, st.integers(1, 53))
def test_a_week_without_a_year_is_after_the_present_one_and_exists(today: date, week: int) -> None:
    found = parse_week(f"vko {week}", today)
    assert found is not None
    monday = date.fromisocalendar(found[1], found[0], 1)
    assert found[0] == week
    assert monday > today


def test_the_turn_of_the_year_belongs_to_the_week_and_not_to_the_calendar() -> None:
    assert parse_week("vko 1", date(2027, 1, 1)) == (1, 2027)
    assert parse_week("vko 2", date(2024, 12, 30)) == (2, 2025)


def test_a_bare_number_and_year_is_a_month_up_to_twelve_and_a_week_from_thirteen_on() -> None:
    assert (parse_month("11/2027", TODAY), parse_week("11/2027", TODAY)) == ((11, 2027), None)
    assert (parse_month("46/2027", TODAY), parse_week("46/2027", TODAY)) == (None, (46, 2027))


@pytest.mark.parametrize(
    "typed", ["", "46", "vko", "vko 0", "vko 54", "vko 53/2027", "vko 46/0000", "vko 46/1999", "2027-W00"]
)
def test_what_is_no_week_is_refused(typed: str) -> None:
    assert parse_week(typed, TODAY) is None


@pytest.mark.parametrize("ending", ["", "n", "ssa", "ta", "lla"])
@pytest.mark.parametrize("number", range(1, 13))
def test_a_month_is_understood_in_the_forms_in_which_it_is_said(number: int, ending: str) -> None:
    assert parse_month(f"{MONTHS[number - 1]}{ending} 2027", TODAY) == (number, 2027)


@pytest.mark.parametrize("typed", ["Marraskuussa 2027", "marraskuussa vuonna 2027", "11/2027", "MARRASKUU 2027"])
def test_the_year_of_a_month_may_be_told_in_many_ways(typed: str) -> None:
    assert parse_month(typed, TODAY) == (11, 2027)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("joulukuu", (12, 2026)), ("marraskuussa", (11, 2027)), ("tammikuun", (1, 2027))],
)
def test_a_month_without_a_year_is_the_first_after_the_present_one(typed: str, found: tuple[int, int]) -> None:
    assert parse_month(typed, TODAY) == found


@pytest.mark.parametrize(
    "typed", ["", "marras", "marraskuukausi", "13/2027", "0/2027", "11/1999", "marraskuu 27", "marraskuu x y"]
)
def test_what_is_no_month_is_refused(typed: str) -> None:
    assert parse_month(typed, TODAY) is None


@given(st.text(), DATES)
def test_whatever_is_typed_reading_answers_and_never_fails(typed: str, today: date) -> None:
    assert isinstance(parse_date(typed, today), date | None)
    assert isinstance(parse_clock(typed), time | None)
    assert isinstance(parse_number(typed), int | None)
    assert isinstance(parse_week(typed, today), tuple | None)
    assert isinstance(parse_month(typed, today), tuple | None)
