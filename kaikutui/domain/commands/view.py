"""Commands that turn the terminal and leave the session as it is."""

from msgspec.structs import replace

from kaikutui.domain.capture import SOURCES
from kaikutui.domain.clocks import floor
from kaikutui.domain.commands.base import Command, refuse_guest
from kaikutui.domain.commands.floor import number_of
from kaikutui.domain.seat import (
    EnterPanel,
    Export,
    FetchDraft,
    Moment,
    OpenChecklist,
    OpenHelp,
    OpenPalette,
    Outcome,
    Quit,
    Request,
    Search,
    ToggleGuidance,
    ToggleQuestions,
    looking_at,
)


class Help(Command):
    """Show the help screen."""

    id, words, key, footer = "help", ("ohje", "help", "hjälp"), "f1", 5

    def run(self, moment: Moment, argument: str) -> Outcome:
        return Outcome(requests=(OpenHelp(),))


class ShowQuestions(Command):
    """Show or hide the support questions of the shown item."""

    id, words, key, footer = "questions", ("kysymykset", "questions", "frågor"), "f2", 4

    def run(self, moment: Moment, argument: str) -> Outcome:
        return Outcome(requests=(ToggleQuestions(),))


class ShowGuidance(Command):
    """Show or hide the guidance of the shown item."""

    id, words, key = "guidance", ("ohjaus", "guidance", "råd"), "ctrl+g"

    def run(self, moment: Moment, argument: str) -> Outcome:
        return Outcome(requests=(ToggleGuidance(),))


class Panel(Command):
    """Put the keys into the panel of the shown item; Esc leads back."""

    id, words, key, footer = "panel", ("paneeli", "panel"), "f6", 3

    def run(self, moment: Moment, argument: str) -> Outcome:
        return Outcome(requests=(EnterPanel(),))


class Find(Command):
    """Look for words in all notes."""

    id, words, key = "find", ("etsi", "find", "sök"), "f3"
    usage = "usage.words"

    def run(self, moment: Moment, argument: str) -> Outcome:
        return Outcome(requests=(Search(words=argument),))


class Turn(Command):
    """Turn the sticky source to the next one."""

    id, words, key, footer = "turn", ("puoli", "side", "sida"), "tab", 2

    def run(self, moment: Moment, argument: str) -> Outcome:
        following = SOURCES[(SOURCES.index(moment.seat.source) + 1) % len(SOURCES)]
        return Outcome(seat=replace(moment.seat, source=following))


class Look(Command):
    """Look at another item; no clock moves. Without a number: at the one that has the floor."""

    id, words = "look", ("katso", "look", "visa")
    usage = "usage.item"

    def run(self, moment: Moment, argument: str) -> Outcome:
        number = number_of(argument) if argument else floor(moment.session).item or 1
        if number is None:
            raise self.misunderstood()
        return Outcome(seat=looking_at(moment.seat, number))


class LookBefore(Command):
    """Look at the item before; no clock moves."""

    id, words, key = "look_before", ("edellinen", "previous", "föregående"), "ctrl+up"

    def run(self, moment: Moment, argument: str) -> Outcome:
        return Outcome(seat=looking_at(moment.seat, max(moment.seat.shown - 1, 1)))


class LookAfter(Command):
    """Look at the item after; no clock moves."""

    id, words, key = "look_after", ("jälkimmäinen", "following", "följande"), "ctrl+down"

    def run(self, moment: Moment, argument: str) -> Outcome:
        return Outcome(seat=looking_at(moment.seat, min(moment.seat.shown + 1, 9)))


class Tasks(Command):
    """Show what is to be done before and after the meeting."""

    id, words = "checklist", ("muistilista", "checklist", "minneslista")

    def run(self, moment: Moment, argument: str) -> Outcome:
        return Outcome(requests=(OpenChecklist(),))


class WriteMemo(Command):
    """Write the memo as a Word file and show its path."""

    id, words = "export", ("vie", "export", "exportera")
    usage = "usage.file"

    def run(self, moment: Moment, argument: str) -> Outcome:
        refuse_guest(moment)
        return Outcome(requests=(Export(path=argument),))


class Draft(Command):
    """Fetch the next line that was left half-typed by a terminal that has gone."""

    id, words, key = "draft", ("rivi", "draft", "utkast"), "ctrl+o"

    def run(self, moment: Moment, argument: str) -> Outcome:
        return Outcome(requests=(FetchDraft(),))


class Palette(Command):
    """Choose from all commands."""

    id, words, key = "palette", ("komennot", "commands", "kommandon"), "ctrl+p"

    def run(self, moment: Moment, argument: str) -> Outcome:
        return Outcome(requests=(OpenPalette(),))


class Leave(Command):
    """Leave the meeting; what is half-typed is kept."""

    id, words, key = "quit", ("lopeta", "quit", "sluta"), "ctrl+q"

    def run(self, moment: Moment, argument: str) -> Outcome:
        leaving: tuple[Request, ...] = (Quit(),)
        return Outcome(requests=leaving)


COMMANDS: tuple[Command, ...] = (
    Help(), ShowQuestions(), Find(), Panel(), Turn(), Look(), LookBefore(), LookAfter(),
    ShowGuidance(), Tasks(), WriteMemo(), Draft(), Palette(), Leave(),
)  # fmt: skip
