"""Hosts at which anybody may have an address, so that it tells nothing of where they work."""

from __future__ import annotations

FREE = frozenset(
    ("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.co.uk", "hotmail.fr", "hotmail.de",
     "live.com", "msn.com", "outlook.de", "yahoo.com", "yahoo.co.uk", "yahoo.fr", "yahoo.de", "yahoo.co.jp",
     "ymail.com", "aol.com", "icloud.com", "me.com", "mac.com", "gmx.de", "gmx.net", "gmx.at", "gmx.ch", "gmx.com",
     "web.de", "t-online.de", "freenet.de", "mail.com", "mail.ru", "yandex.ru", "yandex.com", "proton.me",
     "protonmail.com", "pm.me", "orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "libero.it", "btinternet.com",
     "comcast.net", "qq.com", "163.com", "fastmail.com", "zoho.com", "bluewin.ch", "telenet.be", "ziggo.nl",
     "seznam.cz", "wp.pl", "naver.com")
)  # fmt: skip
