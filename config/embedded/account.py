"""Whose processes the services are: PostgreSQL refuses to run as root.

An ordinary user runs them as themselves. Root runs them as the owner of the service's folder, at
first a system account made for it, and lets that account (nobody else) walk through the folders
above: a data folder below /root works without opening /root to everybody.
"""

import os
import pwd
import shutil
import stat
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .errors import EmbeddedError

_ACCOUNT = "counterpoint"
_READ, _WALK = 4, 1

# The kernel's form of a POSIX access list: a version, then (tag, permissions, id) for each entry.
_ACL = "system.posix_acl_access"
_ACL_VERSION = struct.pack("<I", 2)
_ENTRY = struct.Struct("<HHI")
_USER_OBJ, _USER, _GROUP_OBJ, _GROUP, _MASK, _OTHER = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20
_NO_ID = 0xFFFFFFFF


@dataclass(frozen=True)
class Account:
    """The system account of the services; `change` tells whether we are root and must become it."""

    uid: int
    gid: int
    change: bool

    def owns(self, path: Path) -> None:
        """Hand a file or folder over to the account."""
        if self.change:
            os.chown(path, self.uid, self.gid)

    def may_walk_to(self, path: Path) -> None:
        """Let the account reach `path` through the folders above it."""
        if not self.change:
            return
        for folder in path.resolve().parents:
            if not self._has(folder.stat(), _WALK):
                self._grant_walk(folder)

    def may_run(self, program: Path, *trees: Path) -> None:
        """Let the account run a program of an installation, whatever umask unpacked it.

        Args:
            program: what is to run.
            trees: the folders it reads: its own and those of its libraries.
        """
        self.may_walk_to(program)
        if not self.change or self._has(program.stat(), _READ | _WALK):
            return
        for path in (path for tree in trees for path in (tree, *tree.rglob("*"))):
            mode = path.stat().st_mode
            walk = 0o011 if mode & stat.S_IXUSR else 0
            path.chmod(stat.S_IMODE(mode) | 0o044 | walk)

    def _has(self, status: os.stat_result, wanted: int) -> bool:
        if status.st_uid == self.uid:
            return (status.st_mode >> 6) & wanted == wanted
        if status.st_gid == self.gid:
            return (status.st_mode >> 3) & wanted == wanted
        return status.st_mode & wanted == wanted

    def _grant_walk(self, folder: Path) -> None:
        try:
            os.setxattr(folder, _ACL, _with_walker(folder, self.uid))
        except OSError:
            # A file system without access lists. Walking through is not looking inside.
            try:
                folder.chmod(stat.S_IMODE(folder.stat().st_mode) | 0o001)
            except OSError as error:
                name = pwd.getpwuid(self.uid).pw_name
                raise EmbeddedError(
                    f"The account {name} cannot reach the services through {folder}."
                ) from error


def account_of(folder: Path) -> Account:
    """The account for a service whose files are, or will be, in `folder`."""
    if os.geteuid() != 0:
        if folder.exists() and folder.stat().st_uid != os.geteuid():
            raise EmbeddedError(f"{folder} belongs to another user; start as that user or as root.")
        return Account(os.geteuid(), os.getegid(), change=False)
    if folder.exists() and (status := folder.stat()).st_uid != 0:
        return Account(status.st_uid, status.st_gid, change=True)
    entry = _system_account()
    return Account(entry.pw_uid, entry.pw_gid, change=True)


def _system_account() -> pwd.struct_passwd:
    """Our own account, made when missing; "nobody" where accounts cannot be made."""
    for attempt in (_ACCOUNT, None, _ACCOUNT, "nobody"):
        if attempt is None:
            _make_account()
            continue
        try:
            return pwd.getpwnam(attempt)
        except KeyError:
            continue
    raise EmbeddedError(
        "PostgreSQL does not run as root, and there is no other account; make one"
        f" (useradd --system {_ACCOUNT}) or start as an ordinary user."
    )


def _make_account() -> None:
    if command := shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"):
        subprocess.run(
            [command, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent",
             "--shell", "/usr/sbin/nologin", _ACCOUNT],
            check=False,
            capture_output=True,
        )  # fmt: skip


def _with_walker(folder: Path, uid: int) -> bytes:
    """The folder's access list with one more entry: `uid` may walk through."""
    mode = folder.stat().st_mode
    try:
        old = os.getxattr(folder, _ACL)
        entries = {(tag, id_): perm for tag, perm, id_ in _ENTRY.iter_unpack(old[4:])}
    except OSError:
        entries = {
            (_USER_OBJ, _NO_ID): (mode >> 6) & 7,
            (_GROUP_OBJ, _NO_ID): (mode >> 3) & 7,
            (_MASK, _NO_ID): (mode >> 3) & 7,
            (_OTHER, _NO_ID): mode & 7,
        }
    mask = entries.get((_MASK, _NO_ID), entries[_GROUP_OBJ, _NO_ID])
    for tag, id_ in entries:
        if tag in (_USER, _GROUP_OBJ, _GROUP):
            # What the mask has hidden so far must not come back when the mask gets wider.
            entries[tag, id_] &= mask
    entries[_USER, uid] = entries.get((_USER, uid), 0) | _WALK
    entries[_MASK, _NO_ID] = mask | _WALK
    packed = (_ENTRY.pack(tag, perm, id_) for (tag, id_), perm in sorted(entries.items()))
    return _ACL_VERSION + b"".join(packed)
