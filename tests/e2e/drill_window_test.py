"""The windows of drills and certificates as a person without a mouse and a screen reader meet them: every control has a name, an answer is
kept before the screen says so, and a power cut loses none."""
import time
import unittest

from screen import ScreenCase, Window

PEOPLE = {"hoc.vien": ("learner", "STTTT")}


class DrillWindowTest(ScreenCase):
    people = PEOPLE

    def open(self, place="drills"):
        window = Window(self.screen, self.desks["hoc.vien"].folder, self.office.now(), "--open", place)
        self.addCleanup(window.kill)
        return window

    def answer(self, window, action):
        window.press("drills.certainty-certain")
        window.press(f"drills.{action}")
        window.by_id("drills.verdict")

    def test_a_miss_survives_a_power_cut_and_leads_to_its_lesson(self):
        window = self.open()
        window.press("drills.begin-mailbox")
        for name in ("drills.certainty-unsure", "drills.reply", "drills.open", "drills.report", "drills.delete"):
            self.assertTrue(window.by_id(name).get_name(), name)
        window.press("drills.report")  # without a certainty nothing is answered
        time.sleep(1)
        self.assertIsNone(window.look(lambda node: node.get_accessible_id() == "drills.verdict" and window.shows(node)))
        for _ in range(10):
            self.answer(window, "open")
            if window.look(lambda node: node.get_accessible_id() == "drills.lesson" and window.shows(node)):
                break
            window.press("drills.next")
            window.by_id("drills.report")
        verdict = window.by_id("drills.verdict").get_name()
        window.kill()
        window = self.open()
        self.assertEqual(window.by_id("drills.verdict").get_name(), verdict)
        window.press("drills.lesson")
        window.press("drills.next")
        window.by_id("drills.report")
        shown = self.desks["hoc.vien"].json("drill", "show")
        self.assertEqual(shown["score"]["misses"], 1)
        self.assertTrue(shown["turns"][-1]["retest"])

    def test_a_certificate_is_checked_kept_and_found_again(self):
        desk = self.desks["hoc.vien"]
        done = desk.run("certificate", "issue", "--course", "an-toan-thong-tin", "--name", "Nguyễn Thị Mẫu", "--mark",
                        "0.875", "--issuer-name", "Cơ quan mẫu", "--key", self.office.folder / "office.key", "--json")
        self.assertEqual(done.code, 0, done)
        text = done.json["text"]
        window = self.open("certificates")
        window.type("certificates.text", text[:40] + ("A" if text[40] != "A" else "B") + text[41:])
        window.press("certificates.check")
        self.assertTrue(window.by_id("certificates.verdict").get_name().startswith("✕"))
        window.type("certificates.text", text)
        window.press("certificates.check")
        window.wait(lambda node: node.get_accessible_id() == "certificates.verdict" and
                    node.get_name().startswith("✓"), "that it is genuine")
        window.press("certificates.keep")
        window.by_id("certificates.list")
        window.kill()
        window = self.open("certificates")  # proven anew, with nothing typed
        self.assertTrue(window.by_id("certificates.verdict").get_name().startswith("✓"))
        for path in desk.folder.rglob("*.db"):
            self.assertNotIn("Nguyễn Thị Mẫu".encode(), path.read_bytes())


if __name__ == "__main__":
    unittest.main()
