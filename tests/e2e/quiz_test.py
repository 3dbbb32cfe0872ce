"""Quizzes from a terminal: banks in and out, statistics, and grading against what Moodle's engine recorded.

The recordings are outside data ($CANBO_CONFORMANCE); without them their cases are skipped and say how many rows.
"""
import datetime
import gzip
import json
import os
import pathlib
import unittest
import zipfile

from canbo import FolderCase, run

SHARED = pathlib.Path(__file__).resolve().parents[3] / "shared" / "conformance"
CONFORMANCE = pathlib.Path(os.environ.get("CANBO_CONFORMANCE", SHARED))
FORMATS = {0: "moodle", 1: "html", 2: "plain", 4: "markdown"}

GIFT = """$CATEGORY: top/an toàn

// [id:7] [tag:mật khẩu]
::Dài::Mật khẩu nên dài bao nhiêu?{~4#quá ngắn =12 trở lên#đúng}

Hỏng{

Gửi mật khẩu qua thư?{F}
"""

QTI = """<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="ID" title="Màn hình">
 <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">
  <correctResponse><value>A</value></correctResponse></responseDeclaration>
 <itemBody><choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1">
  <prompt>Khóa màn hình khi nào?</prompt><simpleChoice identifier="A">Mỗi khi rời bàn</simpleChoice>
  <simpleChoice identifier="B">Cuối ngày</simpleChoice></choiceInteraction></itemBody>
 <responseProcessing template="http://www.imsglobal.org/question/qti_v2p2/rptemplates/match_correct"/>
</assessmentItem>
"""

# What Moodle 4.5's tests of that name do to the question, as the places of their recordings; the recorder wrote down
# what was sent, expected and stored, not a question's change. Source: tests/walkthrough_test.php of each plugin (and
# qtype_numerical's tests/helper.php for the units), https://github.com/moodle/moodle.
FROG = {"edit": {"/answers/13/fraction": 0.6666667, "/answers/14/fraction": 1}}
UNRECORDED = {
    "qbehaviour_deferredfeedback\\walkthrough_test::test_deferredfeedback_feedback_multichoice_single":
        [(8, {"edit": {"/answers/13/fraction": -0.33333333, "/answers/14/fraction": 1}})],
    "qbehaviour_interactive\\walkthrough_test::test_interactive_regrade_changing_num_tries_leaving_open":
        [(5, FROG), (5, {"regrade": {"finish": False}})],
    "qbehaviour_interactive\\walkthrough_test::test_interactive_regrade_changing_num_tries_finished":
        [(5, FROG), (5, {"regrade": {"finish": True}})],
    "qtype_ddimageortext\\walkthrough_test::test_deferred_feedback": [(11, {"edit": {"/rightchoices/2": 1}})],
    "qtype_ddmarker\\walkthrough_test::test_deferred_feedback": [(11, {"edit": {"/rightchoices/2": 1}})],
    "qtype_ddwtos\\walkthrough_test::test_deferred_feedback": [(11, {"edit": {"/rightchoices/2": 2}})],
    "qtype_multichoice\\walkthrough_test::test_deferredfeedback_feedback_multichoice_single":
        [(6, {"max_mark": 1.5})],
    "qtype_numerical\\walkthrough_test::test_interactive_currency":
        [(0, {"edit": {"/units": {"$": 1}, "/units_before": True}})],
    "qtype_numerical\\walkthrough_test::test_deferredfeedback_unit": [(0, {"edit": {"/units": {"m": 1, "cm": 100}}})],
}


def recorded(name, count):
    path = CONFORMANCE / name
    if not path.exists():
        raise unittest.SkipTest(f"{count} rows of {name} not checked (CANBO_CONFORMANCE not set)")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return path, [json.loads(line) for line in lines]


def text_of(value):
    return value["text"] if isinstance(value, dict) else value


def values(php):
    return list(php.values()) if isinstance(php, dict) else list(php)


