"""A slow terminal shows less often, never later; one that does not read holds nothing up. In virtual time."""

import os
import select
import tty
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
from emulator import Emulator
from rich.segment import Segment

from kaikutui.tui.changed_cells import Picture
from kaikutui.tui.line_window import ASK_AFTER, MOST_ON_THE_WAY, QUESTION, LineWindow
from kaikutui.tui.terminal_writer import MOST_ORDERS, TerminalWriter

STEP = 0.01
"""Seconds of one step of virtual time."""


@contextmanager
def writer_on(width: int = 80, height: int = 24) -> Iterator[tuple[TerminalWriter, int]]:
    """A writer that has not been started, and the end of the pipe from which its terminal would read."""
    reading, writing = os.pipe()
    with os.fdopen(writing, "w", encoding="utf-8") as terminal:
        yield TerminalWriter(terminal, Picture(width, height)), reading
    os.close(reading)


class SlowLine:
    """A line of so many bytes a second, so many seconds long, whose far end shows and answers what comes.

    What is sent waits in a buffer that takes everything, as those of SSH do.
    """

    def __init__(self, writer: TerminalWriter, rate: float, delay: float, *, answers: bool = True) -> None:
        self._writer, self._rate, self._delay, self._answers = writer, rate, delay, answers
        self.emulator = Emulator(80, 24)
        self._queue = bytearray()
        self._travelling: deque[tuple[float, bytes]] = deque()
        self._answering: deque[float] = deque()
        self._room = 0.0
        self._cut = b""
        self.now = 0.0
        self.longest = 0
        """The most that ever waited, in bytes."""

    def step(self) -> None:
        """A hundredth of a second goes by."""
        self.now += STEP
        while self._answering and self._answering[0] <= self.now:
            self._answering.popleft()
            self._writer.answered()
        self._queue += self._writer.take().encode()
        self.longest = max(self.longest, len(self._queue))
        self._room = min(self._room + self._rate * STEP, self._rate)
        sent = bytes(self._queue[: int(self._room)])
        self._room -= len(sent)
        del self._queue[: len(sent)]
        if sent:
            self._travelling.append((self.now + self._delay, sent))
        while self._travelling and self._travelling[0][0] <= self.now:
            self._arrive(self._travelling.popleft()[1])

    def _arrive(self, data: bytes) -> None:
        whole = (self._cut + data).decode("utf-8", "ignore")
        self._cut = (self._cut + data)[len(whole.encode()) :]
        for _ in range(self._questions(whole)):
            self._answering.append(self.now + self._delay)
        # pyte would print the end of a question that it does not know.
        self.emulator.feed(whole.replace("$", ""))

    def _questions(self, text: str) -> int:
        return text.count("$") if self._answers else 0


def put(writer: TerminalWriter, y: int, text: str) -> None:
    """Want a row to say this."""

    def row(picture: Picture) -> None:
        picture.put(0, y, [Segment(f"{text:<80}")])

    writer.draw(row)


def tick(writer: TerminalWriter, line: SlowLine) -> None:
    """Show the virtual time at the top."""
    put(writer, 0, f"{int(line.now):05}")


def lateness(line: SlowLine) -> float:
    """How many seconds the clock on the screen is behind."""
    return line.now - int(line.emulator.screen.display[0][:5].strip() or 0)


