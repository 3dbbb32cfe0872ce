"""The workspace Exam room on a screen: a whole exam held in canbo's window, with a card through the machine's real PC/SC
service and simulated stations at the window's own room.

Runs under with_reader.sh, which gives it a loopback and a /run of its own.
"""
import json
import pathlib
import subprocess
import time

from canbo import BIN, PASSWORD, PATIENCE, environment, query, run
from card_reader_test import ReaderCase
from exam_fixture import GUARDS, Exam, definition
from screen import ScreenCase, Window


class ExamWindow(ScreenCase, ReaderCase):
    people = {"gt.mot": ("invigilator", None), "hd.mot": ("council", None), "hv.mot": ("learner", None)}

    def setUp(self):
        super().setUp()
        self.work = self.folder / self._testMethodName
        self.work.mkdir()

    def window(self, account="gt.mot", place="exam/open"):
        """On the machine's own clock: the exam begins now."""
        folder = self.work / f"desk-{account}"
        if not (folder / "session.json").exists():
            done = run("login", "--server", self.office.url, "--user", account, "--password-stdin", data=folder,
                       stdin=PASSWORD + "\n", clock=self.office.now())
            self.assertEqual(done.code, 0, done)
        window = Window(self.screen, folder, None, "--open", place)
        self.addCleanup(lambda: window.process.poll() is None and window.kill())
        return window, folder

    def exam(self, candidates=3, **rules):
        return Exam(self.work / "exam", definition(**rules), candidates)

    def says(self, window, control, *words):
        """Waits until the control says all of them. @returns the seconds that took"""
        begin = time.monotonic()
        window.wait(lambda node: node.get_accessible_id() == control and window.shows(node) and
                    all(word in node.get_name() for word in words), f"{control} with {words}")
        return time.monotonic() - begin

    def open_room(self, window, exam):
        window.type("exam.package", str(exam.package))
        window.press("exam.look")
        window.by_id("exam.share1")
        window.type("exam.share1", str(exam.shares[0]))
        window.type("exam.share2", pathlib.Path(exam.shares[2]).read_text().strip())
        window.press("exam.join")
        window.by_id("exam.by")
        window.type("exam.by", GUARDS[1])
        window.press("exam.open")
        window.by_id("exam.code")
        return window.by_id("exam.url").get_name(), window.by_id("exam.code").get_name()

    def fill(self, window, **values):
        """A small form: what it asks for, and its button."""
        for name, value in values.items():
            window.type(f"form.{name}", value)
        window.press("form.do")

    def admit_by_hand(self, window, candidate):
        window.type("exam.entry", candidate)
        window.press("exam.find")
        self.says(window, "exam.who", candidate)
        window.press("exam.by-hand")
        self.fill(window, second=GUARDS[3], reason="Thẻ hỏng, có hộ chiếu")
        window.by_id("exam.print")

    def simulate(self, folder, url, code, count, *more):
        process = subprocess.Popen(
            [BIN / "canboctl", "station", "simulate", "--server", url, "--code", code, "--count", str(count), "--seed",
             "7", "--data", folder, "--json", *map(str, more)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment())
        self.addCleanup(lambda: process.poll() is None and process.kill())
        return process

    def seat(self, window, number):
        """Puts the focus on a seat, which chooses it."""
        window.press("exam.page-room")
        window.type("exam.search", str(number))
        window.press("exam.search-go")

    def test_a_whole_exam_is_held_in_the_window_and_goes_on_after_the_power_went(self):
        exam = self.exam(minutes=2)
        window, folder = self.window()
        url, code = self.open_room(window, exam)
        room = json.loads((folder / "exams/thi-thu/rooms/p01/room.json").read_text())
        self.assertEqual((room["url"], room["code"]), (url, code))

        window.press("exam.page-readiness")
        self.says(window, "exam.readiness.headline", "Chưa sẵn sàng")

        window.press("exam.page-check-in")
        with self.card() as card:  # the list's number opens it; nothing else is typed
            window.type("exam.entry", "0001")
            window.press("exam.find")
            self.says(window, "exam.fits", "Đúng số của thí sinh này")  # the list has another name
            window.by_id("exam.chip-face")
            window.press("exam.admit")
            window.by_id("exam.print")
            window.press("exam.next")
        self.admit_by_hand(window, "0002")

        stations = self.simulate(folder, url, code, 2, "--every", 700)
        window.press("exam.page-room")
        self.says(window, "exam.seat-1", "0001", "đang làm bài")
        self.says(window, "exam.seat-2", "0002", "đang làm bài")

        self.seat(window, 2)
        self.says(window, "exam.seat-headline", "2")
        window.press("exam.pause")
        self.fill(window, reason="Mất điện")
        self.assertLess(self.says(window, "exam.seat-2", "tạm dừng"), 2)

        window.kill()  # the power goes
        window, folder = self.window(place="exam/room")
        self.says(window, "exam.seat-2", "tạm dừng")
        self.says(window, "exam.seat-1", "đang làm bài")
        window.press("exam.page-open")
        self.assertEqual(window.by_id("exam.code").get_name(), code)
        self.assertEqual(window.by_id("exam.url").get_name(), url)

        self.seat(window, 2)
        window.press("exam.resume")
        self.says(window, "exam.seat-2", "đang làm bài")
        window.press("exam.add-time")
        self.fill(window, minutes="1", reason="Mất điện")
        window.press("exam.note")
        self.fill(window, reason="Thí sinh báo mất điện")
        self.says(window, "exam.seat-2", "1 sự việc")

        window.press("exam.page-closing")
        out, err = stations.communicate(timeout=240)
        report = json.loads(out)
        self.assertEqual(report["waiting"], 0, err)
        window.press("exam.page-closing")
        bundle = self.work / "room.bundle"
        window.type("exam.bundle", str(bundle))
        window.press("exam.seal")
        self.fill(window)
        self.says(window, "exam.closing.headline", "đã niêm phong")
        self.says(window, "exam.closing-facts", "✓")
        done = run("exam", "verify", bundle, "--key", folder / "exams/thi-thu/exam.key", data=self.work / "other",
                   json_too=True)
        self.assertTrue(done.json["valid"], done)
        events = run("exam", "score", bundle, "--key", folder / "exams/thi-thu/exam.key", data=self.work / "other",
                     json_too=True).json["results"]
        self.assertEqual({one["candidate"]: one["outcome"] for one in events},
                         {"0001": "submitted", "0002": "submitted", "0003": "absent"})
        window.press("exam.signed")
        self.fill(window)
        window.by_id("exam.package")
        mark = folder / "exams/thi-thu/rooms/p01/window.json"  # goes behind the window
        end = time.monotonic() + PATIENCE
        while mark.exists() and time.monotonic() < end:
            time.sleep(0.05)
        self.assertFalse(mark.exists())

    def kept_note(self, folder):
        """What the desk holds of the form being written in, sealed; empty when it holds nothing."""
        return "".join(value for file in folder.glob("desk/*.db") for (value,) in
                       query(file, "SELECT value FROM setting WHERE name LIKE ?", "form.gt.mot.exam.%"))

    def write_note(self, window, folder, words):
        before, until = self.kept_note(folder), time.monotonic() + PATIENCE
        window.type("form.reason", words)
        window.by_id("form.cancel").grab_focus()
        while self.kept_note(folder) in ("", before):
            self.assertLess(time.monotonic(), until, "the note is not kept")
            time.sleep(0.05)

    def test_a_note_being_written_is_there_after_the_power_went(self):
        window, folder = self.window()
        self.open_room(window, self.exam())
        window.press("exam.page-check-in")
        for candidate in ("0001", "0002"):
            self.admit_by_hand(window, candidate)
            window.press("exam.next")
        words = ""
        for turn in range(3):
            self.seat(window, 2)
            window.press("exam.note")
            window.by_id("form.reason")
            self.assertEqual(window.text("form.reason"), words)
            words = f"Thí sinh báo màn hình chớp lần {turn + 1}, đang lập biên bản"
            self.write_note(window, folder, words)
            window.kill()
            window, folder = self.window(place="exam/room")
        self.seat(window, 2)
        window.press("exam.note")
        window.by_id("form.reason")
        self.assertEqual(window.text("form.reason"), words)
        window.press("form.do")
        self.says(window, "exam.seat-2", "1 sự việc")
        until = time.monotonic() + PATIENCE
        while self.kept_note(folder):  # noted: what was kept of the form is needed no more
            self.assertLess(time.monotonic(), until)
            time.sleep(0.05)
        for path in folder.rglob("*"):
            if path.is_file():
                self.assertNotIn("báo màn hình".encode(), path.read_bytes(), path)

    def test_the_same_candidate_is_refused_with_the_reason(self):
        exam = self.exam()
        window, folder = self.window()
        self.open_room(window, exam)
        window.press("exam.page-check-in")
        self.admit_by_hand(window, "0001")
        window.press("exam.next")
        window.type("exam.entry", "0001")
        window.press("exam.find")
        self.says(window, "exam.who", "0001")
        window.press("exam.by-hand")
        self.fill(window, second=GUARDS[3], reason="Thẻ hỏng")
        self.says(window, "identity.headline", "đã được cho vào")
        window.press("exam.next")
        window.type("exam.entry", "0002")
        window.press("exam.find")
        self.says(window, "exam.who", "0002")
        window.press("exam.refuse")
        self.fill(window, reason="Người đến không giống ảnh")
        self.says(window, "identity.headline", "Người đến không giống ảnh")
        window.press("exam.page-room")
        window.wait(lambda node: node.get_accessible_id() == "exam.counts" and "1 đã vào chỗ" in node.get_name(), "counts")

    def test_a_code_is_said_to_prove_nothing(self):
        exam = self.exam()
        window, folder = self.window()
        self.open_room(window, exam)
        window.press("exam.page-check-in")
        window.type("exam.entry", "001090000001|010000001|Thí Sinh Số Một|15011990|Nam|Số 1 Phố Giả Định, Hà Nội|20052021")
        window.press("exam.find")
        self.says(window, "identity.headline", "không chứng minh được gì")
        window.press("exam.admit")
        window.by_id("exam.print")

    def test_no_number_of_a_citizen_stands_plain_in_the_desks_folder_or_the_log(self):
        exam = self.exam()
        window, folder = self.window()
        self.open_room(window, exam)
        window.press("exam.page-check-in")
        self.admit_by_hand(window, "0001")
        window.kill()
        for path in folder.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                self.assertNotIn(b"001090000001", content, path)

    def test_only_invigilators_and_the_council_see_the_workspace(self):
        window, folder = self.window("hv.mot", "learning")
        window.by_id("side.learning")
        self.assertNotIn("side.exam", window.names())
        window.kill()
        window, folder = self.window("hd.mot", "exam/open")
        window.by_id("exam.package")

    def test_every_control_has_a_name(self):
        exam = self.exam()
        window, folder = self.window()
        asked = {"push button", "text", "combo box", "check box", "table", "tree table", "toggle button",
                 "progress bar", "panel"}

        def nameless():
            return [node.get_accessible_id() for node in window._nodes()
                    if node.get_role_name() in asked and window.shows(node) and not node.get_name() and
                    (node.get_accessible_id() or node.get_role_name() != "panel")]
        self.assertEqual(nameless(), [])
        self.open_room(window, exam)
        for page in ("open", "readiness", "check-in", "room", "closing"):
            window.press(f"exam.page-{page}")
            time.sleep(0.7)
            self.assertEqual(nameless(), [], page)


if __name__ == "__main__":
    import unittest
    unittest.main()
