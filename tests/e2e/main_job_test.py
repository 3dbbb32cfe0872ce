"""The main job: reports from draft to the consolidated paper, on and off the network, in time and late."""
import hashlib
import json
import re
import unittest
import zipfile

from canbo import DEMO, FRIDAY, MONDAY, OfficeCase, UUID, WEEK, entries, entry, pdf_text, words

OTHERS = ["BQLKKT", "CAT", "CTK", "SCT", "SGDDT", "SGTVTXD", "SLDTBXH", "STP", "STTTT", "VPUB"]
REMARK = "Mô hình 39: tỷ lệ 85% chưa phù hợp với kết quả; đề nghị rà soát."


class WeekTest(OfficeCase):
    """One week of three agencies, played once; every test looks at one fact of it."""
    people = {"dm.sdl": ("focal", "SDL"), "dm.syt": ("focal", "SYT"), "dm.stnmt": ("focal", "STNMT"),
              "vp": ("office", "CAT")}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sdl, cls.syt, cls.stnmt, cls.vp = (cls.desks[name] for name in cls.people)
        for code in OTHERS:
            cls.vp.json("agency", "expect", code, "--from", "2023-10-20", "--no-longer")
        cls.send_in_time()
        cls.send_without_a_network()
        cls.return_and_revise()
        cls.send_late()
        cls.decide_and_consolidate()

    @classmethod
    def send_in_time(cls):
        cls.plan_id = cls.sdl.json("plan", "register", "--agency", "SDL", "--model", "13", "--file",
                                   DEMO / "plans" / "SDL-13.json")["id"]
        cls.first = cls.sdl.new()
        cls.fill = cls.sdl.fill(cls.first, DEMO / "week" / WEEK / "SDL-returned.json")
        cls.check = cls.sdl.json("report", "check", cls.first)
        cls.draft = cls.sdl.show(cls.first)
        cls.letter = cls.folder / "sdl.pdf"
        cls.sdl.json("report", "pdf", cls.first, "--output", cls.letter, "--number", "12", "--date", "2024-02-16")
        cls.sdl.submit(cls.first, send=False)
        cls.queued = cls.sdl.show(cls.first)
        cls.sent = cls.sdl.sync()
        cls.received = cls.sdl.show(cls.first)

    @classmethod
    def send_without_a_network(cls):
        cls.office.stop()
        cls.offline = cls.syt.send_report(DEMO / "week" / WEEK / "SYT.json", send=False)
        cls.no_office = cls.syt.run("sync", json_too=True)
        cls.waiting = cls.syt.json("outbox", "list")
        cls.office.start(FRIDAY)
        cls.caught_up = cls.syt.sync()

    @classmethod
    def return_and_revise(cls):
        cls.vp.login()
        cls.vp.sync()
        cls.inbox = cls.vp.json("inbox", "list")
        cls.vp.json("inbox", "return", cls.first, "--remark", REMARK)
        cls.sdl.login()
        cls.sdl.sync()
        cls.returned = cls.sdl.show(cls.first)
        cls.between = cls.vp.json("period", "completeness", WEEK)
        cls.second = cls.sdl.json("report", "revise", cls.first, "--reason", "Rà soát lại theo ý kiến")["id"]
        cls.revision_draft = cls.sdl.show(cls.second)
        cls.sdl.submit(cls.second, DEMO / "week" / WEEK / "SDL.json")
        cls.superseded = cls.sdl.show(cls.first)

    @classmethod
    def send_late(cls):
        cls.restart(MONDAY, cls.stnmt, cls.vp)
        cls.late = cls.stnmt.send_report(DEMO / "week" / WEEK / "STNMT.json")
        cls.late_view = cls.stnmt.show(cls.late)

    @classmethod
    def decide_and_consolidate(cls):
        cls.vp.sync()
        cls.before = cls.vp.json("period", "completeness", WEEK)
        for row in cls.vp.json("inbox", "list", "--period", WEEK, "--state", "received"):
            cls.vp.json("inbox", "accept", row["id"])
        cls.after = cls.vp.json("period", "completeness", WEEK)
        summary = cls.folder / "summary.md"
        summary.write_text("Cơ quan thường trực đánh giá: nhìn chung **bảo đảm tiến độ**.", encoding="utf-8")
        cls.paper, cls.sheets = cls.folder / "th.pdf", cls.folder / "th.xlsx"
        cls.result = cls.vp.json("period", "consolidate", WEEK, "--output", cls.paper, "--xlsx", cls.sheets,
                                 "--summary-file", summary, "--number", "52", "--date", "2024-02-19")

    # The agency's side

    def test_new_report_is_an_empty_draft_with_an_id(self):
        self.assertRegex(self.first, UUID)
        self.assertEqual((self.draft["state"], self.draft["revision"]), ("draft", 1))

    def test_fill_answers_with_the_id(self):
        self.assertEqual(self.fill, {"id": self.first})

    def test_filled_draft_holds_what_the_file_said(self):
        said = json.loads((DEMO / "week" / WEEK / "SDL-returned.json").read_text(encoding="utf-8"))
        report = self.draft["report"]
        self.assertEqual(report["summary"], said["summary"])
        self.assertEqual([m["model"] for m in report["models"]], [m["model"] for m in said["models"]])
        for mine, theirs in zip(report["models"], said["models"]):
            for key in ("status", "confidence", "percent", "results", "next", "indicators"):
                self.assertEqual(mine[key], theirs[key], (mine["model"], key))

    def test_check_names_missing_plans_as_warnings_at_the_model(self):
        self.assertEqual({issue["severity"] for issue in self.check}, {"warning"})
        places = {issue["where"] for issue in self.check}
        self.assertIn("models[22].plan", places)
        self.assertNotIn("models[13].plan", places)  # this one is registered

    def test_first_page_of_the_letter_has_the_national_heading(self):
        page = words(pdf_text(self.letter, page=1))
        self.assertIn("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", page)
        self.assertIn("Độc lập - Tự do - Hạnh phúc", page)

    def test_letter_carries_number_symbol_place_and_date(self):
        page = words(pdf_text(self.letter, page=1))
        self.assertRegex(page, r"Số: 12/BC-\w+")
        self.assertIn("Lào Cai, ngày 16 tháng 02 năm 2024", page)

    def test_letter_contains_the_text_of_the_report(self):
        text = re.sub(r"\s+", "", pdf_text(self.letter))
        for model in self.draft["report"]["models"]:
            self.assertIn(re.sub(r"\s+", "", model["next"]), text)

    def test_submitted_report_is_queued_until_its_receipt(self):
        self.assertEqual((self.queued["state"], self.queued["received_at"]), ("queued", None))
        self.assertEqual((self.sent["sent"], self.sent["waiting"], self.sent["refused"]), (1, 0, 0))
        self.assertEqual(self.received["state"], "received")

    def test_what_was_received_has_the_digest_of_what_was_queued(self):
        self.assertRegex(self.queued["digest"], "^[0-9a-f]{64}$")
        self.assertEqual(self.received["digest"], self.queued["digest"])

    def test_report_in_time_is_not_late(self):
        self.assertFalse(self.received["late"])
        self.assertTrue(self.received["received_at"].startswith("2024-02-16T02:"), self.received["received_at"])

    def test_sync_without_an_office_exits_3_as_unreachable(self):
        self.assert_refused(self.no_office, "unreachable", exit_code=3)

    def test_report_submitted_offline_waits_in_the_outbox(self):
        self.assertEqual([(item["id"], item["kind"], item["state"]) for item in self.waiting],
                         [(self.offline, "report", "queued")])
        self.assertEqual(self.waiting[0]["attempts"], 1)
        self.assertEqual(self.waiting[0]["error_code"], "unreachable")

    def test_report_submitted_offline_arrives_when_the_office_is_back(self):
        self.assertEqual((self.caught_up["sent"], self.caught_up["waiting"]), (1, 0))
        self.assertIn(self.offline, [row["id"] for row in self.inbox])

    # The office's side

    def test_inbox_lists_what_was_received(self):
        self.assertEqual({(row["id"], row["agency"], row["state"]) for row in self.inbox},
                         {(self.first, "SDL", "received"), (self.offline, "SYT", "received")})

    def test_agency_sees_the_report_returned_with_the_remark(self):
        self.assertEqual((self.returned["state"], self.returned["remark"], self.returned["decided_by"]),
                         ("returned", REMARK, "vp"))

    def test_returned_report_is_not_received_until_it_comes_again(self):
        self.assertEqual(self.between["received"], 1)  # SYT
        self.assertIn("SDL", self.between["missing"])

    def test_revision_starts_with_the_content_of_the_returned_report(self):
        self.assertEqual((self.revision_draft["state"], self.revision_draft["revision"]), ("draft", 2))
        self.assertEqual(self.revision_draft["report"]["bases"], [self.first])
        self.assertEqual(self.revision_draft["report"]["models"], self.draft["report"]["models"])

    def test_revised_report_supersedes_and_keeps_the_first(self):
        self.assertEqual(self.superseded["state"], "superseded")
        self.assertEqual(self.superseded["report"]["models"], self.draft["report"]["models"])

    def test_report_after_the_deadline_is_taken_and_marked_late(self):
        self.assertEqual((self.late_view["state"], self.late_view["late"]), ("received", True))

    def test_completeness_counts_expected_on_time_and_late(self):
        self.assertEqual({key: self.before[key] for key in ("period", "expected", "received", "on_time", "late")},
                         {"period": WEEK, "expected": 3, "received": 3, "on_time": 2, "late": 1})
        self.assertEqual(self.before["missing"], [])

    def test_completeness_names_every_agency_with_its_state(self):
        self.assertEqual({(row["agency"], row["late"]) for row in self.after["agencies"]},
                         {("SDL", False), ("SYT", False), ("STNMT", True)})
        self.assertEqual({row["state"] for row in self.before["agencies"]}, {"received"})
        self.assertEqual({row["state"] for row in self.after["agencies"]}, {"accepted"})

    def test_agency_that_was_asked_to_correct_is_not_late(self):
        self.assertEqual([row["late"] for row in self.after["agencies"] if row["agency"] == "SDL"], [False])

    def test_consolidation_takes_the_accepted_reports_and_names_who_is_late(self):
        self.assertRegex(self.result["id"], UUID)
        self.assertEqual((self.result["reports"], self.result["late"], self.result["missing"]), (3, ["STNMT"], []))

    def test_consolidated_paper_has_heading_summary_and_numbers(self):
        self.assertIn("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", words(pdf_text(self.paper, page=1)))
        text = words(pdf_text(self.paper))
        self.assertIn("nhìn chung bảo đảm tiến độ", text)
        self.assertIn("Tổng số báo cáo phải gửi: 3; đã nhận: 3", text)
        self.assertIn("Sở Tài nguyên và Môi trường", text)

    def test_consolidated_paper_says_what_the_agencies_found_difficult(self):
        said = self.sdl.show(self.second)["report"]["models"]
        hard = [m["difficulties"] for m in said if m["difficulties"]]
        self.assertTrue(hard)
        text = re.sub(r"\s+", "", pdf_text(self.paper))
        for words_of_it in hard[0].split()[:6]:
            self.assertIn(words_of_it, text)

    def test_workbook_holds_figures_as_numbers(self):
        with zipfile.ZipFile(self.sheets) as book:
            self.assertIsNone(book.testzip())
            numbers = []
            for name in book.namelist():
                if name.startswith("xl/worksheets/sheet"):
                    xml = book.read(name).decode("utf-8")
                    numbers += re.findall(r'<c r="[A-Z]+\d+"(?: s="\d+")?><v>([-0-9.E+]+)</v></c>', xml)
        figures = {float(number) for number in numbers}
        said = [self.sdl.show(self.second), self.syt.show(self.offline)]
        for report in said:
            for model in report["report"]["models"]:
                self.assertIn(model["percent"], figures)
                for value in model["indicators"].values():
                    self.assertIn(value, figures)

    def test_workbook_has_four_sheets(self):
        with zipfile.ZipFile(self.sheets) as book:
            names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode("utf-8"))
        self.assertEqual(names, ["Mô hình", "Chỉ tiêu", "Báo cáo của cơ quan", "Chờ hướng dẫn"])

    def test_list_of_late_agencies_names_them(self):
        paper = self.folder / "late.pdf"
        self.vp.json("period", "late", WEEK, "--output", paper, "--number", "53", "--date", "2024-02-19")
        self.assertIn("Sở Tài nguyên và Môi trường", words(pdf_text(paper)))

    def test_note_on_an_agency_is_written(self):
        paper = self.folder / "note.pdf"
        self.vp.json("period", "inspect", WEEK, "--agency", "STNMT", "--count", "3", "--output", paper)
        self.assertIn("Sở Tài nguyên và Môi trường", words(pdf_text(paper)))

    def test_agency_that_reported_is_not_urged(self):
        done = self.vp.run("period", "urge", WEEK, "--agency", "SDL", "--output", self.folder / "urge.pdf")
        self.assert_refused(done, "invalid-input", None, "SDL")

    def test_agency_that_owes_a_report_is_urged_by_a_letter(self):
        paper = self.folder / "urge.pdf"
        self.vp.json("period", "urge", "2024-W06", "--agency", "SYT", "--output", paper)
        self.assertIn("Sở Y tế", words(pdf_text(paper)))

    def test_all_that_owe_a_report_are_urged_at_once(self):
        folder = self.folder / "đôn đốc"
        owing = self.vp.json("period", "completeness", "2024-W06")["missing"]
        made = self.vp.json("period", "urge", "2024-W06", "--output", folder, "--number", "7")["letters"]
        self.assertEqual([letter["agency"] for letter in made], owing)
        self.assertEqual(sorted(path.name for path in folder.iterdir()),
                         sorted(f"2024-W06-{code}.pdf" for code in owing))
        self.assertIn("Số: 08/CAT", words(pdf_text(made[1]["output"])))

    def test_consolidated_report_is_consolidated_for_the_agency_too(self):
        self.syt.login()
        self.syt.sync()
        self.assertEqual(self.syt.show(self.offline)["state"], "consolidated")

    def test_agency_sees_its_own_reports_only(self):
        self.syt.login()
        self.syt.sync()
        self.assertEqual({row["agency"] for row in self.syt.json("report", "list")}, {"SYT"})
        self.assert_refused(self.syt.run("report", "show", self.second), "not-found")
        self.assert_refused(self.syt.run("inbox", "list"), "forbidden")


