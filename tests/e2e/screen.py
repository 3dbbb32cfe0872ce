"""A screen for windows under test, and the program seen from outside as a screen reader sees it (AT-SPI).

A display and a session bus of their own: nothing of the machine's desktop is touched. Debian's own interpreter is
needed: python3-gi and gir1.2-atspi belong to it.
"""
import os
import subprocess
import tempfile
import time

from canbo import BIN, PATIENCE, OfficeCase, environment


class Screen:
    """Xvfb and a session bus. One per test process: the accessibility library remembers its bus."""

    def __init__(self):
        read, write = os.pipe()
        self.display = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten",
                                         "tcp"], pass_fds=[write], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as numbers:
            os.environ["DISPLAY"] = ":" + numbers.readline().strip()
        # The accessibility bus has its socket there: two screens at once would take each other's.
        self.runtime = tempfile.TemporaryDirectory(prefix="canbo-screen-", ignore_cleanup_errors=True)
        os.environ["XDG_RUNTIME_DIR"] = self.runtime.name
        self.bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address"],
                                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = self.bus.stdout.readline().strip()
        os.environ.pop("AT_SPI_BUS_ADDRESS", None)
        os.environ["GTK_THEME"] = "Adwaita"
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi
        self.atspi = Atspi
        Atspi.init()

    def close(self):
        for process in (self.bus, self.display):
            process.terminate()
            process.wait(timeout=PATIENCE)
        self.bus.stdout.close()
        self.runtime.cleanup()


class Window:
    """canbo, running on a data folder."""

    def __init__(self, screen, folder, clock, *arguments):
        self.screen = screen
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen([BIN / "canbo", "--data", folder, *arguments], stdin=subprocess.DEVNULL,
                                        stdout=self.log, stderr=self.log, env=environment(clock))

    def kill(self):
        """SIGKILL: the power goes."""
        self.process.kill()
        self.process.wait(timeout=PATIENCE)
        self.log.close()

    def _nodes(self):
        desktop = self.screen.atspi.get_desktop(0)
        waiting = [desktop.get_child_at_index(i) for i in range(desktop.get_child_count())]
        waiting = [app for app in waiting if app is not None and app.get_process_id() == self.process.pid]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += [node.get_child_at_index(i) for i in range(min(node.get_child_count(), 300))]
            waiting = [one for one in waiting if one is not None]

    def look(self, wanted):
        """The first control for which `wanted` holds, None when there is none now."""
        try:
            return next((node for node in self._nodes() if wanted(node)), None)
        except Exception as error:  # a control went away while we looked: GLib.Error, which has no useful base
            if type(error).__name__ not in ("Error", "GError"):
                raise
            return None

    def wait(self, wanted, what):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            assert self.process.poll() is None, f"canbo ended with {self.process.returncode}"
            found = self.look(wanted)
            if found is not None:
                return found
            time.sleep(0.1)
        raise AssertionError(f"{what} did not appear; there is: {self.names()}")

    def by_id(self, name):
        return self.wait(lambda node: node.get_accessible_id() == name and self.shows(node), name)

    def shows(self, node):
        return node.get_state_set().contains(self.screen.atspi.StateType.SHOWING)

    def can(self, node):
        return node.get_state_set().contains(self.screen.atspi.StateType.SENSITIVE)

    def press(self, name):
        self.wait(lambda node: node.get_accessible_id() == name and self.shows(node) and self.can(node), name)
        assert self.by_id(name).do_action(0)

    def type(self, name, text):
        assert self.by_id(name).set_text_contents(text)

    def choose(self, name, words):
        """The first item of a combo box that says so."""
        menu = self.by_id(name).get_child_at_index(0)
        items = [menu.get_child_at_index(i) for i in range(menu.get_child_count())]
        chosen = next((one for one in items if words in one.get_name()), None)
        assert chosen is not None, f"{words} is none of {[one.get_name() for one in items]}"
        assert chosen.do_action(0)

    def text(self, name):
        node = self.by_id(name)
        return node.get_text(0, node.get_character_count())

    def names(self):
        return sorted({node.get_accessible_id() for node in self._nodes() if node.get_accessible_id()})


class ScreenCase(OfficeCase):
    """An office, and a screen on which its people's windows stand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.screen = Screen()

    @classmethod
    def tearDownClass(cls):
        cls.screen.close()
        super().tearDownClass()
