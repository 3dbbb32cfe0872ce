"""A focal point's window killed with SIGKILL at random moments of a scripted tour over every form with fields: a
report, the registration of a plan, answers of a drill, notes in a lesson. What was left is there again.

$CANBO_WINDOW_KILLS: how often (10; the full form is 100).
"""
import json
import os
import pathlib
import random
import signal
import sys
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from canbo import PASSWORD, run  # noqa: E402
from screen import ScreenCase, Window  # noqa: E402

KILLS = int(os.environ.get("CANBO_WINDOW_KILLS", "10"))
TOUR = 20  # seconds at most: several turns, also on a machine that does something else
MODEL, COURSE = 6, "an-toan-thong-tin"


class Field:
    """A form of the tour. `may`: what may be there after a kill; one value once it was left."""

    def __init__(self, case, dice):
        self.case, self.dice, self.may, self.turns = case, dice, None, 0

    def left(self, value):
        self.may = {value}
        self.turns += 1

    def check(self, window):
        """@returns what was lost, None when nothing was"""
        shown = self.shown(window)
        lost = None if self.may is None or shown in self.may else (type(self).__name__, sorted(self.may), shown)
        self.may = {shown}
        return lost


class Report(Field):
    def shown(self, window):
        window.press("side.reporting")
        window.press("reporting.new_week")
        text = window.text("report_form.summary")
        window.press("report_form.back")
        window.by_id("reporting.new_week")
        return text

    def turn(self, window):
        window.press("side.reporting")
        window.press("reporting.new_week")
        text = f"Lượt {self.turns}: tiếp nhận {self.dice.randrange(10**6)} hồ sơ."
        window.by_id("report_form.summary")
        self.may.add(text)  # typed, but the field is not left yet
        window.type("report_form.summary", text)
        window.press("report_form.back")
        window.by_id("reporting.new_week")  # the field is left
        self.left(text)


class Plan(Field):
    name = "plan.milestones[0].name"

    def shown(self, window):
        return window.text(self.name)  # the window opens there

    def turn(self, window):
        window.press("side.progress")
        window.wait(lambda node: node.get_accessible_id() in (self.name, "tool.progress.register-plan")
                    and window.shows(node), "the form or the model's page")
        if window.look(lambda node: node.get_accessible_id() == self.name and window.shows(node)) is None:
            window.press("tool.progress.register-plan")
        text = f"Mốc {self.turns}: {self.dice.randrange(10**6)} thiết bị"
        window.by_id(self.name)
        self.may.add(text)
        window.type(self.name, text)
        window.press("plan.back")
        window.by_id("tool.progress.register-plan")
        self.left(text)


class Drill(Field):
    """How many answers are kept."""

    def shown(self, window):
        out = run("drill", "results", "--course", COURSE, data=self.case.desk_folder, clock=self.case.office.now())
        return len(out.out.splitlines())

    def turn(self, window):
        window.press("side.drills")
        there = window.wait(lambda node: node.get_accessible_id() in ("drills.begin-mailbox", "drills.report",
                                                                      "drills.next", "drills.lesson")
                            and window.shows(node) and window.can(node), "the drill").get_accessible_id()
        if there == "drills.report":
            window.press("drills.certainty-certain")
            self.may.add(max(self.may) + 1)
            window.press("drills.report")
            window.by_id("drills.verdict")  # the screen says what came of it
            self.left(max(self.may))
        else:
            window.press(there)


class Note(Field):
    def shown(self, window):
        out = run("training", "notes", "--course", COURSE, "--json", data=self.case.desk_folder,
                  clock=self.case.office.now())
        return json.loads(out.out)["notes"][0]["text"] if json.loads(out.out)["notes"] else ""

    def turn(self, window):
        window.press("side.learning")
        window.press("learning.write-note")
        text = f"Ghi chú {self.turns}: {self.dice.randrange(10**6)}"
        window.by_id("form.text")
        self.may.add(text)
        window.type("form.text", text)
        window.press("form.do")
        while window.look(lambda node: node.get_accessible_id() == "form.do" and window.shows(node)) is not None:
            time.sleep(0.05)
        window.press("side.drills")  # the drill is read after the note is written: one worker, one after the other
        window.wait(lambda node: node.get_accessible_id().startswith("drills.") and window.shows(node), "the drill")
        self.left(text)


class Windows(ScreenCase):
    people = {"dm.syt": ("focal", "SYT")}

    def start(self):
        return Window(self.screen, self.desk_folder, self.office.now(), "--open", f"progress/plan/{MODEL}")

    def tour(self, window, fields, dice):
        while True:
            dice.choice(fields).turn(window)

    def test_what_was_left_is_there_after_a_kill(self):
        self.desk_folder = self.folder / "desk"
        done = run("login", "--server", self.office.url, "--user", "dm.syt", "--password-stdin", data=self.desk_folder,
                   stdin=PASSWORD + "\n", clock=self.office.now())
        self.assertEqual(done.code, 0, done)
        dice = random.Random(int(os.environ.get("CANBO_SEED", "395")))
        fields = [kind(self, dice) for kind in (Plan, Report, Drill, Note)]  # the window opens at the first
        lost = []
        for kill in range(KILLS + 1):
            window = self.start()
            lost += [(kill, *one) for one in (field.check(window) for field in fields) if one is not None]
            if kill == KILLS:
                window.kill()
                break
            power = threading.Timer(dice.uniform(0.2, TOUR), window.process.kill)
            power.start()
            try:
                self.tour(window, fields, dice)
            except Exception:
                power.join()
                if window.process.wait(timeout=5) != -signal.SIGKILL:
                    raise
            window.log.close()
        self.assertEqual(lost, [])
        self.assertGreater(sum(field.turns for field in fields), 0, "no form was left between two kills")
        turns = ", ".join(f"{type(field).__name__.lower()} {field.turns}" for field in fields)
        print(f"window killed {KILLS} times in {sum(field.turns for field in fields)} turns of writing and leaving "
              f"({turns}): 0 fields lost", file=sys.stderr)


if __name__ == "__main__":
    unittest.main()
