"""What the office holds about one person: all of it written out, or erased while the record goes on proving itself."""
import json
import unittest

import jsonschema

from canbo import PASSWORD, ROOT, entries, entry, query, run
from training_test import COURSE, LESSONS, LearningCase

REASON = "Đơn đề nghị số 12 ngày 16/02/2024"


def schema(name):
    return json.loads((ROOT / f"content/schema/{name}.schema.json").read_text(encoding="utf-8"))


class PersonTest(LearningCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.vp.json("training", "assign", "--course", COURSE, "--agency", "SYT", "--due", "2024-03-31")
        cls.an.sync()
        cls.an.json("training", "record", "--course", COURSE, "--lesson", LESSONS[0], "--mark", "0.9")
        cls.an.sync()
        cls.vp.sync()
        cls.dm.json("training", "record", "--course", COURSE, "--lesson", LESSONS[0], "--mark", "0.5")
        cls.report = cls.dm.send_report(entries(entry(6)))
        cls.vp.sync()
        cls.vp.json("inbox", "accept", cls.report)
        cls.held = []
        for desk in (cls.an, cls.dm, cls.vp):
            desk.sync()
            folder = cls.folder / "held" / desk.name
            desk.json("audit", "receipts", "--output", folder)
            cls.held.append(folder)

    def export(self, desk, name):
        output = self.folder / f"{name}.json"
        desk.json("person", "export", name, "--output", output)
        self.assertEqual(output.stat().st_mode & 0o777, 0o600)
        data = json.loads(output.read_text(encoding="utf-8"))
        jsonschema.validate(data, schema("person-data"))
        return data

    def events(self, action):
        _, _, body = self.office.request("GET", "/api/v1/audit?after=0", token=self.office.token("quan.tri"))
        return [(e["actor"], e["subject"]) for e in json.loads(body)["events"] if e["action"] == action]

    def verify(self, held):
        done = run("audit", "verify", "--receipts", held, data=self.office.folder, json_too=True)
        self.assertEqual(done.code, 0, done)
        jsonschema.validate(done.json, schema("audit-report"))
        return done.json

    def test_1_people_take_out_their_own_data_and_nobody_elses(self):
        data = self.export(self.an, "an.syt")
        kinds = {e["kind"]: e for e in data["entries"]}
        self.assertEqual(kinds["learning"]["on_erasure"], "erased")
        self.assertIn("0.9", json.dumps(kinds["learning"]["entry"]))
        self.assertEqual(data["account"]["display_name"], "Cán bộ an.syt")
        self.assertTrue(data["devices"])
        self.assertEqual({p["place"] for p in data["places"]},
                         {"account", "session", "second_factor", "used_token", "blob_part", "entry", "audit"})
        self.assertEqual(self.events("person.export")[-1], ("an.syt", "an.syt"))
        refused = self.binh.run("person", "export", "an.syt", "--output", self.folder / "x.json")
        self.assert_refused(refused, "forbidden")
        self.assertFalse((self.folder / "x.json").exists())

    def test_2_an_administrator_takes_out_anybodys_and_that_is_noted(self):
        data = self.export(self.admin, "dm.syt")
        report = next(e for e in data["entries"] if e["kind"] == "report")
        self.assertEqual((report["tie"], report["on_erasure"], report["entry"]), ("author", "kept", None))
        self.assertEqual(self.events("person.export")[-1], ("quan.tri", "dm.syt"))
        self.assert_refused(self.admin.run("person", "export", "nobody", "--output", self.folder / "n.json"), "not-found")
        shown = self.admin.run("person", "export", "dm.syt", "--output", self.folder / "dm.json")
        self.assertIn("ở lại", shown.out)

    def test_3_who_reads_personal_data_of_others_is_noted(self):
        self.assertIn("vp", {actor for actor, _ in self.events("personal-data.read")})
        self.assertNotIn("dm.syt", {actor for actor, _ in self.events("personal-data.read")})

    def test_4_an_order_needs_an_administrator_and_a_reason_that_names_nobody(self):
        for desk, name, reason, code in ((self.vp, "an.syt", REASON, "forbidden"),
                                         (self.an, "an.syt", REASON, "forbidden"),
                                         (self.admin, "quan.tri", REASON, "invalid-input"),
                                         (self.admin, "an.syt", "vì", "invalid-input"),
                                         (self.admin, "an.syt", "Đơn của AN.SYT", "invalid-input"),
                                         (self.admin, "nobody", REASON, "not-found")):
            self.assert_refused(desk.run("person", "erase", name, "--reason", reason), code)
        self.assertIn("an.syt", [a["name"] for a in self.admin.json("account", "list")])

    def test_5_erased_is_erased_and_the_record_still_proves_itself(self):
        before = self.verify(self.held[0])
        self.assertEqual(before["erased"], 0)
        answer = self.admin.json("person", "erase", "an.syt", "--reason", REASON)
        jsonschema.validate(answer, schema("person-erasure"))
        self.assertIn({"kind": "learning", "tie": "owner", "rows": 1}, answer["erased"])
        self.assertEqual(answer["devices"], 1)
        stand_in = answer["pseudonym"]

        self.assert_refused(self.an.run("sync"), "unauthenticated")
        status, _, _ = self.office.request("POST", "/api/v1/login", json.dumps({"name": "an.syt", "password": PASSWORD}))
        self.assertEqual(status, 401)
        self.assert_refused(self.admin.run("account", "add", "an.syt", "--role", "learner", "--agency", "SYT",
                                           "--password-stdin", stdin=PASSWORD + "\n"), "conflict")
        self.assertEqual(self.events("person.erase"), [("quan.tri", f"{stand_in} {REASON}")])
        self.assert_refused(self.admin.run("person", "export", "an.syt", "--output", self.folder / "gone.json"),
                            "not-found")
        # Nobody gets the entries any more: a desk that begins anew sees what is left.
        fresh = self.desk("vp", "vp máy hai")
        fresh.sync()
        self.assertEqual([r for r in query(fresh.databases[0], "SELECT subject FROM entry WHERE kind = 'learning'")
                          if "an.syt" in r[0]], [])

        for held in self.held:
            after = self.verify(held)
            self.assertTrue(after["intact"])
        self.assertGreater(after["erased"], 1)
        self.assertEqual(self.verify(self.held[0])["receipts"], before["receipts"])
        told = run("audit", "verify", "--receipts", self.held[0], data=self.office.folder)
        self.assertIn(f"Số dòng đã xóa dữ liệu của một người: {after['erased']}", told.out)

    def test_6_what_was_submitted_stays_and_is_named(self):
        answer = self.admin.json("person", "erase", "dm.syt", "--reason", REASON)
        self.assertIn({"kind": "report", "tie": "author", "rows": 1}, answer["kept"])
        self.assertEqual(self.vp.show(self.report)["state"], "accepted")
        self.verify(self.held[1])
        self.assertIn("đã đóng", self.admin.run("person", "erase", "chi.sdl", "--reason", REASON).out)

    def test_7_nothing_of_an_erased_person_is_left_in_the_file(self):
        self.office.stop()
        names = [b"an.syt", "Cán bộ an.syt".encode(), b"binh.syt"]
        self.assertFalse((self.office.folder / "office.db-wal").exists())
        content = (self.office.folder / "office.db").read_bytes()
        self.assertEqual([name in content for name in names], [False, False, True])
        database = self.office.folder / "office.db"
        for change in ("UPDATE entry SET canonical = 'erased', digest = 'x'", "UPDATE entry SET subject = 'x'",
                       "UPDATE audit SET actor = 'x'", "UPDATE audit SET actor = 'erased-1', action = 'x'"):
            with self.assertRaisesRegex(Exception, "never changed"):
                query(database, change)
        self.office.start(self.clock)


if __name__ == "__main__":
    unittest.main()
