"""Guided fuzzing of the reader: coverage tells the fuzzer which changes lead further in. A script of ours."""

import sys

import atheris

with atheris.instrument_imports(include=["kaikutui", "tomllib"]):
    from reliability.damage import Verdict, verdict
    from reliability.sample import meeting_going_on

MEETING = meeting_going_on(2)


def one(data: bytes) -> None:
    """A file; anything raised is a finding."""
    if verdict(data, MEETING) is Verdict.FOOLED:
        raise AssertionError("another meeting was taken as whole")


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