def test_on_a_line_of_9600_bits_keys_come_in_order_and_the_clock_is_at_most_two_seconds_late() -> None:
    text = "asiakkaat kysyvät usein mobiilikortista ja siitä, missä kortti käy "
    with writer_on() as (writer, _):
        writer.answered()
        line = SlowLine(writer, 960, 0.3)
        for step in range(12 * len(text)):
            # Eight letters a second.
            if step % 12 == 0:
                put(writer, 22, text[: step // 12])
            if step % 100 == 0:
                tick(writer, line)
            line.step()
            assert text.startswith(line.emulator.screen.display[22].rstrip())
            # The second it shows began up to a second ago.
            assert lateness(line) <= 2 + 1
        assert line.longest < 300


def busy(writer: TerminalWriter, line: SlowLine) -> float:
    """A minute in which much more changes than the line carries; gives how late the clock was at worst."""
    worst = 0.0
    for step in range(60 * 100):
        if step % 100 == 0:
            tick(writer, line)
        if step % 50 == 0:
            for y in range(2, 20):
                put(writer, y, "xy"[step // 50 % 2] * 70 + f" {step}")
        line.step()
        worst = max(worst, lateness(line))
    return worst


def test_of_what_a_slow_line_cannot_carry_frames_are_left_out_and_none_comes_late() -> None:
    with writer_on() as (writer, _):
        writer.answered()
        line = SlowLine(writer, 960, 0.3)
        # A frame of 1,400 bytes takes a second and a half by itself.
        assert busy(writer, line) < 5
        assert line.longest < 2 * MOST_ON_THE_WAY
        # In the end the newest is there.
        for _ in range(500):
            line.step()
        assert line.emulator.screen.display[19].endswith("5950     ")


def test_a_terminal_that_does_not_answer_is_not_waited_for() -> None:
    with writer_on() as (writer, _):
        line = SlowLine(writer, 960, 0.3, answers=False)
        assert busy(writer, line) > 20
        assert line.longest > 20_000


def test_a_terminal_that_does_not_read_holds_nothing_up_and_then_shows_the_newest() -> None:
    with writer_on() as (writer, reading):
        writer.start()
        for number in range(3000):
            # Rows that change whole: more than any pipe holds.
            put(writer, 2, f"{number:>5} " + "xy"[number % 2] * 70)
        emulator, got = Emulator(80, 24), 0
        stopper = Thread(target=writer.stop)
        stopper.start()
        while not emulator.screen.display[2].startswith(" 2999 "):
            piece = os.read(reading, 65536)
            got += len(piece)
            emulator.feed(piece.decode())
        stopper.join(10)
        assert not writer.is_alive()
        # A pipe holds 64 KiB, and one write was waiting; 3,000 frames would be 230 kB.
        assert got < 80_000


def test_orders_keep_their_place_among_frames() -> None:
    with writer_on() as (writer, _):
        put(writer, 0, "ennen")
        writer.order("<tilaus>")
        put(writer, 1, "jälkeen")
        data = writer.take()
        assert data.index("ennen") < data.index("<tilaus>") < data.index("jälkeen")


def test_too_many_orders_wait_and_letting_go_frees_who_waits() -> None:
    with writer_on() as (writer, _):
        # Each brings along the frame before it.
        for _ in range(MOST_ORDERS // 2):
            writer.order("x")
        waiting = Thread(target=writer.order, args=("y",))
        waiting.start()
        waiting.join(0.2)
        assert waiting.is_alive()
        writer.let_go()
        waiting.join(10)
        assert not waiting.is_alive()


def test_a_large_frame_is_marked_where_marks_are_known() -> None:
    with writer_on() as (writer, _):
        writer.marks_frames = True
        put(writer, 0, "x")
        assert "?2026h" not in writer.take()
        for y in range(24):
            put(writer, y, "täysi" * 16)
        data = writer.take()
        assert data.startswith("\x1b[?2026h")
        assert data.endswith("\x1b[?2026l")


# The window -------------------------------------------------------------------------------------


def test_a_question_goes_along_now_and_then_once_the_terminal_has_answered() -> None:
    window = LineWindow()
    assert window.send("x" * 5000) == "x" * 5000
    window.answered()
    assert window.send("x" * (ASK_AFTER - 1)) == "x" * (ASK_AFTER - 1)
    assert window.send("x") == "x" + QUESTION


def test_the_window_is_full_until_the_answer_comes() -> None:
    window = LineWindow()
    window.answered()
    window.send("x" * (MOST_ON_THE_WAY + 1))
    assert window.is_full
    window.answered()
    assert not window.is_full


@pytest.mark.parametrize("silences", [1, 2])
def test_after_two_silences_a_terminal_is_not_waited_for_until_it_answers_again(silences: int) -> None:
    window = LineWindow()
    window.answered()
    for _ in range(silences):
        window.send("x" * (MOST_ON_THE_WAY + 1))
        window.give_up()
    assert not window.is_full
    window.send("x" * (MOST_ON_THE_WAY + 1))
    assert window.is_full is (silences == 1)
    window.answered()
    window.send("x" * (MOST_ON_THE_WAY + 1))
    assert window.is_full


@contextmanager
def writer_on_terminal() -> Iterator[tuple[TerminalWriter, int]]:
    """A running writer on a real pseudo-terminal, and the end at which what it sends is read."""
    reading, writing = os.openpty()
    tty.setraw(writing)
    with os.fdopen(writing, "w", encoding="utf-8") as terminal:
        writer = TerminalWriter(terminal, Picture(80, 24))
        writer.start()
        yield writer, reading
        writer.let_go()
    os.close(reading)


def come(reading: int) -> str:
    """What has come to the terminal's end, waited for."""
    assert select.select([reading], [], [], 10)[0]
    return os.read(reading, 65536).decode("utf-8", "replace")


def test_a_frame_that_can_go_at_once_wakes_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    with writer_on_terminal() as (writer, reading):
        monkeypatch.setattr(writer, "_write", lambda data: None)
        put(writer, 3, "kirjain")
        assert "kirjain" in come(reading)


def test_a_terminal_that_takes_no_more_holds_nothing_up_and_gets_everything_in_the_end() -> None:
    with writer_on_terminal() as (writer, reading):
        emulator = Emulator(80, 24)
        # Far more than the buffer of a pseudo-terminal takes.
        for number in range(400):
            for y in range(24):
                put(writer, y, f"{number * 7919 * (y + 1) % 10**9:9}" * 8)
        put(writer, 23, "viimeinen")
        while "viimeinen" not in emulator.screen.display[23]:
            emulator.feed(come(reading))
        assert emulator.screen.display[0].startswith(f"{399 * 7919 % 10**9:9}" * 8)


def test_after_a_quick_write_an_answer_that_does_not_come_is_not_waited_for_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kaikutui.tui.terminal_writer.ANSWER_SECONDS", 0.05)
    with writer_on_terminal() as (writer, reading):
        writer.answered()
        for number in range(20):
            for y in range(24):
                put(writer, y, f"{number * (y + 3)} " * 20)
        put(writer, 0, "viimeinen")
        came = ""
        while "viimeinen" not in came:
            came += come(reading)
