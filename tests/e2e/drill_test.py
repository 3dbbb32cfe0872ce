"""Security drills from a terminal: a mailbox nobody sends to, scenes, the way from a miss to its end, and the map of
certain and wrong that names nobody."""
import json
import unittest

from canbo import DIAGNOSTIC, ROOT, OfficeCase, query, run

COURSE = "an-toan-thong-tin"
MAILBOX = ROOT / "content" / "courses" / COURSE / "drills" / "mailbox.json"
RIGHT = {m["id"]: m["answer"] for m in json.loads(MAILBOX.read_text(encoding="utf-8"))["messages"]}


class DrillTest(OfficeCase):
    people = {"hoc.vien": ("learner", "STTTT"), "hoc.vien.2": ("learner", "STTTT")}

    def answer(self, desk, reply, sure="certain", expect=0):
        return desk.json("drill", "answer", reply, "--sure", sure, expect=expect)

    def test_a_miss_leads_over_its_lesson_to_a_re_test_and_its_end(self):
        desk = self.desks["hoc.vien"]
        first = desk.json("drill", "start", "--count", "3", "--seed", "11")
        self.assertEqual((first["number"], first["count"], first["state"], first["retest"]), (1, 3, "presented", False))
        self.assertNotIn("cues", first["message"])  # nothing tells before the answer
        self.assertNotIn("answer", first["message"])
        self.assertEqual(desk.json("drill", "next")["item"], first["item"])  # still the one that waits
        self.assert_refused(desk.run("drill", "start"), "conflict")
        said = self.answer(desk, "open")
        self.assertEqual(RIGHT[first["item"]], "report", "the seed's first message is meant to be a trap")
        self.assertEqual((said["outcome"], said["state"]), ("miss", "missed"))
        self.assertTrue(said["flags"])
        for flag in said["flags"]:
            self.assertIn(flag["where"], json.dumps(first, ensure_ascii=False))
        self.assert_refused(desk.run("drill", "next"), "conflict", "Read the short lesson first")
        self.assert_refused(desk.run("drill", "answer", "report", "--sure", "unsure"), "conflict")
        lesson = desk.json("drill", "lesson")
        self.assertEqual((lesson["lesson"], lesson["state"]), (said["lesson"], "lesson-seen"))
        self.assertLess(80, len(lesson["text"].split()))
        seen = []
        turn = desk.json("drill", "next")
        while not turn["finished"]:
            seen.append((turn["item"], turn["retest"]))
            self.assertTrue(self.answer(desk, RIGHT[turn["item"]], "fairly-sure")["right"])
            turn = desk.json("drill", "next")
        self.assertIn(True, [retest for _, retest in seen])
        shown = desk.json("drill", "show")
        self.assertEqual({turn["state"] for turn in shown["turns"]}, {"closed"})
        score = shown["score"]
        self.assertEqual(score["answers"], 3)  # re-tests do not count
        self.assertEqual(score["hits"] + score["passes"] + score["misses"] + score["false_alarms"], 3)
        self.assertEqual(score["confident_wrong"], 1)
        self.assertEqual(score["levels"]["certain"], {"answers": 1, "right": 0})
        self.sealed(desk, first["item"])

    def sealed(self, desk, item):
        """What somebody did stands nowhere to be read."""
        for file in desk.databases:
            rows = query(file, "select value from setting where name like 'drill.%'")
            self.assertEqual(len(rows), 1)
            self.assertNotIn(b"outcome", file.read_bytes())
        for path in desk.folder.rglob("*"):
            if path.is_file() and "courses" not in path.parts:
                self.assertNotIn(b"false-alarm", path.read_bytes(), path)

    def test_scenes_are_answered_by_number_and_the_order_follows_from_the_seed(self):
        desk = self.desks["hoc.vien.2"]
        first = desk.json("drill", "start", "--scenes", "--count", "2", "--seed", "5")
        again = desk.json("drill", "start", "--scenes", "--count", "2", "--seed", "5", "--again")
        self.assertEqual(first["item"], again["item"])
        self.assertEqual(first["kind"], "scenes")
        self.assertEqual(set(first["scene"]), {"title", "story", "choices"})
        self.answer(desk, "9", expect=1)
        self.answer(desk, "report", expect=1)
        said = self.answer(desk, "1")
        good = [number for number, flag in enumerate(said["flags"], 1) if flag["good"]]
        self.assertEqual(said["right"], 1 in good)
        done = desk.run("drill", "show")
        self.assertEqual(done.code, 0, done)
        self.assertIn("Chắc chắn mà sai", done.out)
        rows = [json.loads(line) for line in desk.run("drill", "results").out.splitlines()]
        self.assertEqual(len(rows), 1)
        self.assertEqual(rows[0]["agency"], "STTTT")
        self.assertNotIn("hoc.vien", json.dumps(rows))
        self.assertEqual(rows[0]["result"]["item"], first["item"])
        done = run("drill", "map", self.file("mine.jsonl", json.dumps(rows[0])), "--json")
        self.assertEqual(done.json, {"cells": [], "hidden": 1})  # one person is no group

    def test_nobody_is_found_in_the_map(self):
        def row(agency, learner, wrong, number):
            return json.dumps({"agency": agency, "learner": learner, "result": {
                "id": f"00000000-0000-4000-8000-{number:012}", "course": COURSE, "version": "1.0.0", "kind": "mailbox",
                "item": "m01", "topic": "credentials", "outcome": "miss" if wrong else "hit", "certainty": "certain",
                "retest": False, "time": "2024-02-16T02:00:00Z"}})
        rows = [row("a", f"a{i}", i < 6, i) for i in range(12)] + [row("b", f"b{i}", i < 1, 20 + i) for i in range(7)]
        done = run("drill", "map", self.file("two.jsonl", "\n".join(rows)), "--json")
        self.assertEqual([(c["agency"], c["people"], c["percent"]) for c in done.json["cells"]],
                         [(None, 15, 40), ("a", 10, 50), ("b", 5, 10)])
        rows += [row("c", f"c{i}", True, 40 + i) for i in range(2)]  # these two could be reckoned out of the total
        done = run("drill", "map", self.file("three.jsonl", "\n".join(rows)), "--json")
        self.assertEqual([c["agency"] for c in done.json["cells"]], [None, "a"])
        self.assertEqual(done.json["hidden"], 2)
        broken = run("drill", "map", self.file("broken.jsonl", '{"agency": "a", "learner": "x", "result": {}}'))
        self.assertEqual(broken.code, 1)
        self.assertTrue(all(DIAGNOSTIC.match(line) for line in broken.err.splitlines()))

    def test_without_a_login_there_is_no_drill(self):
        self.assertEqual(run("drill", "start", data=self.folder / "nobody").errors()[-1][0], "unauthenticated")


