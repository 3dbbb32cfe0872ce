"""Windows killed with SIGKILL at random moments of a scripted tour over every form that a person writes in: a report, the
registration of a plan, a note in a lesson; a bulletin, an assignment, the remark to an agency, the assessment of a
period. Every field that was left is there again. $CANBO_WINDOW_KILLS: how often (10)."""
import os
import pathlib
import random
import signal
import subprocess
import sys
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from canbo import PATIENCE, entries, entry, query  # noqa: E402
from screen import ScreenCase, Window  # noqa: E402

KILLS = int(os.environ.get("CANBO_WINDOW_KILLS", "10"))
SOON = 10  # seconds until the disk holds what was left
LONGEST = 20  # seconds of a tour: several turns, also on a machine that does something else
WORDS = "Đang viết lượt"
MODEL, LESSON = 6, "learning/an-toan-thong-tin/01-mat-khau"


class Field:
    """A field of the tour. `may`: what may be there after a kill; one value once it was left."""
    place = None  # where the window has to be opened for it; None: found from anywhere

    def __init__(self, person, dice):
        self.person, self.dice, self.may, self.turns = person, dice, None, 0

    def check(self, window):
        """@returns what was lost, None when nothing was"""
        shown = self.shown(window)
        lost = None if self.may is None or shown in self.may else (type(self).__name__, sorted(self.may), shown)
        self.may = {shown}
        return lost

    def words(self):
        return f"{WORDS} {self.turns}: {self.dice.randrange(10**6)} hồ sơ."

    def write(self, window, name):
        """Types; until left() both may be there."""
        text = self.words()
        window.by_id(name)
        self.may.add(text)
        window.type(name, text)
        return text

    def left(self, value):
        self.may = {value}
        self.turns += 1


class Report(Field):
    def form(self, window):
        window.press("side.reporting")
        if window.one_of("reporting.new_week", "report_form.back") == "report_form.back":
            window.press("report_form.back")
        window.press("reporting.new_week")
        window.by_id("report_form.summary")

    def back(self, window):
        window.press("report_form.back")
        window.by_id("reporting.new_week")

    def shown(self, window):
        self.form(window)
        text = window.text("report_form.summary")
        self.back(window)
        return text

    def turn(self, window):
        self.form(window)
        text = self.write(window, "report_form.summary")
        self.back(window)
        self.left(text)


class Plan(Field):
    place = f"progress/plan/{MODEL}"
    name = "plan.milestones[0].name"

    def form(self, window):
        window.press("side.progress")
        there = window.one_of(self.name, "tool.progress.register-plan", "plan.add-milestone")
        if there == "tool.progress.register-plan":
            window.press(there)
            there = window.one_of(self.name, "plan.add-milestone")
        if there == "plan.add-milestone" and window.now(self.name) is None:
            window.press(there)
        window.by_id(self.name)

    def shown(self, window):
        self.form(window)
        return window.text(self.name)

    def turn(self, window):
        self.form(window)
        text = self.write(window, self.name)
        window.press("plan.back")
        window.by_id("tool.progress.register-plan")
        self.left(text)


class Kept(Field):
    """A field whose words are kept by desktop/form_drafts.h: left when the desk's database has other words than before."""
    field = draft = elsewhere = None  # its control, the setting's name, a control beside it

    def kept(self):
        """What the disk holds, sealed; empty when it holds nothing."""
        return "".join(value for file in self.person.databases for (value,) in
                       query(file, "SELECT value FROM setting WHERE name LIKE ? ORDER BY name", f"form.%.{self.draft}%"))

    def wait_kept(self, window, wanted):
        until = time.monotonic() + SOON
        while not wanted(self.kept()):
            assert window.process.poll() is None, "killed"
            assert time.monotonic() < until, f"the disk does not hold {self.draft} as it should"
            time.sleep(0.05)

    def write_and_leave(self, window):
        before = self.kept()
        text = self.write(window, self.field)
        window.by_id(self.elsewhere).grab_focus()
        self.wait_kept(window, lambda now: now != before)
        self.left(text)


class OnPage(Kept):
    """A field of a page."""

    def turn(self, window):
        self.page(window)
        self.write_and_leave(window)

    def shown(self, window):
        self.page(window)
        return window.text(self.field)


class Remark(OnPage):
    field, draft, elsewhere = "inbox.remark", "inbox.remark", "inbox.search"

    def page(self, window):
        window.press("side.office")
        window.press("office.inbox")
        window.by_id(self.field)


class Assessment(OnPage):
    field, draft, elsewhere = "consolidation.summary", "consolidation.", "consolidation.xlsx"

    def page(self, window):
        window.press("side.office")
        window.press("office.consolidation")
        window.by_id(self.field)
        # The period's words come with the period.
        window.wait(lambda node: node.get_accessible_id() == "consolidation.lists" and
                    node.get_character_count() > 0, "the period")


class InForm(Kept):
    """A field of a form that is asked for: it may also be cancelled, and then nothing is there."""
    opens, elsewhere = None, "form.cancel"

    def form(self, window):
        self.page(window)
        window.press(self.opens)
        window.by_id(self.field)

    def cancel(self, window):
        self.may.add("")
        window.press("form.cancel")
        window.wait_gone(self.field)
        self.wait_kept(window, lambda now: now == "")
        self.may = {""}

    def shown(self, window):
        self.form(window)
        return window.text(self.field)

    def check(self, window):
        lost = super().check(window)
        self.cancel(window)
        return lost

    def turn(self, window):
        self.form(window)
        for _ in range(self.dice.randrange(1, 4)):
            self.write_and_leave(window)
        self.cancel(window)


