"""A small course that keeps every rule, as files by path; tests break it in one place."""
import json
import pathlib

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="#2a6"/></svg>\n'
SENTENCE = "Cán bộ khóa màn hình mỗi khi rời bàn làm việc, kể cả khi chỉ đi vài phút. "


def lesson(title, picture):
    return f"# {title}\n\n![Màn hình máy tính đang được khóa]({picture})\n\n" + SENTENCE * 40 + "\n"


def question(name):
    return (f"::{name}::Khi rời bàn, việc của «{name}» là gì?{{\n=Khóa màn hình#Đúng, vì người khác không xem được hồ sơ.\n"
            "~Tắt đèn#Chưa đúng: màn hình vẫn mở cho bất cứ ai.\n####Khóa màn hình giữ kín hồ sơ của người dân.\n}\n\n")


def course_files(slug="khoa-mau", version="1.0.0"):
    quiz = "quiz/01-man-hinh.gift"
    course = {
        "format": 1, "slug": slug, "version": version, "language": "vi", "title": "Khóa mẫu",
        "summary": "Một khóa học nhỏ.", "minutes": 20,
        "sources": [{"id": "ke-hoach", "title": "Kế hoạch 395/KH-UBND", "where": "", "verified": True}],
        "lessons": [
            {"id": "01-man-hinh", "title": "Màn hình", "file": "lessons/01-man-hinh.md", "minutes": 10, "quiz": quiz,
             "completion": {"rule": "mark", "pass": 0.5}, "requires": [], "changed_in_substance": False},
            {"id": "02-ban-giay", "title": "Bàn giấy", "file": "lessons/02-ban-giay.md", "minutes": 10,
             "completion": {"rule": "view"}, "requires": ["01-man-hinh"], "changed_in_substance": False}],
        "final": {"questions": 2, "from": [quiz], "pass": 0.5, "minutes": 10, "attempts": 3},
        "drills": "drills/mailbox.json",
        "certificate": {"title": "Chứng nhận hoàn thành Khóa mẫu"}}
    mailbox = {"format": 1, "messages": [
        {"id": "m01", "kind": "phish", "topic": "mật khẩu", "from": {"name": "Phòng CNTT", "address": "it@tinh.example"},
         "reply_to": None, "to": "ban@tinh.example", "subject": "Mật khẩu hết hạn", "date": "2024-02-16T08:12",
         "body": "Bấm vào liên kết trong 10 phút.", "attachments": [],
         "links": [{"text": "Đổi mật khẩu", "target": "https://dichvucong-gov.example/doi"}],
         "answer": "report", "also": ["delete"],
         "cues": [{"type": "technical", "where": "dichvucong-gov.example", "why": "Tên miền nhái."}],
         "premise": {"mimics_workplace": 4, "relevance": 4, "timely": 2, "concern": 6, "targeted": 0},
         "lesson": "01-man-hinh", "why": "Thư thật không hối thúc như vậy."}],
        "scenes": [{"id": "s01", "topic": "screen", "title": "Rời bàn", "story": "Bạn đi lấy nước.", "lesson": "01-man-hinh",
                    "choices": [{"text": "Khóa màn hình", "right": True, "why": "Hồ sơ được giữ kín."},
                                {"text": "Để nguyên", "right": False, "why": "Ai cũng xem được."}]}]}
    return {"course.json": json.dumps(course, ensure_ascii=False, indent=1) + "\n",
            "lessons/01-man-hinh.md": lesson("Màn hình", "../media/01.svg"),
            "lessons/02-ban-giay.md": lesson("Bàn giấy", "../media/01.svg"),
            quiz: f"$CATEGORY: {slug}/man-hinh\n\n" + question("Một") + question("Hai") + question("Ba"),
            "media/01.svg": SVG, "drills/mailbox.json": json.dumps(mailbox, ensure_ascii=False, indent=1) + "\n"}


def write_course(folder, files):
    for name, content in files.items():
        path = pathlib.Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return pathlib.Path(folder)
