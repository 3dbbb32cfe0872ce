"""What makes an agency's letter, and what a report carries on its way: approval, attachments, withdrawal."""
import hashlib
import signal
import subprocess
import time
import unittest

from canbo import BIN, FRIDAY, OfficeCase, entries, entry, environment, pdf_text, words


class LetterTest(OfficeCase):
    """What makes an agency's letter, and what a report carries."""
    people = {"dm.sdl": ("focal", "SDL"), "dm.sct": ("focal", "SCT"), "ld.sct": ("leader", "SCT"),
              "vp": ("office", "CAT")}

    def setUp(self):
        self.sdl, self.sct, self.vp = self.desks["dm.sdl"], self.desks["dm.sct"], self.desks["vp"]

    def test_signer_appears_on_the_letter(self):
        self.admin.json("agency", "set", "SDL", "--signer", "Nguyễn Thị Hạnh Phúc", "--authority", "KT. GIÁM ĐỐC",
                        "--office", "PHÓ GIÁM ĐỐC")
        self.sdl.sync()
        report = self.sdl.new("2024-W01")
        self.sdl.fill(report, entries(entry(39)))
        paper = self.folder / "signed.pdf"
        self.sdl.json("report", "pdf", report, "--output", paper)
        text = words(pdf_text(paper))
        for expected in ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Thị Hạnh Phúc"):
            self.assertIn(expected, text)

    def test_letter_without_a_number_leaves_it_blank(self):
        report = self.sdl.new("2024-W02")
        self.sdl.fill(report, entries(entry(39)))
        paper = self.folder / "blank.pdf"
        self.sdl.json("report", "pdf", report, "--output", paper)
        self.assertRegex(words(pdf_text(paper, page=1)), r"Số:\s*/BC-")

    def test_same_report_gives_the_same_bytes(self):
        report = self.sdl.new("2024-W03")
        self.sdl.fill(report, entries(entry(39)))
        papers = [self.folder / "one.pdf", self.folder / "two.pdf"]
        for paper in papers:
            self.sdl.json("report", "pdf", report, "--output", paper, "--number", "1", "--date", "2024-02-16")
        self.assertEqual(papers[0].read_bytes(), papers[1].read_bytes())

    def test_attachment_travels_to_the_office(self):
        content = bytes(range(256)) * 700
        file = self.file("Phụ lục số liệu.bin", content)
        report = self.sdl.new("2024-W04")
        self.sdl.fill(report, entries(entry(39)))
        self.assertEqual(self.sdl.json("report", "attach", report, file), {"id": report})
        paper = self.folder / "attached.pdf"
        self.sdl.json("report", "pdf", report, "--output", paper)
        self.assertIn("Phụ lục số liệu.bin", words(pdf_text(paper)))
        self.sdl.submit(report)
        digest = hashlib.sha256(content).hexdigest()
        self.assertEqual(self.sdl.show(report)["report"]["attachments"],
                         [{"name": "Phụ lục số liệu.bin", "sha256": digest, "size": len(content)}])
        status, _, body = self.office.request("GET", "/api/v1/blobs/" + digest, token=self.office.token("vp"))
        self.assertEqual((status, body), (200, content))
        self.vp.sync()
        saved = self.folder / "saved.bin"
        self.vp.json("report", "attachment", report, "Phụ lục số liệu.bin", "--output", saved)
        self.assertEqual(saved.read_bytes(), content)
        missing = self.vp.run("report", "attachment", report, "khác.bin", "--output", saved)
        self.assert_refused(missing, "not-found", "The report has no attachment of this name", "khác.bin")

    def test_monthly_report_goes_the_same_way(self):
        report = self.sdl.new("2024-02")
        self.sdl.fill(report, entries(entry(39, percent=44), summary="Đánh giá chung của tháng."))
        paper = self.folder / "month.pdf"
        self.sdl.json("report", "pdf", report, "--output", paper)
        text = words(pdf_text(paper))
        self.assertIn("tháng 02/2024", text)
        self.assertIn("15/01/2024", text)
        self.assertIn("14/02/2024", text)
        self.sdl.submit(report)
        self.vp.sync()
        self.vp.json("inbox", "accept", report)
        consolidated = self.folder / "month-all.pdf"
        made = self.vp.json("period", "consolidate", "2024-02", "--kind", "monthly", "--output", consolidated)
        self.assertEqual((made["period"], made["reports"]), ("2024-02", 1))
        self.assertIn("tháng 02/2024", words(pdf_text(consolidated)))

    def test_agency_that_needs_approval_cannot_submit_without_it(self):
        self.admin.json("agency", "set", "SCT", "--needs-approval")
        self.sct.sync()
        report = self.sct.new()
        self.sct.fill(report, entries(entry(22)))
        sentence = "The agency's leader has not approved this report"
        self.assert_refused(self.sct.run("report", "submit", report), "forbidden", sentence, "approved_by")
        self.assert_refused(self.sct.run("report", "approve", report), "forbidden")
        leader = self.desk("ld.sct", "dm.sct")  # the leader at the same desk
        try:
            leader.json("report", "approve", report)
        finally:
            self.sct.login()
        self.sct.fill(report, entries(entry(22, percent=50)))  # changed after it was approved
        self.assert_refused(self.sct.run("report", "submit", report), "forbidden", sentence)
        leader.login()
        leader.json("report", "approve", report)
        self.sct.login()
        self.sct.submit(report)
        self.assertEqual(self.sct.show(report)["report"]["approved_by"], "ld.sct")

    def test_queued_report_can_be_withdrawn_before_it_is_sent(self):
        report = self.sdl.send_report(entries(entry(39)), "2024-W05", send=False)
        draft = self.sdl.json("report", "withdraw", report)["id"]
        view = self.sdl.show(draft)
        self.assertEqual((view["state"], view["revision"]), ("draft", 1))
        self.assertEqual(self.sdl.json("outbox", "list"), [])

    def test_received_report_cannot_be_withdrawn(self):
        report = self.sdl.send_report(entries(entry(39)), "2024-W06")
        self.assertEqual(self.sdl.run("report", "withdraw", report).code, 1)
        self.assertEqual(self.sdl.show(report)["state"], "received")

    def test_watching_desk_sends_what_is_submitted_meanwhile(self):
        watch = subprocess.Popen([BIN / "canboctl", "sync", "--watch", "--every", "1", "--data", self.sdl.folder],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment(FRIDAY))
        try:
            report = self.sdl.send_report(entries(entry(39)), "2023-W52", send=False)
            for _ in range(200):
                if self.sdl.show(report)["state"] == "received":
                    break
                time.sleep(0.1)
            self.assertEqual(self.sdl.show(report)["state"], "received")
        finally:
            watch.send_signal(signal.SIGTERM)
        self.assertEqual(watch.wait(timeout=20), 0)

    def test_second_report_for_a_period_names_the_first(self):
        first = self.sdl.new("2023-W51")
        done = self.sdl.run("report", "new", "--period", "2023-W51", "--agency", "SDL")
        self.assert_refused(done, "conflict", "A draft for this period exists already", first)

    def test_period_that_has_not_begun_takes_no_report(self):
        done = self.sdl.run("report", "new", "--period", "2024-W08", "--agency", "SDL")
        self.assert_refused(done, "invalid-input", "The period has not begun", "period")


if __name__ == "__main__":
    unittest.main()
