"""The windows of learning from outside, as a screen reader meets them: the office assigns and announces, a learner's
desk fetches the course by itself, notes stay through a power cut, the final quiz says its rules and is handed in, and
completion is counted."""
import time
import unittest

from canbo import run
from course_fixture import course_files, write_course
from screen import ScreenCase, Window
from x_client import XClient

COURSE = "khoa-mau"
SECURITY = "an-toan-thong-tin"


class LearningWindowTest(ScreenCase):
    people = {"an.syt": ("learner", "SYT"), "binh.syt": ("learner", "SYT"), "vp": ("office", "CAT")}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.an, cls.binh, cls.vp = (cls.desks[name] for name in cls.people)
        cls.key, cls.package = cls.folder / "noi-cap.key", cls.folder / "khoa.pkg"
        assert run("course", "key", cls.key).code == 0
        done = run("course", "pack", write_course(cls.folder / "khoa", course_files()), "--key", cls.key, "--output",
                   cls.package)
        assert done.code == 0, done
        for desk in (cls.vp, cls.binh):
            done = desk.run("course", "install", cls.package, "--publisher", f"{cls.key}.pub")
            assert done.code == 0, done
        cls.vp.sync()

    def open(self, name, place):
        window = Window(self.screen, self.desks[name].folder, self.office.now(), "--open", place)
        self.addCleanup(lambda: window.process.poll() is None and window.kill())
        return window

    def says(self, window, name, words):
        return window.wait(lambda node: node.get_accessible_id() == name and window.shows(node) and
                           words in node.get_name(), f"{name}: {words}")

    def test_1_the_office_assigns_in_its_window_and_the_course_comes_to_the_learner_by_itself(self):
        self.vp.json("course", "publish", self.package, "--publisher", f"{self.key}.pub")
        window = self.open("vp", "training-office/assignments")
        window.press("assignments.assign")
        window.by_id("form.course")
        window.press("form.do")
        self.assertTrue(window.by_id("form.problem").get_name())  # nobody and no day yet
        window.type("form.due", "31/12/2024")
        window.type("form.people", "an.syt, binh.syt")
        window.press("form.do")
        self.an.sync()
        for _ in range(100):  # the window sends by itself
            due = self.an.json("training", "list")["courses"]
            if due:
                break
            time.sleep(0.2)
            self.an.sync()
        window.kill()
        self.assertEqual(len(due), 1)
        self.vp.sync()
        self.vp.json("training", "withdraw", due[0]["assignment"])  # the form's first course is a shipped one
        self.vp.json("training", "assign", "--course", COURSE, "--role", "learner", "--due", "2024-12-31")
        window = self.open("an.syt", "learning")
        self.says(window, "learning.due-0", "Khóa mẫu")
        window.kill()
        self.assertIn(COURSE, [c["slug"] for c in self.an.json("course", "list")["courses"] if not c.get("shipped")])

    def test_2_a_note_and_a_bookmark_stay_through_a_power_cut(self):
        def listed(words):
            return window.wait(lambda node: words in (node.get_name() or "") and node.get_role_name() == "table cell",
                               f"{words} in the list of notes")
        window = self.open("binh.syt", f"learning/{COURSE}/01-man-hinh")
        window.press("learning.write-note")
        window.type("form.text", "Hỏi lại phòng CNTT")
        window.press("form.do")
        listed("Hỏi lại phòng CNTT")  # on the screen, so it is on the disk
        window.kill()
        window = self.open("binh.syt", f"learning/{COURSE}/01-man-hinh")
        listed("Hỏi lại phòng CNTT")
        self.assertIn("Hỏi lại phòng CNTT", window.by_id("learning.page").get_description())  # under its paragraph
        keyboard = XClient()
        self.addCleanup(keyboard.close)
        keyboard.key("b", "Control_L")
        listed("★")
        window.kill()
        self.assertEqual([(note["lesson"], note["text"], note["bookmark"]) for note in self.notes()],
                         [("01-man-hinh", "Hỏi lại phòng CNTT", True)])
        window = self.open("binh.syt", f"learning/{COURSE}/01-man-hinh")
        listed("★")
        window.press("learning.write-note")
        self.assertEqual(window.text("form.text"), "Hỏi lại phòng CNTT")
        window.type("form.text", "")
        window.press("form.do")
        window.wait(lambda node: node.get_accessible_id() == "learning.page" and
                    "Hỏi lại" not in node.get_description(), "the page without the note")
        window.kill()
        self.assertEqual([(note["text"], note["bookmark"]) for note in self.notes()], [("", True)])
        for path in self.binh.folder.rglob("*.db"):
            self.assertNotIn("Hỏi lại".encode(), path.read_bytes())

    def notes(self):
        return self.binh.json("training", "notes", "--course", COURSE)["notes"]

    def test_3_the_final_quiz_says_its_rules_is_answered_and_handed_in(self):
        window = self.open("binh.syt", f"learning/{COURSE}/01-man-hinh")
        window.press("learning.final")
        self.assertIn("2", window.by_id("learning.final-rule-0").get_name())
        self.assertEqual(self.binh.json("attempt", "list")["attempts"], [])  # nothing has begun
        window.press("learning.final-begin")
        window.by_id("learning.final-caption")
        window.press("learning.option-0")
        window.press("learning.check")
        self.says(window, "learning.question-number", "2/2")
        window.kill()
        window = self.open("binh.syt", f"learning/{COURSE}/01-man-hinh")
        window.press("learning.final")  # goes on where it was, with its answer
        self.says(window, "learning.final-caption", "1/2")
        window.press("learning.hand-in")
        window.wait(lambda node: node.get_role_name() == "push button" and node.get_name() in ("Yes", "Có", "_Yes"),
                    "the question whether to hand in").do_action(0)
        window.by_id("learning.final-end")
        self.assertTrue(window.by_id("learning.round").get_name())
        window.kill()
        attempts = self.binh.json("attempt", "list")["attempts"]
        self.assertEqual([a["finished"] for a in attempts], [True])
        self.binh.sync()

    def test_4_completion_is_counted_and_questions_are_listed(self):
        self.binh.sync()
        self.vp.sync()
        window = self.open("vp", "completion")
        self.says(window, "completion.summary", "2")
        window.kill()
        window = self.open("vp", "training-office/questions")
        window.by_id("questions.rows")
        window.by_id("questions.export")
        window.kill()
        self.assertEqual(self.vp.json("attempt", "statistics")["attempts"], 1)

    def test_5_a_bulletin_is_written_read_and_counted(self):
        window = self.open("vp", "bulletins")
        window.wait(lambda node: node.get_role_name() == "push button" and window.shows(node) and
                    node.get_name().startswith("Viết thông báo"), "the button to write one").do_action(0)
        window.type("form.title", "Khóa màn hình")
        window.type("form.text", "Từ thứ Hai, mọi người khóa màn hình.")
        window.press("form.must_read")
        window.press("form.do")
        self.says(window, "bulletins.title", "Khóa màn hình")
        window.kill()
        self.vp.sync()
        window = self.open("an.syt", "bulletins")
        window.press("bulletins.read")
        self.says(window, "bulletins.state", "✓")
        window.kill()
        self.an.sync()
        self.vp.sync()
        reach = {(r["agency"]): (r["people"], r["confirmed"]) for r in self.vp.json("bulletin", "reach")["rows"]}
        self.assertEqual(reach["SYT"], (2, 1))


if __name__ == "__main__":
    unittest.main()
