"""Attempts killed with SIGKILL at random moments: no answer is lost that was confirmed, and they go on within 2 s.

$CANBO_KILLS is how often (default 50).
"""
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from canbo import BIN, FRIDAY, OfficeCase, check_database, environment  # noqa: E402

KILLS = int(os.environ.get("CANBO_KILLS", "50"))
RESUME = 2  # seconds
COURSE = "an-toan-thong-tin"


class AttemptKillTest(OfficeCase):
    people = {"an.syt": ("learner", "SYT")}

    def answer(self, question, response):
        """@returns the running command"""
        command = [BIN / "canboctl", "attempt", "answer", self.attempt, "--question", str(question), "--response",
                   json.dumps(response), "--data", self.desk_folder]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment(FRIDAY))

    def shown(self):
        began = time.monotonic()
        done = self.desk_of.json("attempt", "show", self.attempt, clock=FRIDAY)
        self.slowest = max(self.slowest, time.monotonic() - began)
        return done

    def responses(self, question):
        """Some answers that differ."""
        if question["stems"]:
            return [{f"sub{i}": str(choice) for i in range(len(question["stems"]))} for choice in (1, 2)]
        if question["options"] and question["type"] in ("multichoice", "truefalse"):
            one = [{"answer": str(i)} for i in range(2)]
            several = [{f"choice{i}": "1"} for i in range(2)]
            return one if self.single(question) else several
        return [{"answer": "1"}, {"answer": "2"}]

    def single(self, question):
        """An answer of the wrong shape is taken as none: asked of the engine itself."""
        return question["question"] not in self.several

    def test_no_confirmed_answer_is_lost(self):
        self.desk_of = self.desks["an.syt"]
        self.desk_folder = self.desk_of.folder
        self.office.stop()  # all of it without a network
        self.attempt = self.desk_of.json("attempt", "start", "--course", COURSE, clock=FRIDAY)["id"]
        self.slowest = 0
        chance = random.Random(395)
        questions = self.shown()["questions"]
        self.several = set()
        for question in questions:  # which of them take several answers
            if question["type"] == "multichoice":
                self.answer(question["question"], {"choice0": "1"}).wait()
        for question in self.shown()["questions"]:
            if question["type"] == "multichoice" and question["state"] == "complete":
                self.several.add(question["question"])
        began = time.monotonic()
        self.answer(1, self.responses(questions[0])[0]).wait()
        usual = time.monotonic() - began
        confirmed, killed, mid = {}, 0, 0
        while killed < KILLS:
            question = chance.choice(questions)
            response = chance.choice(self.responses(question))
            process = self.answer(question["question"], response)
            time.sleep(chance.uniform(0, 1.3 * usual))
            process.send_signal(signal.SIGKILL)
            killed += 1
            code = process.wait()
            process.stderr.close()
            shown = {q["question"]: q["response"] for q in self.shown()["questions"]}
            if code == 0:
                confirmed[question["question"]] = response
            elif shown[question["question"]] == response:  # on the disk, but nobody was told
                confirmed[question["question"]] = response
                mid += 1
            else:
                self.assertEqual(code, -signal.SIGKILL)
            for number, wanted in confirmed.items():
                self.assertEqual(shown[number], wanted, f"question {number} after {killed} kills")
        print(f"attempts killed {killed} times: {len(confirmed)} questions confirmed, {mid} kills after the disk and "
              f"before the word, slowest way back {self.slowest:.3f} s", flush=True)
        self.assertLess(self.slowest, RESUME)
        done = self.desk_of.json("attempt", "finish", self.attempt, clock=FRIDAY)
        self.assertTrue(done["finished"])
        check_database(self.desk_of.databases[0])
        self.office.start(FRIDAY)
        self.desk_of.sync()


if __name__ == "__main__":
    unittest.main()
