"""Two tiers: districts report to the department that leads their model, the department to the standing office."""
import json
import re
import unittest
import zipfile

from canbo import FRIDAY, OfficeCase, WEEK, entries, entry, pdf_text, words

OTHERS = ["BQLKKT", "CAT", "CTK", "SCT", "SDL", "SGDDT", "SGTVTXD", "SLDTBXH", "STNMT", "STTTT", "SYT", "VPUB"]
COPIES = "m04-ban-chung-thuc"


def district(name, copies, *more):
    return entries(entry(4, indicators={COPIES: copies}, results=f"{name} đã chứng thực điện tử."),
                   entry(8, difficulties=f"{name} thiếu thiết bị đọc thẻ."), *more)


class TierTest(OfficeCase):
    """One week of two districts, their lead and the office, played once; every test looks at one fact of it."""
    people = {"dm.hbx": ("focal", "HBX"), "dm.hbt": ("focal", "HBT"), "dm.txsp": ("focal", "TXSP"),
              "dm.stp": ("focal", "STP"), "ld.stp": ("leader", "STP"), "dm.syt": ("focal", "SYT"),
              "vp": ("office", "CAT")}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hbx, cls.hbt, cls.txsp, cls.stp, cls.director, cls.syt, cls.vp = (cls.desks[n] for n in cls.people)
        for code in OTHERS:
            cls.vp.json("agency", "expect", code, "--from", "2023-10-20", "--no-longer")
        cls.send_before_the_lead_is_named()
        cls.name_the_lead()
        cls.return_and_revise()
        cls.decide_without_a_network()
        cls.gather_and_submit()
        cls.consolidate()

    @classmethod
    def send_before_the_lead_is_named(cls):
        """Bát Xát has sent, and the lead has read its feed, before anybody said where Bát Xát's reports go."""
        cls.first = cls.hbx.send_report(district("Bát Xát", 40, entry(18, results="Bát Xát có 12 camera.")))
        cls.stp.sync()
        cls.hidden = cls.stp.run("report", "show", cls.first)
        cls.no_lead = cls.stp.run("inbox", "list")

    @classmethod
    def name_the_lead(cls):
        for code in ("HBX", "HBT"):
            cls.admin.json("agency", "set", code, "--reports-to", "STP", "--from", "2024-01-01")
        for desk in (cls.hbx, cls.hbt, cls.txsp, cls.stp, cls.director, cls.syt, cls.vp):
            desk.sync()
        cls.unsaid = cls.stp.json("period", "completeness", WEEK, "--of", "STP")
        cls.stp.json("calendar", "lead-deadline", "--working-days-before", "1", "--from", "2024-01-01")
        cls.strict = cls.stp.json("period", "completeness", WEEK, "--of", "STP")
        cls.foreign_deadline = cls.syt.run("calendar", "lead-deadline", "--working-days-before", "0", "--lead", "STP")
        cls.stp.json("calendar", "lead-deadline", "--working-days-before", "0", "--from", "2024-02-01")
        cls.stp.sync()
        cls.hbx.sync()
        cls.inbox = cls.stp.json("inbox", "list")
        cls.before = cls.stp.json("period", "completeness", WEEK, "--of", "STP")
        cls.urging = cls.folder / "urging.pdf"
        cls.stp.json("period", "urge", WEEK, "--agency", "HBT", "--output", cls.urging)
        cls.urged = [cls.stp.run("period", "urge", WEEK, "--agency", code, "--output", cls.folder / "no.pdf")
                     for code in ("HBX", "SYT")]
        cls.urged.append(cls.syt.run("period", "urge", WEEK, "--agency", "HBT", "--output", cls.folder / "no.pdf"))
        cls.plain = cls.stp.run("period", "completeness", WEEK)
        cls.foreign = cls.syt.run("period", "completeness", WEEK, "--of", "STP")

    @classmethod
    def return_and_revise(cls):
        cls.stranger = cls.syt.run("inbox", "accept", cls.first)
        cls.by_office = cls.vp.run("inbox", "accept", cls.first)
        cls.stp.json("inbox", "return", cls.first, "--remark", "Đề nghị bổ sung số liệu xã Y Tý.")
        cls.hbx.sync()
        cls.returned = cls.hbx.show(cls.first)
        cls.second = cls.hbx.json("report", "revise", cls.first, "--reason", "Bổ sung theo ý kiến của Sở")["id"]
        cls.letter = cls.folder / "hbx.pdf"
        cls.hbx.json("report", "pdf", cls.second, "--output", cls.letter)
        cls.hbx.submit(cls.second)

    @classmethod
    def decide_without_a_network(cls):
        """The other district writes, and the lead decides, while the office cannot be reached."""
        cls.stp.sync()
        cls.office.stop()
        cls.other = cls.hbt.send_report(district("Bảo Thắng", 2), send=False)
        cls.offline = cls.stp.run("inbox", "accept", cls.second, json_too=True)
        cls.waiting = cls.stp.json("outbox", "list")
        cls.office.start(FRIDAY)
        cls.hbt.sync()
        cls.stp.sync()
        cls.hbx.sync()
        cls.accepted = cls.hbx.show(cls.second)

    @classmethod
    def gather_and_submit(cls):
        cls.draft = cls.stp.new()
        cls.stp.fill(cls.draft, entries(entry(4, results="Sở đã tập huấn nghiệp vụ."), entry(8)))
        cls.gathered = cls.stp.json("report", "gather", cls.draft)
        cls.director.sync()
        cls.director.json("inbox", "accept", cls.other)
        cls.stp.sync()
        cls.all_gathered = cls.stp.json("report", "gather", cls.draft)
        cls.again = cls.stp.json("report", "gather", cls.draft)
        cls.lead_view = cls.stp.show(cls.draft)
        cls.stp.submit(cls.draft)
        cls.complete = cls.stp.json("period", "completeness", WEEK, "--of", "STP")

    @classmethod
    def consolidate(cls):
        cls.vp.sync()
        cls.all = {row["id"]: row for row in cls.vp.json("inbox", "list", "--period", WEEK)}
        cls.vp.json("inbox", "accept", cls.draft)
        cls.counts = cls.vp.json("period", "completeness", WEEK)
        cls.vp.json("office", "set", "--prints-as", "VPUB")
        cls.paper, cls.sheets = cls.folder / "th.pdf", cls.folder / "th.xlsx"
        cls.result = cls.vp.json("period", "consolidate", WEEK, "--output", cls.paper, "--xlsx", cls.sheets,
                                 "--number", "52", "--date", "2024-02-16")
        cls.text = words(pdf_text(cls.paper))
        with zipfile.ZipFile(cls.sheets) as book:
            cls.cells = book.read("xl/sharedStrings.xml").decode("utf-8")
            indicators = book.read("xl/worksheets/sheet2.xml").decode("utf-8")
        cls.numbers = re.findall(r'<c r="H\d+"(?: s="\d+")?><v>([^<]+)</v>', indicators)

    # The lead's desk

    def test_report_sent_before_the_lead_was_named_reaches_the_lead(self):
        self.assert_refused(self.hidden, "not-found")
        self.assertEqual([(row["id"], row["agency"], row["receiver"]) for row in self.inbox],
                         [(self.first, "HBX", "STP")])

    def test_agency_that_is_no_lead_has_no_inbox(self):
        self.assert_refused(self.no_lead, "forbidden")

    def test_lead_sees_which_districts_have_not_reported(self):
        self.assertEqual((self.before["receiver"], self.before["expected"], self.before["received"],
                          self.before["missing"]), ("STP", 2, 1, ["HBT"]))
        self.assertEqual((self.complete["received"], self.complete["on_time"], self.complete["missing"]), (2, 2, []))

    def test_district_is_late_by_the_deadline_that_its_lead_sets(self):
        self.assertEqual((self.unsaid["deadline"], self.unsaid["late"]), ("2024-02-16T10:00:00.000Z", 0))
        self.assertEqual((self.strict["deadline"], self.strict["late"]), ("2024-02-15T10:00:00.000Z", 1))
        self.assertEqual((self.before["deadline"], self.before["late"]), ("2024-02-16T10:00:00.000Z", 0))
        self.assert_refused(self.foreign_deadline, "forbidden")
        self.assertEqual(self.hbx.json("calendar", "show")["leads"],
                         [{"lead": "STP", "from": "2024-01-01", "working_days_before": 1},
                          {"lead": "STP", "from": "2024-02-01", "working_days_before": 0}])

    def test_lead_urges_a_district_that_has_not_reported_under_its_own_letterhead(self):
        text = words(pdf_text(self.urging))
        self.assertIn("SỞ TƯ PHÁP", text)
        self.assertIn("Đến nay, Sở Tư pháp chưa nhận được báo cáo", text)
        self.assertIn("về các mô hình được giao thực hiện", text)
        self.assertNotIn("Cơ quan thường trực chưa nhận", text)

    def test_lead_urges_neither_who_has_reported_nor_who_reports_elsewhere_and_another_department_nobody(self):
        for done in self.urged:
            self.assert_refused(done, "invalid-input")
        self.assertFalse((self.folder / "no.pdf").exists())

    def test_completeness_of_the_province_or_of_another_lead_is_not_for_a_lead(self):
        self.assert_refused(self.plain, "forbidden")
        self.assert_refused(self.foreign, "forbidden")

    def test_neither_another_department_nor_the_office_decides(self):
        self.assert_refused(self.stranger, "not-found")  # it is not even shown there
        self.assert_refused(self.by_office, "forbidden",
                            "Only the agency that receives this report may decide about it")

    def test_office_refuses_the_decision_of_another_lead_that_was_forced_through(self):
        """The rule is the office's, whatever a desk believes."""
        token = self.office.token("dm.syt")
        one = "11111111-2222-4333-8444-555555555555"
        body = {"id": one, "kind": "report-decision", "agency": "HBX", "subject": WEEK, "revision": 1,
                "body": {"report": self.second, "decision": "returned", "remark": "Không đúng"},
                "author": "dm.syt", "time": "2024-02-16T02:00:00.000Z"}
        status, _, answer = self.office.request("PUT", f"/api/v1/entries/{one}", json.dumps(body), token)
        self.assertEqual((status, json.loads(answer)["type"]), (403, "urn:canbo:error:forbidden"))

    def test_decision_travels_to_the_district(self):
        self.assertEqual((self.returned["state"], self.returned["remark"], self.returned["decided_by"]),
                         ("returned", "Đề nghị bổ sung số liệu xã Y Tý.", "dm.stp"))
        self.assertEqual(self.accepted["state"], "accepted")

    def test_decision_made_offline_waits_and_arrives(self):
        self.assertEqual(self.offline.code, 0, self.offline)
        self.assertEqual([(item["kind"], item["state"]) for item in self.waiting], [("report-decision", "queued")])

    def test_letter_of_a_district_is_addressed_to_its_lead(self):
        text = words(pdf_text(self.letter))
        self.assertIn("Kính gửi: Sở Tư pháp", text)
        self.assertIn("trân trọng báo cáo Sở Tư pháp tổng hợp", text)

    # Gathering

    def test_gathering_takes_what_is_accepted_and_names_who_is_wanting(self):
        self.assertEqual((self.gathered["agencies"], self.gathered["missing"]), (["HBX"], ["HBT"]))
        self.assertEqual((self.all_gathered["agencies"], self.all_gathered["missing"]), (["HBT", "HBX"], []))

    def test_gathered_text_stands_below_what_was_typed_with_the_districts_named(self):
        model = next(m for m in self.lead_view["report"]["models"] if m["model"] == 4)
        self.assertEqual(model["results"].split("\n"),
                         ["Sở đã tập huấn nghiệp vụ.",
                          "Ủy ban nhân dân huyện Bát Xát: Bát Xát đã chứng thực điện tử.",
                          "Ủy ban nhân dân huyện Bảo Thắng: Bảo Thắng đã chứng thực điện tử."])
        self.assertEqual(model["indicators"][COPIES], 42)

    def test_gathering_again_changes_nothing(self):
        self.assertEqual({item["outcome"] for item in self.again["items"]}, {"unchanged", "left-out"})

    def test_model_that_is_none_of_the_lead_s_is_left_to_the_office(self):
        self.assertIn({"model": 18, "field": "", "agency": "HBX", "outcome": "left-out"}, self.all_gathered["items"])

    # The office

    def test_office_sees_every_report_and_whose_it_is_to_decide(self):
        self.assertEqual({row.get("receiver") for row in self.all.values()}, {None, "STP"})
        self.assertEqual({row["agency"] for row in self.all.values()}, {"HBX", "HBT", "STP"})

    def test_district_counts_for_its_lead_and_not_for_the_office(self):
        self.assertEqual((self.counts["expected"], self.counts["received"], self.counts["missing"]), (1, 1, []))
        self.assertEqual([row["agency"] for row in self.counts["agencies"]], ["STP"])
        (tier,) = self.counts["tiers"]
        self.assertEqual((tier["receiver"], tier["expected"], tier["received"]), ("STP", 2, 2))

    def test_nothing_is_consolidated_twice_and_nothing_is_lost(self):
        # Model 4 comes with the lead's report; model 18 is none of the lead's and comes from the district itself.
        self.assertEqual(self.cells.count("Bát Xát đã chứng thực điện tử"), 1)
        self.assertEqual(self.cells.count("Bát Xát có 12 camera"), 1)
        self.assertEqual(self.result["reports"], 2)

    def test_indicator_is_counted_once_in_the_workbook(self):
        self.assertEqual(self.numbers, ["42"])

    def test_paper_shows_districts_under_their_lead(self):
        self.assertIn("Ủy ban nhân dân huyện Bảo Thắng (báo cáo Sở Tư pháp)", self.cells)
        self.assertIn("Bảo Thắng", self.text)

    def test_office_prints_under_the_letterhead_it_chose(self):
        self.assertEqual(self.vp.json("office", "show"), {"prints_as": "VPUB"})
        self.assertIn("/BC-VPUBND", self.text)
        late = self.folder / "late.pdf"
        self.vp.json("period", "late", WEEK, "--output", late)
        self.assertIn("/TB-VPUBND", words(pdf_text(late)))
        note = self.folder / "note.pdf"
        self.vp.json("period", "inspect", WEEK, "--agency", "HBX", "--output", note)
        self.assertIn("CHÁNH VĂN PHÒNG", words(pdf_text(note)))

    def test_letterhead_is_changed_by_the_office_alone(self):
        self.assert_refused(self.stp.run("office", "set", "--prints-as", "STP"), "forbidden")
        self.assert_refused(self.vp.run("office", "set", "--prints-as", "KHONGCO"), "not-found")


