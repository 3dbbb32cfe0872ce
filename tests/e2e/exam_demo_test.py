"""The command of the README: a newcomer holds a whole exam with the virtual card and three simulated stations."""
import json
import os
import subprocess
import time
import unittest

from canbo import BIN, ROOT, FolderCase, pdf_text, run, words


class ExamDemoTest(FolderCase):
    def test_one_command_leaves_bundle_results_minutes_and_receipts(self):
        begin = time.monotonic()
        done = subprocess.run(["bash", ROOT / "installer" / "exam-demo.sh", "--data", self.folder / "demo"], capture_output=True,
                              text=True, timeout=290, env={**os.environ, "CANBO_BIN": str(BIN)})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertLess(time.monotonic() - begin, 290)
        self.assertIn("0001: genuine", done.stdout)
        demo = self.folder / "demo"
        bundle = demo / "room.bundle"
        checked = run("exam", "verify", bundle, json_too=True, data=self.folder / "elsewhere")
        self.assertEqual((checked.code, checked.json), (0, {"valid": True, "findings": []}), checked)
        changed = bytearray(bundle.read_bytes())
        changed[-100] ^= 1
        checked = run("exam", "verify", self.file("changed.bundle", bytes(changed)), json_too=True)
        self.assertEqual((checked.code, checked.json["valid"]), (1, False))
        self.assertIn("Thẻ căn cước, chip thật", words(pdf_text(demo / "minutes.pdf")))
        self.assertIn("Nguyễn Văn Thử Nghiệm", words(pdf_text(demo / "results.pdf")))
        for number in ("0001", "0002", "0003"):
            self.assertIn(number, words(pdf_text(demo / f"receipt-{number}.pdf")))


if __name__ == "__main__":
    unittest.main()
