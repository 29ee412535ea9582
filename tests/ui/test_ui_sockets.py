"""Nagle's algorithm is off on the sockets of the process, and on what they accept."""

import socket

from kb.ui import sockets


def test_listening_sockets_and_their_connections_send_at_once():
    with socket.socket() as listening, socket.socket() as client:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        assert not listening.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert sockets.send_at_once() >= 1
        assert listening.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        client.connect(listening.getsockname())
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_other_files_are_left_alone(tmp_path):
    one, other = socket.socketpair()
    with (tmp_path / "file").open("w") as file, one, other:
        sockets.send_at_once()
        file.write("still open")


def test_where_open_files_are_not_listed_nothing_happens(monkeypatch):
    monkeypatch.setattr(sockets, "_FOLDER", "/nowhere")
    assert sockets.send_at_once() == 0
