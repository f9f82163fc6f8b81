"""Run PostgreSQL's programs as an ordinary user, since they refuse to run as root."""

from __future__ import annotations

import os
import pwd
import shutil
from pathlib import Path

# Bits of the effective capability set, as linux/capability.h numbers them.
CAP_DAC_OVERRIDE = 1
CAP_DAC_READ_SEARCH = 2
CAP_SETPCAP = 8


def server_account(data: Path) -> pwd.struct_passwd | None:
    """Return whom the programs must run as: nobody else for an ordinary user, the data's owner or "nobody" for root."""
    if os.geteuid() != 0:
        return None
    owner = data.stat().st_uid if data.exists() else 0
    return pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")


def command_prefix(account: pwd.struct_passwd | None) -> list[str]:
    """Return the words that, put before a command, run it as the account."""
    if account is None:
        return []
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise FileNotFoundError(
            "PostgreSQL does not run as root and there is no setpriv: use an ordinary user"
        )
    identity = [f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]
    return [setpriv, *identity, *_reach_options(_effective_capabilities())]


def _reach_options(capabilities: int) -> list[str]:
    """Let the account reach a checkout below a closed folder such as /root, where the system allows that.

    PostgreSQL asks access(2) about its own programs, which drops the capabilities of an ordinary
    user unless the secure bit no_setuid_fixup is set.
    """
    if not capabilities >> CAP_SETPCAP & 1:
        return []
    if capabilities >> CAP_DAC_READ_SEARCH & 1:
        kept = "+dac_read_search"
    elif capabilities >> CAP_DAC_OVERRIDE & 1:  # a container's root often has this one only
        kept = "+dac_override"
    else:
        return []
    sets = (f"--inh-caps=-all,{kept}", f"--ambient-caps={kept}", f"--bounding-set=-all,{kept}")
    return ["--securebits=+no_setuid_fixup", *sets]


def _effective_capabilities() -> int:
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1], 16) for line in lines if line.startswith("CapEff:")), 0)
