"""A client of the X server under test: a keyboard that types (XTest), and a stranger that does what a candidate's machine
should not do. By ctypes: nothing needs to be installed for it."""
import ctypes
import time

CURRENT_TIME = 0
REVERT_TO_PARENT = 2


class ClassHint(ctypes.Structure):
    _fields_ = [("name", ctypes.c_char_p), ("kind", ctypes.c_char_p)]


class Monitor(ctypes.Structure):
    _fields_ = [("name", ctypes.c_ulong), ("primary", ctypes.c_int), ("automatic", ctypes.c_int),
                ("outputs_count", ctypes.c_int), ("x", ctypes.c_int), ("y", ctypes.c_int), ("width", ctypes.c_int),
                ("height", ctypes.c_int), ("mwidth", ctypes.c_int), ("mheight", ctypes.c_int),
                ("outputs", ctypes.c_void_p)]


class XClient:
    def __init__(self):
        self.x = ctypes.CDLL("libX11.so.6")
        self.test = ctypes.CDLL("libXtst.so.6")
        self.randr = ctypes.CDLL("libXrandr.so.2")
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        for name in ("XDefaultRootWindow", "XInternAtom", "XCreateSimpleWindow", "XStringToKeysym"):
            getattr(self.x, name).restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(None))
        assert self.display, "no display"
        self.root = ctypes.c_ulong(self.x.XDefaultRootWindow(self.display))

    def close(self):
        self.x.XCloseDisplay(self.display)

    def sync(self):
        self.x.XSync(self.display, 0)

    # The keyboard.

    def key(self, name, *held):
        """One key by its X name ("Tab", "a", "Page_Down"), others held meanwhile."""
        codes = [self.x.XKeysymToKeycode(self.display, ctypes.c_ulong(self.x.XStringToKeysym(one.encode())))
                 for one in (*held, name)]
        assert all(codes), name
        for code in codes:
            self.test.XTestFakeKeyEvent(self.display, code, 1, CURRENT_TIME)
        for code in reversed(codes):
            self.test.XTestFakeKeyEvent(self.display, code, 0, CURRENT_TIME)
        self.sync()
        time.sleep(0.05)

    def type(self, text):
        for letter in text:
            self.key({" ": "space", "-": "minus", ",": "comma", ".": "period"}.get(letter, letter))

    # The stranger.

    def window(self, kind="Stranger"):
        made = ctypes.c_ulong(self.x.XCreateSimpleWindow(self.display, self.root, 0, 0, 60, 40, 0, 0, 0))
        self.x.XSetClassHint(self.display, made, ctypes.byref(ClassHint(kind.lower().encode(), kind.encode())))
        self.x.XMapRaised(self.display, made)
        self.sync()
        time.sleep(0.3)  # a window takes the keyboard only when it is seen
        return made

    def take_keyboard(self, window):
        self.x.XSetInputFocus(self.display, window, REVERT_TO_PARENT, CURRENT_TIME)
        self.sync()

    def fill_clipboard(self, window):
        atom = ctypes.c_ulong(self.x.XInternAtom(self.display, b"CLIPBOARD", 0))
        self.x.XSetSelectionOwner(self.display, atom, window, CURRENT_TIME)
        self.sync()

    def destroy(self, window):
        self.x.XDestroyWindow(self.display, window)
        self.sync()

    def add_monitor(self, name="SPY-1"):
        one = Monitor(name=self.x.XInternAtom(self.display, name.encode(), 0), x=700, width=700, height=900, mwidth=300,
                      mheight=300)
        self.randr.XRRSetMonitor(self.display, self.root, ctypes.byref(one))
        self.sync()

    def remove_monitor(self, name="SPY-1"):
        self.randr.XRRDeleteMonitor(self.display, self.root, ctypes.c_ulong(self.x.XInternAtom(self.display,
                                                                                               name.encode(), 0)))
        self.sync()
