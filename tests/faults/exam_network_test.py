"""An exam's room behind a bad network: requests that come late, twice, seconds after newer ones, in part or never.

CANBO_EXAM_STATIONS (20) and CANBO_EXAM_QUESTIONS (30) make it longer.
"""
import json
import os
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from canbo import BIN, FolderCase, environment, run  # noqa: E402
from exam_checks import Kept  # noqa: E402
from exam_fixture import GUARDS, Exam, Room, definition, roster  # noqa: E402
from fault_proxy import FaultProxy  # noqa: E402

STATIONS = int(os.environ.get("CANBO_EXAM_STATIONS", "20"))
QUESTIONS = int(os.environ.get("CANBO_EXAM_QUESTIONS", "30"))


class NetworkCase(FolderCase):
    def hold(self, name, stations, http, *more, share=0.3):
        """A whole exam behind a proxy. @returns (report of the stations, what is kept, the proxy, the exam)"""
        exam = Exam(self.folder / name, definition(seats=stations, minutes=60, questions=QUESTIONS), candidates=stations)
        exam.join()
        room = Room(exam, plain=http)
        room.start()
        proxy = FaultProxy(room.listen, seed=6, http=http, share=share)
        try:
            for number in range(1, stations + 1):
                self.assertEqual(room.admit(f"{number:04}").code, 0)
            command = room.simulate(stations, "--every", 200, "--patience", 60, *more)
            command[command.index("--server") + 1] = ("http://" if http else "https://") + proxy.address
            done = subprocess.run(command, capture_output=True, text=True, timeout=280, env=environment())
            report = json.loads(done.stdout)
            bundle = self.folder / (name + ".bundle")
            room.must("seal", "--output", bundle, "--by", "Phạm Giám Sát")
        finally:
            proxy.stop()
            room.stop()
        self.assertEqual((report["failed"], report["waiting"]), (0, 0), report)
        verified = run("exam", "verify", bundle, data=exam.data, json_too=True)
        self.assertEqual((verified.code, verified.json["valid"]), (0, True), verified)
        kept = run("exam", "answers", bundle, data=exam.data, json_too=True).json
        return report, kept, proxy, exam

    def check(self, name, kept, proxy, exam, stations):
        found = Kept(kept, exam.data, stations)
        (lost, acknowledged), doubled, older = found.lost(), found.doubled(), found.older_wins()
        faults = sum(count for kind, count in proxy.met.items() if kind != "pass")
        print(f"{name}: {stations} stations, {faults} faults in {sum(proxy.met.values())} exchanges {dict(proxy.met)}: {acknowledged} "
              f"answers acknowledged, {len(lost)} lost, {len(doubled)} doubled, {len(older)} older ones won", flush=True)
        self.assertEqual((lost, doubled, older), ([], [], []))
        self.assertGreater(faults, stations)
        self.assertGreaterEqual(acknowledged, stations * QUESTIONS)


class ExamNetworkTest(NetworkCase):
    def test_no_answer_is_lost_or_doubled_and_no_older_one_wins_over_a_bad_network(self):
        report, kept, proxy, exam = self.hold("http", STATIONS, True)
        self.check("requests", kept, proxy, exam, STATIONS)
        self.assertTrue(all(proxy.met[kind] > 0 for kind in ("twice", "replay", "lose-answer", "lose-request", "truncate")), proxy.met)
        self.assertLessEqual(max(s["deadline_change_ms"] for s in report["stations"]), 1000)

    def test_the_same_where_the_network_is_encrypted(self):
        _, kept, proxy, exam = self.hold("tls", 4, False, share=0.05)
        self.check("octets", kept, proxy, exam, 4)

    def test_stations_with_clocks_wrong_by_hours_change_neither_time_nor_order(self):
        report, kept, proxy, exam = self.hold("clocks", 4, True, "--clock-off", "-31", share=0.05)
        by_candidate = {}
        for answer in kept:
            by_candidate.setdefault(answer["candidate"], []).append(answer)
        for answers in by_candidate.values():
            times = [a["time"] for a in sorted(answers, key=lambda a: a["position"])]
            self.assertEqual(times, sorted(times))
            self.assertTrue(all(a["station_time"][:10] < a["time"][:10] for a in answers), answers[0])
        self.assertEqual(Kept(kept, exam.data, 4).older_wins(), [])
        self.assertLessEqual(max(s["deadline_change_ms"] for s in report["stations"]), 1000)
        self.assertTrue(all(s["state"] == "submitted" for s in report["stations"]), report)


class SameCandidateTest(FolderCase):
    """Each case of somebody who wants in a second time, in any way, is refused with the reason."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.exam = Exam(cls.folder / "thi", definition(seats=4, rooms=2))
        (cls.exam.folder / "ds.csv").write_text(roster(4, room=""), encoding="utf-8")
        cls.exam.must("exam", "roster", "import", cls.exam.folder / "ds.csv")
        cls.exam.must("exam", "pack", "--output", cls.exam.package, "--new-key")
        cls.rooms = {name: Room(cls.exam, name) for name in ("p01", "p02")}
        for room in cls.rooms.values():
            room.start()
            cls.addClassCleanup(room.stop)

    def admit(self, candidate, room):
        return self.rooms[room].admit(candidate, "--room", room, "--manual", "Mất thẻ", *GUARDS)

    def test_twice_in_one_room(self):
        self.assertEqual(self.admit("0001", "p01").code, 0)
        for _ in range(5):
            self.assert_refused(self.admit("0001", "p01"), "conflict", "This candidate was admitted before")

    def test_in_two_rooms(self):
        self.assertEqual(self.admit("0002", "p01").code, 0)
        for _ in range(5):
            self.assert_refused(self.admit("0002", "p02"), "conflict", "This candidate was admitted before", "p01")

    def test_in_two_rooms_at_the_same_moment_one_gets_in(self):
        commands = [[BIN / "canboctl", "room", "admit", "--candidate", "0003", "--room", room, "--manual", "Mất thẻ", *GUARDS, "--data",
                     self.exam.data, "--json"] for room in ("p01", "p02")]
        started = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment()) for command in commands]
        self.assertEqual(sorted(one.wait(timeout=60) for one in started), [0, 1])

    def test_after_withdrawal(self):
        self.assertEqual(self.admit("0004", "p01").code, 0)
        self.rooms["p01"].must("withdraw", "--room", "p01", "--candidate", "0004", "--reason", "Xin thôi", "--by", "Phạm Giám Sát")
        for room in ("p01", "p02"):
            for _ in range(5):
                self.assert_refused(self.admit("0004", room), "conflict", "This candidate was admitted before")


if __name__ == "__main__":
    unittest.main()