class RemakeTest(OfficeCase):
    """The paper of an earlier consolidation is the same for ever: made again after each of these changes."""
    people = {"dm.sdl": ("focal", "SDL"), "vp": ("office", "CAT")}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sdl, cls.vp = cls.desks["dm.sdl"], cls.desks["vp"]
        cls.report = cls.sdl.send_report(entries(entry(39, indicators={"m39-chi-tieu-ioc": 9}), entry(13)))
        cls.vp.sync()
        cls.vp.json("inbox", "accept", cls.report)
        cls.papers = {}
        cls.sequence = cls.make("first")["sequence"]
        cls.make("again", cls.sequence)
        cls.change_and_make_again()

    @classmethod
    def change_and_make_again(cls):
        revised = cls.sdl.json("report", "revise", cls.report, "--reason", "Bổ sung")["id"]
        cls.sdl.submit(revised, entries(entry(39, percent=90, difficulties="Khó khăn mới.")))
        cls.make("revised", cls.sequence)
        cls.sdl.json("plan", "register", "--agency", "SDL", "--model", "13", "--file", DEMO / "plans" / "SDL-13.json")
        cls.vp.json("gate", "open", "9-1", "--document", "Văn bản số 1", "--date", "2023-12-05")
        cls.vp.json("plan", "adjust", "--model", "6", "--document", "QĐ 1", "--date", "2024-01-01", "--to",
                    "2024-12-31")
        cls.vp.sync()
        cls.make("plans", cls.sequence)
        cls.vp.json("inbox", "accept", revised)
        cls.make("second")
        cls.make("consolidated", cls.sequence)
        cls.vp.json("agency", "expect", "CTK", "--from", "2023-10-20", "--no-longer")
        cls.make("expected", cls.sequence)
        cls.admin.json("agency", "set", "STP", "--name", "Sở Tư pháp và Hộ tịch")
        cls.vp.sync()
        cls.make("renamed", cls.sequence)

    @classmethod
    def make(cls, name, sequence=None):
        more = ["--sequence", str(sequence)] if sequence else []
        paper = cls.folder / (name + ".pdf")
        made = cls.vp.json("period", "consolidate", WEEK, "--output", paper, "--number", "52", "--date", "2024-02-16",
                           *more)
        cls.papers[name] = (hashlib.sha256(paper.read_bytes()).hexdigest(), words(pdf_text(paper)))
        return made

    def assert_same(self, name, before):
        ours, theirs = self.papers[name], self.papers[before]
        differ = next((i for i, (a, b) in enumerate(zip(ours[1], theirs[1])) if a != b), None)
        if differ is not None:
            around = slice(max(0, differ - 60), differ + 60)
            self.fail(f"made again it says\n  …{ours[1][around]}…\nand said\n  …{theirs[1][around]}…")
        self.assertEqual(ours, theirs)

    def test_made_again_it_has_the_same_bytes(self):
        self.assert_same("again", "first")

    def test_made_again_after_a_revised_report_it_has_the_same_bytes(self):
        self.assert_same("revised", "again")

    def test_made_again_after_plans_and_guidance_it_has_the_same_bytes(self):
        self.assert_same("plans", "revised")

    def test_made_again_after_a_second_consolidation_it_has_the_same_bytes(self):
        self.assertNotEqual(self.papers["second"][1], self.papers["first"][1])
        self.assert_same("consolidated", "plans")

    def test_made_again_after_an_agency_is_expected_no_longer_it_has_the_same_bytes(self):
        self.assert_same("expected", "consolidated")

    def test_made_again_after_an_agency_was_renamed_it_has_the_same_bytes(self):
        self.assert_same("renamed", "expected")

    def test_sequence_at_which_nothing_was_consolidated_is_not_found(self):
        done = self.vp.run("period", "consolidate", WEEK, "--output", self.folder / "none.pdf", "--sequence", "1")
        self.assert_refused(done, "not-found", "This period was not consolidated at that sequence", "1")
        self.assertFalse((self.folder / "none.pdf").exists())