class BankTest(FolderCase):
    def test_a_bank_is_imported_with_its_losses_kept_and_exported_again(self):
        source = self.file("q.gift", GIFT)
        done = run("quiz", "import", str(source), "--bank", "an-toan", "--json", "--data", str(self.folder))
        self.assertEqual(done.code, 1, done)  # one entry is refused, the rest comes
        bank = done.json
        self.assertEqual([q["type"] for q in bank["questions"]], ["multichoice", "truefalse"])
        self.assertEqual(bank["questions"][0]["tags"], ["mật khẩu"])
        self.assertEqual(bank["losses"][0]["where"], "line 6")
        for kind in ("gift", "moodle-xml"):
            out = self.folder / f"out.{kind}"
            done = run("quiz", "export", "an-toan", "--format", kind, "--output", str(out), "--data", str(self.folder))
            self.assertEqual(done.code, 0, done)
            again = run("quiz", "import", str(out), "--format", kind, "--json", "--data", str(self.folder))
            self.assertEqual(again.code, 0, again)
            self.assertEqual(again.json["questions"], bank["questions"])
        done = run("quiz", "export", "an-toan", "--format", "aiken", "--data", str(self.folder))
        self.assertEqual(done.code, 1)
        self.assertIn("ANSWER: B", done.out)

    def test_qti_comes_as_item_and_as_package(self):
        item = QTI.replace("ID", "MOT")
        done = run("quiz", "import", str(self.file("mot.xml", item)), "--json")  # known by its content
        self.assertEqual((done.code, done.json["losses"]), (0, []), done)
        question = done.json["questions"][0]
        self.assertEqual((question["type"], question["text"], question["single"], question["idnumber"]),
                         ("multichoice", "Khóa màn hình khi nào?", True, "MOT"))
        self.assertEqual([a["fraction"] for a in question["answers"]], [1, 0])
        package = self.folder / "de.zip"
        with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as out:
            out.writestr("imsmanifest.xml", '<manifest><resources><resource type="imsqti_test_xmlv2p2" href="t.xml"/>'
                         '<resource type="imsqti_item_xmlv2p2" href="cau/hai.xml"/></resources></manifest>')
            out.writestr("t.xml", '<assessmentTest identifier="T" title="Đề"><testPart><assessmentSection title="Phần">'
                         '<assessmentItemRef href="cau/hai.xml"/><assessmentItemRef href="cau/ba.xml"/>'
                         '</assessmentSection></testPart></assessmentTest>')
            out.writestr("cau/hai.xml", QTI.replace("ID", "HAI"))
        done = run("quiz", "import", str(package), "--format", "qti", "--bank", "de", "--json", data=self.folder)
        self.assertEqual(done.code, 1, done)  # an item is missing, the rest comes
        self.assertEqual([q["category"] for q in done.json["questions"]], ["Đề/Phần"])
        self.assertEqual([(l["where"], l["refused"]) for l in done.json["losses"]], [("cau/ba.xml", True)])
        done = run("quiz", "export", "de", "--format", "gift", data=self.folder)
        self.assertEqual(done.code, 0, done)
        self.assertIn("=Mỗi khi rời bàn", done.out)

    def test_hostile_qti_is_refused_whole(self):
        slip = self.folder / "slip.zip"
        with zipfile.ZipFile(slip, "w") as out:
            out.writestr("imsmanifest.xml", "<manifest/>")
            out.writestr("../thoat.xml", "<x/>")
        bomb = self.folder / "bomb.zip"
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as out:
            out.writestr("imsmanifest.xml", " " * 50_000_000)
        entities = self.file("e.xml", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + QTI.split("?>")[1])
        for file, code in ((slip, "invalid-input"), (bomb, "too-large"), (entities, "invalid-input"),
                           (self.file("cut.zip", slip.read_bytes()[:60]), "invalid-input")):
            done = run("quiz", "import", str(file), "--format", "qti", "--json")
            self.assertEqual((done.code, done.errors()[-1][0]), (1, code), done)
        self.assertFalse((self.folder.parent / "thoat.xml").exists())

    def test_statistics_come_from_a_csv(self):
        rows = ["attempt,slot,mark,max"] + [f"{a},{s},{m},2" for a, s, m in
                                            [("x", 1, 2), ("x", 2, 2), ("y", 1, 0), ("y", 2, 1), ("z", 1, 2), ("z", 2, 0)]]
        done = run("quiz", "statistics", str(self.file("m.csv", "\n".join(rows) + "\n")), "--json")
        self.assertEqual(done.code, 0, done)
        first = done.json["slots"][0]
        self.assertEqual(set(first), {"slot", "facility", "standard_deviation", "discrimination_index",
                                      "discriminative_efficiency", "effective_weight"})
        self.assertAlmostEqual(first["facility"], 2 / 3)

    def test_bad_input_is_refused_in_one_line(self):
        for name, text, verb in (("x.jsonl", "{", "replay"), ("y.jsonl", '{"type": "riddle"}', "replay"),
                                 ("z.gz", "\x1f", "walkthrough"), ("w.csv", "a,b\n1,2\n", "statistics")):
            done = run("quiz", verb, str(self.file(name, text)), "--json")
            self.assertEqual(done.code, 1, done)
            self.assertEqual(done.diagnostics[0][0], "error")
        self.assertEqual(run("quiz", "export", "không", "--format", "gift").code, 1)


