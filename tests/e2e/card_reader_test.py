"""Cards read through the machine's real PC/SC service: pcscd with vsmartcard's reader, and virtual-cccd on it.

Runs under with_reader.sh, which gives it a loopback and a /run of its own.
"""
import contextlib
import json
import os
import stat
import subprocess
import time
import unittest

from canbo import BIN, FolderCase, PATIENCE, environment, run

FIRST, SECOND = 35963, 35964  # vpcd's two readers
CLOCK = "2024-02-16T09:00:00+07:00"
AT_ONCE = 1.0  # seconds in which a person must see what happened to the card


class Card:
    """virtual-cccd laid on a reader."""

    def __init__(self, *arguments, port=FIRST):
        self.process = subprocess.Popen([BIN / "virtual-cccd", "--port", str(port), *map(str, arguments)],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(self.process.stderr.read())
        self.about = json.loads(line)
        self.reader = 0 if port == FIRST else 1
        try:
            self.wait_for("present")
        except AssertionError:
            self.take_away()  # else it would hold the line of the next
            raise

    def wait_for(self, state):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            readers = run("cccd", "readers", json_too=True).json
            if len(readers) > self.reader and readers[self.reader]["card"] == state:
                return
            time.sleep(0.05)
        raise AssertionError(f"reader {self.reader} never was {state}: {readers}")

    def take_away(self):
        """As a hand does it: without a word to anybody."""
        self.process.kill()
        self.process.wait(timeout=PATIENCE)

    def close(self):
        self.take_away()
        self.process.stdout.close()
        self.process.stderr.close()
        self.wait_for("none")
        # After a reset that failed pcscd says "none" before its watcher has seen the card go, which looks every 0.4 s;
        # a card that is laid on before that is to it the old one, and never announced. No hand is that quick.
        time.sleep(1)


class ReaderCase(FolderCase):
    """A private pcscd for the class."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pcscd = subprocess.Popen(["pcscd", "--foreground", "--config", "/etc/reader.conf.d"],
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        cls.addClassCleanup(cls.end_pcscd)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            done = run("cccd", "readers", json_too=True)
            if done.code == 0 and len(done.json) == 2:
                return
            time.sleep(0.05)
        raise AssertionError(f"pcscd gave no readers: {done}")

    @classmethod
    def end_pcscd(cls):
        cls.pcscd.terminate()
        cls.pcscd.wait(timeout=PATIENCE)

    @contextlib.contextmanager
    def card(self, *arguments, port=FIRST):
        card = Card(*arguments, port=port)
        try:
            yield card
        finally:
            card.close()

    def read(self, *arguments, data=None, **more):
        return run("cccd", "read", *arguments, data=data or self.folder / "empty", json_too=True, clock=CLOCK, **more)

    def assert_unreachable(self, done, *sentences):
        self.assertEqual(done.code, 3, done)
        self.assertEqual(done.out, "")
        (code, sentence, _), = done.errors()
        self.assertEqual(code, "unreachable")
        self.assertIn(sentence, sentences)

    def assert_private(self, path):
        self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600, path)

    def assert_works(self):
        """The next card works."""
        with self.card() as card:
            done = self.read("--can", card.about["can"])
            self.assertEqual(done.code, 0, done)
            self.assertEqual(done.json["verdict"], "consistent")


def codes(document):
    return [finding["code"] for finding in document["findings"]]


class GenuineTest(ReaderCase):
    def trusting(self, root):
        """A desk without accounts that has admitted this root."""
        desk = self.folder / f"desk-{len(list(self.folder.iterdir()))}"
        done = run("cccd", "trust", "import", root, "--yes", data=desk, json_too=True)
        self.assertEqual(done.code, 0, done)
        self.assertIn("by one hand", done.err)
        return desk

    def test_a_card_is_genuine_by_each_access_and_each_key(self):
        root = self.folder / "root.cer"
        for kind in ([], ["--fault", "ecdsa"]):
            with self.card("--root", root, *kind) as card:
                desk = self.trusting(root)
                about = card.about
                for how, access in ((["--can", about["can"]], "id-PACE-ECDH-GM-AES-CBC-CMAC-128 (13)"),
                                    (["--mrz-info", about["mrz"], "--protocol", "pace"],
                                     "id-PACE-ECDH-GM-AES-CBC-CMAC-128 (13)"),
                                    (["--mrz-info", about["mrz_information"], "--protocol", "bac"], "BAC"),
                                    (["--qr", about["qr"]], "id-PACE-ECDH-GM-AES-CBC-CMAC-128 (13)")):
                    done = self.read(*how, data=desk)
                    self.assertEqual(done.code, 0, done)
                    self.assertEqual(done.err, "")
                    document = done.json
                    self.assertEqual(document["verdict"], "genuine")
                    self.assertEqual([s["name"] for s in document["steps"] if s["ok"]],
                                     ["qr-read", "chip-opened", "consistent", "anchored", "genuine"])
                    self.assertEqual(document["access"], access)
                    self.assertEqual(codes(document), ["crl-missing"])
                    person = document["person"]
                    self.assertEqual(person["number"], "001090000001")
                    self.assertEqual(person["name"], "Nguyễn Văn Thử Nghiệm")
                    self.assertEqual(person["birth_date"], "1990-01-15")
                    self.assertEqual(person["sex"], "male")
                    self.assertEqual(person["expiry"], "2030-01-15")
                    self.assertEqual(person["old_number"], "010000001")
                    # chip authentication comes on top of what the bars count: set, agree, read
                    self.assertLessEqual(document["apdus"] - 3, 18 if access == "BAC" else 23)

    def test_chip_authentication_mapping_is_read_and_counts(self):
        root = self.folder / "m-root.cer"
        with self.card("--fault", "mapping", "--root", root) as card:
            done = self.read("--can", card.about["can"], data=self.trusting(root))
            self.assertEqual((done.code, done.json["verdict"]), (0, "genuine"), done)
            self.assertEqual(done.json["access"], "id-PACE-ECDH-CAM-AES-CBC-CMAC-128 (13)")
        with self.card("--fault", "mapping", "--fault", "clone") as card:
            done = self.read("--can", card.about["can"])
            self.assertEqual((done.code, done.json["verdict"]), (1, "refused"), done)
            self.assertIn("mapping-failed", codes(done.json))

    def test_a_signer_taken_back_is_refused_at_the_reader(self):
        root, lists = self.folder / "t-root.cer", self.folder / "t-lists"
        with self.card("--root", root, "--lists", lists) as card:
            desk = self.trusting(root)
            for name, verdict, found in (("outdated", "genuine", ["crl-outdated"]), ("none", "genuine", []),
                                         ("revoked", "refused", ["sod-signer-revoked"])):
                taken = run("cccd", "trust", "import", lists / f"{name}.crl", "--yes", data=desk, clock=CLOCK)
                self.assertEqual(taken.code, 0, taken)
                done = self.read("--can", card.about["can"], data=desk)
                self.assertEqual((done.json["verdict"], codes(done.json)), (verdict, found), done)

    def test_a_card_that_takes_no_long_commands_is_read_in_short_ones(self):
        for fault in ("no-extended", "no-extended-plain", "no-short-ids", "exact-length", "selects-master"):
            with self.card("--fault", fault) as card:
                done = self.read("--can", card.about["can"])
                self.assertEqual((done.code, done.json["verdict"]), (0, "consistent"), f"{fault}\n{done}")
        with self.card("--fault", "no-pace") as card:
            done = self.read("--mrz-info", card.about["mrz_information"])
            self.assertEqual((done.code, done.json["access"]), (0, "BAC"), done)

    def test_every_invented_person_is_read(self):
        for name in ("long-name", "no-expiry", "no-old-number", "layout-2024"):
            with self.card("--person", name) as card:
                done = self.read("--qr", card.about["qr"])
                self.assertEqual((done.code, done.json["verdict"]), (0, "consistent"), done)
                self.assertEqual(done.json["person"]["number"], card.about["number"])
                self.assertEqual("dg13-opaque-field" in codes(done.json), name == "layout-2024")
        person = self.file("person.json", {"name": "Sùng A Ví Dụ", "number": "010195000002", "sex": "female",
                                           "birth_date": "1995-07-30", "expiry": None})
        with self.card("--person", person) as card:
            done = self.read("--qr", card.about["qr"])
            self.assertEqual(done.json["person"]["expiry"], "never")

    def test_evidence_is_verified_on_another_machine_and_files_are_private(self):
        root, evidence = self.folder / "e-root.cer", self.folder / "evidence.json"
        photo, log = self.folder / "photo.jpg", self.folder / "apdus.txt"
        with self.card("--root", root) as card:
            done = self.read("--can", card.about["can"], "--evidence", evidence, "--photo", photo, "--apdu-log", log,
                             "--exam", "thi-2024", "--candidate", "TS-001", "--nonce", "0f" * 16)
            self.assertEqual(done.code, 0, done)
            self.assertEqual(done.err, "warning: The APDU log holds personal data; delete it when it is no longer "
                                       "needed\n")
            for path in (evidence, photo, log):
                self.assert_private(path)
            self.assert_private(self.folder / "empty" / "desk.key")
            self.assertEqual(photo.read_bytes()[:3], b"\xff\xd8\xff")
            done = self.read("--can", card.about["can"], "--photo", self.folder / "photo.png")
            self.assertEqual(done.code, 0, done)
            self.assertEqual((self.folder / "photo.png").read_bytes()[:8], b"\x89PNG\r\n\x1a\n")
            self.assert_private(self.folder / "photo.png")
            commands = [line for line in log.read_text().splitlines() if line.startswith("> ")]
            self.assertEqual(len(commands), done.json["apdus"])
        desk = self.trusting(root)
        done = run("cccd", "verify-evidence", evidence, data=desk, json_too=True)
        self.assertEqual((done.code, done.json["verdict"]), (0, "genuine"), done)
        self.assertEqual(done.json["purpose"]["candidate"], "TS-001")
        done = run("cccd", "verify-evidence", evidence, data=self.folder / "other", json_too=True)
        self.assertEqual((done.code, done.json["verdict"]), (0, "consistent"), done)
        forged = self.file("forged.json", evidence.read_text(encoding="utf-8").replace("TS-001", "TS-002"))
        done = run("cccd", "verify-evidence", forged, data=desk, json_too=True)
        self.assert_refused(done, "digest-mismatch", "The evidence was changed after the desk signed it")


class FalseCardTest(ReaderCase):
    def test_forgeries_are_refused_and_say_why(self):
        for fault, code in (("forged-sod", "sod-signature"), ("changed-group", "group-changed"),
                            ("clone", "active-failed")):
            with self.card("--fault", fault) as card:
                done = self.read("--can", card.about["can"])
                self.assertEqual((done.code, done.json["verdict"]), (1, "refused"), f"{fault}\n{done}")
                self.assertIn(code, codes(done.json))

    def test_a_copy_with_keys_and_security_object_of_its_own_is_never_anchored(self):
        root = self.folder / "root.cer"
        with self.card("--fault", "own-issuer", "--root", root) as card:
            run("cccd", "trust", "import", root, "--yes", data=self.folder / "desk")
            done = self.read("--can", card.about["can"], data=self.folder / "desk")
            self.assertEqual((done.code, done.json["verdict"]), (0, "consistent"), done)
            self.assertIn("sod-not-anchored", codes(done.json))

    def test_what_stands_elsewhere_on_the_card_is_compared(self):
        with self.card() as card:
            done = self.read("--qr", card.about["qr"].replace("Thử", "Giả"))
            self.assertEqual((done.code, done.json["verdict"]), (1, "chip-opened"), done)
            self.assertIn("qr-dg13-name", codes(done.json))

    def test_a_wrong_secret_is_refused(self):
        with self.card() as card:
            done = self.read("--can", "999999")
            self.assert_refused(done, "forbidden",
                                "The card does not open: the number or the zone belongs to another card")
            self.assertNotIn(card.about["number"], done.err)

    def test_broken_answers_end_in_a_sentence_and_the_next_card_works(self):
        for fault, code in (("endless", "too-large"), ("wrong-status", "invalid-input"), ("truncated", None)):
            with self.card("--fault", fault) as card:
                done = self.read("--can", card.about["can"])
                self.assertEqual(done.code, 1, f"{fault}\n{done}")
                (got, _, _), = done.errors()
                self.assertIn(got, (code,) if code else ("invalid-input", "digest-mismatch"))
        self.assert_works()


class LostCardTest(ReaderCase):
    def start_reading(self, card):
        return subprocess.Popen([BIN / "canboctl", "cccd", "read", "--can", card.about["can"], "--json", "--data",
                                 self.folder / "empty"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                env=environment(CLOCK))

    def test_a_card_taken_away_by_itself_is_told_at_once_and_the_next_works(self):
        with self.card("--fault", "removed") as card:
            begin = time.monotonic()
            done = self.read("--can", card.about["can"])
            self.assertLess(time.monotonic() - begin, AT_ONCE)
            self.assert_unreachable(done, "The contact to the card was lost", "No card lies on the reader")
        self.assert_works()

    def test_a_card_taken_away_while_it_is_read_is_told_within_a_second(self):
        for _ in range(3):
            with self.card("--fault", "slow") as card:
                process = self.start_reading(card)
                time.sleep(1)  # in the middle: the whole takes five
                self.assertIsNone(process.poll())
                card.take_away()
                begin = time.monotonic()
                out, err = process.communicate(timeout=PATIENCE)
                self.assertLess(time.monotonic() - begin, AT_ONCE)
                self.assertEqual((process.returncode, out), (3, ""), err)
                self.assertIn("error: unreachable: ", err)
        self.assert_works()

    def test_a_card_that_falls_silent_does_not_hold_the_desk(self):
        with self.card("--fault", "silent") as card:
            begin = time.monotonic()
            self.assert_unreachable(self.read("--can", card.about["can"]), "The contact to the card was lost")
            self.assertLess(time.monotonic() - begin, 20)
        self.assert_works()

    def test_a_card_in_use_is_not_shared(self):
        with self.card("--fault", "slow") as card:
            process = self.start_reading(card)
            time.sleep(1)
            card.wait_for("in-use")
            self.assert_unreachable(self.read("--can", card.about["can"]), "Another program is using the card")
            out, err = process.communicate(timeout=PATIENCE)
            self.assertEqual(process.returncode, 0, err)


class ReaderTest(ReaderCase):
    def test_readers_are_listed_and_chosen(self):
        with self.card(), self.card("--person", "long-name", port=SECOND) as second:
            readers = run("cccd", "readers", json_too=True).json
            self.assertEqual([r["card"] for r in readers], ["present", "present"])
            self.assertEqual(readers[0]["answer_to_reset"], "3b80800101")
            for wanted in ("1", readers[1]["name"]):
                done = self.read("--reader", wanted, "--can", second.about["can"])
                self.assertEqual(done.json["person"]["number"], second.about["number"])
            self.assert_refused(self.read("--reader", "7", "--can", "123456"), "not-found",
                                "No card reader has this number or name")
        with self.card(port=SECOND) as second:  # the one with a card
            self.assertEqual(self.read("--can", second.about["can"]).json["reader"], readers[1]["name"])

    def test_without_a_card_it_says_so(self):
        self.assert_unreachable(self.read("--can", "123456"), "No card lies on the reader")

    def test_cards_laid_on_and_taken_off_are_told_within_a_second(self):
        watch = subprocess.Popen([BIN / "canboctl", "cccd", "readers", "--watch", "60"], stdout=subprocess.PIPE,
                                 text=True, env=environment())
        try:
            told = [json.loads(watch.stdout.readline()) for _ in range(2)]
            self.assertEqual([t["event"] for t in told], ["reader-connected"] * 2)
            for _ in range(3):
                card = Card()
                self.assertEqual(json.loads(watch.stdout.readline())["event"], "card-inserted")
                begin = time.monotonic()
                card.take_away()
                self.assertEqual(json.loads(watch.stdout.readline()),
                                 {"event": "card-removed", "reader": told[0]["reader"]})
                self.assertLess(time.monotonic() - begin, AT_ONCE)
                card.close()
        finally:
            watch.kill()
            watch.wait(timeout=PATIENCE)
            watch.stdout.close()

    def test_insertion_is_told_within_a_second(self):
        watch = subprocess.Popen([BIN / "canboctl", "cccd", "readers", "--watch", "60"], stdout=subprocess.PIPE,
                                 text=True, env=environment())
        try:
            for _ in range(2):
                watch.stdout.readline()
            process = subprocess.Popen([BIN / "virtual-cccd"], stdout=subprocess.PIPE, text=True)
            process.stdout.readline()  # made; it lies on the reader within milliseconds
            begin = time.monotonic()
            self.assertEqual(json.loads(watch.stdout.readline())["event"], "card-inserted")
            self.assertLess(time.monotonic() - begin, AT_ONCE)
            process.kill()
            process.wait(timeout=PATIENCE)
            process.stdout.close()
            self.assertEqual(json.loads(watch.stdout.readline())["event"], "card-removed")
        finally:
            watch.kill()
            watch.wait(timeout=PATIENCE)
            watch.stdout.close()


class NoServiceTest(FolderCase):
    def test_without_the_service_it_says_so(self):
        for command in (["readers"], ["read", "--can", "123456"]):
            done = run("cccd", *command, data=self.folder, json_too=True)
            self.assertEqual((done.code, done.out), (3, ""), done)
            self.assertEqual(done.errors(), [("unreachable", "The service for card readers (pcscd) does not run on "
                                                             "this machine", None)])


if __name__ == "__main__":
    unittest.main()