class LockTest(OfficeCase):
    people = {"dm.sdl": ("focal", "SDL"), "dm.syt": ("focal", "SYT"), "vp": ("office", "CAT")}
    sentence = "The period is locked; ask the standing office for an exception"

    def setUp(self):
        self.sdl, self.syt, self.vp = (self.desks[name] for name in self.people)

    def test_report_for_a_locked_period_is_refused_and_stays_on_the_desk_with_the_reason(self):
        period = "2024-W02"
        self.vp.json("period", "lock", period, "--reason", "Đã tổng hợp")
        report = self.sdl.send_report(entries(entry(39)), period, send=False)  # the desk does not know of it yet
        self.assert_refused(self.sdl.run("sync"), "closed", self.sentence, report)
        view = self.sdl.show(report)
        self.assertEqual((view["state"], view["remark"]), ("refused", self.sentence))
        item = next(item for item in self.sdl.json("outbox", "list") if item["id"] == report)
        self.assertEqual((item["state"], item["error_code"]), ("refused", "closed"))
        self.assertEqual(view["report"]["models"][0]["results"], entry(39)["results"])
        # and can be taken up again
        again = self.sdl.json("report", "revise", report, "--reason", "Gửi lại")["id"]
        self.assertEqual(self.sdl.show(again)["report"]["models"][0]["results"], entry(39)["results"])

    def test_desk_that_knows_of_the_lock_refuses_to_submit_and_keeps_the_draft(self):
        period = "2024-W03"
        draft = self.sdl.new(period)
        self.sdl.fill(draft, entries(entry(39)))
        self.vp.json("period", "lock", period)
        self.sdl.sync()
        self.assert_refused(self.sdl.run("report", "submit", draft), "closed", self.sentence, period)
        self.assertEqual(self.sdl.show(draft)["state"], "draft")

    def test_unlocked_period_takes_reports_again(self):
        period = "2024-W04"
        self.vp.json("period", "lock", period)
        self.assertEqual(self.vp.json("period", "unlock", period)["locked"], False)
        report = self.sdl.send_report(entries(entry(39)), period)
        self.assertEqual(self.sdl.show(report)["state"], "received")

    def test_exception_opens_the_period_for_one_agency_only(self):
        period = "2024-W05"
        mine, theirs = self.sdl.new(period), self.syt.new(period)
        self.sdl.fill(mine, entries(entry(39)))
        self.syt.fill(theirs, entries(entry(6)))
        self.vp.json("period", "lock", period)
        self.vp.json("period", "unlock", period, "--agency", "SDL", "--until", "2024-02-16T17:00:00+07:00", "--reason",
                     "Sự cố đường truyền")
        self.sdl.sync()
        self.syt.sync()
        self.sdl.submit(mine)
        self.assertEqual(self.sdl.show(mine)["state"], "received")
        self.assert_refused(self.syt.run("report", "submit", theirs), "closed")

    def test_exception_without_a_reason_is_refused(self):
        done = self.vp.run("period", "unlock", "2024-W06", "--agency", "SDL", "--until", "2024-02-16T17:00:00+07:00")
        self.assert_refused(done, "invalid-input")

    def test_exception_runs_out(self):
        period = "2024-W06"
        self.vp.json("period", "lock", period)
        self.vp.json("period", "unlock", period, "--agency", "SDL", "--until", "2024-02-17T17:00:00+07:00", "--reason",
                     "Sự cố đường truyền")
        draft = self.sdl.new(period)
        self.sdl.fill(draft, entries(entry(39)))
        self.sdl.submit(draft, send=False)  # in time by the desk's clock, but it comes too late
        self.restart(MONDAY, self.sdl)
        try:
            self.assert_refused(self.sdl.run("sync"), "closed")
            self.assertEqual(self.sdl.show(draft)["state"], "refused")
        finally:
            self.restart(FRIDAY, *self.desks.values())

    def test_focal_point_may_not_lock(self):
        self.assert_refused(self.sdl.run("period", "lock", WEEK), "forbidden")


if __name__ == "__main__":
    unittest.main()
