"""A real sshd on a loopback port, with throw-away keys and nothing of the machine's own configuration."""

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from pty_terminal import Terminal

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
needs_sshd = pytest.mark.skipif(
    SSHD is None and not os.environ.get("CI"), reason="openssh-server is not installed: no SSH is tried"
)
"""Without a server a person's test run says so and goes on; CI fails."""


@dataclass(frozen=True)
class Server:
    """Where it listens, and the folder with its keys."""

    port: int
    folder: Path

    def client(self, *more: str, tty: bool = True) -> list[str]:
        """The command of a client that may log in by its key and by nothing else."""
        return [
            "ssh", "-F", "none", *(["-tt"] if tty else ["-T"]), "-p", str(self.port), "-i", str(self.folder / "key"),
            "-o", "StrictHostKeyChecking=no", "-o", f"UserKnownHostsFile={self.folder / 'known'}",
            "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o", "LogLevel=ERROR",
            f"{pwd.getpwuid(os.getuid()).pw_name}@127.0.0.1", *more,
        ]  # fmt: skip

    def terminal(self) -> Terminal:
        """A facilitator's terminal: what the key leads to."""
        return Terminal(program=self.client())

    def run(self, program: Sequence[str], said: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
        """A program of the client's side, to its end; ``said``: its standard input."""
        return subprocess.run(program, input=said, capture_output=True, timeout=60, check=False)


@contextmanager
def serving(folder: Path, options: str, command: Sequence[str]) -> Iterator[Server]:
    """A server whose only key leads to ``command``, with these options of ``authorized_keys``."""
    for name in ("host", "key"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    public = (folder / "key.pub").read_text("utf-8")
    whole = " ".join(command).replace('"', '\\"')
    (folder / "authorized").write_text(f'{options},command="{whole}" {public}', encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (folder / "config").write_text(
        f"ListenAddress 127.0.0.1\nPort {port}\nHostKey {folder / 'host'}\nAuthorizedKeysFile {folder / 'authorized'}\n"
        f"PidFile {folder / 'pid'}\nUsePAM no\nStrictModes no\nPasswordAuthentication no\nPermitRootLogin yes\n"
        f"Subsystem sftp internal-sftp\nPrintMotd no\n",
        encoding="utf-8",
    )
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    assert SSHD is not None, "openssh-server is missing"
    with subprocess.Popen([SSHD, "-D", "-e", "-f", folder / "config"], stderr=subprocess.DEVNULL) as process:
        try:
            _wait(port)
            yield Server(port, folder)
        finally:
            process.terminate()


def _wait(port: int) -> None:
    """Until it answers."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("sshd does not listen")
