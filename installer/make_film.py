"""Draws and encodes the film of the lesson on calls that pretend to come from VNeID or the police.

usage: /usr/bin/python3 installer/make_film.py [FOLDER]     (default: the course's folder media/)

For authors, after a change here; the build does not run it. Needs what tests of windows need (python3-gi, librsvg2-common)
and gstreamer1.0-tools with gstreamer1.0-plugins-base. Writes 05-cuoc-goi-la.ogv and its captions (.vtt): drawings, words
and film are the project's own.
"""
import pathlib
import subprocess
import sys

import gi

gi.require_version("GdkPixbuf", "2.0")
from gi.repository import GdkPixbuf

ROOT = pathlib.Path(__file__).resolve().parents[1]
NAME = "05-cuoc-goi-la"
WIDTH, HEIGHT, RATE = 640, 360, 10
INK, SOFT, BACK, BAD, GOOD, BLUE = "#1F2A37", "#52606D", "#F7F9FC", "#C0392B", "#2F7D4F", "#2B5C8A"

# From when to when (seconds), what is said.
CAPTIONS = [
    (0.4, 5.6, "Chín giờ sáng, điện thoại của ông Tư reo.\nMàn hình hiện: “Công an xã”."),
    (6.0, 13.4, "Người gọi đọc đúng tên, đúng số định danh.\nNhưng số ấy có thể lộ từ một tấm ảnh chụp thẻ."),
    (14.0, 21.4, "“Hồ sơ của bác sai, hôm nay phải sửa ngay.\nBác đừng cúp máy, đừng hỏi ai.”"),
    (22.0, 29.4, "Họ gửi một liên kết và bảo cài ứng dụng,\nrồi bảo bật quyền trợ năng."),
    (30.0, 35.4, "Bật quyền ấy là trao điện thoại cho người khác:\nhọ đọc được mã OTP và bấm thay mình."),
    (36.0, 42.4, "Việc đúng rất ngắn: cúp máy.\nCúp máy không bao giờ là muộn."),
    (43.0, 53.4, "Tự tìm số của công an xã ở nguồn chính thức rồi gọi lại,\nhoặc ra trụ sở mà hỏi."),
]
LENGTH = 54


def text(x, y, words, size=17, colour=INK, weight="normal", anchor="start"):
    return (f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}" font-weight="{weight}" '
            f'text-anchor="{anchor}">{words}</text>')


def fade(at, begin, drawing):
    """Nothing before `begin`, there half a second later."""
    share = max(0.0, min(1.0, (at - begin) / 0.5))
    return f'<g opacity="{share:.2f}">{drawing}</g>' if share else ""


def phone(inside, tilt=0.0):
    return (f'<g transform="rotate({tilt:.1f} 150 180)"><rect x="70" y="28" width="160" height="304" rx="20" '
            f'fill="{INK}"/><rect x="80" y="44" width="140" height="272" rx="8" fill="#FFFFFF"/>{inside}</g>')


def bubble(y, lines, fill="#F2C4BD"):
    height = 20 * len(lines) + 20
    return (f'<rect x="262" y="{y}" width="350" height="{height}" rx="10" fill="{fill}"/>' +
            "".join(text(278, y + 27 + 20 * i, line, 16) for i, line in enumerate(lines)))


def remark(y, words, colour=SOFT):
    return f'<circle cx="272" cy="{y - 5}" r="6" fill="{colour}"/>' + text(288, y, words, 16, colour, "bold")


def caller():
    return (f'<circle cx="150" cy="120" r="34" fill="#D6E4F5"/><circle cx="150" cy="110" r="13" fill="{BLUE}"/>'
            f'<path d="M124 142q26-30 52 0z" fill="{BLUE}"/>' + text(150, 186, "Công an xã", 17, INK, "bold", "middle"))


def hang_up(radius=22.0, fill=BAD):
    return (f'<circle cx="150" cy="272" r="{radius:.1f}" fill="{fill}"/><path d="M136 276q14-14 28 0" '
            'stroke="#FFFFFF" stroke-width="6" fill="none" stroke-linecap="round"/>')


def ringing(at):
    shake = (-3, 0, 3, 0)[int(at * RATE) % 4] if at % 2 < 1.2 else 0
    return phone(caller() + text(150, 208, "đang gọi đến…", 13, SOFT, "normal", "middle") + hang_up(), shake) + \
        text(262, 110, "Một cuộc gọi lạ", 30, INK, "bold") + \
        fade(at, 1.5, text(262, 150, "Tên hiện trên màn hình", 18, SOFT)) + \
        fade(at, 1.5, text(262, 176, "cũng có thể bị giả.", 18, SOFT))


def talking(at, since):
    seconds = int(at - since + 4)
    return phone(caller() + text(150, 208, f"00:{seconds:02}", 13, SOFT, "normal", "middle") + hang_up())


def knows(at):
    return talking(at, 6) + fade(at, 6.3, bubble(70, ["“Ông Tư ở thôn Hạ phải không?", "Số định danh của ông là 0…”"])) + \
        fade(at, 9.0, remark(190, "Biết số định danh: chưa chứng tỏ gì")) + \
        fade(at, 10.5, text(288, 216, "ảnh chụp mặt thẻ cũng có số ấy", 15, SOFT))


