"""The office killed with SIGKILL under load: what it gave a receipt for is there once and for ever."""
import collections
import http.client
import json
import pathlib
import random
import sys
import threading
import time
import unittest
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from canbo import OfficeCase, check_database  # noqa: E402

KILLS = 20
WRITERS = 4
MODELS = (9, 13, 22, 39)  # in which Sở Du lịch has tasks
FIRST_ANSWER = 15  # seconds an office may take from its start until it takes an entry


def plan_entry(model, number):
    """An entry of kind "plan" as a focal point's desk would freeze it."""
    body = {"model": model, "note": f"Bản {number}", "people": ["Phòng Quản lý Du lịch"], "indicators": [],
            "milestones": [{"id": "m1", "name": "Mốc công việc", "from": None, "due": "2024-06-30",
                            "responsible": "Phòng Quản lý Du lịch"}]}
    return {"id": str(uuid.uuid4()), "kind": "plan", "agency": "SDL", "subject": f"model-{model:02}", "revision": 1,
            "body": body, "author": "dm.sdl", "time": "2024-02-16T02:00:00.000Z"}


class Writer(threading.Thread):
    """Sends one entry after the other, each again and again under its id until the office acknowledges it."""

    def __init__(self, office, token, number, ending):
        super().__init__(daemon=True)
        self.office, self.token, self.model, self.ending = office, token, MODELS[number % len(MODELS)], ending
        self.sent, self.receipts, self.retries, self.wrong = {}, {}, 0, []
        self.connection = None

    def run(self):
        while not self.ending.is_set() and not self.wrong:
            entry = plan_entry(self.model, len(self.sent))
            self.sent[entry["id"]] = json.dumps(entry).encode("utf-8")
            self.deliver(entry["id"])

    def deliver(self, identifier):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                status, receipt = self.put(identifier)
            except (OSError, http.client.HTTPException):
                self.disconnect()
                self.retries += 1
                time.sleep(0.02)
                continue
            if status in (200, 201):
                self.receipts[identifier] = receipt
            else:
                self.wrong.append((identifier, status, receipt))
            return
        self.wrong.append((identifier, None, "no answer for a minute"))

    def put(self, identifier):
        if self.connection is None:
            self.connection = http.client.HTTPConnection(self.office.address, timeout=10)
        self.connection.request("PUT", "/api/v1/entries/" + identifier, body=self.sent[identifier],
                                headers={"Content-Type": "application/json", "Authorization": "Bearer " + self.token})
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    def disconnect(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None


def without_rate(office):
    """One account writes here as fast as the machine can."""
    office.options = ["--account-rate", "1000000"]
    return office


class OfficeKillTest(OfficeCase):
    people = {"dm.sdl": ("focal", "SDL"), "vp": ("office", "CAT")}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tokens = {name: cls.office.token(name) for name in cls.people}
        cls.random = random.Random(395)
        cls.ending = threading.Event()
        cls.writers = [cls.make_writer(i) for i in range(WRITERS)]
        for writer in cls.writers:
            writer.start()
        try:
            for _ in range(KILLS):
                cls.wait_for_an_answer()
                time.sleep(cls.random.uniform(0, 0.4))
                cls.kill_one()
        finally:
            cls.ending.set()
            for writer in cls.writers:
                writer.join(timeout=90)
                writer.disconnect()
        cls.sent = {k: v for writer in cls.writers for k, v in writer.sent.items()}
        cls.receipts = {k: v for writer in cls.writers for k, v in writer.receipts.items()}
        cls.seen = cls.changes("vp")

    @classmethod
    def make_office(cls):
        return without_rate(super().make_office())

    @classmethod
    def make_writer(cls, number):
        return Writer(cls.office, cls.tokens["dm.sdl"], number, cls.ending)

    @classmethod
    def kill_one(cls):
        cls.office.kill()
        cls.office.start(cls.clock)

    @classmethod
    def wait_for_an_answer(cls):
        """A kill tells nothing unless entries were being taken."""
        before = sum(len(writer.receipts) for writer in cls.writers)
        deadline = time.monotonic() + FIRST_ANSWER
        while sum(len(writer.receipts) for writer in cls.writers) == before and time.monotonic() < deadline:
            time.sleep(0.005)

    @classmethod
    def changes(cls, name):
        found, after = [], 0
        while True:
            status, _, body = cls.office.request("GET", f"/api/v1/changes?after={after}&limit=500",
                                                 token=cls.tokens[name])
            assert status == 200, body
            page = json.loads(body)
            found += page["changes"]
            after = page["next"]
            if not page["more"]:
                return found

    def test_1_every_writer_was_answered_for_everything(self):
        self.assertEqual([writer.wrong for writer in self.writers], [[]] * WRITERS)
        self.assertEqual(set(self.receipts), set(self.sent))
        self.assertGreater(len(self.receipts), KILLS)
        self.assertGreater(sum(writer.retries for writer in self.writers), 0)  # the kills were felt

    def test_2_what_was_acknowledged_is_there_exactly_once(self):
        stored = collections.Counter(change["entry"]["id"] for change in self.seen)
        lost = [identifier for identifier in self.receipts if stored[identifier] == 0]
        doubled = [identifier for identifier, count in stored.items() if count > 1]
        print(f"office killed {KILLS} times: {len(self.receipts)} acknowledged, {len(self.seen)} stored, "
              f"{len(lost)} lost, {len(doubled)} doubled", flush=True)
        self.assertEqual((lost, doubled), ([], []))
        self.assertEqual(set(stored), set(self.sent))  # and nothing that nobody sent

    def test_3_stored_entries_are_what_was_sent(self):
        for change in self.seen:
            self.assertEqual(change["entry"], json.loads(self.sent[change["entry"]["id"]]))

    def test_4_the_sequence_has_no_gaps(self):
        self.assertEqual([change["sequence"] for change in self.seen], list(range(1, len(self.seen) + 1)))

    def test_5_receipts_in_the_feed_are_those_that_were_given(self):
        for change in self.seen:
            self.assertEqual(change["receipt"], json.loads(self.receipts[change["entry"]["id"]]))
            self.assertEqual(change["receipt"]["sequence"], change["sequence"])

    def test_6_sent_again_the_receipt_has_the_same_bytes(self):
        others = {}

        def again(writer):
            for identifier, receipt in writer.receipts.items():
                answer = writer.put(identifier)
                if answer != (200, receipt):
                    others[identifier] = answer
            writer.disconnect()

        threads = [threading.Thread(target=again, args=(writer,)) for writer in self.writers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(others, {})
        self.assertEqual(len(self.changes("vp")), len(self.seen))

    def test_7_the_agency_sees_the_same(self):
        self.assertEqual(self.changes("dm.sdl"), self.seen)

    def test_8_the_database_is_whole(self):
        self.office.stop()
        check_database(self.office.folder / "office.db")


if __name__ == "__main__":
    unittest.main()
