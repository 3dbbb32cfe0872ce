"""Lists that belong to a model: filled, sent, counted, replaced; lists of persons stay in their circle."""
import json
import unittest

from canbo import FRIDAY, OfficeCase, PASSWORD, UUID, entries, entry

FACILITIES = ["--model", "6", "--list", "m06-co-so"]
LEARNERS = ["--model", "28", "--list", "m28-danh-sach"]
SERVICES = ["--model", "1", "--list", "m01-danh-muc"]
NAME = "Trần Thị Thử Nghiệm"  # nobody


def facilities(count, receiving, separator=","):
    rows = [["ma", "Tên cơ sở", "Đã tiếp nhận CCCD gắn chíp hoặc VNeID", "luot-kham"]]
    rows += [[f"CS-{i}", f"Trạm y tế số {i}", "Có" if i <= receiving else "không", "1.200" if i == 1 else ""]
             for i in range(1, count + 1)]
    return "\n".join(separator.join(row) for row in rows) + "\n"


def learners(name=NAME):
    return f"ma,ho-ten,don-vi,da-hoan-thanh\nHV1,{name},Văn phòng Sở,có\nHV2,Lê Văn Minh Họa,Văn phòng Sở,chưa\n"


class ListsCase(OfficeCase):
    clock = FRIDAY
    people = {"dm.syt": ("focal", "SYT"), "dm.sdl": ("focal", "SDL"), "dm.cat": ("focal", "CAT"),
              "vp": ("office", "CAT"), "kiem.tra": ("auditor", None)}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.syt, cls.sdl, cls.cat, cls.vp, cls.auditor = (cls.desks[name] for name in cls.people)

    def fill(self, desk, which, content, name="rows.csv", expect=0, *more):
        path = self.file(name, content)
        return desk.json("list", "fill", *which, "--file", path, *more, expect=expect)

    def shown(self, desk, which, *more):
        return desk.json("list", "show", *which, *more)["lists"][0]


