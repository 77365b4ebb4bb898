"""A way to a server that is cut after so many pieces, one way or the other: what a car park does to a connection."""

from __future__ import annotations

import os
import socket
import tempfile
from contextlib import suppress
from threading import Thread

from servers import Server


class Cutting:
    """A socket beside the server's that hands everything on, and hangs up after `after` pieces from the client.

    `answered`: the last piece still reaches the server, and its answer nobody.
    """

    def __init__(self, server: Server, after: int, *, answered: bool = False) -> None:
        self.server = server
        self.left = after
        self.answered = answered
        self.folder = tempfile.mkdtemp(prefix="cut-", dir="/tmp")
        self.listening = socket.socket(socket.AF_UNIX)
        self.listening.bind(os.path.join(self.folder, ".s.PGSQL.5432"))
        self.listening.listen()
        Thread(target=self._serve, daemon=True).start()

    def url(self, role: str, database: str) -> str:
        """The line that names a database by this way."""
        return f"host={self.folder} user={role} dbname={database} sslmode=disable"

    def close(self) -> None:
        """Take the way away."""
        self.listening.close()
        os.remove(os.path.join(self.folder, ".s.PGSQL.5432"))
        os.rmdir(self.folder)

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self.listening.accept()
                there = socket.socket(socket.AF_UNIX)
                there.connect(os.path.join(self.server.folder, ".s.PGSQL.5432"))
                Thread(target=self._up, args=(client, there), daemon=True).start()
                Thread(target=self._down, args=(there, client), daemon=True).start()

    def _up(self, client: socket.socket, there: socket.socket) -> None:
        with suppress(OSError):
            while piece := client.recv(1 << 16):
                self.left -= 1
                if self.left < 0:
                    break
                if not self.left and self.answered:
                    client.shutdown(socket.SHUT_RDWR)
                    there.sendall(piece)
                    there.settimeout(5)
                    there.recv(1 << 16)
                    break
                there.sendall(piece)
        self._hang_up(client, there)

    def _down(self, there: socket.socket, client: socket.socket) -> None:
        with suppress(OSError):
            while piece := there.recv(1 << 16):
                client.sendall(piece)
        self._hang_up(client, there)

    def _hang_up(self, *both: socket.socket) -> None:
        for each in both:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
