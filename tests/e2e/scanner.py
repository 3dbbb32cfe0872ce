"""A scanner that types as a keyboard does: real key events of the display (XTEST), a few milliseconds apart.

Characters beyond the layout's own are put on free keys before the first is typed, as scanners for Vietnamese codes
come with a layout of their own.
"""
import ctypes
import time

from x_client import CURRENT_TIME, XClient

SHIFT, RETURN, TAB = 0xFFE1, 0xFF0D, 0xFF09
PER_KEY = 2  # keysyms: plain, and with shift


class Scanner(XClient):
    def __init__(self):
        super().__init__()
        self.x.XKeysymToKeycode.restype = ctypes.c_ubyte
        self.x.XKeycodeToKeysym.restype = ctypes.c_ulong

    def scan(self, text, apart=0.004, end=RETURN):
        """Types the text and the key that ends it. `apart`: seconds between two keys."""
        symbols = [{"\n": RETURN, "\t": TAB}.get(c, ord(c) if ord(c) < 256 else 0x01000000 + ord(c)) for c in text]
        self._put_on_keys(set(symbols))
        for symbol in symbols + ([end] if end else []):
            self._strike(symbol)
            time.sleep(apart)

    def _code(self, symbol):
        return self.x.XKeysymToKeycode(self.display, ctypes.c_ulong(symbol))

    def _put_on_keys(self, symbols):
        free = [code for code in range(9, 256)
                if not any(self.x.XKeycodeToKeysym(self.display, code, i) for i in range(4))]
        for symbol in sorted(symbols):
            if self._code(symbol):
                continue
            code = free.pop()
            both = (ctypes.c_ulong * PER_KEY)(symbol, symbol)
            self.x.XChangeKeyboardMapping(self.display, code, PER_KEY, both, 1)
        self.sync()
        time.sleep(0.5)  # programs learn of the new keys by an event

    def _strike(self, symbol):
        code = self._code(symbol)
        assert code, f"no key for {symbol:#x}"
        shifted = self.x.XKeycodeToKeysym(self.display, code, 0) != symbol
        if shifted:
            self.test.XTestFakeKeyEvent(self.display, self._code(SHIFT), 1, CURRENT_TIME)
        for down in (1, 0):
            self.test.XTestFakeKeyEvent(self.display, code, down, CURRENT_TIME)
        if shifted:
            self.test.XTestFakeKeyEvent(self.display, self._code(SHIFT), 0, CURRENT_TIME)
        self.sync()
