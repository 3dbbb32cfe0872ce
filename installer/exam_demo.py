"""A whole exam of content/demo/exam on this machine: what installer/exam-demo.sh does after building."""
import argparse
import datetime
import json
import os
import pathlib
import shutil
import signal
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BIN = pathlib.Path(os.environ.get("CANBO_BIN", ROOT / "build" / "release" / "bin")).resolve()
DEMO = ROOT / "content" / "demo" / "exam"
GUARDS = ["--by", "Phạm Giám Sát", "--by", "Võ Coi Thi"]
QR = "001191000002||Đỗ Thị Ví Dụ|03091991|Nữ|Số 2 Phố Giả Định, Hà Nội|20052021"


class Demo:
    def __init__(self, folder, with_card):
        self.folder, self.with_card = folder, with_card
        self.package, self.bundle = folder / "cong-chuc-thu.pkg", folder / "room.bundle"
        self.processes = []

    def call(self, *arguments, refused=False):
        done = subprocess.run([BIN / "canboctl", *map(str, arguments), "--data", self.folder, "--json"],
                              capture_output=True, text=True, encoding="utf-8", timeout=120)
        if (done.returncode != 0) != refused:
            raise SystemExit(f"error: canboctl {' '.join(map(str, arguments))}\n{done.stderr}{done.stdout}")
        return json.loads(done.stdout) if done.stdout.strip() else None

    def begin(self, *command, **more):
        process = subprocess.Popen([str(word) for word in command], text=True, encoding="utf-8", **more)
        self.processes.append(process)
        return process

    def end(self):
        for process in self.processes:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(timeout=30)

    def prepare(self):
        exam = json.loads((DEMO / "cong-chuc.json").read_text(encoding="utf-8"))
        now = datetime.datetime.now(datetime.timezone.utc)
        exam["window"] = {"from": (now - datetime.timedelta(seconds=10)).isoformat(),
                          "to": (now + datetime.timedelta(hours=3)).isoformat()}
        exam["banks"] = {name: str((DEMO / path).resolve()) for name, path in exam["banks"].items()}
        file = self.folder / "exam.json"
        file.write_text(json.dumps(exam, ensure_ascii=False), encoding="utf-8")
        self.call("exam", "create", file)
        file.unlink()
        self.call("exam", "roster", "import", DEMO / "danh-sach.csv")
        self.call("exam", "pack", "--output", self.package)
        for form in ("roster", "pins"):
            self.call("exam", "print", self.package, "--form", form, "--output", self.folder / f"{form}.pdf")
        shares = self.call("exam", "key", "split", "--output", self.folder / "shares")["shares"]
        self.call("exam", "key", "join", shares[0], shares[2])

    def open_room(self):
        room = self.begin(BIN / "canboctl", "room", "open", self.package, "--by", "Phạm Giám Sát", "--data", self.folder,
                          "--json", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        line = room.stdout.readline()
        if not line:
            raise SystemExit("error: the room did not open")
        return json.loads(line)

    def admit(self):
        if self.with_card and (card := self.lay_card()):
            how = self.call("room", "admit", "--candidate", "0001", "--reader", "", "--can", card["can"], "--by", "Phạm Giám Sát")
            print(f"0001: {how['identity']}")
        else:
            self.call("room", "admit", "--candidate", "0001", "--manual", "Không có đầu đọc thẻ", *GUARDS)
        self.call("room", "admit", "--candidate", "0002", "--qr", QR, "--by", "Phạm Giám Sát")
        self.call("room", "admit", "--candidate", "0003", "--manual", "Mất thẻ, có hộ chiếu", *GUARDS)
        self.call("room", "admit", "--candidate", "0001", "--manual", "Lần hai", *GUARDS, refused=True)

    def lay_card(self):
        """The virtual card on a reader of the real card service; its root is admitted on this desk."""
        self.begin("pcscd", "--foreground", "--config", "/etc/reader.conf.d", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        root = self.folder / "root.cer"
        for _ in range(100):
            readers = subprocess.run([BIN / "canboctl", "cccd", "readers", "--json"], capture_output=True, text=True)
            if readers.returncode == 0 and len(json.loads(readers.stdout)) == 2:
                break
            time.sleep(0.1)
        else:
            print("warning: the card service gave no reader")
            return None
        card = self.begin(BIN / "virtual-cccd", "--port", 35963, "--root", root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        about = json.loads(card.stdout.readline())
        self.call("cccd", "trust", "import", root, "--yes")
        for _ in range(100):
            readers = json.loads(subprocess.run([BIN / "canboctl", "cccd", "readers", "--json"], capture_output=True, text=True).stdout)
            if readers[0]["card"] == "present":
                return about
            time.sleep(0.1)
        print("warning: the card was not seen")
        return None

    def hold(self, room):
        stations = subprocess.run([BIN / "canboctl", "station", "simulate", "--server", room["url"], "--code", room["code"],
                                   "--count", "3", "--seed", "395", "--every", "100", "--data", self.folder, "--json"],
                                  capture_output=True, text=True, timeout=200)
        if stations.returncode != 0:
            raise SystemExit(f"error: the stations failed\n{stations.stderr}{stations.stdout}")
        self.call("room", "note", "--category", "environment", "--text", "Mất điện hai phút, máy dự phòng chạy", "--by", "Phạm Giám Sát")
        return json.loads(stations.stdout)

    def finish(self):
        self.call("room", "seal", "--output", self.bundle, "--by", "Phạm Giám Sát")
        verdict = self.call("exam", "verify", self.bundle)
        assert verdict == {"valid": True, "findings": []}, verdict
        results = self.call("exam", "score", self.bundle)["results"]
        for form in ("minutes", "results"):
            self.call("exam", "print", self.bundle, "--form", form, "--output", self.folder / f"{form}.pdf")
        for line in results:
            if line["outcome"] != "absent":
                self.call("exam", "print", self.bundle, "--form", "receipt", "--candidate", line["candidate"], "--output",
                          self.folder / f"receipt-{line['candidate']}.pdf")
        return results


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "build" / "exam-demo")
    parser.add_argument("--card", action="store_true", help="a private card service can be started")
    options = parser.parse_args()
    folder = options.data.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("exams", "stations", "shares"):  # of an earlier demonstration
        shutil.rmtree(folder / name, ignore_errors=True)
    begin = time.monotonic()
    demo = Demo(folder, options.card)
    try:
        demo.prepare()
        room = demo.open_room()
        demo.admit()
        report = demo.hold(room)
        results = demo.finish()
    finally:
        demo.end()
    for line in results:
        print(f"{line['candidate']} {line['name']}: {line['outcome']}, {line['percent']} %")
    print(f"{report['kept']} answers kept; {demo.bundle} is valid; {time.monotonic() - begin:.0f} s")


if __name__ == "__main__":
    main()
