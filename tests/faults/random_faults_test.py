"""Reports on their way from desks to the office while all that can fail does, in no order: the office and the desks'
pumps killed, the power cut, the disk full or failing, connections cut at every class of byte, the clock moved.
What the office gave a receipt for is there once and for ever.

$CANBO_FAULTS and $CANBO_FAULT_REPORTS: how many (50 and 3,000; run.sh --full: 1,000 and 100,000).
"""
import collections
import contextlib
import datetime
import itertools
import json
import mmap
import os
import pathlib
import random
import signal
import sqlite3
import struct
import subprocess
import sys
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from canbo import BIN, Office, OfficeCase, check_database, environment, run  # noqa: E402
from cut_proxy import CUTS, CutProxy  # noqa: E402

FAULTS = int(os.environ.get("CANBO_FAULTS", "50"))
REPORTS = int(os.environ.get("CANBO_FAULT_REPORTS", "3000"))
DESKS_AT_ONCE = 10 if REPORTS < 20_000 else 16
REPORTS_OF_A_DESK = 100 if REPORTS < 20_000 else 250
BEGUN = time.time()
PATIENCE = 60  # seconds for an office to start, for everything to be delivered once nothing fails any more

TODAY = datetime.datetime.fromisoformat("2024-02-16T09:00:00+07:00")  # the office's; plans are registered then

# The numbers of fault_io.cpp.
DISK = {"write error": 1, "disk full": 2, "short write": 3, "sync error": 4}
DEADLY = {"torn write": 5, "killed before a sync": 6, "killed after a sync": 7, "power cut": 8}
KINDS = ["office killed", "pump killed", "clock moved", *DISK, *DEADLY, *[f"cut: {cut}" for cut in CUTS]]


class FaultyOffice(Office):
    """An office on a disk and with a clock that take orders."""

    def __init__(self, folder):
        super().__init__(folder)
        self.orders_file = pathlib.Path(f"{folder}.orders")
        self.orders_file.write_bytes(bytes(24))
        with open(self.orders_file, "r+b") as file:
            self.orders = mmap.mmap(file.fileno(), 24)
        self.move_clock(0)

    def start(self, clock=None):
        self.stop()
        self.order(0, 0, 0)
        env = environment(None, CANBO_FAULT_IO=str(self.orders_file), LD_PRELOAD=str(BIN / "fault_io.so"))
        self.process = subprocess.Popen([BIN / "canbo-office", "--data", self.folder, "--listen", self.address],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=env)
        for line in self.process.stderr:
            if line.startswith("listening on "):
                self.address = line.split("//")[1].strip()
                threading.Thread(target=self.process.stderr.read, daemon=True).start()
                return
        raise AssertionError("the office did not start")

    def order(self, kind, after, times):
        self.orders[4:16] = struct.pack("<iii", after, times, 0)
        self.orders[0:4] = struct.pack("<i", kind)

    @property
    def pending(self):
        return struct.unpack("<i", self.orders[0:4])[0] != 0

    def move_clock(self, seconds):
        """So far from TODAY."""
        shift = TODAY.timestamp() - BEGUN + seconds
        self.orders[16:24] = struct.pack("<q", int(shift * 1000))

    @property
    def alive(self):
        return self.process is not None and self.process.poll() is None


class Desks(threading.Thread):
    """Desks one after the other, each a process that is started again until all it holds is delivered."""

    def __init__(self, case, folders):
        super().__init__(daemon=True)
        self.case, self.folders, self.process, self.wrong = case, folders, None, []

    def run(self):
        for number in self.folders:
            if self.case.enough():
                return
            folder = self.case.folder / "desks" / f"{number:05}"
            self.case.used.append(folder)
            through_proxy = number % 3 == 0
            while not self.deliver(folder, through_proxy):
                time.sleep(0.02)

    def deliver(self, folder, through_proxy):
        address = self.case.proxy.address if through_proxy else self.case.office.address
        self.process = subprocess.Popen([BIN / "fault_desk", folder, "http://" + address, "dm.sdl",
                                         str(REPORTS_OF_A_DESK)], stderr=subprocess.PIPE, text=True)
        said = self.process.communicate()[1]
        if self.process.returncode not in (0, -signal.SIGKILL):
            self.wrong.append((folder, self.process.returncode, said))
            return True
        return self.process.returncode == 0

    def kill(self):
        process = self.process
        if process is not None and process.poll() is None:
            process.kill()
            return True
        return False