class ReceiverTest(OfficeCase):
    """Who reports to whom is the administrator's to record."""
    people = {"dm.stp": ("focal", "STP"), "vp": ("office", "CAT")}

    def links(self, code):
        self.admin.sync()
        return next(row for row in self.admin.json("agency", "list") if row["code"] == code).get("reports_to")

    def test_districts_report_to_the_office_as_shipped(self):
        self.assertEqual(self.links("HVB"), [{"to": "office", "from": None}])
        self.assertIsNone(self.links("SYT"))

    def test_receiver_is_kept_with_its_day_and_survives_an_import(self):
        self.admin.json("agency", "set", "HMK", "--reports-to", "STP", "--from", "2024-03-01")
        self.admin.json("agency", "set", "HMK", "--reports-to", "office", "--from", "2024-06-01")
        expected = [{"to": "office", "from": None}, {"to": "STP", "from": "2024-03-01"},
                    {"to": "office", "from": "2024-06-01"}]
        self.assertEqual(self.links("HMK"), expected)
        file = self.file("agencies.csv", "code,name,parent,tier\nHMK,Ủy ban nhân dân huyện Mường Khương,UBND,district\n")
        self.admin.json("agency", "import", file)
        self.assertEqual(self.links("HMK"), expected)

    def test_without_a_day_it_holds_from_today(self):
        self.admin.json("agency", "set", "HBY", "--reports-to", "parent")
        self.assertEqual(self.links("HBY")[-1], {"to": "parent", "from": "2024-02-16"})

    def test_wrong_receivers_are_refused(self):
        for receiver, code in (("NOBODY", "not-found"), ("HBH", "invalid-input"), ("TT-HUYEN", "invalid-input"),
                               ("sở", "invalid-input")):
            with self.subTest(receiver=receiver):
                self.assert_refused(self.admin.run("agency", "set", "HBH", "--reports-to", receiver), code)

    def test_only_an_administrator_records_it(self):
        for name in ("dm.stp", "vp"):
            self.assert_refused(self.desks[name].run("agency", "set", "HBH", "--reports-to", "STP"), "forbidden")


if __name__ == "__main__":
    unittest.main()
