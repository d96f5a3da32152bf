"""A Word file as its parts: a zip file that tells nothing of when and where it was made."""

import codecs
import io
import zipfile

Parts = dict[str, bytes]
"""Name of a part → its bytes."""
# zipfile looks for it when it reads the first name in a package: by then there may be no file left to open.
codecs.lookup("cp437")

_DATE = (1980, 1, 1, 0, 0, 0)


def pack(parts: Parts) -> bytes:
    """The parts as one package, the same bytes for the same parts: a zip file tells no time of its own."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, data in parts.items():
            member = zipfile.ZipInfo(name, _DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            # Else the member would tell on which system the memo was made.
            member.create_system = 0
            package.writestr(member, data)
    return packed.getvalue()


def unpack(package: bytes) -> Parts:
    """The parts of a package, in their order."""
    with zipfile.ZipFile(io.BytesIO(package)) as members:
        return {name: members.read(name) for name in members.namelist() if not name.endswith("/")}
