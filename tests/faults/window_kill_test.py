"""A focal point's window killed with SIGKILL at random moments of a scripted tour: every field that was left is there
again. $CANBO_WINDOW_KILLS: how often (10)."""
import os
import pathlib
import random
import signal
import sys
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from canbo import PASSWORD, run  # noqa: E402
from screen import ScreenCase, Window  # noqa: E402

KILLS = int(os.environ.get("CANBO_WINDOW_KILLS", "10"))


class Windows(ScreenCase):
    people = {"dm.syt": ("focal", "SYT")}

    def open_form(self, folder):
        window = Window(self.screen, folder, self.office.now())
        window.press("side.reporting")
        window.press("reporting.new_week")
        window.by_id("report_form.summary")
        return window

    def tour(self, window, dice, state):
        """Writes, leaves the form and comes back, until the power goes. `state`: what must be there, what may be."""
        turn = 0
        while True:
            text = f"Lượt {turn}: tiếp nhận {dice.randrange(10**6)} hồ sơ."
            state["may"].add(text)  # typed, but the field is not left yet
            window.type("report_form.summary", text)
            window.press("report_form.back")
            window.by_id("reporting.new_week")  # the field is left
            state["may"] = {text}
            turn += 1
            state["turns"] += 1
            window.press("reporting.new_week")
            window.by_id("report_form.summary")

    def test_what_was_left_is_there_after_a_kill(self):
        folder = self.folder / "desk"
        done = run("login", "--server", self.office.url, "--user", "dm.syt", "--password-stdin", data=folder,
                   stdin=PASSWORD + "\n", clock=self.office.now())
        self.assertEqual(done.code, 0, done)
        dice = random.Random(int(os.environ.get("CANBO_SEED", "395")))
        state = {"may": {""}, "turns": 0}
        lost = []
        for kill in range(KILLS + 1):
            window = self.open_form(folder)
            shown = window.text("report_form.summary")
            if shown not in state["may"]:
                lost.append((kill, sorted(state["may"]), shown))
            state["may"] = {shown}
            if kill == KILLS:
                window.kill()
                break
            power = threading.Timer(dice.uniform(0.2, 4.0), window.process.kill)
            power.start()
            try:
                self.tour(window, dice, state)
            except Exception:
                power.join()
                if window.process.wait(timeout=5) != -signal.SIGKILL:
                    raise
            window.log.close()
        self.assertEqual(lost, [])
        print(f"window killed {KILLS} times in {state['turns']} turns of writing and leaving: 0 fields lost",
              file=sys.stderr)


if __name__ == "__main__":
    unittest.main()
