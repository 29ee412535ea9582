"""Sends small messages at once.

Streamlit 1.67 answers a click with a dozen small messages over a socket on which Nagle's algorithm
is left on (asyncio turns it off only for sockets that name their protocol, and Streamlit's do not).
From the second message on they wait for the browser's delayed acknowledgement: 40 ms for every
click. The option is inherited by the connections of a listening socket, so setting it once does.
"""

from __future__ import annotations

import contextlib
import os
import socket

__all__ = ["send_at_once"]

_FOLDER = "/dev/fd"


def send_at_once() -> int:
    """Turn Nagle's algorithm off on every TCP socket of this process.

    Returns
    -------
    int
        Number of sockets; 0 where the system does not list open files.
    """
    try:
        numbers = [int(name) for name in os.listdir(_FOLDER)]
    except OSError:
        return 0
    return sum(map(_set, numbers))


def _set(number: int) -> bool:
    """Set the option on an open file, if it is a TCP socket."""
    with contextlib.suppress(OSError):
        copy = os.dup(number)
        try:
            made = socket.socket(fileno=copy)
        except OSError:
            os.close(copy)
            return False
        with made:
            if made.family in (socket.AF_INET, socket.AF_INET6) and made.type == socket.SOCK_STREAM:
                made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return True
    return False