class Note(InForm):
    place = LESSON
    opens, field, draft = "learning.write-note", "form.text", "learning.note."

    def page(self, window):
        window.press("side.learning")


class Bulletin(InForm):
    opens, field, draft = "empty.action", "form.title", "bulletins.write"  # there is no bulletin yet

    def page(self, window):
        window.press("side.bulletins")


class Assignment(InForm):
    opens, field, draft = "assignments.assign", "form.note", "training.assign"

    def page(self, window):
        window.press("side.training-office")
        window.by_id("assignments.assign")


class Tour(Window):
    def _nodes(self):
        """Only what is shown, and no cells of tables: a look at all of the plan's window, with the board of the 43 models
        behind its form, took longer than most lives."""
        desktop = self.screen.atspi.get_desktop(0)
        apps = [desktop.get_child_at_index(i) for i in range(desktop.get_child_count())]
        waiting = [app for app in apps if app is not None and app.get_process_id() == self.process.pid]
        tables = (self.screen.atspi.Role.TABLE, self.screen.atspi.Role.TREE_TABLE)
        while waiting:
            node = waiting.pop()
            yield node
            if node.get_role() not in tables:
                children = [node.get_child_at_index(i) for i in range(min(node.get_child_count(), 300))]
                waiting += [one for one in children if one is not None and self.shows(one)]

    def now(self, name):
        return self.look(lambda node: node.get_accessible_id() == name and self.shows(node))

    def one_of(self, *names):
        return self.wait(lambda node: node.get_accessible_id() in names and self.shows(node),
                         " or ".join(names)).get_accessible_id()

    def wait_gone(self, name):
        until = time.monotonic() + PATIENCE
        while self.now(name) is not None:
            assert self.process.poll() is None, "killed"
            assert time.monotonic() < until, f"{name} does not go"
            time.sleep(0.05)


class Windows(ScreenCase):
    people = {"dm.syt": ("focal", "SYT"), "vp.cqtt": ("office", "CAT"), "dm.sdl": ("focal", "SDL")}
    kinds = {"dm.syt": (Plan, Note, Report), "vp.cqtt": (Remark, Assessment, Bulletin, Assignment)}

    def life(self, name, fields, dice, kill):
        """A window from its start to its death, or to the end of its checks. @returns what was lost"""
        places = [field for field in fields if field.place]
        there = dice.choice(places) if places else None
        place = ("--open", there.place) if there else ()
        window = Tour(self.screen, self.desks[name].folder, self.office.now(), *place)
        within = [field for field in fields if field.place is None or field is there]
        lost = [one for one in (field.check(window) for field in within) if one is not None]
        if not kill:
            window.kill()
            return lost
        power = threading.Timer(dice.uniform(0.2, LONGEST), window.process.kill)
        power.start()
        try:
            while True:
                dice.choice(within).turn(window)
        except Exception:
            try:  # what goes wrong while the window lives is no power cut
                ended = window.process.wait(timeout=1)
            except subprocess.TimeoutExpired:
                ended = None
            power.cancel()
            if ended != -signal.SIGKILL:
                window.kill()
                raise
        window.log.close()
        return lost

    def first_turn(self, name, field):
        """Each form is written in and left once, whatever the dice say later."""
        place = ("--open", field.place) if field.place else ()
        window = Tour(self.screen, self.desks[name].folder, self.office.now(), *place)
        field.check(window)
        field.turn(window)
        window.kill()

    def test_what_was_left_is_there_after_a_kill(self):
        other = self.desks["dm.sdl"]
        other.submit(other.new(), entries(entry(13)))  # something in the inbox to be remarked on
        for desk in self.desks.values():
            desk.sync()
        dice = random.Random(int(os.environ.get("CANBO_SEED", "395")))
        fields = {name: [kind(self.desks[name], dice) for kind in kinds] for name, kinds in self.kinds.items()}
        names = sorted(fields)
        lost = []
        for name in names:
            for field in fields[name]:
                self.first_turn(name, field)
        for kill in range(KILLS):
            name = names[kill % len(names)]
            lost += [(kill, *one) for one in self.life(name, fields[name], dice, True)]
        for name in names:
            for field in fields[name]:
                lost += [(KILLS, *one) for one in self.life(name, [field], dice, False)]
        self.assertEqual(lost, [])
        for file in self.desks["vp.cqtt"].databases:  # what forms keep is sealed
            for part in (file, *file.parent.glob(file.name + "-wal")):
                self.assertNotIn(WORDS.encode(), part.read_bytes())
        every = [field for one in fields.values() for field in one]
        self.assertGreater(sum(field.turns for field in every), len(every), "no field was left between two kills")
        for field in every:  # one is the first turn, which is not between two kills
            self.assertGreater(field.turns, 1 if KILLS >= 40 else 0, f"{type(field).__name__} was left too seldom")
        turns = ", ".join(f"{type(field).__name__.lower()} {field.turns}" for field in every)
        print(f"windows killed {KILLS} times in {sum(field.turns for field in every)} turns of writing and leaving "
              f"({turns}): 0 fields lost", file=sys.stderr)


if __name__ == "__main__":
    unittest.main()
