"""The packages, installed by dpkg into an empty root, do the main job from there, from the terminal and in the windows;
removed, they leave the data.

usage: install_test.py DEBS

The root has nothing but what dpkg puts there. Libraries and fonts are this machine's (dpkg computed the dependencies
from them); the programs, the content, the forms and the translation are the root's own: taken away, nothing works.
"""
import importlib.util
import os
import pathlib
import shutil
import stat
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
PERIOD = "2024-W07"
FRIDAY, MONDAY = "2024-02-16T09:00:00+07:00", "2024-02-19T08:30:00+07:00"
PASSWORD = "mat khau dung de thu"


def that(fact, sentence):
    if not fact:
        raise SystemExit(f"error: {sentence}")


def dpkg(root, *arguments):
    """dpkg on that root. Maintainer scripts run outside of it, with DPKG_ROOT set, as Debian's bootstrap does it."""
    as_root = [] if os.geteuid() == 0 else ["unshare", "--map-root-user"]
    done = subprocess.run([*as_root, "dpkg", f"--root={root}", "--force-depends", "--force-script-chrootless",
                           "--log=/dev/null", *arguments], capture_output=True, text=True)
    that(done.returncode == 0, f"dpkg {arguments[0]}: {done.stderr}")


def install(root, debs):
    for folder in ("var/lib/dpkg/info", "var/lib/dpkg/updates", "etc", "usr/bin"):
        (root / folder).mkdir(parents=True)
    (root / "var/lib/dpkg/status").touch()
    (root / "etc/passwd").write_text("root:x:0:0:root:/root:/bin/sh\n")
    (root / "etc/group").write_text("root:x:0:\n")
    dpkg(root, "--install", *map(str, sorted(debs.glob("*.deb"))))


def check_installed(root):
    that("canbo-office:" in (root / "etc/passwd").read_text(), "the office's user was not made")
    folder = root / "var/lib/canbo-office"
    that(folder.is_dir(), "the office's folder was not made")
    that(os.geteuid() != 0 or stat.S_IMODE(folder.stat().st_mode) == 0o700, "others may read the office's folder")
    wanted = root / "etc/systemd/system/multi-user.target.wants/canbo-office.service"
    that(wanted.is_symlink(), "the service is not enabled")
    conffiles = (root / "var/lib/dpkg/info/canbo-office.conffiles").read_text().split()
    that(conffiles == ["/etc/default/canbo-office"], "/etc/default/canbo-office is no conffile")


def load_demo(root):
    """installer/demo.py (processes of an office and of desks), on the installed programs and the installed demo."""
    os.environ["CANBO_BIN"] = str(root / "usr/bin")
    os.environ["CANBO_DEMO"] = str(root / "usr/share/canbo/content/demo")
    spec = importlib.util.spec_from_file_location("demo", SOURCE / "installer" / "demo.py")
    demo = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(demo)
    return demo


def main_job(demo, work):
    office = demo.Office(work / "office")
    desk = {name: demo.Desk(work / name, office, name, PASSWORD) for name in ("quan.tri", "dm.syt", "vp.cqtt")}
    maker = demo.Desk(office.folder, office, "quan.tri", PASSWORD)
    maker.run("office", "init", "--admin", "quan.tri", "--password-stdin", stdin=PASSWORD + "\n")
    try:
        office.start(FRIDAY)
        desk["quan.tri"].login(FRIDAY)
        for name, role, agency in (("dm.syt", "focal", "SYT"), ("vp.cqtt", "office", "CAT")):
            desk["quan.tri"].run("account", "add", name, "--role", role, "--agency", agency, "--password-stdin",
                                 stdin=PASSWORD + "\n")
        focal, standing = desk["dm.syt"], desk["vp.cqtt"]
        focal.login(FRIDAY)
        office.stop()  # the report is written and submitted without a network
        report = focal.report("SYT", demo.DEMO / "week" / PERIOD / "SYT.json", send=False)
        focal.run("sync", expect=(3,))
        office.start(FRIDAY)
        focal.run("sync")
        focal.run("report", "pdf", report, "--output", work / "report.pdf", "--number", "12", "--date", "2024-02-16")
        office.start(MONDAY)
        standing.login(MONDAY)
        standing.run("sync")
        standing.run("inbox", "accept", report)
        result = standing.run("period", "consolidate", PERIOD, "--output", work / "all.pdf", "--xlsx", work / "all.xlsx",
                              "--lock")
        that(result["reports"] == 1, "the accepted report is not in the consolidation")
        focal.run("sync")
        shown = focal.run("report", "list", as_json=False)
        that("đã tổng hợp" in shown, f"the installed translation does not speak: {shown}")
    finally:
        office.stop()


def window_job(root):
    """A focal point's Friday and the standing office's, in the installed windows, driven from outside (AT-SPI)."""
    if not (root / "usr/bin/canbo").exists():
        return
    done = subprocess.run(["/usr/bin/python3", "-m", "unittest", "desktop_test.Desktop.test_a_focal_points_friday"],
                          cwd=SOURCE / "tests" / "e2e", capture_output=True, text=True, timeout=400,
                          env={**os.environ, "CANBO_BIN": str(root / "usr/bin"), "PYTHONDONTWRITEBYTECODE": "1"})
    that(done.returncode == 0, f"the installed windows: {done.stderr}")


def check_papers(work):
    for name, words in (("report.pdf", ("SỞ Y TẾ", "12/BC-SYT")), ("all.pdf", ("Sở Y tế",))):
        text = subprocess.run(["pdftotext", "-layout", work / name, "-"], capture_output=True, text=True, check=True).stdout
        for word in words:
            that(word.lower() in text.lower(), f"{name} does not say {word}")
    that((work / "all.xlsx").read_bytes().startswith(b"PK"), "the workbook is no XLSX file")


def check_own_content(root):
    """Without its own content the installed program finds none: it never looked into the source tree."""
    share = root / "usr/share/canbo"
    share.rename(share.with_name("away"))
    done = subprocess.run([root / "usr/bin/canboctl", "catalogue", "models"], capture_output=True, text=True)
    share.with_name("away").rename(share)
    that(done.returncode == 1 and "error: not-found:" in done.stderr, f"content came from elsewhere: {done.stderr}")


def remove(root):
    dpkg(root, "--purge", *("canbo-office canboctl canbo-data".split()),
         *(name for name in ("canbo", "canbo-station") if (root / "usr/bin" / name).exists()))
    left = [path for path in (root / "usr").rglob("*") if path.is_file()]
    that(not left, f"purging left {left[:3]}")
    that((root / "var/lib/canbo-office").is_dir(), "purging took the office's folder away")
    that(not (root / "etc/default/canbo-office").exists(), "purging left the configuration")


def main():
    started = time.monotonic()
    debs = pathlib.Path(sys.argv[1])
    for name in ("CANBO_SHARE", "CANBO_HOME", "CANBO_LANG", "XDG_DATA_HOME"):
        os.environ.pop(name, None)
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="canbo-package-"))
    os.chdir(scratch)
    try:
        root, work = scratch / "root", scratch / "work"
        work.mkdir()
        os.environ["HOME"] = str(work)
        install(root, debs)
        check_installed(root)
        main_job(load_demo(root), work)
        check_papers(work)
        window_job(root)
        check_own_content(root)
        remove(root)
    finally:
        os.chdir("/")
        shutil.rmtree(scratch)
    print(f"installed, worked and removed in {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
