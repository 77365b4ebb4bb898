"""A line to a server that can be cut after any number of bytes."""

from __future__ import annotations

import os
import socket
import threading
from contextlib import suppress

SOCKET = ".s.PGSQL.5432"


class CutLine:
    """A socket in a folder of its own, which passes on to a server's; `left`: so many bytes more, whichever way."""

    def __init__(self, folder: str, server: str) -> None:
        self.folder, self.server = folder, server
        self.left: int | None = None
        self.went = 0
        self._lock = threading.Lock()
        os.makedirs(folder)
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(os.path.join(folder, SOCKET))
        self._listener.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Let nobody in any more."""
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.socket(socket.AF_UNIX)
                far.connect(os.path.join(self.server, SOCKET))
                for ends in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=ends, daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65_536):
                part, cut = self._allowed(data)
                other.sendall(part)
                if cut:
                    break
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _allowed(self, data: bytes) -> tuple[bytes, bool]:
        with self._lock:
            self.went += len(data)
            if self.left is None:
                return data, False
            part = data[: self.left]
            self.left -= len(part)
            return part, not self.left
