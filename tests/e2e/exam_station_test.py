"""A candidate at the real canbo-station: a whole paper by keyboard alone, the power cut in the middle, a pause, signs of
forbidden help that reach the room and stop nobody, and one station among simulated ones."""
import json
import pathlib
import random
import shutil
import socket
import subprocess
import time
import unittest

from canbo import BIN, PATIENCE, FolderCase, environment, pdf_text, run, words
from exam_fixture import GUARDS, Exam, Room, definition, journal
from screen import Screen
from station_window import StationWindow
from x_client import XClient

# One question of every type that a paper can hold.
BANK = """
::mot:: Chọn số hai. {=hai ~ba ~bốn}

::nhieu:: Chọn các số chẵn. {~%50%hai ~%50%bốn ~%-100%ba}

::dung:: Mặt trời mọc ở phía đông. {T}

::chu:: Thủ đô của Việt Nam? {=Hà Nội =Ha Noi}

::so:: Một tá là bao nhiêu? {#12:0}

::ghep:: Ghép số với chữ. {=một -> 1 =hai -> 2 =ba -> 3}
"""
SIGN_LIMIT = 2.0  # seconds from what happened to the incident in the room


def every_type(folder, **more):
    bank = folder / "moi-loai"
    bank.mkdir(parents=True, exist_ok=True)
    (bank / "cau-hoi.gift").write_text(BANK, encoding="utf-8")
    out = definition(**more)
    out["blueprint"], out["banks"] = [{"bank": "moi-loai", "count": 6}], {"moi-loai": str(bank)}
    return out


class Shared:
    screen = None


def setUpModule():  # one screen per process: the accessibility library remembers its bus
    Shared.screen = Screen()
    unittest.addModuleCleanup(Shared.screen.close)