def presses(at):
    return talking(at, 6) + fade(at, 14.3, bubble(70, ["“Hồ sơ sai, hôm nay phải sửa ngay.", "Đừng cúp máy, đừng hỏi ai.”"])) + \
        fade(at, 17.0, remark(190, "Vội, sợ, và không cho hỏi:", BAD)) + \
        fade(at, 18.0, text(288, 216, "ba dấu hiệu của cuộc gọi lừa", 15, SOFT))


def installs(at):
    on = at > 32
    knob = 197 if on else 179
    asks = (text(94, 76, "Cho phép ứng dụng", 13, SOFT) + text(94, 98, "VNeID (bản mới)", 14, INK, "bold") +
            text(94, 140, "Quyền trợ năng", 14) + f'<rect x="168" y="150" width="40" height="20" rx="10" fill='
            f'"{BAD if on else "#C5CDD6"}"/><circle cx="{knob}" cy="160" r="8" fill="#FFFFFF"/>')
    link = text(94, 80, "Tin nhắn mới", 13, SOFT) + text(94, 112, "Cài tại:", 14) + \
        text(94, 134, "vneid-moi.example", 13, BLUE)
    return phone(asks if at > 26 else link) + fade(at, 22.3, bubble(70, ["“Bác bấm liên kết, cài rồi bật hết", "các quyền cho nhanh.”"])) + \
        fade(at, 26.5, remark(190, "Ứng dụng thật chỉ lấy ở kho chính thức")) + \
        fade(at, 30.3, remark(230, "Bật trợ năng: họ bấm thay mình", BAD)) + \
        fade(at, 32.3, text(288, 256, "đọc mã OTP, mở ngân hàng, chuyển tiền", 15, SOFT))


def stops(at):
    pressed = 38 < at < 39
    ended = at >= 39
    face = caller() + (text(150, 208, "Cuộc gọi đã kết thúc", 13, SOFT, "normal", "middle") if ended
                       else hang_up(18 if pressed else 22))
    return phone(face) + text(262, 110, "Cúp máy.", 34, GOOD, "bold") + \
        fade(at, 39.3, text(262, 150, "Ở bước nào cũng kịp,", 18, SOFT) + text(262, 176, "càng sớm càng tốt.", 18, SOFT))


def rules(at):
    rows = ["Cúp máy, không giải thích", "Không cài gì từ liên kết", "Không đọc mã, không bật quyền trợ năng",
            "Tự tìm số chính thức rồi gọi lại"]
    out = text(60, 84, "Nhớ bốn việc", 28, INK, "bold")
    for i, row in enumerate(rows):
        y = 140 + 48 * i
        tick = (f'<circle cx="74" cy="{y - 6}" r="14" fill="{GOOD}"/><path d="M67 {y - 6}l5 6 9-11" stroke="#FFFFFF" '
                'stroke-width="3" fill="none" stroke-linecap="round" stroke-linejoin="round"/>')
        out += fade(at, 43.3 + 1.8 * i, tick + text(104, y, row, 20))
    return out


SCENES = [(6, ringing), (14, knows), (22, presses), (36, installs), (43, stops), (LENGTH, rules)]


def picture(at):
    scene = next(draw for until, draw in SCENES if at < until)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="Noto Sans">'
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{BACK}"/>{scene(at)}</svg>')


def rgb(svg):
    loader = GdkPixbuf.PixbufLoader.new_with_type("svg")
    loader.write(svg.encode())
    loader.close()
    pixels = loader.get_pixbuf()
    data, stride, channels = pixels.get_pixels(), pixels.get_rowstride(), pixels.get_n_channels()
    rows = (data[y * stride:y * stride + WIDTH * channels] for y in range(HEIGHT))
    if channels == 3:
        return b"".join(rows)
    out = bytearray()
    for row in rows:
        flat = bytearray(WIDTH * 3)
        for i in range(3):
            flat[i::3] = row[i::4]
        out += flat
    return bytes(out)


def stamp(seconds):
    return f"00:{int(seconds) // 60:02}:{int(seconds) % 60:02}.{round(seconds * 1000) % 1000:03}"


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "content/courses/an-toan-thong-tin/media"
    film = folder / f"{NAME}.ogv"
    encoder = subprocess.Popen(
        ["gst-launch-1.0", "-q", "fdsrc", "fd=0", "!", "rawvideoparse", "format=rgb", f"width={WIDTH}",
         f"height={HEIGHT}", f"framerate={RATE}/1", "!", "videoconvert", "!", "theoraenc", "quality=36",
         "keyframe-force=100", "!", "oggmux", "!", "filesink", f"location={film}"], stdin=subprocess.PIPE)
    seen = {}
    for frame in range(LENGTH * RATE):
        svg = picture(frame / RATE)
        if svg not in seen:
            seen = {svg: rgb(svg)}
        encoder.stdin.write(seen[svg])
    encoder.stdin.close()
    if encoder.wait() != 0:
        sys.exit("the film could not be encoded")
    cues = "\n\n".join(f"{stamp(begin)} --> {stamp(end)}\n{words}" for begin, end, words in CAPTIONS)
    (folder / f"{NAME}.vtt").write_text(f"WEBVTT\n\n{cues}\n", encoding="utf-8")
    print(f"{film}: {film.stat().st_size} bytes")


if __name__ == "__main__":
    main()
