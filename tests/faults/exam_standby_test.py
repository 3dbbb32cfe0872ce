"""A room's standby on a second computer: it has what was promised, and when the first is killed it goes on with the stations."""
import json
import pathlib
import socket
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from canbo import BIN, PATIENCE, FolderCase, check_database, environment, run  # noqa: E402
from exam_checks import Kept  # noqa: E402
from exam_fixture import Exam, Room, definition  # noqa: E402

STATIONS = 5


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


class StandbyTest(FolderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.exam = Exam(cls.folder / "thi", definition(seats=STATIONS, minutes=60, questions=60), candidates=STATIONS)
        cls.exam.join()
        cls.room = Room(cls.exam)
        cls.room.start()
        cls.addClassCleanup(lambda: cls.room.stop())
        for number in range(1, STATIONS + 1):
            assert cls.room.admit(f"{number:04}").code == 0
        cls.second, cls.listen = cls.folder / "second", f"127.0.0.1:{free_port()}"
        cls.standby = subprocess.Popen(
            [BIN / "canboctl", "room", "follow", cls.exam.package, "--key", cls.exam.data / "exams/thi-thu/exam.key", "--server",
             cls.room.url, "--code", cls.room.code, "--listen", cls.listen, "--take-over-after", "1", "--by", "Võ Coi Thi", "--data",
             cls.second, "--json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env=environment("2020-01-01T00:00:00+07:00"))  # its own clock is wrong by years: the room's goes on
        cls.addClassCleanup(cls.end_standby)
        cls.told = json.loads(cls.standby.stdout.readline())

    @classmethod
    def end_standby(cls):
        if cls.standby.poll() is None:
            cls.standby.terminate()
            cls.standby.wait(timeout=PATIENCE)
        cls.standby.stdout.close()

    def room_of_second(self, *arguments):
        done = run("room", *arguments, data=self.second, json_too=True)
        self.assertEqual(done.code, 0, done)
        return done.json if done.out else None

    def test_1_only_with_the_exams_key_is_a_room_followed(self):
        other = Exam(self.folder / "khac")
        other.join()
        done = run("room", "follow", other.package, "--key", other.data / "exams/thi-thu/exam.key", "--server", self.room.url, "--code",
                   self.room.code, "--once", data=self.folder / "third")
        self.assert_refused(done, "unauthenticated", "Only a standby with the exam's key follows a room")

    def test_2_stations_go_on_at_the_standby_when_the_room_is_killed(self):
        self.assertGreater(self.told["records"], STATIONS)
        stations = subprocess.Popen(self.room.simulate(STATIONS, "--every", 150, "--patience", 40), stdout=subprocess.PIPE, text=True,
                                    env=environment())
        until = time.monotonic() + 40
        while min(line["answered"] for line in self.room.lines().values()) < 8:
            self.assertLess(time.monotonic(), until, self.room.lines())
            time.sleep(0.2)
        before = {n: line["deadline"] for n, line in self.room.lines().items()}
        self.room.kill()
        killed = time.monotonic()
        told = json.loads(self.standby.stdout.readline())  # it holds the room
        taken = time.monotonic() - killed
        self.assertEqual((told["code"], told["url"]), (self.room.code, "https://" + self.listen))
        board = {line["candidate"]: line for line in self.room_of_second("status")["lines"]}
        self.assertEqual({n: line["deadline"] for n, line in board.items()}, before)
        out, _ = stations.communicate(timeout=120)
        report = json.loads(out)
        self.assertEqual((report["failed"], report["waiting"]), (0, 0), report)
        away = max(s["longest_away_ms"] for s in report["stations"])
        print(f"standby: the room was taken over {taken:.2f} s after the kill, stations were without a room for at most {away} ms",
              flush=True)
        self.assertLess(taken, 5)
        self.assertLessEqual(max(s["deadline_change_ms"] for s in report["stations"]), 1000)

    def test_3_nothing_that_was_acknowledged_is_lost(self):
        bundle = self.folder / "room.bundle"
        self.room_of_second("seal", "--output", bundle, "--by", "Võ Coi Thi")
        key = ["--key", self.exam.data / "exams/thi-thu/exam.key", "--packer", self.exam.data / "exams/thi-thu/packer.pub"]
        verified = run("exam", "verify", bundle, *key, data=self.folder / "elsewhere", json_too=True)
        self.assertEqual((verified.code, verified.json), (0, {"valid": True, "findings": []}), verified)
        kept = Kept(run("exam", "answers", bundle, *key, json_too=True).json, self.exam.data, STATIONS)
        lost, acknowledged = kept.lost()
        print(f"standby: {acknowledged} answers acknowledged by either machine, {len(lost)} lost, {len(kept.doubled())} doubled", flush=True)
        self.assertEqual((lost, kept.doubled(), kept.older_wins()), ([], [], []))
        incidents = run("exam", "incidents", bundle, *key, json_too=True).json["incidents"]
        self.assertIn("Máy dự phòng tiếp quản phòng thi", [one["what"] for one in incidents])
        check_database(self.second / "exams/thi-thu/room.db")

    def test_4_the_first_machine_is_not_believed_any_more(self):
        self.room.start()  # it knows nothing of what happened
        moved = subprocess.run([BIN / "canboctl", "station", "simulate", "--server", f"https://{self.listen},{self.room.url}", "--code",
                                self.room.code, "--count", "1", "--patience", "3", "--data", self.exam.data, "--json"],
                               capture_output=True, text=True, timeout=60, env=environment())
        self.assertEqual(json.loads(moved.stdout)["stations"][0]["state"], "sealed")


if __name__ == "__main__":
    unittest.main()
