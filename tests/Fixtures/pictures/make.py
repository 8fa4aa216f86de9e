"""Makes the pictures of this folder and what PIL reads from them: python3 make.py. See README.md."""

import os
import random
import struct
import subprocess
import tempfile
import zlib

from PIL import Image

HERE = os.path.dirname(os.path.abspath(__file__))


def fnv(values):
    """FNV-1a of whole numbers below 2^64, one step each."""
    state = 0xCBF29CE484222325
    for value in values:
        state = (state ^ value) * 0x100000001B3 % 2**64
    return f"{state:016x}"


def photograph(width, height):
    """Slopes, edges and grain in three channels."""
    grain = random.Random(width * 1000 + height)

    def pixel(x, y):
        disc = 90 if (x - width // 2) ** 2 + (y - height // 2) ** 2 < (height // 3) ** 2 else 0
        stripe = 60 if (x + 2 * y) // 7 % 3 == 0 else 0
        base = (x * 200 // width + disc, y * 220 // height + stripe, 250 - (x + y) * 200 // (width + height) - disc)
        return tuple(max(0, min(255, value + grain.randrange(-12, 13))) for value in base)

    picture = Image.new("RGB", (width, height))
    picture.putdata([pixel(x, y) for y in range(height) for x in range(width)])
    return picture


def path(name):
    return os.path.join(HERE, name)


def jpegs():
    photo = photograph(61, 45)
    for quality, sampling, progressive in ((20, 2, 0), (75, 2, 0), (95, 1, 0), (100, 0, 0), (75, 2, 1), (90, 0, 1)):
        kind = "progressive" if progressive else "baseline"
        photo.save(path(f"{kind}-{('444', '422', '420')[sampling]}-{quality}.jpg"), quality=quality, subsampling=sampling, progressive=bool(progressive))
    photo.convert("L").save(path("grey.jpg"), quality=80)
    photo.convert("L").save(path("grey-progressive.jpg"), quality=80, progressive=True)
    for width, height in ((1, 1), (2, 3), (4, 16), (17, 9)):
        photograph(width, height).save(path(f"small-{width}x{height}.jpg"), quality=75, subsampling=2)
    turned = Image.Exif()
    turned[0x0112] = 6
    photograph(24, 16).save(path("exif-turned.jpg"), quality=75, exif=turned)

    photo.convert("CMYK").save(path("cmyk.jpg"), quality=80)
    with open(path("cmyk.jpg"), "rb") as file:
        data = bytearray(file.read())
    data[data.index(b"Adobe") + 11] = 2
    with open(path("ycck.jpg"), "wb") as file:
        file.write(data)

    # What libjpeg only warns of: bytes between segments, fill bytes before a marker, bytes behind the end.
    with open(path("baseline-420-75.jpg"), "rb") as file:
        data = file.read()
    tables = data.index(b"\xff\xdb")
    with open(path("junk.jpg"), "wb") as file:
        file.write(data[:tables] + b"\x12\x00\xff\xff\xff" + data[tables:-2] + b"\x34\x56" + data[-2:] + b"tail")

    with tempfile.NamedTemporaryFile(suffix=".ppm") as source:
        photo.save(source.name)
        for name, options in {
            "cjpeg-440": ["-sample", "1x2"],
            "cjpeg-411": ["-sample", "4x1"],
            "cjpeg-uneven": ["-sample", "2x2,1x2,2x1"],
            "cjpeg-rgb": ["-rgb"],
            "cjpeg-restart": ["-sample", "2x2", "-restart", "3B"],
            "cjpeg-restart-progressive": ["-sample", "2x2", "-restart", "1", "-progressive"],
        }.items():
            subprocess.run(["cjpeg", "-quality", "80", *options, "-outfile", path(name + ".jpg"), source.name], check=True)


def write_png(name, width, height, bits, kind, sample, interlaced):
    """A PNG of sample(x, y, channel), whose rows take the five filters in turn."""
    channels = {0: 1, 2: 3, 4: 2, 6: 4}[kind]
    distance = max(1, channels * bits // 8)
    passes = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)) if interlaced else ((0, 0, 1, 1),)
    stream = b""
    for x0, y0, dx, dy in passes:
        columns = range(x0, width, dx)
        above = bytes((len(columns) * channels * bits + 7) // 8)
        for number, y in enumerate(range(y0, height, dy) if columns else ()):
            digits = "".join(f"{sample(x, y, c):0{bits}b}" for x in columns for c in range(channels))
            row = int(digits.ljust(len(above) * 8, "0"), 2).to_bytes(len(above), "big")
            stream += bytes([number % 5]) + filtered(number % 5, row, above, distance)
            above = row
    header = struct.pack(">IIBBBBB", width, height, bits, kind, 0, 0, int(interlaced))
    with open(path(name), "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        packed = zlib.compress(stream, 9)
        for tag, content in ((b"IHDR", header), (b"IDAT", packed[:100]), (b"IDAT", packed[100:]), (b"IEND", b"")):
            file.write(struct.pack(">I", len(content)) + tag + content + struct.pack(">I", zlib.crc32(tag + content)))


def filtered(kind, row, above, distance):
    def paeth(a, b, c):
        return min((abs(b - c), 0, a), (abs(a - c), 1, b), (abs(a + b - 2 * c), 2, c))[2]

    result = bytearray()
    for i, value in enumerate(row):
        a, c = (row[i - distance], above[i - distance]) if i >= distance else (0, 0)
        b = above[i]
        result.append((value - (0, a, b, (a + b) // 2, paeth(a, b, c))[kind]) % 256)
    return bytes(result)


def pngs():
    photo = photograph(37, 23)
    for mode in ("1", "L", "RGB", "P"):
        photo.convert(mode).save(path(f"png-{mode}.png"))
    for bits in (1, 2, 4):
        photo.quantize(2**bits).save(path(f"png-palette-{bits}.png"), bits=bits)
    for kind, depths in ((0, (1, 2, 4, 8, 16)), (2, (8, 16)), (4, (8,)), (6, (8, 16))):
        for bits in depths:
            for interlaced in (False, True):
                name = f"png-type{kind}-{bits}{'-interlaced' if interlaced else ''}.png"
                write_png(name, 19, 13, bits, kind, lambda x, y, c: (x * 2789 + y * 4133 + c * 9001 + x * y * 577) % 2**bits, interlaced)


def pixels(name):
    """What Keras' load_img has before it resizes: in three channels or, of a grey picture, one. Of 16-bit grey the upper 8 bits."""
    picture = Image.open(path(name))
    if picture.mode == "I":
        return Image.frombytes("L", picture.size, bytes(value >> 8 for value in picture.getdata()))
    return picture.convert("L" if picture.mode in ("1", "L", "LA") else "RGB")


def main():
    for old in os.listdir(HERE):
        if old.endswith((".jpg", ".png")):
            os.remove(path(old))
    jpegs()
    pngs()
    with open(path("decoded.csv"), "w", encoding="ascii", newline="\n") as table:
        table.write("file,height,width,channels,pixels,grey,rgb32\n")
        for name in sorted(file for file in os.listdir(HERE) if file.endswith((".jpg", ".png"))):
            picture = pixels(name)
            small = picture.convert("RGB").resize((32, 32), Image.NEAREST)
            hashes = (fnv(picture.tobytes()), fnv(picture.convert("L").tobytes()), fnv(small.tobytes()))
            table.write(f"{name},{picture.height},{picture.width},{len(picture.getbands())},{','.join(hashes)}\n")
    with open(path("nearest.csv"), "w", encoding="ascii", newline="\n") as table:
        table.write("length,size,indices\n")
        for length in [*range(1, 257), 300, 333, 375, 480, 499, 500, 640, 1024, 1050, 4000, 16384]:
            line = Image.new("I", (length, 1))
            line.putdata(range(length))
            for size in (28, 32, 64, 150, 299):
                table.write(f"{length},{size},{fnv(line.resize((size, 1), Image.NEAREST).getdata())}\n")


if __name__ == "__main__":
    main()
