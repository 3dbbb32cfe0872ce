"""An exam's room and its stations killed with SIGKILL at random: what was acknowledged is there once and for ever.

Every third kill is of both: the stations are started again while the room is dead, and go on with what they keep.

CANBO_EXAM_KILLS (10) and CANBO_EXAM_STATIONS (20) make it longer: 200 and 50 are the issue's figures.
"""
import datetime
import json
import os
import pathlib
import random
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from canbo import FolderCase, check_database, environment, run  # noqa: E402
from exam_checks import Kept  # noqa: E402
from exam_fixture import Exam, Room, definition, journal  # noqa: E402

KILLS = int(os.environ.get("CANBO_EXAM_KILLS", "10"))
STATIONS = int(os.environ.get("CANBO_EXAM_STATIONS", "20"))
EVERY = max(400, 15 * KILLS)  # ms between two answers of a station: its paper lasts to the last kill
RESUME = 5  # seconds
PATIENCE = 120


class ExamKillTest(FolderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        questions = 30 + 3 * KILLS  # so that they still work at the last kill
        cls.exam = Exam(cls.folder / "thi", definition(seats=STATIONS, minutes=120, questions=min(questions, 200)), candidates=STATIONS)
        cls.exam.join()
        cls.room = Room(cls.exam, plain=True)
        cls.room.start()
        cls.addClassCleanup(lambda: cls.room.stop())
        for number in range(1, STATIONS + 1):
            status, answer = cls.room.ask("POST", "admissions", {"candidate": f"{number:04}", "how": "by-hand", "reason": "Thẻ hỏng",
                                                                "by": ["Phạm Giám Sát", "Võ Coi Thi"]})
            assert status == 201, answer
        cls.chance, cls.resumed, cls.drift, cls.alone, cls.at_work = random.Random(6), [], [], [], []
        cls.simulation = None
        try:
            cls.start_stations()
            for number in range(1, KILLS + 1):
                time.sleep(cls.chance.uniform(0.5, 2.5))
                if number % 3 == 0 or number == KILLS:  # the last report tells of stations that began alone
                    cls.kill_both()
                else:
                    cls.kill_room() if cls.chance.random() < 0.6 else cls.kill_stations()
            out, _ = cls.simulation.communicate(timeout=900)
        finally:
            if cls.simulation and cls.simulation.poll() is None:
                cls.simulation.kill()
                cls.simulation.wait()
        cls.report = json.loads(out)
        cls.bundle = cls.folder / "room.bundle"
        cls.sealed = cls.room.run("seal", "--output", cls.bundle, "--by", "Phạm Giám Sát")
        cls.kept = run("exam", "answers", cls.bundle, data=cls.exam.data, json_too=True).json

    @classmethod
    def start_stations(cls):
        cls.simulation = subprocess.Popen(cls.room.simulate(STATIONS, "--every", EVERY, "--patience", PATIENCE),
                                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment())

    @classmethod
    def deadlines(cls):
        status, board = cls.room.ask("GET", "board")
        assert status == 200, board
        return {line["candidate"]: datetime.datetime.fromisoformat(line["deadline"].replace("Z", "+00:00"))
                for line in board["lines"] if line["deadline"]}

    @classmethod
    def kill_room(cls):
        before = cls.deadlines()
        cls.room.kill()
        begin = time.monotonic()
        cls.room.start()
        after = cls.deadlines()
        cls.resumed.append(time.monotonic() - begin)
        cls.drift += [abs((after[n] - before[n]).total_seconds()) for n in before]

    @classmethod
    def kill_stations(cls):
        cls.simulation.kill()
        cls.simulation.wait()
        cls.simulation.stdout.close()
        cls.start_stations()

    @classmethod
    def kill_both(cls):
        cls.started_before = [line["candidate"] for line in cls.room.ask("GET", "board")[1]["lines"]
                              if line["deadline"] and line["state"] in ("running", "disconnected")]
        cls.room.kill()
        cls.simulation.kill()
        cls.simulation.wait()
        cls.simulation.stdout.close()
        before = {n: journal(cls.exam.data, n) for n in range(1, STATIONS + 1)}
        begin = time.monotonic()
        cls.start_stations()
        under_way = [n for n, (candidate, _, _) in before.items() if candidate in cls.started_before]
        cls.at_work.append(len(under_way))
        while under_way:
            under_way = [n for n in under_way if len(journal(cls.exam.data, n)[1]) == len(before[n][1])]
            if time.monotonic() - begin > 2 * RESUME:
                break
            time.sleep(0.02)
        cls.alone.append((time.monotonic() - begin, len(under_way)))
        cls.room.start()

    def test_1_every_station_got_to_the_end(self):
        self.assertEqual((self.report["failed"], self.report["waiting"]), (0, 0), self.report)
        self.assertEqual(self.sealed.code, 0, self.sealed)

    def test_2_no_acknowledged_answer_is_lost_and_none_doubled(self):
        kept = Kept(self.kept, self.exam.data, STATIONS)
        (lost, acknowledged), doubled = kept.lost(), kept.doubled()
        print(f"{STATIONS} stations, {KILLS} kills: {acknowledged} answers acknowledged, {len(self.kept)} stored, {len(lost)} lost, "
              f"{len(doubled)} doubled; resume at most {max(self.resumed, default=0):.2f} s; remaining time wrong by at most "
              f"{max(self.drift, default=0):.3f} s", flush=True)
        self.assertEqual((lost, doubled), ([], []))
        self.assertGreater(acknowledged, STATIONS * 20)

    def test_3_the_room_was_back_within_seconds_and_the_time_was_right(self):
        self.assertLess(max(self.resumed, default=0), RESUME)
        self.assertLessEqual(max(self.drift, default=0), 1)
        self.assertLessEqual(max(s["deadline_change_ms"] for s in self.report["stations"]), 1000)

    def test_3_stations_started_again_while_the_room_was_dead_went_on_at_once(self):
        began = [s for s in self.report["stations"] if s["from_disk"]]
        wrong = max((s["time_wrong_ms"] for s in began), default=0)
        print(f"{len(self.alone)} times all stations were started without a room, at least {min(self.at_work)} of them at work: each "
              f"answered again after at most {max(seconds for seconds, _ in self.alone):.2f} s; the last time {len(began)} stations gave "
              f"{sum(s['alone'] for s in began)} answers alone, their time wrong by at most {wrong} ms", flush=True)
        self.assertEqual([silent for _, silent in self.alone], [0] * len(self.alone))
        self.assertLess(max(seconds for seconds, _ in self.alone), RESUME)
        self.assertGreater(sum(s["alone"] for s in began), 0)
        self.assertLessEqual(wrong, 1000)

    def test_3_the_papers_lie_sealed_and_are_gone_afterwards(self):
        left = [path for path in (self.exam.data / "stations").glob("*/safe/*")]
        self.assertEqual(left, [])

    def test_4_no_older_answer_won(self):
        self.assertEqual(Kept(self.kept, self.exam.data, STATIONS).older_wins(), [])

    def test_5_the_bundle_is_valid_and_the_database_whole(self):
        done = run("exam", "verify", self.bundle, data=self.exam.data, json_too=True)
        self.assertEqual((done.code, done.json), (0, {"valid": True, "findings": []}), done)
        self.room.stop()
        check_database(self.exam.data / "exams" / "thi-thu" / "room.db")


if __name__ == "__main__":
    unittest.main()
