"""Pictures of every state of canbo-station, light, in high contrast and in large type, to be looked at by a person.

    python3 tests/e2e/station_screenshots.py [--output build/screenshots] [--only WORD]

The real program under Xvfb at a real room; nothing of the machine's desktop is touched. Needs a build (build/release, or
$CANBO_BIN), Debian's python3 and imagemagick.
"""
import argparse
import datetime
import json
import pathlib
import shutil
import tempfile
import time

from exam_fixture import GUARDS, Exam, Room
from exam_station_test import every_type
from screen import Screen
from screenshots import picture
from station_window import StationWindow
from x_client import XClient

ROOT = pathlib.Path(__file__).resolve().parents[2]
LOOKS = {"light": {"size": 0, "contrast": False}, "contrast": {"size": 0, "contrast": True},
         "large": {"size": 3, "contrast": False}}


class Shots:
    def __init__(self, screen, output, work, look, only):
        self.screen, self.output, self.work, self.look, self.only = screen, output, work, look, only
        self.x = XClient()
        self.windows, self.rooms = [], []

    def shot(self, name, wait=0.9):
        time.sleep(wait)
        if self.only in f"{self.look}-{name}":
            picture(self.output / f"station-{self.look}-{name}.png")

    def window(self, folder, *arguments):
        folder = self.work / folder
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "station.json").exists():
            (folder / "station.json").write_text(json.dumps(LOOKS[self.look]))
        made = StationWindow(self.screen, folder, *arguments)
        self.windows.append(made)
        return made

    def room(self, name, **more):
        exam = Exam(self.work / name, every_type(self.work / name, **more), candidates=4)
        exam.join()
        room = Room(exam)
        room.start()
        self.rooms.append(room)
        return room

    def close(self):
        for window in self.windows:
            window.kill()
        for room in self.rooms:
            room.stop()
        self.x.close()

    def sit_down(self, room, candidate):
        seat = int(candidate)
        window = self.window(f"{room.exam.folder.name}-{seat}", "--server", room.url, "--code", room.code, "--seat", seat)
        window.says("station.headline", "Máy số")
        pin = room.admit(candidate, "--seat", str(seat), "--manual", "Thẻ hỏng", *GUARDS).json["pin"]
        window.wait_focus("station.pin")
        return window, pin

    def sign_in(self, pin):
        self.x.type(pin)
        self.x.key("Return")

    def before(self):
        window = self.window("connect")
        window.by_id("station.server")
        self.shot("connect")
        window.type("station.server", "https://127.0.0.1:9")
        window.type("station.code", "AAAA-BBBB-CCCC-DDDD-EEEE")
        window.press("station.connect")
        self.shot("connect-unreachable", 2)
        window.kill()
        later = self.room("spaeter")
        definition = json.loads((later.exam.folder / "exam.json").read_text())
        later.stop()
        begin = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=12)
        definition["window"] = {"from": begin.isoformat(), "to": (begin + datetime.timedelta(hours=2)).isoformat()}
        exam = Exam(self.work / "doi", definition, candidates=2)
        exam.join()
        room = Room(exam)
        room.start()
        self.rooms.append(room)
        window = self.window("doi-vacant", "--server", room.url, "--code", room.code, "--seat", 5)
        window.says("station.headline", "Máy số")
        self.shot("vacant")
        window.kill()
        window, pin = self.sit_down(room, "0001")
        self.shot("confirm")
        self.sign_in("000000")
        self.shot("confirm-wrong")
        self.x.key("a", "Control_L")
        self.sign_in(pin)
        window.says("station.headline", "Bạn đã đăng nhập")
        self.x.key("2")
        window.press("station.practice.option-1")
        self.shot("ready")
        window.kill()
        room.stop()

    def during(self):
        room = self.room("thi")
        window, pin = self.sit_down(room, "0001")
        self.sign_in(pin)
        for slot in range(1, 7):
            focus = window.wait_focus(f"station.q{slot}.")
            if ".answer" in focus:
                self.x.type("12")
            elif ".match-" not in focus:
                self.x.key("1")
            self.shot(f"question-{slot}", 1.5)
            if slot == 2:
                self.x.key("F2")
                self.shot("flagged")
            self.x.key("Next")
        self.x.key("F4")
        window.by_id("station.q6.state")
        self.shot("list", 1.5)
        self.x.key("F4")
        self.x.key("F3")
        self.shot("overview")
        self.x.key("Return", "Control_L")
        self.shot("overview-confirm")
        self.x.key("Escape")
        room.must("pause", "--candidate", "0001", "--reason", "Mất điện cả tòa nhà")
        window.says("station.headline", "tạm dừng")
        self.shot("paused")
        room.must("resume", "--candidate", "0001")
        window.wait_focus("station.q")
        stranger = self.x.window("Spy")
        self.x.take_keyboard(stranger)
        window.says("station.note", "bàn phím")
        self.x.destroy(stranger)
        self.shot("sign")
        room.kill()
        window.says("station.line", "Mất liên lạc")
        window.press("station.before")
        time.sleep(0.5)
        self.x.key("2")
        self.shot("cut", 3)
        room.start()
        time.sleep(3)
        window.press("station.overview")
        for _ in range(2):
            window.press("station.hand-in")
            time.sleep(0.6)
        window.says("station.headline", "Bạn đã nộp bài")
        self.shot("submitted", 2)
        window.kill()
        window, pin = self.sit_down(room, "0002")
        self.sign_in(pin)
        window.wait_focus("station.q")
        room.must("stop", "--candidate", "0002", "--reason", "Sử dụng tài liệu trong phòng thi")
        window.says("station.headline", "đình chỉ")
        self.shot("stopped", 2)
        window.kill()
        room.stop()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / "build" / "screenshots")
    parser.add_argument("--only", default="")
    parser.add_argument("--look", choices=LOOKS)
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    work = pathlib.Path(tempfile.mkdtemp(prefix="canbo-station-"))
    screen = Screen()
    try:
        for look in [arguments.look] if arguments.look else LOOKS:
            shots = Shots(screen, arguments.output, work / look, look, arguments.only)
            (work / look).mkdir()
            try:
                shots.before()
                shots.during()
            finally:
                shots.close()
    finally:
        screen.close()
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
