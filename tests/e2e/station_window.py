"""canbo-station on a screen, driven by its keyboard and seen as a screen reader sees it."""
import subprocess
import tempfile
import time

from canbo import BIN, PATIENCE, environment
from screen import Window


class StationWindow(Window):
    def __init__(self, screen, folder, *arguments, **more):
        self.screen = screen
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen([BIN / "canbo-station", "--data", folder, *map(str, arguments)],
                                        stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
                                        env=environment(**more))

    def kill(self):
        if self.process.poll() is None:
            super().kill()

    def says(self, control, *words):
        """Waits until the control says all of them. @returns the seconds that took"""
        begin = time.monotonic()
        self.wait(lambda node: node.get_accessible_id() == control and self.shows(node) and
                  all(word in node.get_name() for word in words), f"{control} with {words}")
        return time.monotonic() - begin

    def focused(self):
        """The id of the control that has the keyboard. Of a combo box the toolkit shows its button to nobody: then the
        first one on the screen."""
        state = self.screen.atspi.StateType.FOCUSED
        found = self.look(lambda one: one.get_state_set().contains(state) and one.get_accessible_id())
        if found is None:
            found = self.look(lambda one: one.get_role_name() == "combo box" and self.shows(one))
        return found.get_accessible_id() if found else None

    def wait_focus(self, *starts):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            focus = self.focused()
            if focus and focus.startswith(starts):
                return focus
            time.sleep(0.05)
        raise AssertionError(f"the keyboard is at {self.focused()}, not at {starts}; there is {self.names()}")
