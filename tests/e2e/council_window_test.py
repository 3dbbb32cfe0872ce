"""The workspaces Exams and My exam results from outside: an exam is set up by keyboard and form, its list checked, packed
and given to its room; the room comes back, two accounts release the results, a candidate sees the own one and asks for
re-marking, which the council answers."""
import datetime
import shutil
import time
import unittest

from canbo import PATIENCE
from exam_office_test import HeldRoom
from screen import ScreenCase, Window
from x_client import XClient

VIETNAM = datetime.timezone(datetime.timedelta(hours=7))
ROSTER = """Số báo danh;Số CCCD;Họ và tên;Ngày sinh;Phòng thi;Tài khoản
0001;001090000001;Thí Sinh Một;15/01/1990;p01;ts.mot
0002;001090000002;Thí Sinh Hai;{};p01;
"""


class CouncilWindowTest(ScreenCase):
    clock = None  # the room's stations go by the real one
    people = {"tk.hoidong": ("council", None), "ct.hoidong": ("council", None), "gt.mot": ("invigilator", None),
              "ts.mot": ("learner", "SYT"), "gt.hai": ("invigilator", None)}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.secretary, cls.chairman, cls.guard, cls.candidate, cls.second = (cls.desks[name] for name in cls.people)
        cls.x = XClient()

    @classmethod
    def tearDownClass(cls):
        cls.x.close()  # before its screen goes
        super().tearDownClass()

    def open(self, desk, place):
        window = Window(self.screen, desk.folder, None, "--open", place)
        self.addCleanup(lambda: window.process.poll() is None and window.kill())
        return window

    def says(self, window, control, *words):
        window.wait(lambda node: node.get_accessible_id() == control and window.shows(node) and
                    all(word in node.get_name() for word in words), f"{control} with {words}")

    def fill(self, window, **values):
        for name, value in values.items():
            window.type(f"form.{name}", value)
        window.press("form.do")

    def first_row(self, window, table):
        """Chooses the first row of a table by keyboard."""
        table = window.by_id(table)
        nodes = [table]
        while nodes:
            node = nodes.pop()
            if node.get_role_name() in ("table", "tree table"):
                node.grab_focus()
            nodes += [node.get_child_at_index(i) for i in range(min(node.get_child_count(), 5))]
            nodes = [one for one in nodes if one is not None]
        time.sleep(0.3)
        self.x.key("Home")
        self.x.key("Down")
        self.x.key("Up")
        time.sleep(0.3)

    def test_1_an_exam_is_set_up_in_a_form_that_says_all_that_is_wrong(self):
        window = self.open(self.secretary, "exams/setup")
        window.by_id("setup.save")
        self.says(window, "setup.headline", "Kỳ thi mới")
        window.press("setup.save")
        self.says(window, "setup.headline", "Chưa lưu được")
        self.says(window, "setup.problems", "✕")
        begins = datetime.datetime.now(VIETNAM) + datetime.timedelta(seconds=170)
        type(self).begins = begins.replace(second=0, microsecond=0)
        for field, value in {"title": "Kỳ thi nâng ngạch thử", "exam": "thi-thu", "organiser": "HỘI ĐỒNG THI THỬ", "place": "Ví Dụ",
                             "from": self.begins.strftime("%H:%M %d/%m/%Y"),
                             "to": (self.begins + datetime.timedelta(hours=2)).strftime("%H:%M %d/%m/%Y"), "minutes": "20",
                             "council": "Nguyễn Chủ Trì; Chủ tịch Hội đồng\nPhạm Giám Sát; Giám thị", "rooms": "p01; Phòng 1; 3"}.items():
            window.type(f"setup.{field}", value)
        self.first_row(window, "setup.offers")  # the whole first bank
        window.type("setup.count", "6")
        window.press("setup.take")
        self.says(window, "setup.sum", "6 câu")
        window.press("setup.save")
        self.says(window, "setup.headline", "đã được thiết lập")
        self.says(window, "council.exam", "thi-thu")
        for answer, left in (("form.cancel", "thi-thu"), ("form.do", "Chưa chọn")):  # what is typed is not dropped without a question
            window.type("setup.title", "Tên khác")
            window.press("council.list")
            window.press("exams.new")
            window.press(answer)
            self.says(window, "council.exam", left)
            if answer == "form.cancel":
                self.assertEqual(window.text("setup.title"), "Tên khác")
        self.says(window, "setup.headline", "Kỳ thi mới")
        window.kill()

    def test_2_a_list_is_kept_only_when_every_row_is_good(self):
        wrong, good = self.file("sai.csv", ROSTER.format("31/02/1990")), self.file("dung.csv", ROSTER.format("16/01/1990"))
        window = self.open(self.secretary, "exams/candidates/thi-thu")
        self.says(window, "candidates.headline", "chưa có thí sinh")
        window.type("candidates.file", str(wrong))
        window.press("candidates.check")
        self.says(window, "candidates.headline", "Số dòng sai")
        window.type("candidates.file", str(good))
        window.press("candidates.check")
        self.says(window, "candidates.headline", "Tệp hợp lệ", "2")
        window.press("candidates.keep")
        self.says(window, "candidates.headline", "Thí sinh trong danh sách: 2")
        window.press("council.package")
        window.press("package.pack")
        window.wait(lambda node: node.get_accessible_id() == "package.split" and window.can(node), "split")
        window.type("package.folder", str(self.folder / "manh"))
        window.press("package.split")
        window.wait(lambda node: node.get_accessible_id() == "package.split" and not window.can(node), "no split")
        window.press("package.publish")
        self.says(window, "package.advice", "khóa chờ đến giờ")
        package = self.secretary.folder / "exams/thi-thu/package.pkg"
        before = package.read_bytes()
        window.press("package.pack")  # with another key than that of the parts: only when somebody says so
        window.press("form.cancel")
        time.sleep(1)
        self.assertEqual(package.read_bytes(), before)
        parts = sorted((self.folder / "manh").iterdir())
        self.assertEqual(len(parts), 3)
        self.assertFalse((self.secretary.folder / "exams/thi-thu/exam.key").exists())
        type(self).parts = [str(part) for part in parts]
        end = time.monotonic() + PATIENCE
        while not self.guard.json("exam", "fetch")["files"] and time.monotonic() < end:  # the window sends by itself
            time.sleep(0.5)
        window.kill()

    def test_3_what_came_from_the_room_is_told_and_two_accounts_release_it(self):
        self.guard.json("exam", "key", "join", self.parts[0], self.parts[1])
        room = HeldRoom(self.guard, "p01")
        room.start()
        self.addCleanup(room.stop)
        for candidate in ("0001", "0002"):
            room.admit(candidate)
        wait = (self.begins - datetime.datetime.now(VIETNAM)).total_seconds()
        time.sleep(max(0, wait))
        room.work(2)
        bundle = self.folder / "p01.bundle"
        self.guard.json("room", "seal", "--output", bundle, "--by", "Phạm Giám Sát")
        self.guard.json("exam", "send", bundle)
        for desk, button in ((self.secretary, "propose"), (self.chairman, "confirm")):
            desk.json("exam", "fetch")
            desk.json("exam", "key", "join", self.parts[0], self.parts[2])
            window = self.open(desk, "exams/rooms/thi-thu")
            window.press("arrivals.collect")
            self.wait_cell(window, "Mọi điều đã kiểm tra đều đúng")
            window.press("council.results")
            window.wait(lambda node: node.get_accessible_id() == f"results.{button}" and window.can(node), button)
            window.press(f"results.{button}")
            self.fill(window, **({"number": "12"} if button == "propose" else {}))
            self.says(window, "results.headline", "chờ tài khoản khác" if button == "propose" else "đã được công bố")
            desk.sync()
            window.kill()
        self.assertTrue(self.secretary.sync() is not None and self.secretary.json("exam", "list")["exams"][0]["released"])

    def wait_cell(self, window, words):
        window.wait(lambda node: node.get_role_name() == "table cell" and words in (node.get_name() or ""), words)

    def test_4_the_candidate_sees_the_own_result_proven_and_the_council_answers_a_request(self):
        self.candidate.sync()
        window = self.open(self.candidate, "exam-results")
        self.says(window, "own.headline", "Kỳ thi nâng ngạch thử")
        self.says(window, "own.evidence", "✓", "biên nhận")
        window.press("own.ask")
        self.fill(window, reason="Câu 1 chấm chưa đúng")
        end = time.monotonic() + PATIENCE
        self.secretary.sync()
        while not self.secretary.json("exam", "remark", "requests", "--exam", "thi-thu")["requests"] and time.monotonic() < end:
            time.sleep(0.5)
            self.secretary.sync()
        window.kill()
        window = self.open(self.secretary, "exams/remarks/thi-thu")
        self.wait_cell(window, "Câu 1 chấm chưa đúng")
        self.first_row(window, "remarks.rows")
        window.press("remarks.decide")
        self.fill(window, by="Nguyễn Chủ Trì", answer="Câu 1 sai đề", marks="1=0,25")
        self.wait_cell(window, "1 = 0,25")
        window.press("council.questions")
        window.by_id("exam-questions.rows")
        window.kill()

    def test_5_only_the_office_and_the_council_see_the_workspace_and_every_control_has_a_name(self):
        window = self.open(self.candidate, "exam-results")
        window.by_id("side.exam-results")
        self.assertNotIn("side.exams", window.names())
        window.kill()
        damaged = self.secretary.folder / "exams/hong"
        damaged.mkdir()
        (damaged / "exam.sealed").write_bytes(b"\0" * 200)
        window = self.open(self.secretary, "exams/list")
        self.wait_cell(window, "không đọc được")  # said at the one that it is about,
        self.wait_cell(window, "Kỳ thi nâng ngạch thử")  # and the others stay
        shutil.rmtree(damaged)
        asked = {"push button", "text", "combo box", "check box", "table", "tree table"}
        for page in ("list", "setup", "candidates", "package", "rooms", "results", "questions", "remarks"):
            window.press(f"council.{page}")
            time.sleep(0.7)
            nameless = [node.get_accessible_id() or node.get_role_name() for node in window._nodes()
                        if node.get_role_name() in asked and window.shows(node) and not node.get_name()]
            self.assertEqual(nameless, [], page)


if __name__ == "__main__":
    unittest.main()
