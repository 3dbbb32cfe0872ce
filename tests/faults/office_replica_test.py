"""Two offices on one PostgreSQL database, either of them or the server killed under load: what any of them gave a
receipt for is there once and for ever, and both show the same."""
import pathlib
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import office_kill_test  # noqa: E402
from canbo import Office, run  # noqa: E402
from postgres import Postgres, is_installed  # noqa: E402


class BalancedWriter(office_kill_test.Writer):
    """Goes to the other office when one does not answer, as a balancer does."""

    def __init__(self, offices, token, number, ending):
        super().__init__(offices[number % 2], token, number, ending)
        self.offices = offices

    def put(self, identifier):
        status, receipt = super().put(identifier)
        if status >= 500:  # the database is away
            raise OSError(f"{status}")
        return status, receipt

    def disconnect(self):
        super().disconnect()
        if not self.ending.is_set():
            self.office = self.offices[1 - self.offices.index(self.office)]


@unittest.skipUnless(is_installed(), "PostgreSQL's server (postgresql-15) is not installed")
class OfficeReplicaTest(office_kill_test.OfficeKillTest):
    @classmethod
    def make_office(cls):
        cls.postgres = Postgres(cls.folder / "postgres")
        cls.addClassCleanup(cls.postgres.stop)
        cls.database = cls.postgres.database("office")
        cls.second = office_kill_test.without_rate(Office(cls.folder / "office", cls.database))  # the same keys
        cls.addClassCleanup(cls.second.stop)
        cls.kills = {"office": 0, "PostgreSQL": 0}
        return office_kill_test.without_rate(Office(cls.folder / "office", cls.database))

    @classmethod
    def make_writer(cls, number):
        if cls.second.process is None:
            cls.second.start(cls.clock)
        return BalancedWriter([cls.office, cls.second], cls.tokens["dm.sdl"], number, cls.ending)

    @classmethod
    def kill_one(cls):
        if cls.random.random() < 0.2:
            cls.postgres.kill()
            cls.kills["PostgreSQL"] += 1
            return
        office = cls.random.choice([cls.office, cls.second])
        office.kill()
        time.sleep(cls.random.uniform(0, 0.3))  # the other one goes on alone
        office.start(cls.clock)
        cls.kills["office"] += 1

    def test_7_the_agency_sees_the_same(self):
        super().test_7_the_agency_sees_the_same()
        first = self.seen
        one, self.__class__.office = self.office, self.second
        try:
            self.assertEqual(self.changes("vp"), first)
        finally:
            self.__class__.office = one
        print(f"replica: killed {self.kills}, {len(self.receipts)} acknowledged, 0 lost, 0 doubled", file=sys.stderr, flush=True)
        self.assertGreater(self.kills["PostgreSQL"], 0)

    def test_8_the_database_is_whole(self):
        receipts = self.folder / "receipts"
        receipts.mkdir()
        for identifier, receipt in self.receipts.items():
            (receipts / f"{identifier}.json").write_bytes(receipt)
        done = run("audit", "verify", self.database, "--receipts", receipts, data=self.folder / "office", json_too=True)
        self.assertEqual(done.code, 0, done)
        self.assertTrue(done.json["intact"], done.json)
        self.assertEqual(done.json["receipts"], len(self.receipts))
        self.assertEqual(done.json["entries"], len(self.seen))


if __name__ == "__main__":
    unittest.main()
