"""What the pictures of the council's windows show: an exam from setting up to release, made by commands."""
import time

from council_window_test import CouncilWindowTest
from exam_fixture import definition
from exam_office_test import HeldRoom, in_seconds

NAMES = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Hoàng Cường", "Phạm Thu Dung", "Công Tằng Tôn Nữ Nguyễn Phúc Thị Hoàng Bảo Trân Châu",
         "Võ Minh Giang"]


def roster():
    rows = ["Số báo danh;Số CCCD;Họ và tên;Ngày sinh;Phòng thi;Tài khoản"]
    rows += [f"{n:04};{1090000000 + n:012};{name};1{n}/01/1990;{'p01' if n <= 3 else 'p02'};{'ts.mot' if n == 1 else ''}"
             for n, name in enumerate(NAMES, 1)]
    return "\n".join(rows) + "\n"


class CouncilScreens(CouncilWindowTest):
    def runTest(self):
        """No test: only what the windows are opened on."""

    def set_up(self, exam, begins):
        exam["window"]["from"] = begins
        self.secretary.json("exam", "create", self.file("e.json", exam))
        self.secretary.json("exam", "roster", "import", self.file("ds.csv", roster()), "--exam", exam["exam"])

    def hold_an_exam(self):
        held = definition(seats=4, rooms=2, minutes=20, questions=10)
        held["title"] = "Kỳ thi nâng ngạch chuyên viên năm 2026"
        self.set_up(held, in_seconds(25))
        begins = time.monotonic() + 25
        package = self.folder / "thi.pkg"
        self.secretary.json("exam", "pack", "--output", package)
        parts = self.secretary.json("exam", "key", "split", "--output", self.folder / "manh", "--keep")["shares"]
        self.secretary.json("exam", "publish", package)
        for name, guard, numbers in (("p01", self.guard, range(1, 4)), ("p02", self.second, range(4, 6))):
            guard.json("exam", "fetch")
            guard.json("exam", "key", "join", *parts[:2])
            room = HeldRoom(guard, name)
            room.start()
            for number in numbers:
                guard.json("room", "admit", "--room", name, "--candidate", f"{number:04}", "--manual", "Thẻ hỏng", "--by",
                                "Phạm Giám Sát", "--by", "Võ Coi Thi")
            time.sleep(max(0, begins - time.monotonic()))
            room.work(len(numbers))
            bundle = self.folder / f"{name}.bundle"
            guard.json("room", "seal", "--room", name, "--output", bundle, "--by", "Phạm Giám Sát")
            guard.json("exam", "send", bundle)
            room.stop()
        self.chairman.json("exam", "fetch")
        self.chairman.json("exam", "key", "join", *parts[:2])
        for desk, more in ((self.secretary, ["--number", "12/QĐ-HĐT"]), (self.chairman, ["--confirm"])):
            desk.json("exam", "collect")
            desk.json("exam", "release", *more)
        self.candidate.sync()
        self.candidate.json("exam", "remark", "request", "--exam", "thi-thu", "--reason", "Câu 1 chấm chưa đúng với giáo trình")
        other = definition(seats=30, rooms=3, minutes=60, questions=40)
        other.update(exam="thi-tuyen", title="Kỳ thi tuyển dụng công chức năm 2027")
        other["window"] = {"from": "2027-03-01T08:00:00+07:00", "to": "2027-03-01T11:00:00+07:00"}
        self.set_up(other, other["window"]["from"])
        self.secretary.sync()

    def places(self):
        return {self.secretary: ["exams/list", "exams/setup/thi-tuyen", "exams/candidates/thi-tuyen", "exams/package/thi-tuyen",
                                 "exams/rooms/thi-thu", "exams/results/thi-thu", "exams/questions/thi-thu", "exams/remarks/thi-thu"],
                self.candidate: ["exam-results"]}