class FillTest(ListsCase):
    def test_what_an_agency_fills_the_office_receives_and_counts(self):
        done = self.fill(self.syt, FACILITIES, facilities(3, 2))
        self.assertRegex(done["id"], UUID)
        self.assertEqual((done["rows"], done["entries"], done["issues"]), (3, 1, []))
        self.vp.sync()
        shown = self.shown(self.vp, FACILITIES, "--agency", "SYT")
        self.assertEqual([row["ma"] for row in shown["filled"][0]["rows"]], ["CS-1", "CS-2", "CS-3"])
        self.assertEqual(shown["filled"][0]["rows"][0], {"ma": "CS-1", "ten": "Trạm y tế số 1", "dia-ban": None,
                                                         "da-tiep-nhan": True, "luot-kham": 1200})
        status = self.vp.json("status", "--model", "6")[0]["lists"][0]
        figures = {figure["indicator"]: figure for figure in status["figures"]}
        self.assertAlmostEqual(figures["m06-co-so-tiep-nhan"]["value"], 66.667, 2)
        self.assertEqual((figures["m06-co-so-tiep-nhan"]["done"], figures["m06-co-so-tiep-nhan"]["total"]), (2, 3))
        self.assertEqual(figures["m06-luot-kham"]["value"], 1200)
        self.assertIn("66,67", self.vp.run("status", "--model", "6").out)

    def test_a_list_filled_again_is_its_next_version(self):
        before = self.shown(self.cat, ["--model", "9", "--list", "m09-co-so"])["filled"]
        head = "ma;ten;da-dung-asm\n"
        self.fill(self.cat, ["--model", "9", "--list", "m09-co-so"], head + "A;Nhà nghỉ A;x\nB;Nhà nghỉ B;\n", "x.csv", 1)
        self.fill(self.cat, ["--model", "9", "--list", "m09-co-so"], head + "A;Nhà nghỉ A;x\n")
        self.fill(self.cat, ["--model", "9", "--list", "m09-co-so"], head + "A;Nhà nghỉ A;x\nB;Nhà nghỉ B;0\n")
        self.cat.sync()
        after = self.shown(self.cat, ["--model", "9", "--list", "m09-co-so"])["filled"]
        self.assertEqual(before, [])
        self.assertEqual([(one["revision"], one["count"]) for one in after], [(2, 2)])

    def test_the_office_fills_the_essential_services_for_everybody_to_read(self):
        rows = [{"ma": "DV-1", "ten": "Dịch vụ một", "da-trien-khai": True, "ngay-trien-khai": "02/01/2024"},
                {"ma": "DV-2", "ten": "Dịch vụ hai", "da-trien-khai": False}]
        self.fill(self.vp, SERVICES, json.dumps(rows), "rows.json")
        self.sdl.sync()
        shown = self.shown(self.sdl, SERVICES)
        self.assertEqual(shown["filled"][0]["rows"][0]["ngay-trien-khai"], "2024-01-02")
        self.assertEqual((shown["figures"][0]["value"], shown["figures"][0]["total"]), (1, 53))

    def test_a_dry_run_sends_nothing(self):
        done = self.fill(self.sdl, LEARNERS, learners(), "rows.csv", 0, "--dry-run")
        self.assertEqual((done["id"], done["rows"], done["entries"]), (None, 2, 0))
        self.assertEqual(self.sdl.json("outbox", "list"), [])

    def test_what_is_exported_can_be_filled_in_again(self):
        self.fill(self.syt, ["--model", "11", "--list", "m11-co-so"],
                  'ma,ten,da-dung-asm\n1,"Bệnh viện ""Một"", tuyến tỉnh",x\n2,\'=1+1,0\n')
        self.syt.sync()
        which = ["--model", "11", "--list", "m11-co-so"]
        rows = self.shown(self.syt, which)["filled"][0]["rows"]
        self.assertEqual([row["ten"] for row in rows], ['Bệnh viện "Một", tuyến tỉnh', "=1+1"])
        file = self.folder / "out.csv"
        self.syt.json("list", "export", *which, "--agency", "SYT", "--output", file)
        self.assertIn("'=1+1", file.read_text(encoding="utf-8-sig"))
        self.syt.json("list", "fill", *which, "--file", file)
        self.syt.sync()
        again = self.shown(self.syt, which)["filled"][0]
        self.assertEqual((again["revision"], again["rows"]), (2, rows))

    def test_a_long_list_travels_in_parts_and_arrives_whole(self):
        which = ["--model", "16", "--list", "m16-co-so"]
        text = "ma,ten,nganh-nghe,da-dung-thiet-bi\n" + "".join(
            f"KD-{i},Cơ sở kinh doanh có điều kiện số {i},Dịch vụ cầm đồ,x\n" for i in range(12000))
        done = self.fill(self.cat, which, text)
        self.assertGreater(done["entries"], 1)
        self.vp.sync()
        self.assertEqual(self.shown(self.vp, which)["filled"][0]["count"], 12000)


class ReportTest(ListsCase):
    def test_a_report_that_differs_from_the_list_is_warned_and_shown_what_the_list_proposes(self):
        self.fill(self.syt, FACILITIES, facilities(4, 3))
        self.syt.sync()
        report = self.syt.new()
        self.syt.fill(report, entries(entry(6, indicators={"m06-co-so-tiep-nhan": 80, "m06-luot-kham": 1200})))
        self.assertEqual(self.syt.show(report)["proposed"]["6"], {"m06-co-so-tiep-nhan": 75, "m06-luot-kham": 1200})
        differing = [issue for issue in self.syt.json("report", "check", report) if "list" in issue["sentence"]]
        self.assertEqual(differing, [{"severity": "warning", "code": "invalid-input",
                                      "where": "models[6].indicators.m06-co-so-tiep-nhan",
                                      "sentence": "The value differs from what the list of the model says"}])
        self.syt.fill(report, entries(entry(6, indicators={"m06-co-so-tiep-nhan": 75})))
        self.assertFalse([i for i in self.syt.json("report", "check", report) if "list" in i["sentence"]])