class ConformanceTest(FolderCase):
    def test_every_recorded_attempt_is_graded_alike(self):
        path, rows = recorded("quiz-attempts.jsonl.gz", "10,000")
        done = run("quiz", "replay", str(path), "--json")
        self.assertEqual(done.code, 0, done.err)
        traces = {line["id"]: line["trace"] for line in map(json.loads, done.out.splitlines())}
        for row in rows:
            mine = traces[row["id"]]
            self.assertEqual([s["state"] for s in mine], [s["state"] for s in row["trace"]], row)
            for a, b in zip(mine, row["trace"]):
                self.assertEqual(a["mark"] is None, b["mark"] is None, row)
                if a["mark"] is not None:
                    self.assertLess(abs(a["mark"] - b["mark"]), 1e-6, row)

    def test_walkthroughs_go_as_recorded(self):
        # Fourteen checks follow a change of the question that was not recorded (UNRECORDED).
        path, _ = recorded("quiz-walkthroughs.jsonl.gz", "106")
        done = run("quiz", "walkthrough", str(path), "--json")
        self.assertEqual((done.json["passed"], done.json["failed"]), (802, 14), done.out)
        self.assertLess({row["test"] for row in done.json["failures"]}, set(UNRECORDED))
        self.assertEqual({row["what"] for row in done.json["inferred"]},
                         {"build_on_last", 'units {"cm":1,"m":1}'})

    def test_every_walkthrough_check_holds_with_what_was_not_recorded(self):
        _, rows = recorded("quiz-walkthroughs.jsonl.gz", "106")
        for row in rows:
            events = row["attempts"][0]["events"]
            for place, action in reversed(UNRECORDED.get(row["test"], [])):
                events.insert(place, {"do": action})
        whole = self.file("whole.jsonl", "\n".join(json.dumps(row) for row in rows))
        done = run("quiz", "walkthrough", str(whole), "--json")
        self.assertEqual((done.code, done.json["passed"], done.json["failed"]), (0, 816, 0), done.out)

    def test_gift_is_read_as_moodle_reads_it_and_goes_round(self):
        _, rows = recorded("gift-import.jsonl.gz", "30")
        for number, row in enumerate(rows):
            source = self.folder / f"{number}.gift"
            source.write_text(row["gift"], encoding="utf-8")
            with self.subTest(file=row["file"]):
                self.one_file(source, [q for q in row["moodle"] if q["qtype"] != "category"])

    def test_every_state_of_the_refreshers_is_that_of_the_reference(self):
        path, rows = recorded("fsrs6-traces.jsonl.gz", "600")
        done = run("refresh", "replay", str(path), "--json")
        self.assertEqual((done.code, done.err), (0, ""))
        mine = list(map(json.loads, done.out.splitlines()))
        self.assertEqual([row["card"] for row in mine], [row["card"] for row in rows[1:]])
        moment = datetime.datetime.fromisoformat
        for got, want in zip(mine, rows[1:]):
            self.assertEqual(len(got["trace"]), len(want["trace"]))
            for a, b in zip(got["trace"], want["trace"]):
                self.assertEqual(a[1:3], b[1:3], want["card"])
                self.assertLess(max(abs(a[3] - b[3]), abs(a[4] - b[4])), 1e-6, want["card"])
                self.assertEqual(moment(a[5].replace("Z", "+00:00")), moment(b[5]), want["card"])

    def one_file(self, source, expected):
        bank = self.folder / "bank.json"
        done = run("quiz", "import", str(source), "--format", "gift", "--json")
        self.assertEqual(done.code, 0, done)
        bank.write_text(done.out, encoding="utf-8")
        mine = done.json["questions"]
        self.assertEqual([q["type"] for q in mine], [q["qtype"] for q in expected])
        for got, want in zip(mine, expected):
            self.assertEqual((got["text"], got["name"], got["general_feedback"], got["tags"], got["idnumber"]),
                             (want["questiontext"], want["name"], want["generalfeedback"], want["tags"],
                              want["idnumber"]))
            self.assertEqual(got["format"], FORMATS[int(want["questiontextformat"])])
            self.answers(got, want)
        written = self.folder / "written.gift"
        done = run("quiz", "export", str(bank), "--format", "gift", "--output", str(written))
        self.assertEqual((done.code, done.err), (0, ""))
        again = run("quiz", "import", str(written), "--format", "gift", "--json")
        self.assertEqual(again.json["questions"], mine)

    def answers(self, got, want):
        if want["qtype"] == "truefalse":
            self.assertEqual(got["correct"], bool(want["correctanswer"]))
            self.assertEqual([a["feedback"] for a in got["answers"]],
                             [text_of(want["feedbacktrue"]), text_of(want["feedbackfalse"])])
        elif want["qtype"] == "match":
            self.assertEqual([(p["text"], p["answer"]) for p in got["pairs"]],
                             list(zip(map(text_of, values(want["subquestions"])), values(want["subanswers"]))))
        elif "answer" in want:
            for mine, text, fraction, feedback in zip(got["answers"], values(want["answer"]), values(want["fraction"]),
                                                      values(want["feedback"])):
                same = mine["text"] == str(text_of(text))  # the middle of a range is a number there
                self.assertTrue(same or float(mine["text"]) == float(text_of(text)), (mine, text))
                self.assertAlmostEqual(mine["fraction"], fraction, 9)
                self.assertEqual(mine["feedback"], text_of(feedback))
            self.assertEqual(len(got["answers"]), len(values(want["answer"])))


if __name__ == "__main__":
    unittest.main()
