"""What of the time is in sight at one terminal: news once, and again when it comes back."""

from builders import a_session, after, done

from kaikutui.domain.floor_operations import GiveFloor
from kaikutui.domain.session import Session
from kaikutui.domain.watch import Watch


def late() -> Session:
    """Item 2 began three minutes later than planned."""
    return done(a_session(), GiveFloor(item=2, at=after(13)))


def on_time() -> Session:
    return done(a_session(), GiveFloor(item=2, at=after(10)))


def test_a_warning_is_news_once_while_its_matter_is_the_same() -> None:
    first = Watch().look(late(), after(20))
    second = first.look(late(), after(21))
    assert first.is_news_after(Watch())
    assert second.shown is not None
    assert not second.is_news_after(first)


def test_what_was_put_aside_is_shown_no_more_until_it_has_ceased_to_hold() -> None:
    aside = Watch().look(late(), after(20)).put_aside()
    assert aside.look(late(), after(21)).shown is None
    gone = aside.look(on_time(), after(22))
    assert gone == Watch()
    assert gone.look(late(), after(23)).is_news_after(gone)


def test_nothing_shown_is_nothing_put_aside() -> None:
    assert Watch().put_aside() == Watch()
