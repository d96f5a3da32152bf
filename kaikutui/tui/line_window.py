"""How much may be on its way to a terminal that is far away.

A slow line does not say that it is slow: buffers of the system and of SSH take a minute of frames and deliver them
late, one after another. So a terminal that can answer is asked now and then how far it has got, and of what it has
not got yet there is never more than a second's worth of a slow line.
"""

from collections import deque

ASK_AFTER = 400
"""Bytes between two questions: on a good line the answer is back long before the window is full."""

MOST_ON_THE_WAY = 1200
"""Bytes that may be unanswered for before frames wait; about a second of 9,600 bit/s."""

MOST_MISSED = 2
"""A terminal that has not answered so often in a row may be another one by now, which cannot."""

QUESTION = "\x1b[?2026$p"
"""Asks whether the terminal knows marks of frames. Textual reads the answer; who has answered once answers again."""


class LineWindow:
    """Counts what is on its way. A terminal that has never answered is never waited for."""

    def __init__(self) -> None:
        """Textual itself asks the first time."""
        self.answers = False
        """Whether the terminal answers."""
        self._since_question = 0
        self._asked: deque[int] = deque()
        self._missed = 0

    @property
    def on_the_way(self) -> int:
        """Bytes that nobody has told the arrival of."""
        return sum(self._asked) + self._since_question

    @property
    def is_full(self) -> bool:
        """Whether what can wait should."""
        return self.answers and self.on_the_way > MOST_ON_THE_WAY

    def send(self, data: str) -> str:
        """What is to be sent, with a question when it is time for one."""
        self._since_question += len(data.encode("utf-8", "replace"))
        if not self.answers or self._since_question < ASK_AFTER:
            return data
        self._asked.append(self._since_question)
        self._since_question = 0
        return data + QUESTION

    def answered(self) -> None:
        """The terminal has got everything up to the oldest question."""
        if self._asked:
            self._asked.popleft()
        elif not self.answers:
            self._since_question = 0
        self.answers, self._missed = True, 0

    def give_up(self) -> None:
        """No answer came. What is on the way is taken for lost, and asked anew; the second time nobody is asked."""
        self._asked.clear()
        self._since_question = ASK_AFTER
        self._missed += 1
        self.answers = self._missed < MOST_MISSED