class LearnersTest(ListsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        path = cls.folder / "learners.csv"
        path.write_text(learners(), encoding="utf-8")
        cls.id = cls.syt.json("list", "fill", *LEARNERS, "--file", path)["id"]
        for desk in cls.desks.values():
            desk.sync()

    def names(self, desk):
        return [row["ho-ten"] for one in self.shown(desk, LEARNERS)["filled"] for row in one["rows"]]

    def test_its_agency_the_police_and_the_office_read_it(self):
        for desk in (self.syt, self.cat, self.vp):
            self.assertIn(NAME, self.names(desk), desk.name)

    def test_another_agency_an_auditor_and_an_administrator_do_not(self):
        for desk in (self.sdl, self.auditor, self.admin):
            self.assertEqual(self.names(desk), [], desk.name)
            for file in desk.databases:
                for part in file.parent.glob(file.name + "*"):
                    self.assertNotIn(NAME.encode(), part.read_bytes(), part)

    def test_the_entry_itself_is_not_found_by_others(self):
        for name, status in (("dm.sdl", 404), ("kiem.tra", 404), ("quan.tri", 404), ("dm.cat", 200), ("vp", 200)):
            answer = self.office.request("GET", f"/api/v1/entries/{self.id}", token=self.office.token(name, PASSWORD))
            self.assertEqual(answer[0], status, name)

    def test_the_change_feed_leaves_it_out_for_others(self):
        for name, there in (("dm.sdl", False), ("kiem.tra", False), ("dm.cat", True), ("dm.syt", True)):
            _, _, body = self.office.request("GET", "/api/v1/changes?after=0", token=self.office.token(name, PASSWORD))
            self.assertEqual(NAME in body.decode("utf-8"), there, name)

    def test_a_wrong_file_is_refused_without_repeating_a_name(self):
        for text in (learners().replace("có", NAME), learners().split("\n", 1)[1], learners().replace("HV2", "HV1")):
            path = self.file("wrong.csv", text)
            done = self.syt.run("list", "fill", *LEARNERS, "--file", path, json_too=True)
            self.assert_refused(done, "invalid-input", "The list was not filled; mend the rows named above")
            self.assertNotIn(NAME, done.err + done.out)


class SealedTest(ListsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        path = cls.folder / "learners.csv"
        path.write_text(learners(), encoding="utf-8")
        cls.syt.json("list", "fill", *LEARNERS, "--file", path)
        for desk in cls.desks.values():
            desk.sync()

    def test_a_name_stands_in_no_file_of_a_desk_or_the_office(self):
        waiting = "Lê Văn Chờ Gửi"  # nobody
        self.fill(self.syt, LEARNERS, learners(waiting))
        kept = [self.office.folder] + [desk.folder for desk in self.desks.values()]
        for file in (file for folder in kept for file in folder.rglob("*") if file.is_file()):
            content = file.read_bytes()
            for name in (NAME, waiting):
                self.assertNotIn(name.encode(), content, file)
        self.assertIn(waiting, [row["ho-ten"] for one in self.shown(self.syt, LEARNERS)["filled"]
                                for row in one["rows"]])

    def test_a_folder_whose_key_is_lost_says_what_to_put_back(self):
        key = self.syt.folder / "data.key"
        kept = key.read_bytes()
        self.addCleanup(lambda: (key.write_bytes(kept), key.chmod(0o600)))
        key.unlink()
        done = self.syt.run("list", "show", *LEARNERS)
        self.assertEqual(done.code, 3)
        self.assertIn("These data were sealed with another key; put the file data.key back", done.err)


class BadInputTest(ListsCase):
    def refused(self, desk, which, content, name="rows.csv", *more):
        path = self.file(name, content)
        return desk.run("list", "fill", *which, "--file", path, *more)

    def wheres(self, done):
        self.assertEqual(done.code, 1, done)
        return [where for _, _, where in done.errors()[:-1]]

    def test_a_wrong_and_a_missing_column_are_named(self):
        done = self.refused(self.syt, FACILITIES, "ma,ten,màu\nCS-1,Trạm,xanh\n")
        self.assertEqual(self.wheres(done), ["row 1, column màu", "row 1, column da-tiep-nhan"])

    def test_wrong_cells_are_named_by_the_row_of_the_file(self):
        done = self.refused(self.syt, FACILITIES, "ma,ten,da-tiep-nhan,luot-kham\nCS-1,,x,\n\nCS-1,B,có lẽ,-3\n")
        self.assertEqual(self.wheres(done), ["row 2, column ten", "row 4, column ma", "row 4, column da-tiep-nhan",
                                             "row 4, column luot-kham"])

    def test_wrong_json_is_named_by_row_and_column(self):
        rows = [{"ma": "1", "ten": "A", "da-tiep-nhan": True}, {"ma": [], "ten": "B", "da-tiep-nhan": True, "x": 1}]
        done = self.refused(self.syt, FACILITIES, json.dumps(rows), "rows.json")
        self.assertEqual(self.wheres(done), ["row 2, column ma", "row 2, column x"])
        self.assertEqual(self.wheres(self.refused(self.syt, FACILITIES, "{}", "rows.json")), ["rows"])
        self.assertEqual(self.refused(self.syt, FACILITIES, "[", "rows.json").code, 1)

    def test_an_unknown_list_or_model_is_not_found(self):
        self.assert_refused(self.refused(self.syt, ["--model", "6", "--list", "m06-khac"], "ma\n"), "not-found",
                            "The model has no list with this code")
        self.assert_refused(self.refused(self.syt, ["--model", "44", "--list", "m06-co-so"], "ma\n"), "not-found")

    def test_an_agency_without_a_duty_and_another_agencys_list_are_forbidden(self):
        self.assert_refused(self.refused(self.sdl, FACILITIES, facilities(1, 1)), "forbidden",
                            "The agency has no task in this model")
        self.assert_refused(self.refused(self.sdl, FACILITIES, facilities(1, 1), "rows.csv", "--agency", "SYT"),
                            "forbidden", "A list is filled by the agency it is for")
        self.assert_refused(self.refused(self.syt, SERVICES, "ma,ten,da-trien-khai\n1,A,x\n"), "forbidden",
                            "This list is filled by the standing office")

    def test_more_than_a_hundred_thousand_rows_are_too_many(self):
        done = self.refused(self.syt, FACILITIES, facilities(100_001, 0))
        self.assertIn(("too-large", "A list has at most 100,000 rows", "rows"), done.errors())
        self.assertEqual(self.syt.json("outbox", "list"), [])

    def test_no_file_an_empty_file_and_a_file_that_is_no_text_are_refused(self):
        self.assertEqual(self.syt.run("list", "fill", *FACILITIES, "--file", self.folder / "none.csv").code, 1)
        for content in (b"", b"ma,ten,da-tiep-nhan\n", b"ma,ten,da-tiep-nhan\nS\xe5,B,x\n", b'ma,"ten\n'):
            self.assertEqual(self.refused(self.syt, FACILITIES, content).code, 1, content)

    def test_nothing_was_filled_by_any_of_it(self):
        self.vp.sync()
        self.assertEqual(self.shown(self.vp, FACILITIES)["filled"], [])


class OfflineTest(ListsCase):
    def test_a_list_filled_without_a_network_waits_and_is_sent_once(self):
        self.office.stop()
        path = self.file("rows.csv", facilities(2, 1))
        done = self.syt.run("list", "fill", *FACILITIES, "--file", path, json_too=True)
        self.assertEqual(done.code, 0, done)
        self.assertEqual([item["state"] for item in self.syt.json("outbox", "list")], ["queued"])
        self.office.start(FRIDAY)
        self.syt.sync()
        self.syt.sync()
        self.vp.sync()
        self.assertEqual([(one["agency"], one["revision"]) for one in self.shown(self.vp, FACILITIES)["filled"]],
                         [("SYT", 1)])


if __name__ == "__main__":
    unittest.main()