class Watcher(threading.Thread):
    """Somebody at the standing office: what it has shown once must be there for ever."""

    def __init__(self, office, ending):
        super().__init__(daemon=True)
        self.office, self.ending, self.seen, self.token = office, ending, {}, None

    def run(self):
        after = 0
        while not self.ending.is_set():
            with contextlib.suppress(OSError, AssertionError, ValueError, KeyError):
                self.token = self.token or self.office.token("vp")
                status, _, body = self.office.request("GET", f"/api/v1/changes?after={after}&limit=500", None,
                                                      self.token)
                if status == 401:
                    self.token = None
                if status == 200:
                    page = json.loads(body)
                    self.seen.update((change["sequence"], change["receipt"]["signature"]) for change in page["changes"])
                    after = page["next"]
            time.sleep(0.05)


class RandomFaultsTest(OfficeCase):
    people = {"dm.sdl": ("focal", "SDL"), "vp": ("office", "CAT")}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office.stop()
        address = cls.office.address
        cls.office = FaultyOffice(cls.office.folder)
        cls.office.address = address
        cls.addClassCleanup(cls.office.stop)
        cls.office.start()
        cls.chance, cls.met, cls.used = random.Random(395), collections.Counter(), []
        cls.faults_done = False
        cls.proxy = CutProxy(lambda: cls.office.address)
        cls.addClassCleanup(cls.proxy.stop)
        cls.ending = threading.Event()
        cls.watcher = Watcher(cls.office, cls.ending)
        cls.watcher.start()
        numbers = itertools.count()
        lock = threading.Lock()

        def folders():
            while True:
                with lock:
                    number = next(numbers)
                yield number

        cls.desks_at_work = [Desks(cls, folders()) for _ in range(DESKS_AT_ONCE)]
        for desks in cls.desks_at_work:
            desks.start()
        cls.begun = time.monotonic()
        for number in range(FAULTS):
            cls.wait_for_reports(REPORTS * (number + 1) // (FAULTS + 1))
            cls.meet(cls.next_kind(number))
        cls.faults_done = True
        cls.office.move_clock(0)
        for desks in cls.desks_at_work:
            desks.join()
        cls.ending.set()
        cls.watcher.join()
        cls.outbox = [row for folder in cls.used for row in cls.outbox_of(folder)]
        cls.feed = cls.changes()
        cls.office.stop()

    @classmethod
    def enough(cls):
        return cls.faults_done and len(cls.used) * REPORTS_OF_A_DESK >= REPORTS

    @classmethod
    def next_kind(cls, number):
        """Each kind before any comes twice, then by chance."""
        return KINDS[number] if number < len(KINDS) else cls.chance.choice(KINDS)

    @classmethod
    def meet(cls, kind):
        """Orders a fault, waits until it has been met, and sets right what stands still for ever."""
        if kind == "office killed":
            time.sleep(cls.chance.uniform(0, 0.2))
            cls.office.kill()
        elif kind == "pump killed":
            while not cls.chance.choice(cls.desks_at_work).kill():
                time.sleep(0.01)
        elif kind == "clock moved":
            cls.office.move_clock(cls.chance.randint(-14 * 86_400, 14 * 86_400))
        elif kind in DISK:
            cls.office.order(DISK[kind], cls.chance.randint(0, 30), cls.chance.choice([1, 1, 1, 20]))
        elif kind in DEADLY:
            cls.office.order(DEADLY[kind], cls.chance.randint(0, 60 if "write" in kind or "cut" in kind else 5), 1)
        else:
            cls.proxy.order(kind.removeprefix("cut: "))
            assert cls.proxy.met.wait(PATIENCE), f"no report met the cut: {kind}"
        if kind in DEADLY:
            cls.office.process.wait(timeout=PATIENCE)
        deadline = time.monotonic() + PATIENCE
        while cls.office.pending and time.monotonic() < deadline:
            time.sleep(0.01)
        assert not cls.office.pending, f"nothing met the fault: {kind}"
        if not cls.office.alive:
            cls.office.start()
        cls.met[kind.split(":")[0]] += 1

    @classmethod
    def wait_for_reports(cls, wanted):
        deadline = time.monotonic() + PATIENCE
        while len(cls.watcher.seen) < wanted and time.monotonic() < deadline:
            if cls.enough():
                return
            time.sleep(0.01)

    @staticmethod
    def outbox_of(folder):
        with contextlib.closing(sqlite3.connect(folder / "desk.db", timeout=20)) as connection:
            return connection.execute("SELECT id, canonical, digest, state, receipt FROM outbox").fetchall()

    @classmethod
    def changes(cls):
        token, found, after = cls.office.token("vp"), [], 0
        while True:
            status, _, body = cls.office.request("GET", f"/api/v1/changes?after={after}&limit=500", None, token)
            assert status == 200, body
            page = json.loads(body)
            found += page["changes"]
            after = page["next"]
            if not page["more"]:
                return found

    def test_1_every_report_was_acknowledged(self):
        self.assertEqual([wrong for desks in self.desks_at_work for wrong in desks.wrong], [])
        self.assertEqual(collections.Counter(row[3] for row in self.outbox), {"sent": len(self.outbox)})
        self.assertGreaterEqual(len(self.outbox), REPORTS)
        self.assertEqual(sum(self.met.values()), FAULTS)

    def test_2_what_was_acknowledged_is_there_once_and_whole(self):
        stored = collections.Counter(change["entry"]["id"] for change in self.feed)
        by_id = {change["entry"]["id"]: change for change in self.feed}
        lost = [row[0] for row in self.outbox if stored[row[0]] == 0]
        doubled = [identifier for identifier, count in stored.items() if count > 1]
        half = [row[0] for row in self.outbox if row[0] in by_id
                and (by_id[row[0]]["entry"] != json.loads(row[1]) or by_id[row[0]]["receipt"]["digest"] != row[2]
                     or by_id[row[0]]["receipt"] != json.loads(row[4]))]
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.met.items()))
        print(f"faults {sum(self.met.values())} ({kinds}) in {time.monotonic() - self.begun:.0f} s: {len(self.outbox)} "
              f"acknowledged, {len(self.feed)} stored, {len(lost)} lost, {len(doubled)} doubled, {len(half)} "
              f"half-visible", flush=True)
        self.assertEqual((lost, doubled, half), ([], [], []))
        self.assertEqual(set(stored), {row[0] for row in self.outbox})  # and nothing that nobody sent

    def test_3_the_sequence_has_no_gaps(self):
        self.assertEqual([change["sequence"] for change in self.feed], list(range(1, len(self.feed) + 1)))

    def test_4_nothing_that_was_shown_has_changed(self):
        there = {change["sequence"]: change["receipt"]["signature"] for change in self.feed}
        self.assertEqual({k: v for k, v in self.watcher.seen.items() if there.get(k) != v}, {})
        self.assertGreater(len(self.watcher.seen), 0)

    def test_5_the_record_is_intact_by_its_receipts(self):
        receipts = self.folder / "receipts"
        receipts.mkdir()
        for row in self.outbox:
            (receipts / f"{row[0]}.json").write_text(row[4], encoding="utf-8")
        done = run("audit", "verify", self.office.folder / "office.db", "--receipts", receipts,
                   json_too=True, timeout=600)
        self.assertEqual(done.code, 0, done)
        self.assertEqual((done.json["intact"], done.json["receipts"]), (True, len(self.outbox)))

    def test_6_the_clock_went_back_and_forth(self):
        days = [change["receipt"]["received_at"][:10] for change in self.feed]
        self.assertNotEqual(days, sorted(days))

    def test_7_every_database_is_whole(self):
        check_database(self.office.folder / "office.db")
        for folder in self.chance.sample(self.used, min(20, len(self.used))):
            check_database(folder / "desk.db")


if __name__ == "__main__":
    unittest.main()