class MapTest(OfficeCase):
    learners = [f"hv.{i}" for i in range(1, 6)]
    people = {**{name: ("learner", "STTTT") for name in learners}, "vp": ("office", "CAT"), "dm": ("focal", "STTTT")}

    def test_answers_reach_the_office_and_are_counted_there_in_groups_alone(self):
        vp, dm = self.desks["vp"], self.desks["dm"]
        for name in self.learners:
            desk = self.desks[name]
            self.assertEqual(vp.json("drill", "map")["cells"], [])  # fewer than five so far
            desk.json("drill", "start", "--scenes", "--count", "1", "--seed", "5")
            desk.json("drill", "answer", "1", "--sure", "certain")
            desk.sync()
            vp.sync()
        cells = vp.json("drill", "map")["cells"]
        self.assertEqual([(c["agency"], c["people"]) for c in cells], [(None, 5), ("STTTT", 5)])
        dm.sync()
        self.assert_refused(dm.run("drill", "map"), "forbidden")
        again = self.desk("hv.1", "another")  # the learner's other device
        again.sync()
        self.assertEqual(again.json("drill", "show")["score"]["answers"], 1)
        again.sync()
        vp.sync()
        self.assertEqual(vp.json("drill", "map")["cells"], cells)  # nothing twice
        for desk in (dm, vp):
            for file in desk.databases:
                self.assertNotIn(b"certain", b"".join(row[0].encode() for row in query(
                    file, "select canonical from entry where kind = 'drill-results'")))


if __name__ == "__main__":
    unittest.main()