class StationCase(FolderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.screen = Shared.screen
        cls.x = XClient()
        cls.addClassCleanup(cls.x.close)
        cls.exam = Exam(cls.folder / "thi", cls.definition(), candidates=cls.candidates)
        cls.exam.join()
        cls.room = Room(cls.exam)
        cls.room.start()
        cls.addClassCleanup(lambda: cls.room.stop())

    @classmethod
    def definition(cls):
        return every_type(cls.folder)

    candidates = 4

    def station(self, seat, *arguments, folder=None, **more):
        window = StationWindow(self.screen, folder or self.folder / f"may-{seat}", "--server", self.room.url, "--code",
                               self.room.code, "--seat", seat, *arguments, **more)
        self.addCleanup(window.kill)
        return window

    def admit(self, candidate):
        done = self.room.admit(candidate, "--seat", str(int(candidate)), "--manual", "Thẻ hỏng", *GUARDS)
        self.assertEqual(done.code, 0, done)
        return done.json

    def sign_in(self, window, pin):
        window.wait_focus("station.pin")
        self.x.type(pin)
        self.x.key("Return")
        window.wait_focus("station.q")

    def sit_down(self, candidate, *arguments, **more):
        seat = int(candidate)
        window = self.station(seat, *arguments, **more)
        window.says("station.headline", "Máy số")
        self.sign_in(window, self.admit(candidate)["pin"])
        return window

    def give(self, window, slot, option="1", number="12"):
        """Something, by the keys that this type of question takes."""
        focus = window.wait_focus(f"station.q{slot}.")
        if focus.endswith(".answer"):
            self.x.type(number)
        elif ".match-" in focus:
            for _ in range(3):
                self.x.key("Down")
                self.x.key("Tab")
        else:
            self.x.key(option)

    def answer(self, window, slot):
        self.give(window, slot)
        window.says(f"station.q{slot}.state", "● Đã lưu tại phòng thi")

    def incidents(self, candidate):
        return self.room.lines()[candidate]["incidents"]

    def within_limit(self, candidate, act):
        """Does it, and waits until the room has one more incident of the candidate."""
        before = self.incidents(candidate)
        begin = time.monotonic()
        act()
        while self.incidents(candidate) == before:
            self.assertLess(time.monotonic() - begin, PATIENCE, "no incident")
        self.assertLess(time.monotonic() - begin, SIGN_LIMIT + 0.3)  # the question itself takes a moment


class CandidateTest(StationCase):
    candidates = 5

    def test_1_a_whole_paper_by_keyboard_alone(self):
        window = self.sit_down("0001")
        for slot in range(1, 7):
            self.answer(window, slot)
            if slot < 6:
                self.x.key("Next")
        self.x.key("F2")
        window.says("station.q6.state", "⚑ đánh dấu")
        self.x.key("F3")
        window.says("station.summary", "6/6", "đánh dấu: 1")
        self.assertIn("đã trả lời, đánh dấu", window.by_id("station.tile-6").get_name())
        self.x.key("Return", "Control_L")
        window.says("station.advice", "không sửa được nữa")
        self.x.key("Return", "Control_L")
        window.says("station.headline", "Bạn đã nộp bài")
        window.says("station.fact-0", "6/6")
        window.by_id("pdf.pages")
        line = self.room.lines()["0001"]
        self.assertEqual((line["state"], line["answered"]), ("submitted", 6))
        candidate, answers, told = journal_of(self.folder / "may-1")
        self.assertEqual(candidate, "0001")
        self.assertEqual(set(told.values()), {"stored"})
        self.assertEqual(len({slot for slot, _ in answers.values()}), 6)

    def test_2_after_a_power_cut_the_station_goes_on_where_it_was(self):
        window = self.sit_down("0002")
        for slot in (1, 2):
            self.answer(window, slot)
            self.x.key("Next")
        window.wait_focus("station.q3.")
        self.x.key("F2")
        window.says("station.q3.state", "⚑ đánh dấu")
        before = self.room.lines()["0002"]["deadline"]
        self.addCleanup(lambda: self.room.process or self.room.start())
        self.room.kill()  # the line goes first: what is answered now is only here
        window.says("station.line", "Mất liên lạc với phòng thi")
        self.x.key("Prior")
        self.give(window, 2, "2", "3")
        window.says("station.q2.state", "◐ Đã ghi trên máy này")
        window.kill()
        self.room.start()
        begin = time.monotonic()
        window = StationWindow(self.screen, self.folder / "may-2")  # the room is remembered
        self.addCleanup(window.kill)
        focus = window.wait_focus("station.q")
        self.assertLess(time.monotonic() - begin, 5)
        self.assertTrue(focus.startswith("station.q2."), focus)
        window.says("station.q2.state", "● Đã lưu tại phòng thi")
        self.x.key("Next")
        window.says("station.q3.state", "⚑ đánh dấu")
        self.assertEqual(self.room.lines()["0002"]["deadline"], before)
        window.kill()

    def test_2b_started_again_without_a_room_it_shows_the_paper_at_once_and_goes_on(self):
        window = self.sit_down("0005")
        self.answer(window, 1)
        self.x.key("Next")
        self.x.key("F2")
        window.says("station.q2.state", "⚑ đánh dấu")
        stood, deadline = time.monotonic(), self.room.lines()["0005"]["deadline"]
        left = seconds_of(window.by_id("station.time").get_name())
        self.addCleanup(lambda: self.room.process or self.room.start())
        self.room.kill()
        window.kill()
        for path in (self.folder / "may-5").rglob("*"):
            if path.is_file():
                self.assertNotIn("Thủ đô", path.read_text(encoding="utf-8", errors="replace"), path)
        begin = time.monotonic()
        window = StationWindow(self.screen, self.folder / "may-5")
        self.addCleanup(window.kill)
        focus = window.wait_focus("station.q")
        took = time.monotonic() - begin
        wrong = seconds_of(window.by_id("station.time").get_name()) - (left - (time.monotonic() - stood))
        print(f"real station killed, no room: paper after {took:.2f} s, time wrong by {wrong:.1f} s", flush=True)
        self.assertLess(took, 5)
        self.assertLessEqual(abs(wrong), 2)  # a second of reading the screen on either side
        self.assertTrue(focus.startswith("station.q2."), focus)
        window.says("station.q2.state", "⚑ đánh dấu")
        window.says("station.line", "Mất liên lạc với phòng thi")
        self.give(window, 2)
        window.says("station.q2.state", "◐ Đã ghi trên máy này")
        window.kill()  # and once more: the answer was on the disk
        window = StationWindow(self.screen, self.folder / "may-5")
        self.addCleanup(window.kill)
        window.wait_focus("station.q2.")
        window.says("station.q2.state", "◐ Đã ghi trên máy này")
        self.room.start()
        window.says("station.q2.state", "● Đã lưu tại phòng thi")
        self.assertEqual(self.room.lines()["0005"]["deadline"], deadline)
        self.room.must("stop", "--candidate", "0005", "--reason", "Hết buổi thử")
        window.says("station.headline", "Giám thị đã đình chỉ")
        self.assertEqual(list((self.folder / "may-5" / "safe").iterdir()), [])
        window.kill()

    def test_3_a_pause_stands_on_the_screen_and_goes_by_itself(self):
        window = self.sit_down("0003")
        self.answer(window, 1)
        self.room.must("pause", "--candidate", "0003", "--reason", "Mất điện")
        window.says("station.headline", "Bài thi đang tạm dừng")
        window.says("station.advice", "Mất điện", "tự tiếp tục")
        stands = window.by_id("station.time").get_name()
        time.sleep(2)
        self.assertEqual(window.by_id("station.time").get_name(), stands)
        self.room.must("resume", "--candidate", "0003")
        window.wait_focus("station.q1.")
        window.says("station.q1.state", "● Đã lưu tại phòng thi")
        window.kill()

    def test_4_signs_reach_the_room_within_two_seconds_and_stop_nobody(self):
        window = self.sit_down("0004")
        self.answer(window, 1)
        stranger = self.x.window("Cheater")
        self.within_limit("0004", lambda: self.x.take_keyboard(stranger))
        window.says("station.note", "Cửa sổ khác đã chiếm bàn phím")
        self.within_limit("0004", lambda: self.x.fill_clipboard(stranger))
        self.x.destroy(stranger)
        self.within_limit("0004", self.x.add_monitor)
        self.within_limit("0004", self.x.remove_monitor)
        for name in ("scrot", "x11vnc"):
            program = self.folder / name
            shutil.copy("/usr/bin/sleep", program)
            running = []
            self.within_limit("0004", lambda: running.append(subprocess.Popen([program, "60"])))
            running[0].kill()
            running[0].wait()
        self.within_limit("0004", lambda: window.press("station.help"))
        self.assertEqual(self.room.lines()["0004"]["state"], "running")
        self.room.must("stop", "--candidate", "0004", "--reason", "Hết buổi thử")
        window.says("station.headline", "Giám thị đã đình chỉ")
        window.says("station.fact-0", "Hết buổi thử")

    def test_5_the_sealed_room_tells_every_sign(self):
        for candidate in ("0002", "0003"):
            self.room.must("stop", "--candidate", candidate, "--reason", "Hết buổi thử")
        bundle = self.folder / "room.bundle"
        self.room.must("seal", "--output", bundle, "--by", "Phạm Giám Sát")
        shutil.copy(bundle, self.exam.data / "room.bundle")
        done = run("exam", "verify", self.exam.data / "room.bundle", data=self.exam.data, json_too=True)
        self.assertTrue(done.json["valid"], done)
        self.exam.must("exam", "print", self.exam.data / "room.bundle", "--form", "minutes", "--output", self.folder / "bb.pdf")
        said = words(pdf_text(self.folder / "bb.pdf"))
        # Single words: a narrow column breaks the sentences, and the text of the page goes across columns.
        for sign in ("(cheater),", "CLIPBOARD:", "SPY-1", "(scrot,", "(x11vnc,", "hỗ trợ"):
            self.assertIn(sign, said)


class LookTest(StationCase):
    candidates = 1

    def test_the_window_stays_awake_and_every_control_has_a_name(self):
        window = self.station(1)
        window.says("station.headline", "Máy số")
        self.check_names(window)
        pin = self.admit("0001")["pin"]
        window.wait_focus("station.pin")
        self.check_names(window)
        self.x.type("000000")
        self.x.key("Return")
        window.says("station.problem", "không đúng")
        self.x.key("a", "Control_L")
        self.sign_in(window, pin)
        self.check_names(window)
        self.x.key("F4")  # all questions below each other
        window.by_id("station.q6.state")
        self.check_names(window)
        for key in ("F7", "F7", "F8"):
            self.x.key(key)
        window.wait_focus("station.q")
        self.x.key("F3")
        window.by_id("station.tile-6")
        self.check_names(window)
        self.assertIsNone(window.process.poll())

    def check_names(self, window):
        asked = {"push button", "text", "combo box", "check box", "radio button", "toggle button"}
        nameless = [node.get_accessible_id() or node.get_role_name() for node in window._nodes()
                    if node.get_role_name() in asked and window.shows(node) and not node.get_name()]
        self.assertEqual(nameless, [])


class AmongOthersTest(StationCase):
    candidates = 3

    def test_one_real_station_among_simulated_ones(self):
        window = self.station(3)
        window.says("station.headline", "Máy số 3")
        pins = {candidate: self.admit(candidate) for candidate in ("0001", "0002", "0003")}
        others = subprocess.Popen(self.room.simulate(2, "--every", 100), stdout=subprocess.PIPE, text=True, env=environment())
        self.sign_in(window, pins["0003"]["pin"])
        for slot in range(1, 7):
            self.answer(window, slot)
            self.x.key("Next")
        report = json.loads(others.communicate(timeout=PATIENCE)[0])
        self.assertEqual((report["failed"], report["waiting"]), (0, 0), report)
        window.press("station.overview")
        for _ in range(2):
            window.press("station.hand-in")
            time.sleep(0.5)
        window.says("station.headline", "Bạn đã nộp bài")
        bundle = self.exam.data / "room.bundle"
        self.room.must("seal", "--output", bundle, "--by", "Phạm Giám Sát")
        self.assertTrue(run("exam", "verify", bundle, data=self.exam.data, json_too=True).json["valid"])
        candidate, answers, told = journal_of(self.folder / "may-3")
        kept = {a["sequence"]: (a["slot"], a["response"]) for a in
                run("exam", "answers", bundle, "--candidate", candidate, data=self.exam.data, json_too=True).json}
        self.assertEqual(kept, {s: answers[s] for s, word in told.items() if word in ("stored", "again")})
        for number in (1, 2):
            self.assertTrue(journal(self.exam.data, number)[2])


class StandbyTest(StationCase):
    candidates = 2

    def follow(self):
        """A standby on a second computer's folder, which takes the room over a second after it fell silent."""
        listen = f"127.0.0.1:{free_port()}"
        standby = subprocess.Popen(
            [BIN / "canboctl", "room", "follow", self.exam.package, "--key", self.exam.data / "exams/thi-thu/exam.key", "--server",
             self.room.url, "--code", self.room.code, "--listen", listen, "--take-over-after", "1", "--by", "Võ Coi Thi", "--data",
             self.folder / "second", "--json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment())
        self.addCleanup(standby.stdout.close)
        self.addCleanup(standby.wait, PATIENCE)
        self.addCleanup(standby.terminate)
        json.loads(standby.stdout.readline())
        return standby, listen

    def lines_of_second(self):
        done = run("room", "status", data=self.folder / "second", json_too=True)
        return {line["candidate"]: line for line in done.json["lines"]}

    def test_the_station_goes_on_at_the_standby_and_finds_it_again_after_a_power_cut(self):
        standby, listen = self.follow()
        window = self.sit_down("0001")
        self.answer(window, 1)
        self.x.key("Next")
        deadline = self.room.lines()["0001"]["deadline"]
        self.addCleanup(lambda: self.room.process or self.room.start())
        self.room.kill()
        begin = time.monotonic()
        self.give(window, 2)
        json.loads(standby.stdout.readline())  # it holds the room
        window.says("station.q2.state", "● Đã lưu tại phòng thi")
        print(f"real station: saved at the standby {time.monotonic() - begin:.2f} s after the room was killed", flush=True)
        self.assertLess(time.monotonic() - begin, 10)
        self.assertEqual(self.lines_of_second()["0001"]["deadline"], deadline)
        window.kill()
        begin = time.monotonic()
        window = self.station(1)  # named the first machine, as a kiosk does
        window.wait_focus("station.q2.")
        self.assertLess(time.monotonic() - begin, 5)
        self.x.key("Next")
        self.answer(window, 3)
        self.room.start()  # the first machine is back and knows nothing: it is not believed
        time.sleep(2)
        self.x.key("Next")
        self.answer(window, 4)
        line = self.lines_of_second()["0001"]
        self.assertEqual((line["state"], line["answered"], line["deadline"]), ("running", 4, deadline))
        self.room.kill()
        self.x.key("F3")
        window.says("station.summary", "4/6")
        for _ in range(2):
            window.press("station.hand-in")
            time.sleep(0.5)
        window.says("station.headline", "Bạn đã nộp bài")
        bundle = self.folder / "room.bundle"
        done = run("room", "seal", "--output", bundle, "--by", "Võ Coi Thi", data=self.folder / "second", json_too=True)
        self.assertEqual(done.code, 0, done)
        key = ["--key", self.exam.data / "exams/thi-thu/exam.key", "--packer", self.exam.data / "exams/thi-thu/packer.pub"]
        self.assertTrue(run("exam", "verify", bundle, *key, data=self.folder / "elsewhere", json_too=True).json["valid"])
        kept = {a["sequence"]: (a["slot"], a["response"]) for a in run("exam", "answers", bundle, *key, json_too=True).json}
        _, answers, told = journal_of(self.folder / "may-1")
        self.assertEqual(kept, {s: answers[s] for s, word in told.items() if word in ("stored", "again")})


class PowerCutsTest(StationCase):
    candidates = 1
    cuts = 10

    def test_ten_power_cuts_lose_and_double_no_answer(self):
        chance = random.Random(6)
        window = self.sit_down("0001")
        shown = {}  # slot -> that the screen has said "saved" since it was last answered
        for _ in range(self.cuts):
            slot = chance.randint(1, 6)
            for _ in range(6):
                self.x.key("Prior")
            for _ in range(slot - 1):
                self.x.key("Next")
            self.give(window, slot, str(chance.randint(1, 2)), str(chance.randint(1, 9)))
            time.sleep(chance.random())  # before the disk, before the room, after it
            state = window.look(lambda node: node.get_accessible_id() == f"station.q{slot}.state")
            shown[slot] = state is not None and "Đã lưu tại phòng thi" in state.get_name()
            window.kill()
            begin = time.monotonic()
            window = StationWindow(self.screen, self.folder / "may-1")
            self.addCleanup(window.kill)
            window.wait_focus("station.q")
            self.assertLess(time.monotonic() - begin, 5)
        window.says("station.summary", "Đã trả lời")
        window.press("station.overview")
        window.by_id("station.tile-1")
        for slot, saved in shown.items():
            if saved:
                self.assertIn("đã trả lời", window.by_id(f"station.tile-{slot}").get_name())
        for _ in range(2):
            window.press("station.hand-in")
            time.sleep(0.5)
        window.says("station.headline", "Bạn đã nộp bài")
        bundle = self.exam.data / "room.bundle"
        self.room.must("seal", "--output", bundle, "--by", "Phạm Giám Sát")
        candidate, answers, told = journal_of(self.folder / "may-1")
        self.assertEqual(set(told), set(answers))  # the room spoke of every answer that the disk had
        kept = [(a["sequence"], a["slot"], a["response"]) for a in
                run("exam", "answers", bundle, "--candidate", candidate, data=self.exam.data, json_too=True).json]
        self.assertEqual(sorted(kept), sorted((s, *answers[s]) for s, word in told.items() if word in ("stored", "again")))
        self.assertEqual(len(kept), len({sequence for sequence, *_ in kept}))


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def seconds_of(time_text):
    """"Thời gian còn lại: 19:58" -> 1198"""
    out = 0
    for part in time_text.split()[-1].split(":"):
        out = 60 * out + int(part)
    return out


def journal_of(folder):
    """As exam_fixture.journal(), of a real station's folder."""
    there = pathlib.Path(folder) / "as-simulated"
    (there / "stations").mkdir(parents=True, exist_ok=True)
    shutil.copytree(folder, there / "stations" / "1", ignore=shutil.ignore_patterns("as-simulated"), dirs_exist_ok=True)
    return journal(there, 1)


if __name__ == "__main__":
    unittest.main()
